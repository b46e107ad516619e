"""The fast search finds what a slow one finds that looks at every ticket."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import insert

from storage import ticket_texts as texts
from storage.database import Database
from storage.migrate import migrate_open
from storage.tables import ticket_texts, tickets
from storage.ticket_lists import Wanted
from storage.ticket_search import found
from ticketing.grams import findable, words

COUNT, APART = 240, 700  # tickets, and numbers between two of them: many blocks of PostgreSQL's index
PARTS = (
    "환불", "카드환불을", "환", "불만", "払い戻し", "払い", "戻", "カード", "ｶｰﾄﾞ", "カ", "refund", "\uff32\uff25FUND",
    "refunded", "re", "r", "Straße", "STRASSE", "é", "e\u0301", "02-123-4567", "010", "100%", "_", "'", "\"", "*", "(",
    "뷁", "a", "ab", "카드card", "card카드", "①", "㈜한국",
)  # fmt: skip
SERVICES, STATES, SUBJECTS = ("sales", "support", "spares"), ("open", "solved", "spam"), ("환불 refund", "카드", "")


def _row(number: int, dice: random.Random) -> dict[str, object]:
    row: dict[str, object] = {
        "id": APART * number, "call": f"c{number}", "kind": "answered", "state": dice.choice(STATES), "queue": "q",
        "service": dice.choice(SERVICES), "caller": "", "path": [], "code": "", "agent": dice.choice(("kim", "lee")),
        "opened_at": float(number), "talk_seconds": 0.0, "subject": dice.choice(SUBJECTS), "receipt": number % 3,
        "note": dice.choice(("", " ")).join(dice.choices(PARTS, k=dice.randint(0, 5))), "changed_at": 0.0,
    }  # fmt: skip
    return row


async def _fill(database: Database, rows: Sequence[dict[str, object]]) -> None:
    said = [
        {"ticket": row["id"], **texts.text_row([str(row["subject"]), str(row["note"])], str(row["subject"]))}
        for row in rows
    ]
    async with database.writing() as connection:
        await connection.execute(insert(tickets), list(rows))
        await connection.execute(insert(ticket_texts), said)


def _wanted(dice: random.Random) -> Wanted:
    piece = dice.choice(PARTS)
    at = dice.randrange(len(piece))
    asked = [piece[at : at + dice.randint(1, 4)], *dice.choices(PARTS, k=dice.choice((0, 0, 1)))]
    return Wanted(
        services=dice.choice((None, frozenset({"sales"}), frozenset({"sales", "support"}))),
        agent=dice.choice(("", "", "kim")),
        state=dice.choice(("", "", "solved")),
        words=" ".join(asked),
        title=dice.choice(("", "", "", "환불", "FUND", "환", "드")),
        receipts=dice.choice((frozenset(), frozenset({1, 2}))),
    )


def _fits(row: dict[str, object], wanted: Wanted) -> bool:
    subject, text = str(row["subject"]), findable(f"{row['subject']} {row['note']}")
    return (
        (wanted.services is None or row["service"] in wanted.services)
        and wanted.agent in ("", row["agent"])
        and (row["state"] == wanted.state or (not wanted.state and row["state"] != "spam"))
        and (not wanted.receipts or row["receipt"] in wanted.receipts)
        and all(word.lower() in subject.lower() for word in wanted.title.split())
        and all(word in text for word in words(f"{wanted.words} {wanted.title}"))
    )


async def _paged(database: Database, wanted: Wanted, limit: int, walked: int, few: int) -> list[int]:
    """All pages, one after the other."""
    ids: list[int] = []
    async with database.reading() as connection:
        while True:
            asked = replace(wanted, before=ids[-1] if ids else 0)
            page = await found(connection, asked, limit, sqlite=database.is_sqlite, walked=walked, few=few)
            ids += page
            if len(page) < limit:
                return ids


@pytest.mark.spec("TKT-53")
@pytest.mark.parametrize(("walked", "few"), [(3, 0), (3, 1000), (1000, 1000)])
async def test_what_is_found_fast_is_what_a_slow_search_finds(database: Database, walked: int, few: int) -> None:
    dice = random.Random(7)
    rows = [_row(number, dice) for number in range(1, COUNT + 1)]
    await _fill(database, rows)
    some = 0
    for _ in range(60):
        wanted = _wanted(dice)
        slow = [row["id"] for row in reversed(rows) if _fits(row, wanted)]
        assert await _paged(database, wanted, 7, walked, few) == slow, wanted
        some += bool(slow)
    assert some > 10


@pytest.mark.spec("TKT-53")
async def test_titles_that_were_written_before_their_pieces_were_kept_are_found(database: Database) -> None:
    await migrate_open(database, "0036")
    subjects = (
        "카드환불 refund",
        "카드",
    )  # the newest is compared with what is sought; the other one is found by its pieces
    rows = [{**_row(n, random.Random(1)), "subject": subject, "state": "open"} for n, subject in enumerate(subjects, 1)]
    said = [{"ticket": row["id"], **texts.text_row([str(row["subject"])])} for row in rows]
    async with database.writing() as connection:
        await connection.execute(insert(tickets), rows)
        await connection.execute(insert(ticket_texts), said)
    for _ in range(2):  # a way back and forward again does no harm
        await migrate_open(database)
        for title in ("환불", "환", "refu"):
            assert await _paged(database, Wanted(title=title), 2, 1, few=1000) == [APART], title
        await migrate_open(database, "0036")
