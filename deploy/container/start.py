"""What the images run: files of secrets become the environment, then one of our programs becomes this process.

A container engine shows the environment that it was told to give to whoever may look; files under /run/secrets it does
not. Each file there that ends in .env has lines NAME=VALUE.
"""

import asyncio
import os
import sys
from pathlib import Path

SECRETS = Path("/run/secrets")
MODULES = ("server.main", "softphone.gateway", "server.cli")
ASTERISK = "asterisk-config"
TEND = "tend"
CHECKOUT = Path(__file__).resolve().parents[2]

sys.path.insert(0, str(CHECKOUT))
from asterisk import modules, provision  # noqa: E402  # the checkout is not on the path before
from asterisk.sounds import Sounds, SoundSettings, ensure, music  # noqa: E402
from config import prompts, secrets, settings  # noqa: E402
from server import asides, private  # noqa: E402


def secrets_in(folder: Path) -> dict[str, str]:
    """NAME → value. Raises ValueError for a line that is none, without telling what stands in it."""
    told: dict[str, str] = {}
    for file in sorted(folder.glob("*.env")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            name, equals, value = line.partition("=")
            if line.strip() and not line.startswith("#"):
                if not equals:
                    raise ValueError(f"{file}, line {number}: write NAME=VALUE")
                told[name.strip()] = value.strip()
    return told


def house_of(environ: dict[str, str]) -> private.House:
    known = settings.load(environ)
    return private.House(known, secrets.load(environ, known.data))


def configure_asterisk(house: private.House, folder: str) -> None:
    """Write what an Asterisk beside us reads, into the data folder that it shares. folder: of its own modules."""
    music.ensure(house.data / "asterisk" / "moh")
    told = private.told_to_asterisk(house, None)
    classes = provision.music_of(house.data)
    provision.write(house.data, provision.render(told, folder, modules.lines(), classes))
    seen = house.data / Path(provision.MUSIC).name
    if not seen.is_symlink():
        seen.symlink_to("asterisk/moh")


def spoken(house: private.House) -> Sounds:
    """The prompts, which the server makes and the nodes play: they share the folder of sounds."""
    return ensure(SoundSettings(house.data, language=house.settings.language), prompts.load())


async def tend(folders: list[Path], days: int) -> None:
    """For ever: put the records and logs of the Asterisks of these data folders aside, and remove old ones."""
    await asyncio.gather(*(asides.look_after(folder, days) for folder in folders))


def become(program: str, more: list[str], environ: dict[str, str]) -> None:
    """Does not come back, but for what an Asterisk needs beside it. Raises ValueError for an unknown program."""
    if program == ASTERISK:
        configure_asterisk(house_of(environ), more[0])
        return
    if program == TEND:
        asyncio.run(tend([Path(each) for each in more] or [house_of(environ).data], settings.load(environ).keep_logs))
        return
    if program not in MODULES:
        raise ValueError(
            f"there is no {program}. Write one of: {ASTERISK} FOLDER, {TEND} [DATA …], {', '.join(MODULES)}"
        )
    if program == "server.main":
        spoken(house_of(environ))
    os.chdir(CHECKOUT)
    os.execve(sys.executable, [sys.executable, "-m", program, *more], environ)


def main() -> None:
    program, *more = sys.argv[1:] or ["server.main"]
    become(program, more, dict(os.environ) | secrets_in(SECRETS))


if __name__ == "__main__":
    main()
