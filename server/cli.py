"""The command line `cti`: starts the house and looks after it. Exit code 0 done, 1 failed, 2 wrong input or settings.

Each command only reads its arguments and says what came out; the work is done in the modules that it calls. A module is
read in when its command is called for: `cti run` does not wait until everything that `cti` can do is known.

An error that tells people the remedy has an `exit_code`; any other is a fault of ours and is shown as one.
"""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

MODULES = {
    "run": "starting:run",
    "demo": "starting:demo",
    "init": "starting:init",
    "user": "accounts:app",
    "ivr": "routes:app",
    "masking": "masking:app",
    "calls": "calls:calls",
    "doctor": "health:doctor",
    "upgrade": "upgrading:upgrade",
    "migrate": "keeping:migrate",
    "backup": "keeping:backup",
    "backup-key": "keeping:backup_key",
    "restore": "keeping:restore",
    "retention": "retention:retention",
    "simulate": "simulate:simulate",
}


class Commands(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401  # of the library behind typer
        return list(MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        if cmd_name not in MODULES:
            return None
        module, _, name = MODULES[cmd_name].partition(":")
        found = getattr(import_module(f"server.commands.{module}"), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False)
            alone.command(cmd_name)(found)
            found = alone
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)


@app.callback()
def cti() -> None:
    """Cordboard: a contact centre that you run yourself."""


def main() -> None:
    try:
        app()
    except Exception as error:
        code = getattr(error, "exit_code", None)
        if code is None:
            raise
        typer.echo(f"error: {error}", err=True)
        sys.exit(code)


if __name__ == "__main__":
    main()
