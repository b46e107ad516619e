"""What all commands share: where the settings are, and how a wrong argument is said."""

import os
from pathlib import Path

from config import secrets
from config.secrets import Secrets
from config.settings import PREFIX, Settings, load


class WrongInput(Exception):
    """An argument that cannot be used. The text says what is wrong and the remedy."""

    exit_code = 2


def settings_file() -> Path:
    return Path(os.environ.get(f"{PREFIX}CONFIG", "cordboard.toml"))


def settings(**over: str) -> Settings:
    """As environment and file say; `over` goes over both. Raises `WrongSetting`."""
    told = {f"{PREFIX}{key.upper()}": value for key, value in over.items()}
    return load({**os.environ, **told}, settings_file())


def secrets_of(known: Settings) -> Secrets:
    """As environment and data folder say. Raises `WrongSetting`."""
    return secrets.load(os.environ, known.data.absolute())
