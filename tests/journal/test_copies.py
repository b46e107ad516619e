"""A changed copy is what `dataclasses.replace` would make."""

import dataclasses
from dataclasses import dataclass, field

import pytest

from journal.copies import replace


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0
    names: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Spot:
    """Copied as a whole."""

    x: int
    y: int = 0


@dataclass(frozen=True)
class Reckoned:
    """Something is made when it is made."""

    x: int
    double: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "double", self.x * 2)


@dataclass(frozen=True, kw_only=True)
class Named:
    name: str
    number: int = 0


@dataclass(frozen=True)
class Single:
    value: int


def test_what_is_not_changed_stays() -> None:
    assert replace(Point(1, 2, ("a",)), y=3) == Point(1, 3, ("a",))


@pytest.mark.parametrize(
    ("before", "changes"),
    [
        (Point(1), {}),
        (Point(1), {"x": 2, "y": 5}),
        (Named(name="a"), {"number": 4}),
        (Single(1), {"value": 2}),
        (Spot(1), {"y": 5}),
        (Reckoned(1), {"x": 4}),
    ],
)
def test_it_is_what_the_library_makes(
    before: Point | Named | Single | Spot | Reckoned, changes: dict[str, int]
) -> None:
    replace(before, **changes)  # type: ignore[arg-type]  # the first of a kind is made otherwise than the next
    assert replace(before, **changes) == dataclasses.replace(before, **changes)  # type: ignore[arg-type]  # kinds differ


def test_the_first_stays_as_it_was() -> None:
    before, spot = Point(1, 2), Spot(1, 2)
    replace(before, x=9)
    assert before == Point(1, 2)
    for number in (8, 9):
        assert replace(spot, x=number) == Spot(number, 2)
    assert spot == Spot(1, 2)


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="z"):
        replace(Point(1), z=1)  # type: ignore[call-arg]  # that is the test
    for _ in range(2):
        with pytest.raises(TypeError, match="z"):
            replace(Spot(1), z=1)  # type: ignore[call-arg]  # that is the test
