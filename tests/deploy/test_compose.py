"""The compose file: what may be wrong with it without an engine of containers: settings, addresses, secrets, rights."""

import re
from pathlib import Path

import pytest
import yaml

from config.secrets import Secrets
from config.settings import KEYS, PREFIX, load
from deploy.container import start
from softphone.gateway import settings as gateway_settings
from tests.support.house import borrow

FOLDER = Path(__file__).parents[2] / "deploy" / "compose"
HOUSE = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
SERVICES = HOUSE["services"]
OURS = [name for name, each in SERVICES.items() if each["image"] == "cordboard"]
EVERY = pytest.mark.parametrize("name", SERVICES)


def settings(name: str) -> dict[str, str]:
    told = SERVICES[name].get("environment", {})
    return {key: str(value) for key, value in told.items() if key.startswith(PREFIX)}


def address(name: str) -> str:
    return str(SERVICES[name]["networks"]["house"]["ipv4_address"])


def address_or_none(name: str) -> str | None:
    return address(name) if "networks" in SERVICES[name] else None


def test_the_house_has_all_its_parts() -> None:
    kinds = ["postgres", "redis", "kamailio", "asterisk-east", "asterisk-west", "gateway-1", "gateway-2"]
    assert {*kinds, "server", "standby"} <= set(SERVICES)


@EVERY
def test_no_service_is_root_or_writes_into_its_image(name: str) -> None:
    service = SERVICES[name]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", service["user"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


@EVERY
def test_whoever_is_in_the_network_has_an_address_that_is_told(name: str) -> None:
    """One that the engine chose could be one that is told to a service which comes later."""
    if SERVICES[name].get("network_mode") != "none":
        assert [each for each in SERVICES if address_or_none(each) == address(name)] == [name]


@EVERY
def test_every_image_has_a_version_or_is_built_here(name: str) -> None:
    image = SERVICES[name]["image"]
    assert image.startswith("cordboard") or re.search(r":\d", image)
    if "build" in SERVICES[name]:
        assert (FOLDER / SERVICES[name]["build"]["context"] / SERVICES[name]["build"]["dockerfile"]).is_file()


@pytest.mark.parametrize("name", OURS)
def test_every_setting_exists_and_can_be_read(name: str) -> None:
    known = load({**settings(name), "CORDBOARD_DATA": "/var/lib/cordboard"})
    assert {key.removeprefix(PREFIX).lower() for key in settings(name)} <= set(KEYS)
    if name.startswith("gateway"):
        told = gateway_settings.read({**settings(name), "CORDBOARD_GATEWAY_TOKEN": "t" * 16})
        assert told.host == str(known.gateway.host)


@EVERY
def test_no_secret_is_told_where_everybody_can_see_it(name: str) -> None:
    told = settings(name) | SERVICES[name].get("environment", {})
    secret = {f"{PREFIX}{each.upper()}" for each in Secrets.__dataclass_fields__} | {"POSTGRES_PASSWORD", "PGPASSWORD"}
    assert not secret & set(told)
    assert not any(re.search(r"://[^/@]*:[^/@]*@", str(value)) for value in told.values())


def test_those_who_look_for_each_other_are_where_they_look() -> None:
    server = settings("server")
    nodes = [f"{each}=http://{settings(f'config-{each}')['CORDBOARD_ARI']}/5038" for each in ("east", "west")]
    assert server["CORDBOARD_NODES"] == ",".join(nodes)
    gateways = [settings(f"gateway-{number}")["CORDBOARD_GATEWAY"] for number in (1, 2)]
    assert server["CORDBOARD_GATEWAYS"] == ",".join(gateways)
    for name in ("gateway-1", "gateway-2"):
        assert settings(name)["CORDBOARD_GATEWAY"] == f"{address(name)}:8090"
    for node in ("east", "west"):
        assert settings(f"config-{node}")["CORDBOARD_SIP"] == f"{address(f'asterisk-{node}')}:5060"
        assert settings(f"config-{node}")["CORDBOARD_TRUNKS"] == address("kamailio")
        assert f"sip:{address(f'asterisk-{node}')}:5060" in (FOLDER / "kamailio" / "dispatcher.list").read_text("utf-8")
    assert settings("standby") == server
    assert server["CORDBOARD_STANDBY"] == "true"


def test_every_volume_secret_and_service_that_is_named_is_told() -> None:
    for service in SERVICES.values():
        volumes = [each.partition(":")[0] for each in service.get("volumes", []) if not each.startswith(".")]
        assert set(volumes) <= set(HOUSE["volumes"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        named = [each if isinstance(each, str) else each["source"] for each in service.get("secrets", [])]
        assert set(named) <= set(HOUSE["secrets"])


def test_the_configuration_of_a_node_is_written_beside_it(tmp_path: Path) -> None:
    told = settings("config-east") | {"CORDBOARD_DATA": str(tmp_path)}
    borrow(tmp_path)
    start.become(start.ASTERISK, ["/usr/lib/asterisk/modules"], told)
    etc = tmp_path / "asterisk" / "etc"
    assert "systemname = east" in (etc / "asterisk.conf").read_text()
    assert "match = 10.77.0.5/32" in (etc / "pjsip.conf").read_text()
    assert (tmp_path / "moh" / "default").is_dir()
