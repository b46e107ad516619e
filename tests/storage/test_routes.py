"""Routes, drafts and versions in the database."""

import pytest

from ivr.calendar import Calendar, Force, Holiday, SpecialDay
from ivr.facts import CalendarChanged, CalendarForced, PublicationScheduled, RoutePublished, RouteSwitched, SwitchMode
from journal import Entry
from storage import routes as module
from storage.database import Database
from storage.journal import SqlLog
from storage.routes import Draft, Route, Routes, Stale, Version
from storage.seed_routes import Shipped, seed_routes

NIGHT = Route("night", "support", "At night", 1.0, "designer")


def draft(text: str, etag: str) -> Draft:
    return Draft("night", text, "", {"hi": [1, 2]}, etag, 2.0, "designer")


@pytest.fixture
async def records(database: Database) -> Routes:
    """One route, with a draft."""
    records = Routes(database)
    assert await records.add(NIGHT, "first", "", "e1")
    return records


async def test_a_name_is_taken_once(records: Routes) -> None:
    assert not await records.add(NIGHT, "second", "", "e2")
    assert await records.all() == [NIGHT]
    assert (found := await records.draft("night")) is not None
    assert found.text == "first"


async def test_a_draft_is_saved_only_over_what_was_seen(records: Routes) -> None:
    await records.save(draft("second", "e2"), "e1")
    with pytest.raises(Stale) as stale:
        await records.save(draft("third", "e3"), "e1")
    assert stale.value.now == draft("second", "e2")
    with pytest.raises(Stale):
        await records.save(draft("third", "e3"), None)
    assert not await records.drop("night", "e1")
    assert await records.drop("night", "e2")
    await records.save(draft("third", "e3"), None)
    assert await records.drafts() == {"night": draft("third", "e3")}


async def test_versions_are_numbered_and_the_newest_published_one_is_found(database: Database, records: Routes) -> None:
    made = [await records.add_version(Version("night", 0, text)) for text in ("one", "two", "three")]
    assert [each.version for each in made] == [1, 2, 3]
    log = SqlLog(database, [module.keep])
    published = [RoutePublished("night", version, "designer", "") for version in (1, 2)]
    await log.append([Entry(number, 10.0 + number, None, fact) for number, fact in enumerate(published, 1)])
    newest = await records.newest()
    assert (newest["night"].version, newest["night"].published_at) == (2, 12.0)
    await records.take_back(made[2])
    await records.take_back(made[1])
    assert [each.version for each in await records.versions("night")] == [2, 1]
    await records.remove("night")
    assert (await records.all(), await records.count("night")) == ([], 0)


async def test_what_is_shipped_comes_once_and_waits_for_the_start(database: Database, records: Routes) -> None:
    shipped = [Shipped("night", "support", "shipped"), Shipped("day", "support", "shipped", "tests")]
    await seed_routes(records, shipped, 5.0)
    await seed_routes(records, shipped, 6.0)
    (waits,) = await records.waiting()
    assert (waits.route, waits.version, waits.tests, waits.made_at) == ("day", 1, "tests", 5.0)
    await SqlLog(database, [module.keep]).append([Entry(1, 7.0, None, RoutePublished("day", 1, "", ""))])
    assert await records.waiting() == []


async def test_the_newest_facts_of_the_library_are_read_at_the_start(database: Database) -> None:
    calendar = Calendar(
        "office",
        "Office",
        zone="Asia/Seoul",
        holidays=(Holiday("2026-12-25", "2026-12-25"),),
        special=(SpecialDay("2026-12-24", ((540, 720),), "Eve"),),
    )
    happened = [
        RoutePublished("night", 1, "designer", "one"),
        RoutePublished("night", 2, "designer", "two"),
        PublicationScheduled("night", 3, 99.0, "designer"),
        RouteSwitched("support", SwitchMode.CLOSED, "", 0.0, "supervisor"),
        CalendarChanged("office", "designer", calendar),
        CalendarForced("office", Force.CLOSED, 50.0, "supervisor"),
    ]
    log = SqlLog(database)
    await log.append([Entry(number, 1.0, None, fact) for number, fact in enumerate(happened, 1)])
    assert [entry.fact for entry in await log.living()] == happened[1:]
