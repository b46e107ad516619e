"""Times as the outside reads them."""

import re
import typing

from server import views
from server.api import outbound, phones, status
from server.times import NAMES, OWN_KEYS, Time, rfc3339, stamped
from storage.vocabulary import KINDS
from tests.house import ROOT

MODULES = (views, outbound, phones, status)
VIEWS = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__.startswith((views.__name__, module.__name__))
]


def test_a_time_is_rfc_3339_in_utc_and_one_that_is_not_there_is_null() -> None:
    assert rfc3339(1795208400.5) == "2026-11-20T21:00:00.500Z"
    assert rfc3339(0.0) is None


def test_times_are_found_at_any_depth_and_nothing_else_is_touched() -> None:
    told = stamped({"calls": [{"talk_at": 0.0, "ticket": 7}], "seconds": 3.5, "at": 1795208400.0})
    assert told == {"calls": [{"talk_at": None, "ticket": 7}], "seconds": 3.5, "at": "2026-11-20T21:00:00.000Z"}


def test_every_field_that_is_a_time_by_its_type_is_one_by_its_name() -> None:
    hints = [hint for view in VIEWS for hint in typing.get_type_hints(view, include_extras=True).items()]
    by_type = {name for name, kind in hints if kind is Time or kind == Time}
    of_facts = {name for kind in KINDS.values() for name in kind.__dataclass_fields__ if name.endswith("_at")}
    assert by_type | of_facts == NAMES


def test_what_people_named_like_a_time_is_none() -> None:
    assert stamped({"skills": {"since": 3}, "since": 1795208400.0}) == {
        "skills": {"since": 3},
        "since": "2026-11-20T21:00:00.000Z",
    }


def test_every_number_of_a_fact_that_people_name_is_known_as_such() -> None:
    hints = [hint for kind in KINDS.values() for hint in typing.get_type_hints(kind).items()]
    assert {name for name, kind in hints if kind in (dict[str, int], dict[str, float])} <= OWN_KEYS


def test_the_pages_read_the_same_names_as_times() -> None:
    told = re.search(r"new Set\((.*?)\.split", (ROOT / "web/shared/net/wire.ts").read_text(encoding="utf-8"), re.DOTALL)
    assert told is not None
    assert set(re.findall(r"\w+", told[1])) == NAMES
