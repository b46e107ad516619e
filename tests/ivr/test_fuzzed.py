"""Any text is a route or a complaint with its place; nothing crashes, nothing hangs, nothing is carried out."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.routes import SHIPPED, load_route, load_script
from ivr.checker import check
from ivr.complaint import Complaint, Faulty
from ivr.draw import draw
from ivr.flow import Mark
from ivr.schema import schema
from tests.ivr.every_kind import PAYING, ROUTE

TEXTS = [ROUTE, PAYING, *(file.read_text() for file in sorted(SHIPPED.glob("**/*.yaml")))]
MARKS = "\t|\n|: |- |{|}|[|]|\"|'|&a |*a|!!python/object:os.system |!x |<<: |? |>|%|@|`|#|---\n|...\n|\x00|\ufeff|\x85"
WORDS = "yes|1e999|~|{a.b}|say: |menu: |queue: |lookup: |overflow: |if: |with: |text: |hours: |cases: |keys: "
BITS = st.sampled_from([*MARKS.split("|"), *WORDS.split("|"), "|", "\U0001f4de"])


BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # of YAML 1.1


def complaints_about(text: str, load: Callable[[str], object]) -> list[Complaint]:
    """[] for a text that can be used."""
    try:
        load(text)
    except Faulty as faulty:
        return faulty.complaints or [Complaint(Mark(), "")]
    return []


def look_at(text: str) -> None:
    flow = load_route(text)
    check(flow)
    draw(flow)


def loads_or_complains(text: str) -> None:
    lines = len(BREAKS.findall(text)) + 1
    for each in complaints_about(text, look_at):
        assert 0 < each.at.line <= lines + 1
        assert each.at.column > 0
        assert each.text
        assert each.remedy


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(st.one_of(BITS, st.just(text[start:end] * 2), st.text(max_size=5))) + text[end:]
    return text


@given(mutated())
@settings(max_examples=300, deadline=None)
def test_a_route_that_was_damaged_is_a_route_or_a_complaint(text: str) -> None:
    loads_or_complains(text)


@given(st.lists(BITS, max_size=60).map("".join) | st.binary(max_size=200).map(lambda each: each.decode("latin-1")))
@settings(max_examples=300, deadline=None)
def test_noise_is_a_complaint(text: str) -> None:
    loads_or_complains(text)


@given(mutated())
@settings(max_examples=60, deadline=None)
def test_the_tests_of_a_route_can_be_damaged_too(text: str) -> None:
    assert all(each.at.line > 0 and each.text for each in complaints_about(text, load_script))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: &x " + "[" * 30,
        "!!python/object/apply:os.system [echo]",
        "a: *nowhere",
        "\ud800",
        "a: \x07",
        "x" * 9_000_000,
        "route: x\nstart: s\nsteps: {" + ", ".join(f"s{n}: {{nonsense: x}}" for n in range(20_000)) + "}",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_bombs_are_told_apart_at_once(text: str) -> None:
    loads_or_complains(text)


def test_the_schema_is_small_enough_for_an_editor() -> None:
    assert len(str(schema())) < 100_000
