"""Which changes of the tables a server of the version before bears while it still works.

New tables, new indexes, and new columns that may stay empty or fill themselves: yes. What is taken away, renamed,
made anew or filled with values: no, because the older one reads and writes as it always did.
"""

import ast
import inspect
from types import ModuleType

from alembic.script import ScriptDirectory

from storage.database import Unreachable, open
from storage.migrate import configuration, version_of, versions

BORNE = frozenset({"create_table", "create_index", "add_column", "f"})  # of `alembic.op`; f only gives a name


class HardChange(Unreachable):
    """The tables cannot change under a server that works. The text says the remedy."""


async def refuse_hard_changes(url: str) -> None:
    """Raises `HardChange` where the version of the tables that this program needs is not borne by the one that runs."""
    database = await open(url)
    try:
        async with database.reading() as connection:
            stands_at = await connection.run_sync(version_of)
    finally:
        await database.close()
    for revision, hard in hard_changes(stands_at).items():
        raise HardChange(
            f"version {revision} of the tables ({hard}) is not borne by the server that runs. End it and start the new "
            "one: calls go on, and callers hear music for a few seconds"
        )


def hard_changes(stands_at: str) -> dict[str, str]:
    """By version of the tables, what is not borne; from the one at which the tables stand."""
    scripts, known = ScriptDirectory.from_config(configuration()), versions()
    later = known[known.index(stands_at) + 1 :] if stands_at in known else []
    found = {each: unborne(scripts.get_revision(each).module) for each in later}
    return {each: ", ".join(sorted(hard)) for each, hard in found.items() if hard}


def unborne(migration: ModuleType) -> set[str]:
    """What of a migration an older server does not bear, in alembic's words."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(migration.upgrade))) if isinstance(node, ast.Call)]
    done = {name for call in calls if (name := _of_op(call.func))}
    return done - BORNE | {"a column that must be filled" for call in calls if _must_be_filled(call)}


def _of_op(function: ast.expr) -> str:
    by_op = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "op"
    return function.attr if by_op and isinstance(function, ast.Attribute) else ""


def _must_be_filled(call: ast.Call) -> bool:
    if _of_op(call.func) != "add_column":
        return False
    told = {word.arg: word.value for each in call.args if isinstance(each, ast.Call) for word in each.keywords}
    must = isinstance(none := told.get("nullable"), ast.Constant) and none.value is False
    return must and "server_default" not in told
