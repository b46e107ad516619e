"""The page for whoever keeps the house: each part with since when, outages that end, findings of the doctor."""

from dataclasses import replace

from server.status.machines import Carried
from tests.server.web.desk import Web, status_room


async def test_a_part_that_fails_is_told_with_since_when_and_is_an_outage_until_it_works_again(house: Web) -> None:
    told = {"asterisk": "ok", "database": "ok", "redis": "ok"}

    async def health() -> dict[str, str]:
        return told

    room = status_room(house.folder, house.house.clock, health)
    house.house = replace(house.house, status=room)
    await room.look()
    house.now[0] += 60
    told["redis"] = "not connected"
    await room.look()
    async with house.page("owner") as page:
        failing = await page.get("/api/status")
        house.now[0] += 60
        told["redis"] = "ok"
        await room.look()
        again = await page.get("/api/status")
    [redis] = [each for each in failing["parts"] if each["part"] == "redis"]
    assert (failing["state"], redis["state"], redis["why"]) == ("impaired", "impaired", "away")
    assert redis["since"] == failing["at"] == failing["outages"][0]["begun_at"]
    assert failing["outages"][0]["ended_at"] is None
    assert again["state"] == "works"
    assert again["outages"][0]["ended_at"] == again["at"]


async def test_each_of_several_machines_is_told_and_one_that_is_lost_is_an_outage_of_its_own(house: Web) -> None:
    told = {"asterisk": "ok", "database": "ok", "ami": "ok", "node east": "ok", "node west": "ok"}

    async def health() -> dict[str, str]:
        return told

    def carried() -> dict[str, Carried]:
        return {"node west": Carried(calls=3, talks=2)}

    room = status_room(house.folder, house.house.clock, health, carried)
    house.house = replace(house.house, status=room, health=health)
    await room.look()
    house.now[0] += 60
    told["node east"] = "lost"
    await room.look()
    async with house.page("owner") as page:
        now, well = await page.get("/api/status"), await page.get("/api/health")
    east, west = now["machines"]
    assert (east["name"], east["state"], east["why"], east["since"]) == ("east", "down", "lost", now["at"])
    assert (west["state"], west["calls"], west["talks"]) == ("works", 3, 2)
    assert west["since"] < now["at"]
    assert (now["state"], [each["part"] for each in now["outages"]]) == ("impaired", ["node east"])
    assert (well["status"], well["degraded"], list(well["remedies"])) == ("ok", True, ["node east"])


async def test_what_the_doctor_finds_is_told_by_its_code(house: Web) -> None:
    async with house.page("owner") as page:
        told = await page.get("/api/status/checks")
    assert [(each["about"], each["code"], each["urgent"]) for each in told["items"]] == [("backup", "none", False)]


async def test_a_canary_that_is_off_cannot_be_sent_out(house: Web) -> None:
    async with house.page("owner") as page:
        assert (await page.send("POST", "/api/status/canary")).status_code == 409
