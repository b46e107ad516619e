"""Who calls: the same for the same seed, pretend, various."""

import re
from collections import Counter

import pytest

from softphone.callers import lines
from softphone.callers.crowd import kind_of
from softphone.callers.people import MANNERS, SALES, SUPPORT, People
from softphone.callers.voice import BASES


def test_the_same_seed_brings_the_same_calls() -> None:
    one, other = People(7), People(7)
    assert [one.next() for _ in range(50)] == [other.next() for _ in range(50)]


def test_another_seed_brings_other_calls() -> None:
    one, other = People(7), People(8)
    assert [one.next() for _ in range(50)] != [other.next() for _ in range(50)]


def test_every_number_is_a_pretend_one_and_belongs_to_one_person() -> None:
    numbers = [person.identity.number for person in People(1).all]
    assert all(re.fullmatch(r"\+120255501\d\d|010000\d{5}|090000\d{5}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_some_call_again_some_withhold_their_number_and_every_kind_and_language_calls() -> None:
    people = People(1)
    wishes = [people.next() for _ in range(400)]
    often = Counter(wish.person.identity.number for wish in wishes)
    assert often.most_common(1)[0][1] > 5
    assert any(wish.person.identity.withheld for wish in wishes)
    assert {wish.kind for wish in wishes} == set(MANNERS)
    assert {wish.person.language for wish in wishes} == set(BASES)
    assert {wish.number for wish in wishes} == {SUPPORT, SALES}


def test_names_come_in_several_scripts() -> None:
    names = "".join(person.identity.name for person in People(1).all)
    assert all(re.search(script, names) for script in ("[A-Za-z]", "[가-힣]", "[一-龯]"))


def test_nobody_calls_twice_at_the_same_time() -> None:
    people = People(1)
    busy = frozenset(people.all[:-1])
    assert people.next(busy=busy).person == people.all[-1]


def test_who_withholds_the_number_asks_for_no_callback() -> None:
    people = People(1)
    hidden = [wish for wish in (people.next() for _ in range(2000)) if wish.person.identity.withheld]
    assert hidden
    assert not [wish for wish in hidden if "3" in wish.keys]


def test_who_dials_wrong_digits_presses_them_before_the_right_ones() -> None:
    wish = People(1).next("wrong-digit")
    assert wish.keys[0] in "789#"
    assert wish.keys[-1] in "0123"


def test_everybody_has_something_to_say_in_every_language() -> None:
    for texts in (lines.GREETINGS, lines.MATTERS, lines.ANGER, lines.FAREWELLS, lines.AGENT_GREETINGS):
        assert set(texts) == set(BASES)
    assert not re.search("[一-龯]", "".join("".join(texts["ja"]) for texts in (lines.MATTERS, lines.ANGER)))


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ('{"kind": "silent"}', "silent"),
        ("abusive", "abusive"),
        ("{}", ""),
        ('{"kind": "king"}', ""),
        ("[1]", ""),
        ("3", ""),
    ],
)
def test_a_wish_names_a_kind_or_any(wish: str, kind: str) -> None:
    assert kind_of(wish) == kind
