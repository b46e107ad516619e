"""What `cti doctor` finds and the status page shows: one list for both."""

import asyncio

from config.settings import Settings
from server import belongings, neighbours, surroundings
from server import doctor as look
from server.doctor import Finding


async def of_the_house(known: Settings) -> list[Finding]:
    """Programs, the machine, what is kept, who is outside. data: absolute."""
    machine = [surroundings.disk(known.data, known.recording_room), surroundings.clock(), surroundings.time_zones()]
    kept = [*await belongings.kept(known), *await belongings.redis(known)]
    programs = await asyncio.to_thread(lambda: list(look.programs()))
    return [*programs, *machine, *kept, *await neighbours.all_of(known)]


async def of_asterisk(known: Settings, *places: tuple[str, tuple[str, str]]) -> list[Finding]:
    """What is loaded there, and what is left over. places: of each, its address without /ari, user and password."""
    modules = [found for place in places for found in await surroundings.modules(*place)]
    return [*modules, *await look.left_over(known, *places)]
