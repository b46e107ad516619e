"""What is asked for later comes in the order of time, once, and only in its newest form."""

from hypothesis import given
from hypothesis import strategies as st

from journal import Agenda, Command


def commands_due(agenda: Agenda, now: float) -> list[float]:
    found = []
    while due := agenda.due(now):
        found.append(due.at)
    return found


def test_nothing_is_due_before_its_time() -> None:
    agenda = Agenda()
    agenda.set("a", 5.0, Command())
    assert agenda.due(4.9) is None
    assert agenda.next() == 5.0


def test_a_line_remembers_its_cause() -> None:
    agenda = Agenda()
    agenda.cause = 7
    agenda.set("a", 5.0, Command())
    due = agenda.due(5.0)
    assert due is not None
    assert due.cause == 7


def test_a_later_line_of_the_same_key_replaces_the_earlier() -> None:
    agenda = Agenda()
    agenda.set("a", 5.0, Command())
    agenda.set("a", 9.0, Command())
    assert commands_due(agenda, 20.0) == [9.0]


keys, times = st.sampled_from("abc"), st.floats(0, 100)


@given(st.lists(st.one_of(st.tuples(keys, times), keys)))
def test_it_holds_what_a_plain_table_would_hold(acts: list[tuple[str, float] | str]) -> None:
    agenda, table = Agenda(), dict[str, float]()
    for act in acts:
        if isinstance(act, str):
            agenda.cancel(act)
            table.pop(act, None)
        else:
            agenda.set(act[0], act[1], Command())
            table[act[0]] = act[1]
        assert agenda.next() == min(table.values(), default=None)
    assert {key: due.at for key, due in agenda.lines().items()} == table
    assert commands_due(agenda, 1000.0) == sorted(table.values())
