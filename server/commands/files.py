"""Files of routes as the command line reads them. Raises `WrongInput` with file, line and column."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from config.routes import load_linked, load_script
from ivr.complaint import Faulty
from ivr.flow import Flow
from ivr.script import Script
from server.commands.common import WrongInput

Read = TypeVar("Read")


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{file}: cannot be read: {error}") from None


def read(file: Path, load: Callable[[str], Read]) -> Read:
    """load: from the text; its complaints are told with the file's name."""
    text = text_of(file)
    try:
        return load(text)
    except Faulty as faulty:
        raise WrongInput("\n".join(f"{file}:{each}" for each in faulty.complaints)) from None


def linked_of(file: Path) -> Flow:
    """A route with those that it calls, which stand beside it."""
    return read(file, lambda _: load_linked(file))


def script_of(file: Path) -> Script:
    return read(file, load_script)
