"""`cti user …`: people who may sign in."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer
from sqlalchemy.exc import IntegrityError

from config.settings import LANGUAGES
from cti.plan import Person
from cti.rights import ROLES
from server.commands.common import WrongInput, settings
from server.staff.passwords import complaint_about
from storage.credentials import Credentials, Second
from storage.database import Database, open
from storage.migrate import migrate_open
from storage.people import People

Result = TypeVar("Result")
app = typer.Typer(no_args_is_help=True, add_completion=False, help="People who may sign in.")
FromStdin = Annotated[bool, typer.Option("--stdin", help="Read the password from standard input.")]
Roles = Annotated[list[str] | None, typer.Option(help=f"One of {', '.join(ROLES)}; may be given several times.")]
Services = Annotated[list[str] | None, typer.Option(help="One it works for; may be given several times.")]


@app.command()
def add(
    login: Annotated[str, typer.Argument(help="Letters, digits, dots and hyphens.")],
    name: Annotated[str, typer.Option(help="As others see it; else the login.")] = "",
    role: Roles = None,
    service: Services = None,
    phone: Annotated[bool, typer.Option(help="May take calls.")] = True,
    language: Annotated[str, typer.Option(help=f"One of {', '.join(LANGUAGES)}; else the organisation's.")] = "",
    stdin: FromStdin = False,
) -> None:
    """Add somebody. The password is asked for."""
    _must_be(language in ("", *LANGUAGES), f"{language} is no language here; use one of {', '.join(LANGUAGES)}")
    roles = frozenset(role or ["agent"])
    _must_be(roles <= set(ROLES), f"{', '.join(sorted(roles - set(ROLES)))} is no role; use {', '.join(ROLES)}")
    person = Person(login, name or login, roles, frozenset(service or []), phone, language)
    password = _password(stdin, login, person.name)
    try:
        _with_people(lambda people: people.add(person, password))
    except (IntegrityError, ValueError):
        raise WrongInput(
            f"{login} is there already, or a service is unknown. Change the password by: cti user passwd"
        ) from None
    typer.echo(f"{login} may sign in")


@app.command()
def passwd(login: str, stdin: FromStdin = False) -> None:
    """Give somebody a new password."""
    password = _password(stdin, login)
    _must_be(_with_people(lambda people: people.set_password(login, password)), f"there is nobody called {login}")
    typer.echo(f"{login} has a new password")


@app.command()
def one_factor(login: str) -> None:
    """Take somebody's second factor away, when its phone and the recovery codes are lost."""

    async def work(database: Database) -> bool:
        await Credentials(database).put_second(login, Second())
        return await People(database).account(login) is not None

    _must_be(_with_database(work), f"there is nobody called {login}")
    typer.echo(f"{login} signs in with the password alone")


def _password(stdin: bool, login: str, name: str = "") -> str:
    given = (
        sys.stdin.readline().rstrip("\n")
        if stdin
        else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    complaint = complaint_about(given, login, name or login)
    _must_be(not complaint, complaint)
    return given


def _must_be(so: bool, complaint: str) -> None:
    if not so:
        raise WrongInput(complaint)


def _with_people(ask: Callable[[People], Awaitable[Result]]) -> Result:
    return _with_database(lambda database: ask(People(database)))


def _with_database(ask: Callable[[Database], Awaitable[Result]]) -> Result:
    async def work() -> Result:
        database = await open(settings().database_url)
        try:
            await migrate_open(database)
            return await ask(database)
        finally:
            await database.close()

    return asyncio.run(work())
