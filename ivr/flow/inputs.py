"""The steps that wait for the caller: keys, numbers, words that are recorded."""

from dataclasses import dataclass
from enum import StrEnum

from ivr.flow.prompts import Prompts


@dataclass(frozen=True, slots=True)
class Way:
    """Where a key leads. label and code make the IVR path (IVR-02, IVR-04); "" leaves it as it is.

    language: what the caller hears from here on is in it; "" leaves it.
    """

    to: str
    label: str = ""
    code: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """wait: seconds for a key after the prompt; tries: how often it is heard before `no_input` or `wrong_input`.

    barge_in: a key ends the prompt; else keys wait for its end.
    """

    prompts: Prompts
    keys: dict[str, Way]
    no_input: str
    wrong_input: str
    wait: float = 6.0
    tries: int = 2
    barge_in: bool = True


@dataclass(frozen=True, slots=True)
class Language:
    """A menu whose keys choose what the caller hears from then on. keys: key → language."""

    prompts: Prompts
    keys: dict[str, str]
    then: str
    otherwise: str
    wait: float = 6.0
    tries: int = 2

    @property
    def menu(self) -> Menu:
        keys = {key: Way(self.then, language=language) for key, language in self.keys.items()}
        return Menu(self.prompts, keys, self.otherwise, self.otherwise, self.wait, self.tries)


class Check(StrEnum):
    """What digits have to be, besides as many as asked for."""

    LUHN = "luhn"  # card numbers and their like (ISO/IEC 7812-1, annex B)
    DATE = "date"  # YYYYMMDD, a day that there is
    SHORT_DATE = "short date"  # YYMMDD
    TIME = "time"  # HHMM, 24 hours


@dataclass(frozen=True, slots=True)
class Collect:
    """Digits, ended by `end`, by `most` of them or by a pause of `wait` seconds; fewer than `least` are wrong input.

    label: puts the digits on the IVR path as `label digits`; "" keeps them off it. into: the variable that keeps them.
    end: `#`, `*` or "" for none; pattern, check: what the digits have to be, else they are wrong input.
    read_back: the caller hears them and confirms: 1 is right, 2 types again; private: they stay off the path.
    """

    prompts: Prompts
    then: str
    no_input: str
    wrong_input: str
    least: int = 1
    most: int = 16
    wait: float = 5.0
    tries: int = 2
    label: str = ""
    into: str = ""
    end: str = "#"
    pattern: str = ""
    check: Check | None = None
    read_back: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """One question, answered by a key from `least` to `most` (0 to 9). question: the id under which answers are kept.

    label: puts the answer on the IVR path as `label answer`.
    """

    question: str
    prompts: Prompts
    then: str
    no_input: str
    wrong_input: str
    least: int = 1
    most: int = 5
    wait: float = 6.0
    tries: int = 2
    label: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """Reads the caller's number back: 1 is right, 2 for another one, which is typed and read back too.

    otherwise: the step for a caller who says neither in `tries` tries.
    """

    queue: str
    then: str
    otherwise: str
    wait: float = 6.0
    tries: int = 2


@dataclass(frozen=True, slots=True)
class Record:
    """The caller's words after the prompt and a tone. most: seconds; silence: seconds after which it ends by itself.

    end: the key that ends it; into: the variable that keeps the id of the recording.
    """

    prompts: Prompts
    then: str
    no_input: str
    most: float = 60.0
    silence: float = 5.0
    end: str = "#"
    into: str = ""


@dataclass(frozen=True, slots=True)
class Voicemail:
    """A message for the agents of a queue. most, silence: as of a record."""

    queue: str
    prompts: Prompts
    then: str
    no_input: str
    most: float = 120.0
    silence: float = 5.0
