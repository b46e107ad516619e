"""The witness of calls that ended unseen, and the notes of those whom the dialplan held."""

import json
from pathlib import Path

import pytest

from asterisk import missed
from asterisk.cel import Witness
from cti import facts


def line(event: str, call: str = "7.1", at: float = 100.0, more: dict[str, str] | None = None) -> str:
    plain = {"num": "01012345678", "exten": "0700000001", "channame": "PJSIP/trunk-1", "linkedid": call}
    told = {"eventtype": event, "eventtime": at, "uniqueid": call, "eventextra": ""}
    return json.dumps({**told, **plain, **(more or {})}) + "\n"


def hang_up(cause: int, call: str = "7.1", at: float = 105.0) -> str:
    return line("HANGUP", call, at, {"eventextra": json.dumps({"hangupcause": cause})})


def witness(path: Path, *lines: str) -> Witness:
    path.write_text("".join(lines))
    found = Witness(path)
    found.read()
    return found


def test_the_witness_knows_why_a_call_ended(tmp_path: Path) -> None:
    found = witness(tmp_path / "cel", line("CHAN_START"), hang_up(17))
    assert (found.cause_of("7.1"), found.cause_of("7.2")) == ("busy", "")


def test_what_is_written_later_is_read_later_even_in_halves(tmp_path: Path) -> None:
    path = tmp_path / "cel"
    found, end = witness(path, line("CHAN_START")), hang_up(16)
    for half in (end[:20], end[20:]):
        with path.open("a") as file:
            file.write(half)
        found.read()
    assert found.cause_of("7.1") == "normal"


def test_lines_that_a_crash_cut_are_passed_over(tmp_path: Path) -> None:
    found = witness(tmp_path / "cel", '{"eventtype":"CHA\n', "\x00\x00\n", line("CHAN_START"), hang_up(16))
    assert found.cause_of("7.1") == "normal"


def test_a_caller_whose_number_is_no_text_keeps_nobody_from_reading_on(tmp_path: Path) -> None:
    path = tmp_path / "cel"
    path.write_bytes(line("CHAN_START").replace("01012345678", "?").encode().replace(b"?", b"\xff\xfe"))
    found = Witness(path)
    found.read()
    assert [seen.call for seen in found.since(0.0)] == ["7.1"]


@pytest.mark.parametrize(
    "other",
    [
        {"channame": "UnicastRTP/127.0.0.1:5-0x1"},
        {"exten": "s"},
        {"exten": ""},
        {"linkedid": "6.1"},
    ],
)
def test_only_callers_are_calls(tmp_path: Path, other: dict[str, str]) -> None:
    assert not witness(tmp_path / "cel", line("CHAN_START", more=other)).since(0.0)


def test_a_malformed_call_that_was_refused_is_nobodys(tmp_path: Path) -> None:
    assert not witness(tmp_path / "cel", line("CHAN_START"), hang_up(21)).since(0.0)


def test_calls_before_the_outage_are_not_asked_about(tmp_path: Path) -> None:
    found = witness(tmp_path / "cel", line("CHAN_START", at=100.0), line("CHAN_START", "7.2", at=200.0))
    assert [seen.call for seen in found.since(150.0)] == ["7.2"]


def test_a_file_that_began_anew_is_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "cel"
    found = witness(path, line("CHAN_START"), hang_up(16), hang_up(16))
    path.write_text(line("CHAN_START", "8.1") + hang_up(17, "8.1"))
    found.read()
    assert found.cause_of("8.1") == "busy"


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    nothing = Witness(None)
    nothing.read()
    assert nothing.since(0.0) == []
    assert not nothing.never_saw("7.1")


def test_the_witness_knows_every_channel_that_ever_began(tmp_path: Path) -> None:
    leg = line("CHAN_START", "ext-7.1-1", more={"linkedid": "7.1", "channame": "PJSIP/trunk-2", "exten": "s"})
    found = witness(tmp_path / "cel", line("CHAN_START"), leg)
    assert (found.never_saw("ext-7.1-1"), found.never_saw("ext-7.1-2")) == (False, True)


def test_a_note_is_a_missed_call() -> None:
    note = missed.of_note("7.1", "1700000000~01012345678~0700000001~callback")
    assert note == facts.Missed("7.1", "01012345678", "0700000001", "callback", 1700000000.0)


@pytest.mark.parametrize("note", ["", "x~1~2~held", "1~2~held", "1~2~3~odd", "1~2~3~4~held"])
def test_a_note_that_nobody_can_read_is_left_alone(note: str) -> None:
    assert missed.of_note("7.1", note) is None


def test_whoever_is_still_held_is_not_missed() -> None:
    notes = {"7.1": "1~010~070~held", "7.2": "1~010~070~held"}
    assert [one.call for one in missed.of_notes(notes, {"7.1"})] == ["7.2"]
