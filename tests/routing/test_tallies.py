"""What agents have done today, also after a restart."""

from cti.facts import AgentState, AgentStateChanged
from journal import Entry
from routing.tallies import DAY, Tallies, Tally

NOON = 10 * DAY + 43_200.0


def entry(number: int, at: float, state: AgentState) -> Entry:
    return Entry(number, at, None, AgentStateChanged("kim", state))


TALKS = [
    entry(1, NOON, AgentState.TALKING),
    entry(2, NOON + 60, AgentState.AFTER_CALL),
    entry(3, NOON + 90, AgentState.READY),
    entry(4, NOON + 100, AgentState.TALKING),
    entry(5, NOON + 130, AgentState.READY),
]


def test_talks_and_their_seconds_are_counted() -> None:
    tallies = Tallies()
    tallies.learn(TALKS)
    assert tallies("kim") == Tally(2, 90.0, NOON + 100)
    assert tallies("lee") == Tally()


def test_a_new_day_begins_with_nothing_but_when_the_last_talk_was() -> None:
    tallies = Tallies()
    tallies.learn(TALKS)
    tallies.note(AgentStateChanged("lee", AgentState.READY), NOON + DAY)
    assert tallies("kim") == Tally(last=NOON + 100)


def test_a_replay_of_the_newest_entries_counts_nothing_twice_and_forgets_nothing() -> None:
    tallies = Tallies()
    tallies.learn(TALKS)
    for living in (entry(0, NOON - DAY, AgentState.BREAK), TALKS[-1]):
        tallies.note(living.fact, living.at)
    assert tallies("kim") == Tally(2, 90.0, NOON + 100)


def test_who_talks_at_the_restart_has_the_talk_counted_once_with_all_its_seconds() -> None:
    tallies = Tallies()
    tallies.learn(TALKS[:4])
    tallies.note(TALKS[3].fact, TALKS[3].at)
    tallies.note(TALKS[4].fact, TALKS[4].at)
    assert tallies("kim") == Tally(2, 90.0, NOON + 100)
