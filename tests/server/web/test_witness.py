"""What Asterisk itself saw of a contact, over HTTP: of this machine's and of others', for who oversees its service."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from asterisk.provision import WITNESS
from config.secrets import Secrets
from config.settings import Settings
from server.asides import RECORDS
from server.witnessing import Witnesses
from tests.server.test_elsewhere import GONE, LOGIN, Node, running
from tests.server.web.desk import Web

CALL = "east-1795926493.7"


def line(kind: str, at: float, channel: str = CALL, of: str = CALL) -> str:
    told = {"eventtype": kind, "eventtime": at, "num": "01012345678", "exten": "0700", "channame": "PJSIP/trunk-1"}
    return json.dumps(told | {"uniqueid": channel, "linkedid": of, "eventextra": '{"hangupcause":16}'}) + "\n"


def at_nodes(house: Web, own: str = "", **places: str) -> None:
    """places: name of a node → its address."""
    user, password = LOGIN
    nodes = [f"{name}={address.replace('//', f'//{user}:{password}@')}" for name, address in places.items()]
    known = Settings(data=house.folder, nodes=tuple(nodes), node=own)
    house.house = replace(house.house, witnesses=Witnesses(known, Secrets("a", "b", "c", "d", "e")))


def write(data: Path, records: dict[str, str]) -> None:
    (data / RECORDS).mkdir(parents=True)
    for name, text in records.items():
        (data / RECORDS / name).write_text(text)


async def seen(house: Web, who: str, call: str = CALL) -> tuple[int, dict[str, Any]]:
    async with house.page(who) as page:
        answer = await page.client.get(f"/api/calls/{call}/witness")
    return answer.status_code, answer.json()


async def ended(house: Web, call: str = CALL) -> None:
    await house.caller(call)
    house.switch.hang_up(call)
    await house.settle()


async def test_what_the_asterisk_of_this_machine_saw_is_told_in_order_with_what_was_put_aside(house: Web) -> None:
    await ended(house)
    write(
        house.folder,
        {
            "cti.jsonl.2026-11-28": line("HANGUP", 9.0) + line("HANGUP", 8.0, "leg-1") + line("HANGUP", 1.0, "b", "b"),
            "cti.jsonl": line("CHAN_START", 5.0) + line("HANGUP", 9.5, f"{CALL}7", f"{CALL}7"),
        },
    )
    code, told = await seen(house, "supervisor")
    assert (code, told["silent"]) == (200, [])
    assert [(each["kind"], each["id"]) for each in told["items"]] == [
        ("CHAN_START", CALL),
        ("HANGUP", "leg-1"),
        ("HANGUP", CALL),
    ]
    first = told["items"][0]
    assert (first["at"], first["dialled"], first["linked"]) == ("1970-01-01T00:00:05.000Z", "0700", CALL)


async def test_the_asterisk_of_another_machine_is_asked_for_what_it_saw(house: Web) -> None:
    await ended(house)
    east, west = Node({WITNESS: line("CHAN_START", 5.0).encode()}), Node(broken=True)
    async with running(east, west):
        at_nodes(house, east=east.url, west=west.url)
        code, told = await seen(house, "supervisor")
    assert (code, [each["kind"] for each in told["items"]], told["silent"]) == (200, ["CHAN_START"], [])
    assert west.asked == 0, "its name is not that of the call"


async def test_a_node_that_does_not_answer_is_named(house: Web) -> None:
    await ended(house)
    at_nodes(house, east=GONE[0], west=GONE[0])
    code, told = await seen(house, "supervisor")
    assert (code, told["items"], told["silent"], told["bare"]) == (200, [], ["east"], [])


async def test_an_asterisk_that_keeps_no_record_is_named_and_for_how_long_others_keep_theirs(house: Web) -> None:
    await ended(house)
    east = Node()
    async with running(east):
        at_nodes(house, east=east.url)
        _, told = await seen(house, "supervisor")
        assert (told["items"], told["bare"], told["kept_days"]) == ([], ["east"], 30)
        at_nodes(house, "east", east=GONE[0])
        assert (await seen(house, "supervisor"))[1]["bare"] == ["east"]
        write(house.folder, {"cti.jsonl": ""})
        assert (await seen(house, "supervisor"))[1]["bare"] == []


async def test_each_line_says_whose_it_was_and_how_it_ended(house: Web) -> None:
    await ended(house)
    lines = [line("CHAN_START", 1.0), line("HANGUP", 2.0, "leg-agent1~"), line("HANGUP", 3.0, "x-9")]
    outside = line("HANGUP", 4.0, f"ext-{CALL}-1", f"ext-{CALL}-1").replace(":16", ":17")
    write(house.folder, {"cti.jsonl": "".join([*lines, outside, line("CHAN_START", 5.0, f"ext-{CALL}7-1", "y")])})
    _, told = await seen(house, "supervisor")
    assert [(each["line"], each["agent"], each["cause"]) for each in told["items"]] == [
        ("contact", "", ""),
        ("agent", "agent1", "normal"),
        ("other", "", "normal"),
        ("outside", "", "busy"),
    ]


async def test_the_node_of_this_machine_is_read_and_not_asked(house: Web) -> None:
    await ended(house)
    write(house.folder, {"cti.jsonl": line("CHAN_START", 5.0)})
    at_nodes(house, "east", east=GONE[0])
    code, told = await seen(house, "supervisor")
    assert (code, len(told["items"]), told["silent"]) == (200, 1, [])


async def test_who_does_not_oversee_the_service_is_not_told(house: Web) -> None:
    await ended(house)
    assert [(await seen(house, who))[0] for who in ("agent1", "")] == [403, 401]
    assert (await seen(house, "supervisor", "nobodys"))[0] == 404
