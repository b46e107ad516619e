"""Who calls, and what they are like. Rule: the same seed gives the same people; every number and name is pretend.

Numbers: +1 202 555 01xx is kept for fiction; 010-0000-xxxx and 090-0000-xxxx are given to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from softphone.callers.voice import VARIANTS, Voice
from softphone.sip import Identity

T = TypeVar("T")
HOW_MANY = 80
WITHHELD = 0.08  # share of people who don't show their number
NAMES = {
    "en": ("Alex Sample", "Mary O'Nobody", "José Ejemplo", "Żaneta Przykład", "Иван Примеров", "علي مثال", ""),
    "ko": ("홍길동", "김하나", "이두리", "박세찬", "최네모", "정다섯", ""),
    "ja": ("山田太郎", "見本花子", "ヤマダ ハナコ", "れいみほん", ""),
}
LANGUAGES = (("en", 4), ("ko", 4), ("ja", 2))
SUPPORT, SALES = "0700000001", "0700000002"
# What people press in the demo's menus, and how many of ten do; callbacks need a number to call back.
WAYS = {
    SUPPORT: ((("1", "1"), 3), (("1", "2"), 2), (("2",), 3), (("0",), 1), (("3", "1"), 1)),
    SALES: ((("1",), 6), (("0",), 3), (("3", "1"), 1)),
}
CALLBACK = "3"


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody behaves. Pairs are the least and the most; seconds but for `lines` and `wrong`.

    patience: until giving up in the queue; pause: between a prompt's end and the key, None for not listening to the
    end; wrong: keys that no menu has; lines: said in a talk; stays: longest talk.
    """

    patience: tuple[float, float]
    pause: tuple[float, float] | None = (0.6, 1.8)
    wrong: tuple[int, int] = (0, 0)
    lines: tuple[int, int] = (3, 6)
    stays: tuple[float, float] = (60, 120)
    presses: bool = True
    speaks: bool = True
    angry: bool = False


MANNERS = {
    "patient": Manner(patience=(180, 400)),
    "impatient": Manner(patience=(8, 25), pause=None, lines=(1, 3), stays=(20, 40)),
    "wrong-digit": Manner(patience=(60, 180), wrong=(1, 3)),
    "silent": Manner(patience=(60, 120), presses=False, speaks=False, stays=(20, 45)),
    "abusive": Manner(patience=(90, 240), lines=(20, 40), stays=(90, 180), angry=True),
}
SHARES = (("patient", 55), ("impatient", 20), ("wrong-digit", 12), ("silent", 7), ("abusive", 6))


@dataclass(frozen=True, slots=True)
class Person:
    identity: Identity
    language: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Wish:
    """One call that somebody is going to make. keys: the way through the menus; seed: of all that happens in it."""

    person: Person
    kind: str
    number: str
    keys: tuple[str, ...]
    seed: int

    @property
    def manner(self) -> Manner:
        return MANNERS[self.kind]


class People:
    """All who may call. Some call often, most seldom."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.all = [_person(self.random, place) for place in range(HOW_MANY)]
        self.weights = [1 / (place + 3) for place in range(HOW_MANY)]

    def next(self, kind: str = "", busy: frozenset[Person] = frozenset()) -> Wish:
        """Somebody who isn't on the line yet wants to call. kind: of MANNERS; empty for any."""
        free = [(person, weight) for person, weight in zip(self.all, self.weights, strict=True) if person not in busy]
        (person,) = self.random.choices([person for person, _ in free], [weight for _, weight in free])
        number = SUPPORT if self.random.random() < 0.7 else SALES
        ways = [way for way in WAYS[number] if not (person.identity.withheld and way[0][0] == CALLBACK)]
        keys = _pick(self.random, ways)
        kind = kind or _pick(self.random, SHARES)
        wrong = tuple(self.random.choice("789#") for _ in range(self.random.randint(*MANNERS[kind].wrong)))
        return Wish(person, kind, number, (*wrong, *keys), self.random.getrandbits(32))


def _person(random: Random, place: int) -> Person:
    language = _pick(random, LANGUAGES)
    start = {"en": "+120255501", "ko": "0100000", "ja": "0900000"}[language]
    number = f"{start}{place:02d}" if language == "en" else f"{start}{random.randrange(100) * 100 + place:04d}"
    identity = Identity(number, random.choice(NAMES[language]), random.random() < WITHHELD)
    voice = Voice(random.choice(VARIANTS), random.choice((35, 50, 65)), random.choice((155, 175)))
    return Person(identity, language, voice)


def _pick(random: Random, choices: Sequence[tuple[T, int]]) -> T:
    return random.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]
