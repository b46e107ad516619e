"""Passwords between our own processes: made at the first start, kept in the data folder for its owner alone.

Children get them by environment, never on a command line, where every user of the machine could read them.
"""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.settings import PREFIX, Settings, WrongSetting

ARI_USER = "cordboard"
AMI_USER = "cordboard"


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    ari_password: str
    ami_password: str
    gateway_token: str
    seal: str  # with which secrets of others are kept in the database
    masking: str  # with which the keys of masked passages are; after a change the newest first, then older, by commas


def load(environ: Mapping[str, str], data: Path) -> Secrets:
    """The environment's over those of `data/secrets.json`; what is missing is made up and kept. Raises WrongSetting."""
    file = data / "secrets.json"
    kept = _read(file)
    names = [each.name for each in fields(Secrets)]
    found = {name: environ.get(PREFIX + name.upper()) or kept.get(name) or secrets.token_urlsafe(32) for name in names}
    if any(name not in kept for name in names):
        _write(file, {**found, **kept})
    return Secrets(**found)


def missing(environ: Mapping[str, str], data: Path, names: Iterable[str]) -> list[str]:
    """Those of the names that nobody has told yet: `load` would make them up."""
    kept = _read(data / "secrets.json")
    return [name for name in names if not environ.get(PREFIX + name.upper()) and name not in kept]


def put_masking(data: Path, masters: str) -> None:
    """Write other master keys of masking, the newest first. Raises WrongSetting where the environment has them."""
    if os.environ.get(f"{PREFIX}MASKING"):
        raise WrongSetting(f"environment: {PREFIX}MASKING goes over secrets.json. Take it away, or change it there")
    _write(data / "secrets.json", _read(data / "secrets.json") | {"masking": masters})


def ari_login(settings: Settings, known: Secrets) -> tuple[str, str]:
    """User and password at ARI: those in the address of an Asterisk that runs already, else our own."""
    parts = urlsplit(settings.asterisk)
    if parts.username is None:
        return ARI_USER, known.ari_password
    return unquote(parts.username), unquote(parts.password or "")


def as_environment(known: Secrets) -> dict[str, str]:
    return {PREFIX + name.upper(): value for name, value in asdict(known).items()}


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongSetting(f"{file}: cannot be read: {error}. Remove it: new passwords are made at the start") from None
    return {str(key): str(value) for key, value in content.items()}


def _write(file: Path, content: Mapping[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
        json.dump(dict(content), out, indent=1)
    new.replace(file)
