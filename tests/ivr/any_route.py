"""Routes of every kind of step, put together by chance, and callers who do anything."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from ivr.flow import (
    Callback,
    Case,
    Check,
    Collect,
    Comparison,
    Crowd,
    Flow,
    Form,
    Goodbye,
    Hours,
    If,
    Item,
    Language,
    Lookup,
    Menu,
    Overflow,
    Record,
    Say,
    Set,
    Split,
    Spoken,
    Step,
    Survey,
    Switch,
    ToAgent,
    ToQueue,
    Transfer,
    Voicemail,
    Way,
    Words,
)
from ivr.hours import ALWAYS, Week

QUEUES = ("general", "payments", "account")
VARIABLES = ("a", "b")
PROMPTS: tuple[Item, ...] = (
    "support.menu",
    Words({"en": "You said {a:digits}, {b}.", "ko": "{a:number} {b:date}"}),
    Spoken(Form.MONEY, "$a", "KRW"),
    Spoken(Form.DIGITS, "$b"),
    Spoken(Form.TIME, "now"),
)
WAITS = st.floats(0.5, 8.0)
TRIES = st.integers(1, 3)
prompts = st.lists(st.sampled_from(PROMPTS), min_size=1, max_size=2).map(tuple)
values = st.sampled_from(("", "1", "general", "$a", "$b", "{a}-{b}", "{caller}"))
subjects = st.sampled_from(
    ("caller", "dialled", "language", "now", "weekday", "$a", "waiting in general", "estimated wait in payments")
)
To = Callable[[st.DrawFn], str]


@dataclass(frozen=True, slots=True)
class Place:
    """onward: a later step; anywhere: where a key may lead."""

    draw: st.DrawFn
    later: tuple[str, ...]
    all: tuple[str, ...]

    def onward(self) -> str:
        """Now and then a way back, which the checker has to find."""
        return self.anywhere() if self.draw(st.integers(0, 60)) == 0 else self.draw(st.sampled_from(self.later))

    def anywhere(self) -> str:
        return self.draw(st.sampled_from(self.all))


def say(at: Place) -> Step:
    return Say(at.draw(prompts), at.onward(), at.draw(st.booleans()))


def menu(at: Place) -> Step:
    keys = {key: Way(at.anywhere(), label) for key, label in at.draw(st.dictionaries(KEYS, LABELS, min_size=1)).items()}
    ways = at.onward(), at.anywhere()
    return Menu(at.draw(prompts), keys, *ways, at.draw(WAITS), at.draw(TRIES), at.draw(st.booleans()))


def collect(at: Place) -> Step:
    least = at.draw(st.integers(1, 3))
    return Collect(
        at.draw(prompts),
        at.anywhere(),
        at.onward(),
        at.anywhere(),
        least,
        least + at.draw(st.integers(0, 4)),
        at.draw(WAITS),
        at.draw(TRIES),
        at.draw(LABELS),
        at.draw(st.sampled_from(("", *VARIABLES))),
        at.draw(st.sampled_from("#*")),
        at.draw(st.sampled_from(("", "d{1,9}", "[1-5]{2}"))),
        at.draw(st.sampled_from((None, *Check))),
        at.draw(st.booleans()),
    )


def survey(at: Place) -> Step:
    return Survey(
        "q", at.draw(prompts), at.anywhere(), at.onward(), at.anywhere(), 1, 5, at.draw(WAITS), at.draw(TRIES)
    )


def language(at: Place) -> Step:
    return Language(
        at.draw(prompts), {"1": "ko", "2": "ja"}, at.anywhere(), at.onward(), at.draw(WAITS), at.draw(TRIES)
    )


def callback(at: Place) -> Step:
    return Callback(at.draw(st.sampled_from(QUEUES)), at.anywhere(), at.onward(), at.draw(WAITS), at.draw(TRIES))


def hours(at: Place) -> Step:
    week = at.draw(st.sampled_from((ALWAYS, Week(((),) * 7))))
    return Hours(week, at.onward(), at.onward(), at.onward(), calendar=at.draw(st.sampled_from(("", "business"))))


def if_(at: Place) -> Step:
    return If(at.draw(subjects), at.draw(st.sampled_from(Comparison)), (at.draw(values),), at.onward(), at.onward())


def switch(at: Place) -> Step:
    case = Case(at.draw(st.sampled_from(Comparison)), (at.draw(values),), at.onward(), at.draw(LABELS))
    return Switch(at.draw(subjects), (case,), at.onward())


def set_(at: Place) -> Step:
    return Set({at.draw(st.sampled_from(VARIABLES)): at.draw(values)}, at.onward())


def split(at: Place) -> Step:
    return Split({at.onward(): 1.0, at.onward(): 2.0})


def lookup(at: Place) -> Step:
    what = at.draw(st.sampled_from(("customer", "orders")))
    return Lookup(what, at.onward(), at.onward(), at.onward(), {"x": at.draw(values)}, {"a": "/a"}, at.draw(WAITS), 2)


def queue(at: Place) -> Step:
    """Out of a queue it always goes on: who comes back to it may wait for ever, which is an end too."""
    kinds = at.draw(st.lists(st.sampled_from(Crowd), max_size=2))
    overflow = tuple(Overflow(when, at.draw(st.integers(1, 60)), at.draw(st.sampled_from(at.later))) for when in kinds)
    skills = at.draw(st.sampled_from(({}, {"english": 2})))
    return ToQueue(at.draw(st.sampled_from(QUEUES)), at.draw(st.integers(0, 3)), skills, overflow)


def agent(at: Place) -> Step:
    who = at.draw(st.sampled_from(("agent1", "nobody", "$a")))
    otherwise = at.draw(st.sampled_from(("", *at.later)))
    return ToAgent(who, at.draw(st.sampled_from(QUEUES)), otherwise, at.draw(WAITS))


def record(at: Place) -> Step:
    into = at.draw(st.sampled_from(("", *VARIABLES)))
    return Record(at.draw(prompts), at.onward(), at.onward(), at.draw(st.floats(1, 20)), 2.0, at.draw(ENDING), into)


def voicemail(at: Place) -> Step:
    queue = at.draw(st.sampled_from(QUEUES))
    return Voicemail(queue, at.draw(prompts), at.onward(), at.onward(), at.draw(st.floats(1, 20)), 2.0)


def transfer(at: Place) -> Step:
    return Transfer(at.draw(st.sampled_from((ALLOWED, FORBIDDEN))), at.onward(), "", at.draw(WAITS))


ALLOWED, FORBIDDEN = "0212345678", "0609999999"  # numbers outside: one that the service may call, one that it may not
ENDING = st.sampled_from(("#", "*", ""))
KEYS = st.sampled_from("0123456789*#")
LABELS = st.sampled_from(("", "Label"))
ASKING = (menu, menu, collect, collect, survey, language, callback, record, voicemail)
KINDS = (say, *ASKING, hours, if_, switch, set_, split, lookup, queue, agent, transfer)
ENDS: tuple[Step, ...] = (Goodbye(("system.goodbye",)), ToQueue("general"), ToQueue("account", 2))


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Ways that need no key lead on, nearly always; so most of these are sound."""
    names = tuple(f"s{number}" for number in range(draw(st.integers(2, 9))))
    steps: dict[str, Step] = {
        name: draw(st.sampled_from(KINDS))(Place(draw, names[number + 1 :], names))
        for number, name in enumerate(names[:-1])
    }
    steps[names[-1]] = draw(st.sampled_from(ENDS))
    return Flow("support", 1, names[0], steps)


Act = tuple[str, str | float]
acts = st.lists(
    st.one_of(
        st.tuples(st.just("press"), st.text("0123456789*#", min_size=1, max_size=6)),
        st.tuples(st.just("wait"), st.floats(0.0, 20.0)),
        st.tuples(st.just("returns"), st.just("")),
        st.tuples(st.just("restarts"), st.just("")),
        st.tuples(st.just("is silent"), st.just("")),
    ),
    max_size=12,
)
NASTY = st.sampled_from(
    ("", "7", "payments", "http://127.0.0.1/", "{dialled}", "$a", "digits:1", "../../x", "20261225")
)
"""What a lookup may answer."""
replies = st.dictionaries(
    st.sampled_from(("customer", "orders")),
    st.tuples(
        st.sampled_from(("found", "found", "missing", "failed", "never")), st.dictionaries(st.sampled_from("ab"), NASTY)
    ),
)
BREAKABLE = ("StartPrompt", "LookUp", "StopPrompt", "RecordMessage", "CallOut")
broken = st.just(set[str]()) | st.sets(st.sampled_from(BREAKABLE), max_size=2)
outside = st.sampled_from(("answers", "silent", "busy", "unallocated"))
"""What the number outside does."""
