"""How several Asterisks and gateways are named."""

import pytest

from config.nodes import nodes_of
from config.secrets import Secrets
from config.settings import Settings, WrongSetting, load

KNOWN = Secrets("ari", "ami", "gateway", "seal", "masking")


def told(**settings: str) -> Settings:
    return load({f"CORDBOARD_{key.upper()}": value for key, value in settings.items()})


def test_a_node_has_a_name_an_address_and_a_login() -> None:
    east, west = nodes_of(told(nodes="east=http://10.0.0.1:8088/5039, west=https://kim:p%40ss@[::1]:8089"), KNOWN)
    assert (east.name, east.ari, east.ami) == ("east", "http://10.0.0.1:8088", ("10.0.0.1", 5039))
    assert (east.user, east.password) == ("cordboard", "ari")
    assert (west.ari, west.ami) == ("https://[::1]:8089", ("::1", 5038))
    assert (west.user, west.password) == ("kim", "p@ss")


def test_there_is_one_asterisk_and_one_gateway_where_nothing_is_said() -> None:
    assert nodes_of(told(), KNOWN) == []
    assert told(gateway="127.0.0.1:9100").gateway_urls == ("http://127.0.0.1:9100",)
    assert told(gateways="10.0.0.3:9100,10.0.0.4:9100").gateway_urls == ("http://10.0.0.3:9100", "http://10.0.0.4:9100")


@pytest.mark.parametrize(
    ("nodes", "complaint"),
    [
        ("http://10.0.0.1:8088", "is not name=http"),
        ("east=10.0.0.1:8088", "the node 'east' is not"),
        ("East=http://10.0.0.1:8088", "the node 'East' is not"),
        ("east=http://10.0.0.1:1,east=http://10.0.0.2:1", "the same name"),
    ],
)
def test_a_wrong_node_is_refused_with_the_remedy(nodes: str, complaint: str) -> None:
    with pytest.raises(WrongSetting, match=complaint):
        told(nodes=nodes)


def test_a_password_in_a_wrong_node_is_not_told() -> None:
    with pytest.raises(WrongSetting) as refused:
        told(nodes="east=http://kim:secret@10.0.0.1")
    assert "secret" not in str(refused.value)
