"""What the gateway is told by its environment."""

from pathlib import Path

import pytest

from softphone.gateway.settings import WrongSetting, read

GOOD = {"CORDBOARD_GATEWAY": "127.0.0.1:17001", "CORDBOARD_GATEWAY_TOKEN": "0123456789abcdef"}


def test_defaults_reach_every_address_and_keep_lines_on_loopback() -> None:
    settings = read(GOOD)
    assert (settings.host, settings.port, settings.line_host) == ("127.0.0.1", 17001, "127.0.0.1")
    assert settings.reach.addresses == ()
    assert settings.folder == Path("var/gateway")


def test_addresses_and_ports_for_pages_can_be_chosen() -> None:
    chosen = {
        "CORDBOARD_PHONE_BIND": "10.0.0.5, 10.0.1.5",
        "CORDBOARD_PHONE_ADVERTISE": "203.0.113.9",
        "CORDBOARD_PHONE_PORTS": "40000-40009",
    }
    reach = read(GOOD | chosen).reach
    assert reach.addresses == ("10.0.0.5", "10.0.1.5")
    assert (reach.advertise, len(reach.ports)) == ("203.0.113.9", 10)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CORDBOARD_GATEWAY", "nowhere"),
        ("CORDBOARD_GATEWAY", "127.0.0.1:0"),
        ("CORDBOARD_GATEWAY_TOKEN", "short"),
        ("CORDBOARD_PHONE_BIND", "eth0"),
        ("CORDBOARD_PHONE_PORTS", "9-1"),
        ("CORDBOARD_LINE_PORTS", "many"),
        ("CORDBOARD_LINE_HOST", "switch.example"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name):
        read(GOOD | {name: value})
