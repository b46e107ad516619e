"""A file of settings to begin with: every key with its meaning, its shape and its default, all commented out."""

from dataclasses import fields

from config.settings import KEYS, PREFIX, Settings


def toml() -> str:
    """The text of a `cordboard.toml` that changes nothing."""
    defaults = Settings()
    parts = [f"# Settings of Cordboard. A variable {PREFIX}NAME goes over the line of that name."]
    for each in fields(Settings):
        key = KEYS[each.name]
        value = _written(getattr(defaults, each.name))
        parts.append(f"# {key.meaning}: {key.shape}\n# {each.name} = {value}")
    return "\n\n".join(parts) + "\n"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{each}"' for each in value) + "]"
    return f'"{value}"'
