"""Tests of a route are played by SIP on a real Asterisk, and what is not as it should be is told."""

from pathlib import Path

import pytest

from config.routes import load_route
from ivr.script import Act, Kind, Test
from server.rehearsing.real import Scene, play

SHOP = """
route: shop
start: open
steps:
  open:
    hours: {timezone: Asia/Seoul, mon: "09:00-09:01"}
    open: choose
    closed: closed
  choose:
    menu: system.goodbye
    wait: 1
    tries: 1
    keys:
      1: {label: Orders, to: orders}
    no input: closed
    wrong input: orders
  orders: {queue: orders}
  closed: {goodbye: system.goodbye}
"""
MONDAY_NINE = 1_795_392_030.0  # 2026-11-23 09:00:30 in Seoul


def presses(name: str, ends: str, *acts: Act) -> Test:
    return Test(name, ends, acts, at=MONDAY_NINE)


@pytest.mark.asterisk
async def test_the_same_tests_pass_and_fail_by_sip(tmp_path: Path) -> None:
    key, early = Act(Kind.PRESS, "1"), Act(Kind.EARLY, "1")
    tests = [
        presses("orders", "queue orders", key),
        presses("in a hurry", "queue orders", early),
        presses("says nothing", "goodbye", Act(Kind.SILENCE)),
        presses("leaves", "hung up", Act(Kind.HANG_UP)),
        presses("hopes for more", "queue returns", key),
        Test("at night", "goodbye", at=MONDAY_NINE + 3600),
    ]
    outcomes = await play([Scene(load_route(SHOP), SHOP, test) for test in tests], Path("build/test-sounds"))
    told = {each.scene.test.name: each.faults for each in outcomes}
    assert told.pop("hopes for more") == ["the call ends with queue orders, not queue returns"]
    assert told == {name: [] for name in ("orders", "in a hurry", "says nothing", "leaves", "at night")}
