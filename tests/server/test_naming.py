"""A gateway is told which call each phone is about when somebody is put through, and when that is over."""

from cti import facts
from cti.desk import Desk
from cti.plan import Plan
from journal import Agenda
from server.engine import Engine
from server.naming import CallNames

DIALLED = facts.Dialled("1.7", "kim", "0101", "", "support")


class House:
    def __init__(self) -> None:
        self.desk, self.told = Desk(Plan()), list[tuple[str, str]]()
        self.names = CallNames(self.desk, self._concern)
        engine = Engine([self.desk], [], Agenda(), lambda: 1.0, lambda turn: self.names.told(turn.entries))
        self.tell = engine.tell

    def _concern(self, agent: str, call: str) -> None:
        self.told.append((agent, call))


def test_a_phone_is_about_its_call_until_the_call_is_over() -> None:
    house = House()
    for fact in (DIALLED, facts.Established("1.7", "kim")):
        house.tell(fact)
    assert house.told == [("kim", "1.7")]
    house.tell(facts.Cleared("1.7", "normal", "caller"))
    assert house.told == [("kim", "1.7"), ("kim", "")]


def test_a_server_that_begins_with_calls_tells_them() -> None:
    house = House()
    house.tell(DIALLED)
    told: list[tuple[str, str]] = []
    CallNames(house.desk, lambda agent, call: told.append((agent, call)))
    assert told == [("kim", "1.7")]


def test_who_is_in_two_calls_is_about_one_until_both_are_over() -> None:
    house = House()
    for fact in (DIALLED, facts.Established("1.7", "kim"), facts.Dialled("1.8", "kim", "0102", "", "support")):
        house.tell(fact)
    house.tell(facts.Cleared("1.7", "normal", "caller"))
    assert house.told == [("kim", "1.7"), ("kim", "1.8")]
    house.tell(facts.Cleared("1.8", "normal", "caller"))
    assert house.told[-1] == ("kim", "")
