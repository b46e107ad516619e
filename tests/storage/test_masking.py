"""Masked passages on both databases: nothing of them is left where anybody reads."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from cti.refused import Refused
from storage.database import Database
from storage.masking import Masking, Passage
from storage.tables import mask_keys, services, ticket_events, ticket_masks, tickets
from storage.ticket_lists import Wanted
from storage.ticket_setup import TicketSetup
from storage.ticket_texts import first_text
from storage.tickets import Change, Tickets
from storage.vault import Locked, Vault
from ticketing.fields import AskedKind, Audience, TicketField, Value
from ticketing.life import TicketStep, Wish

CARD = "1234-5678-9012-3456"
NOTE = f"Her card is {CARD}, valid."
OF_THE_NOTE = Passage("note", 12, CARD)


@pytest.fixture
async def masking(database: Database) -> Masking:
    """With ticket 1, whose note and one comment hold the number of a card."""
    row = {
        "id": 1,
        "call": "c1",
        "kind": "answered",
        "state": "open",
        "service": "support",
        "queue": "q",
        "caller": "1",
    }
    more = {"path": [], "code": "", "agent": "kim", "opened_at": 1.0, "talk_seconds": 0.0, "subject": "x", "note": NOTE}
    said = {
        "ticket": 1,
        "at": 2.0,
        "by": "kim",
        "step": "comment",
        "state": "open",
        "agent": "kim",
        "text": f"= {CARD}",
    }
    async with database.writing() as connection:
        await connection.execute(insert(services).values(id="support", name="Support", language="en"))
        await connection.execute(insert(tickets).values(**row, **more))
        await connection.execute(insert(ticket_events).values(**said))
    return Masking(database, Vault("master"))


def holding(folder: Path) -> list[str]:
    """The files of the database in which the number of the card can be read."""
    return [file.name for file in folder.glob("test.db*") if CARD.encode() in file.read_bytes()]


def pieces(folder: Path, piece: bytes) -> int:
    return (folder / "test.db").read_bytes().count(piece)


async def note(database: Database) -> str:
    ticket = await Tickets(database).get(1)
    assert ticket is not None
    return ticket.note


@pytest.mark.spec("TKT-55", "SEC-09")
async def test_a_masked_passage_is_nowhere_in_the_texts_and_is_not_found(masking: Masking, database: Database) -> None:
    assert await masking.mask(1, OF_THE_NOTE, "kim", 3.0) == 1
    assert await note(database) == "Her card is ██1██, valid."
    assert [event.text for event in await Tickets(database).events(1)] == ["= ██1██"]
    assert await Tickets(database).newest(Wanted(words="5678-9012"), 9) == []
    async with database.reading() as connection:
        kept = (await connection.execute(select(ticket_masks))).one()
    assert CARD not in str(kept)


@pytest.mark.spec("TKT-56", "SEC-09")
async def test_who_sees_the_words_and_who_puts_them_back_is_written_down(masking: Masking, database: Database) -> None:
    await masking.mask(1, OF_THE_NOTE, "kim", 3.0)
    assert await masking.show(1, 1, "boss", 4.0) == CARD
    assert await note(database) == "Her card is ██1██, valid."
    await masking.unmask(1, 1, "boss", 5.0)
    assert await note(database) == NOTE
    assert [(each.by, each.what, each.at) for each in await masking.touched(1)] == [
        *(("kim", "masked", 3.0), ("boss", "shown", 4.0), ("boss", "unmasked", 5.0)),
    ]
    assert await masking.of(1) == []
    assert await masking.mask(1, OF_THE_NOTE, "kim", 6.0) == 2  # the log tells of the first one by its number


@pytest.mark.spec("TKT-55", "TKT-56")
async def test_a_masked_passage_cannot_be_read_in_fields_and_their_history_either(
    masking: Masking, database: Database
) -> None:
    setup, kept = TicketSetup(database), Tickets(database)
    kinds = (AskedKind.TEXT, AskedKind.NUMBER, AskedKind.CHOICES)
    words = ("1234567890123456", "Her card")
    fields = [
        TicketField(0, "support", Audience.AGENT, 0, each.value, each, options=words if each is kinds[2] else ())
        for each in kinds
    ]
    text, number, choices = [await setup.put_field(each) for each in fields]
    values: dict[int, Value] = {text: f"at {words[0]}.", number: int(words[0]), choices: list(words)}
    changes: list[Change] = [
        {"what": "field:text", "before": "", "after": f"at {words[0]}."},
        {"what": "receipt", "before": words[0], "after": "x"},
    ]
    await kept.step(
        1, Wish(TicketStep.CHANGE, "kim"), 2.0, head={"note": f"= {words[0]}"}, changes=changes, values=values
    )
    await masking.mask(1, Passage("note", 2, words[0]), "kim", 3.0)
    assert await setup.values(1) == {text: "at ██1██.", number: "██1██", choices: list(words)}
    told = (await kept.events(1))[-1].changes
    assert [each["after"] for each in told] == ["at ██1██.", "x"]
    assert told[1]["before"] == words[0]  # of the setup, not of a customer
    again = await masking.values_hidden(1, {replace(fields[0], id=text): f"{words[0]}, or"})
    assert again == {text: "██1██, or"}
    await masking.unmask(1, 1, "boss", 4.0)
    assert await setup.values(1) == values
    assert [each["after"] for each in (await kept.events(1))[-1].changes] == [f"at {words[0]}.", "x"]


async def test_a_page_that_was_open_before_does_not_bring_the_words_back(masking: Masking) -> None:
    await masking.mask(1, OF_THE_NOTE, "kim", 3.0)
    again = await masking.kept_hidden(1, {"note": f"{NOTE} She called again.", "subject": "y"})
    assert again == {"note": "Her card is ██1██, valid. She called again.", "subject": "y"}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_files_of_the_database_do_not_hold_the_words_any_more(
    masking: Masking, database: Database, tmp_path: Path
) -> None:
    for version in range(20):  # a note saves itself as one types
        await Tickets(database).change(1, {"note": f"{NOTE}{version}" * 50})
    await Tickets(database).change(1, {"note": NOTE})
    assert holding(tmp_path) != []
    await masking.mask(1, OF_THE_NOTE, "kim", 3.0)
    assert holding(tmp_path) == []


async def test_new_keys_open_what_old_ones_closed_and_the_old_ones_are_gone(
    masking: Masking, database: Database
) -> None:
    await masking.mask(1, OF_THE_NOTE, "kim", 3.0)
    async with database.reading() as connection:
        before = (await connection.execute(select(mask_keys))).one()
    assert await Masking(database, Vault("newer,master")).rotate(4.0) == 1
    async with database.reading() as connection:
        after = (await connection.execute(select(mask_keys))).one()
    assert (after.version, after.wrapped == before.wrapped) == (2, False)
    assert await Masking(database, Vault("newer")).show(1, 1, "boss", 5.0) == CARD
    with pytest.raises(Locked):
        await masking.show(1, 1, "boss", 6.0)


async def test_a_passage_that_was_moved_to_another_ticket_cannot_be_opened(
    masking: Masking, database: Database
) -> None:
    await masking.mask(1, OF_THE_NOTE, "kim", 3.0)
    async with database.writing() as connection:
        await connection.execute(update(ticket_masks).values(number=7))
    with pytest.raises(Locked):
        await masking.show(1, 7, "boss", 4.0)
    assert [each.what for each in await masking.touched(1)] == ["masked"]  # nobody has seen it


async def test_what_has_changed_meanwhile_is_not_masked(masking: Masking, database: Database) -> None:
    with pytest.raises(Refused, match="changed meanwhile"):
        await masking.mask(1, Passage("note", 11, CARD), "kim", 3.0)
    with pytest.raises(LookupError):
        await masking.mask(1, Passage("event", 0, CARD, key="99"), "kim", 3.0)
    assert (await note(database), await masking.touched(1)) == (NOTE, [])


@pytest.mark.spec("SEC-05")
async def test_the_provider_switches_it_on_and_off(masking: Masking) -> None:
    assert not await masking.is_on("support")
    assert await masking.switch("support", True, 3.0)
    assert await masking.is_on("support")
    assert await masking.switch("support", False, 4.0)
    assert not await masking.is_on("support")
    assert not await masking.switch("nowhere", True, 5.0)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_not_even_pieces_of_the_words_are_left_when_the_file_is_written_anew(
    masking: Masking, database: Database, tmp_path: Path
) -> None:
    rare, piece = "\ubf8d\ubf8e\ubf8f\ubf90", "\ubf8d\ubf8e".encode()
    async with database.writing() as connection:
        await connection.execute(*first_text(1, ""))
    await Tickets(database).change(1, {"note": rare})
    await masking.scrub()
    assert pieces(tmp_path, piece) > 1  # in the note, and in the index
    await masking.mask(1, Passage("note", 0, rare), "kim", 3.0)
    await masking.compact()
    assert pieces(tmp_path, piece) == 0
