"""One call is put together out of everything that tells of it."""

from pathlib import Path

from typer.testing import CliRunner

from cti import facts
from journal import Entry
from server.cli import app
from server.commands.calls import gathered
from server.tracking import Line, files, in_order, of_call, of_cel, of_entries, of_log

HUMAN = [
    "2026-11-28 13:00:00,250 WARNING asterisk.switch PickUp failed: gone [call=1.7]",
    "2026-11-28 13:00:01,000 ERROR server broken [call=1.77]",
    "Traceback (most recent call last):",
    "ValueError: 1.7 things",
]
JSON = (
    '{"at": "2026-11-28T12:00:00.500Z", "level": "info", "part": "server", "logger": "x", "message": "m", "call":"1.7"}'
)
CEL = (
    '{"eventtype":"CHAN_START","eventtime":5.5,"num":"1","exten":"0700","channame":"PJSIP/x",'
    '"uniqueid":"1.7","linkedid":"1.7"}'
)


def test_the_journals_entries_are_told_without_numbers() -> None:
    entry = Entry(3, 10.0, 2, facts.Arrived("1.7", "0311234567", "0700"))
    [line] = of_entries([entry], personal=False)
    assert line.text == "3 Arrived call=1.7 dialled=0700 (from 2)"
    assert "0311234567" in next(of_entries([entry], personal=True)).text


def test_asterisks_record_names_the_call_by_its_channel_and_what_was_linked() -> None:
    other = CEL.replace("1.7", "1.8")
    assert [line.text for line in of_cel([CEL, other, "{broken"], "1.7", personal=False)] == [
        "eventtype=CHAN_START channame=PJSIP/x uniqueid=1.7 linkedid=1.7"
    ]


def test_lines_of_both_forms_are_read_and_a_traceback_stays_with_its_line() -> None:
    lines = list(of_log("server", [*HUMAN, JSON]))
    assert len(lines) == 3
    assert lines[1].text.endswith("ValueError: 1.7 things")
    assert lines[2].text == "INFO x m [call=1.7]"


def test_only_lines_that_name_this_call_or_its_agents_meanwhile_belong_to_it() -> None:
    lines = [
        Line(50.0, "server", "x [call=1.7]"),
        Line(50.0, "server", "x [call=1.77]"),
        Line(50.0, "gateway", "a page fell silent [agent=kim]", "kim"),
        Line(500.0, "gateway", "a page fell silent [agent=kim]", "kim"),
        Line(50.0, "gateway", "a page fell silent [agent=lee]", "lee"),
    ]
    assert of_call(lines, "1.7", {"kim", ""}, 40.0, 60.0) == [lines[0], lines[2]]


def test_of_asterisks_log_what_was_turned_is_read_too(tmp_path: Path) -> None:
    folder = tmp_path / "asterisk" / "log"
    folder.mkdir(parents=True)
    for name in ("messages.log", "messages.log.0", "full"):
        (folder / name).touch()
    assert files(tmp_path) == [("asterisk", folder / name) for name in ("messages.log", "messages.log.0")]


def test_a_machine_without_the_journal_tells_what_its_logs_name(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    lines = [JSON.replace("server", "gateway"), JSON.replace("1.7", "1.77"), "no line of ours"]
    (tmp_path / "log" / "gateway.log").write_text("\n".join(lines))
    assert [line.source for line in gathered(tmp_path, "1.7", [], personal=False)] == ["gateway"]
    told = CliRunner().invoke(app, ["calls", "1.7", "--here"], env={"CORDBOARD_DATA": str(tmp_path)})
    assert (told.exit_code, told.output.count("\n")) == (0, 1)
    assert not (tmp_path / "cordboard.db").exists()


def test_what_an_asterisk_on_another_machine_saw_is_told_too(tmp_path: Path) -> None:
    [line] = gathered(tmp_path, "1.7", [], [CEL, CEL.replace("1.7", "1.77")], personal=False)
    assert (line.source, line.at) == ("cel", 5.5)


def test_all_sources_come_in_the_order_of_time() -> None:
    late, early = Line(2.0, "cel", "b"), Line(1.0, "journal", "a")
    assert in_order([late], [early]) == [early, late]
