"""Who attacks is blocked when it is enough, and nobody else; what stands in Asterisk's list."""

import ipaddress

import pytest

from asterisk.ami import SecurityEvent
from asterisk.intruders import (
    BLOCKED_FOR,
    LIMITS,
    MOST_WATCHED,
    Kind,
    Watch,
    kind_of,
    lies_in,
    seconds_blocked,
    source_of,
)
from asterisk.wall import content, rules

PHONES = {"101": object()}


def event(kind: str, account: str = "", service: str = "PJSIP") -> SecurityEvent:
    return SecurityEvent(kind, service, "192.0.2.1", account)


def tries(watch: Watch, count: int, every: float, kind: Kind = Kind.SCAN) -> list[bool]:
    return [watch.is_enough("192.0.2.1", kind, 1000.0 + each * every) for each in range(count)]


@pytest.mark.parametrize("kind", LIMITS)
def test_many_tries_at_once_are_enough(kind: Kind) -> None:
    limit = LIMITS[kind].most
    assert tries(Watch(), limit + 1, 0.0, kind) == [*[False] * limit, True]


def test_a_phone_with_a_password_typed_wrong_that_asks_once_a_minute_is_never_blocked() -> None:
    assert not any(tries(Watch(), 1000, 60.0, Kind.GUESS))


def test_slow_guessing_is_noticed_too() -> None:
    assert any(tries(Watch(), 200, 10.0, Kind.GUESS))


def test_another_address_has_done_nothing() -> None:
    watch = Watch()
    tries(watch, 1000, 0.0)
    assert not watch.is_enough("192.0.2.2", Kind.SCAN, 1000.0)


def test_a_phone_that_proves_its_password_each_time_floods_nobody() -> None:
    watch = Watch()
    for _ in range(10_000):
        assert not watch.is_enough("192.0.2.1", Kind.FLOOD, 1000.0)
        watch.proved("192.0.2.1", 1000.0)


def test_a_flood_with_false_addresses_does_not_fill_the_memory() -> None:
    watch = Watch()
    for each in range(3 * MOST_WATCHED):
        watch.is_enough(str(ipaddress.ip_address(each)), Kind.SCAN, 1000.0)
    assert len(watch.buckets) == MOST_WATCHED


def test_each_block_is_longer_than_the_one_before_up_to_a_week() -> None:
    assert [seconds_blocked(before) for before in range(6)] == [*BLOCKED_FOR, BLOCKED_FOR[-1], BLOCKED_FOR[-1]]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (event("InvalidAccountID", "100"), Kind.SCAN),
        (event("ChallengeResponseFailed", "101"), Kind.GUESS),
        (event("InvalidPassword", "101"), Kind.GUESS),
        (event("ChallengeSent", "101"), Kind.FLOOD),
        (event("ChallengeSent", "<unknown>"), None),
        (event("RequestBadFormat"), Kind.BROKEN),
        (event("SuccessfulAuth", "101"), None),
        (event("InvalidPassword", "cordboard", service="AMI"), None),
    ],
)
def test_what_asterisk_says_is_an_attack_of_a_kind(told: SecurityEvent, kind: Kind | None) -> None:
    assert kind_of(told, PHONES) == kind


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("[2001:db8::1]", "2001:db8::/64"),
        ("192.0.2.1\npermit = 0.0.0.0/0", ""),
        ("", ""),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_the_address_is_one_or_it_is_nothing(address: str, source: str) -> None:
    assert source_of(address) == source


def test_a_network_that_is_spared_has_its_addresses_in_it() -> None:
    spared = [ipaddress.ip_network("192.0.2.0/24"), ipaddress.ip_network("2001:db8::/48")]
    assert lies_in("192.0.2.77", spared)
    assert lies_in("2001:db8:0:9::/64", spared)
    assert not lies_in("198.51.100.1", spared)


def test_what_is_never_blocked_comes_last_for_the_last_rule_counts() -> None:
    written = content(rules(["198.51.100.7", "192.0.2.1"], [ipaddress.ip_network("192.0.2.0/24")]))
    lines = [line for line in written.splitlines() if "=" in line]
    assert lines == [
        "permit = 0.0.0.0/0.0.0.0",
        "permit = ::/0",
        "deny = 192.0.2.1",
        "deny = 198.51.100.7",
        "permit = 192.0.2.0/24",
    ]


def test_with_nobody_blocked_the_list_is_still_a_list() -> None:
    assert "permit = 0.0.0.0/0.0.0.0" in content(rules((), ()))
