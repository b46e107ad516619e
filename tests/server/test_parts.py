"""`cti run --only`: one part alone starts nothing else, and says what it must be told before it starts anything."""

import subprocess
from pathlib import Path

import pytest

from config.settings import WrongSetting, load
from server.asides import last_round
from server.parts import Part, check
from server.ports import PortTaken, refuse_taken
from tests.server.test_supervisor import CTI, cti, environment, of_house
from tests.support.free import free_port

ADDRESSES = {
    "CORDBOARD_ARI": "127.0.0.1:8088",
    "CORDBOARD_AMI": "127.0.0.1:5038",
    "CORDBOARD_GATEWAY": "127.0.0.1:9100",
}
PASSWORDS = {"CORDBOARD_ARI_PASSWORD": "a", "CORDBOARD_AMI_PASSWORD": "b", "CORDBOARD_GATEWAY_TOKEN": "c"}
NODES = {"CORDBOARD_NODES": "east=http://10.0.0.1:8088/5038"}


def checked(part: Part, data: Path, told: dict[str, str]) -> None:
    check(part, load({**told, "CORDBOARD_DATA": str(data)}), told)


@pytest.mark.parametrize("part", Part)
def test_a_part_that_knows_its_addresses_and_the_passwords_of_the_others_may_start(part: Part, tmp_path: Path) -> None:
    checked(part, tmp_path, ADDRESSES | PASSWORDS)


@pytest.mark.parametrize(
    ("part", "more", "without", "says"),
    [
        (Part.ASTERISK, {}, "CORDBOARD_AMI", "set CORDBOARD_AMI"),
        (Part.ASTERISK, {}, "CORDBOARD_ARI_PASSWORD", "CORDBOARD_ARI_PASSWORD must be the same"),
        (Part.ASTERISK, NODES, "", "Set this machine's name"),
        (Part.ASTERISK, {"CORDBOARD_ASTERISK": "http://h:8088"}, "", "Leave it empty"),
        (Part.GATEWAY, {}, "CORDBOARD_GATEWAY", "set CORDBOARD_GATEWAY"),
        (Part.GATEWAY, {}, "CORDBOARD_GATEWAY_TOKEN", "CORDBOARD_GATEWAY_TOKEN must be the same"),
        (Part.GATEWAY, {"CORDBOARD_GATEWAYS": "10.0.0.3:9100"}, "", "none of gateways"),
        (Part.SERVER, {}, "CORDBOARD_ARI", "set CORDBOARD_ARI"),
        (Part.SERVER, NODES, "CORDBOARD_GATEWAY", "set CORDBOARD_GATEWAY"),
    ],
)
def test_what_a_part_cannot_do_without_is_named(
    part: Part, more: dict[str, str], without: str, says: str, tmp_path: Path
) -> None:
    told = {key: value for key, value in (ADDRESSES | PASSWORDS | more).items() if key != without}
    with pytest.raises(WrongSetting, match=says):
        checked(part, tmp_path, told)


def test_a_copy_of_the_servers_secrets_is_as_good_as_the_environment(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text('{"gateway_token": "c"}', encoding="utf-8")
    checked(Part.GATEWAY, tmp_path, ADDRESSES)


def test_a_part_asks_for_its_own_ports_only() -> None:
    taken = load({"CORDBOARD_HTTP": "192.0.2.1:80"})  # an address that no machine of ours has
    refuse_taken(taken, ("gateway",))
    with pytest.raises(PortTaken):
        refuse_taken(taken, ("http",))


def test_a_gateway_alone_runs_with_nothing_beside_it(tmp_path: Path) -> None:
    told = environment(tmp_path, GATEWAY=f"127.0.0.1:{free_port()}")
    refused = cti("run", "--only", "gateway", **told)
    assert refused.returncode == 2
    assert "CORDBOARD_GATEWAY_TOKEN" in refused.stderr
    told["CORDBOARD_GATEWAY_TOKEN"] = "the same as the server's"
    with subprocess.Popen([*CTI, "run", "--only", "gateway"], env=told, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert any("The gateway of a house" in line for line in process.stdout), "it did not get ready"
            programs = sorted(words.rpartition(" -m ")[2] for words in of_house(tmp_path).values())
            assert programs == ["server.cli run --only gateway", "softphone.gateway"]
            assert last_round(tmp_path) > 0, "nobody looks after old logs where no server is"
        finally:
            process.terminate()
