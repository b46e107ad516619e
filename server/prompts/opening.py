"""The prompts of the house, made ready before the first call."""

import asyncio
import time

from asterisk.sounds import LiveSounds, SoundSettings, engine, ensure
from config import prompts
from config.settings import Settings
from server.prompts.library import PromptLibrary
from storage.database import Database
from storage.prompts import PromptRecords

FOLDER = "prompts"  # under the data folder: what people have recorded


async def open_prompts(settings: Settings, database: Database) -> PromptLibrary:
    """Whoever started us has made the shipped ones; here come those that people have written and recorded."""
    chosen, shipped = SoundSettings(settings.data, language=settings.language), prompts.shipped()
    sounds = await asyncio.to_thread(ensure, chosen, shipped)
    live = LiveSounds(chosen, engine(chosen.engine), sounds)
    library = PromptLibrary(PromptRecords(database), live, settings.data / FOLDER, shipped, time.time)
    await library.load()
    await library.tidy()
    return library
