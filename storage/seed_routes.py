"""Brings shipped routes into a database that does not have them. What is there already stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.routes import Route, Routes, Version

FIRST = "as shipped"


@dataclass(frozen=True, slots=True)
class Shipped:
    """service: whose number it answers; tests: "" for none."""

    name: str
    service: str
    text: str
    tests: str = ""


async def seed_routes(records: Routes, shipped: Iterable[Shipped], now: float) -> None:
    """The first version of each waits for the start of the server."""
    for each in shipped:
        if await records.add(Route(each.name, each.service, each.name.title(), now, "")):
            first = Version(each.name, 0, each.text, each.tests, comment=FIRST, made_at=now, waiting=True)
            await records.add_version(first)
