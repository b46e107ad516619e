"""Which addresses may be reached, told from the address alone."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.lookups.addresses import Guard, NotAllowed, is_open, is_own

NOBODYS = ["224.0.0.1", "ff02::1", "0.0.0.0", "::", "255.255.255.255"]
METADATA = ["169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"]
NEVER = [*NOBODYS, *METADATA, "169.254.1.1", "fe80::1", "fe80::1%eth0"]
OWN = ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "fd12::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"]
OPEN = ["93.184.216.34", "2606:2800:220:1::1"]


@pytest.mark.parametrize("address", [*NEVER, *OWN])
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", OPEN)
def test_what_is_public_is_open_and_not_ours(address: str) -> None:
    assert is_open(address)
    assert not is_own(address)


@pytest.mark.parametrize("address", NEVER)
def test_metadata_and_what_is_nobodys_cannot_even_be_allowed(address: str) -> None:
    with pytest.raises(NotAllowed):
        Guard(["crm.internal"]).judged("crm.internal", [address])


@pytest.mark.parametrize("address", OWN)
def test_an_address_of_the_own_network_is_reached_only_by_a_host_that_is_allowed(address: str) -> None:
    assert Guard(["crm.internal"]).judged("CRM.internal", [address]) == [address]
    with pytest.raises(NotAllowed):
        Guard(["crm.internal"]).judged("other.example", [address])


def test_one_bad_address_among_good_ones_is_bad() -> None:
    with pytest.raises(NotAllowed):
        Guard([]).judged("example.org", [*OPEN, "10.0.0.1"])
    with pytest.raises(NotAllowed):
        Guard([]).judged("example.org", [])


@given(st.ip_addresses())
def test_no_address_is_both_public_and_own(address: ipaddress.IPv4Address) -> None:
    assert not (is_open(str(address)) and is_own(str(address)))
