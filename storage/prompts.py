"""Prompts of the house: words and voices that go over the shipped ones. Nothing that was ever heard is forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.tables import prompt_choices, prompt_versions, prompts

Kind = Literal["text", "recording"]
SHIPPED = 0  # the version of the words that came with the program
NO_RECORDING = 0


@dataclass(frozen=True, slots=True)
class Prompt:
    """One that the house has added. service: "" for what all services share."""

    name: str
    service: str
    note: str
    created_by: str
    created_at: float


@dataclass(frozen=True, slots=True)
class PromptVersion:
    """A text, or a recording. version: 1 and up in each language; file: SHA-256 of what was recorded; by: a person."""

    prompt: str
    language: str
    version: int
    kind: Kind
    text: str
    by: str
    at: float
    file: str = ""
    type: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What is heard. text: version of the words, 0 = shipped; recording: version heard instead of them, 0 = none."""

    text: int = SHIPPED
    recording: int = NO_RECORDING


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept: added prompts by name, versions by (prompt, language), and the choice among them."""

    added: Mapping[str, Prompt]
    versions: Mapping[tuple[str, str], Sequence[PromptVersion]]
    choices: Mapping[tuple[str, str], Choice]

    def chosen(self, prompt: str, language: str) -> tuple[PromptVersion | None, PromptVersion | None]:
        """The words and the recording that are in use; None for the shipped words, and for no recording."""
        choice = self.choices.get((prompt, language), Choice())
        known = {each.version: each for each in self.versions.get((prompt, language), ())}
        return known.get(choice.text), known.get(choice.recording)


class PromptRecords:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> Kept:
        async with self._database.reading() as connection:
            added = {row.name: Prompt(**row._mapping) for row in await connection.execute(select(prompts))}
            choices = {
                (row.prompt, row.language): Choice(row.text, row.recording)
                for row in await connection.execute(select(prompt_choices))
            }
            return Kept(added, await _versions(connection), choices)

    async def add(self, prompt: Prompt) -> None:
        async with self._database.writing() as connection:
            await connection.execute(insert(prompts).values(asdict(prompt)))

    async def remove(self, name: str) -> None:
        """With all its versions. Their files are not touched here."""
        async with self._database.writing() as connection:
            await connection.execute(delete(prompts).where(prompts.c.name == name))
            await connection.execute(delete(prompt_versions).where(prompt_versions.c.prompt == name))
            await connection.execute(delete(prompt_choices).where(prompt_choices.c.prompt == name))

    async def keep(self, new: PromptVersion, choice: Choice) -> PromptVersion:
        """One more version (its number is given here), in use from now on beside what else `choice` says."""
        mine = (prompt_versions.c.prompt == new.prompt) & (prompt_versions.c.language == new.language)
        async with self._database.writing() as connection:
            last = await connection.scalar(select(func.max(prompt_versions.c.version)).where(mine))
            made = replace(new, version=(last or 0) + 1)
            await connection.execute(insert(prompt_versions).values(asdict(made)))
            await _choose(connection, made.prompt, made.language, replace(choice, **{made.kind: made.version}))
        return made

    async def choose(self, prompt: str, language: str, choice: Choice) -> None:
        async with self._database.writing() as connection:
            await _choose(connection, prompt, language, choice)


async def _choose(connection: AsyncConnection, prompt: str, language: str, choice: Choice) -> None:
    mine = (prompt_choices.c.prompt == prompt) & (prompt_choices.c.language == language)
    await connection.execute(delete(prompt_choices).where(mine))
    await connection.execute(insert(prompt_choices).values(prompt=prompt, language=language, **asdict(choice)))


async def _versions(connection: AsyncConnection) -> dict[tuple[str, str], list[PromptVersion]]:
    found: dict[tuple[str, str], list[PromptVersion]] = {}
    for row in await connection.execute(select(prompt_versions).order_by(prompt_versions.c.version)):
        found.setdefault((row.prompt, row.language), []).append(PromptVersion(**row._mapping))
    return found
