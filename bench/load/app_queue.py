"""The same calls by Asterisk alone: answer, a menu, `Queue` with SIP phones as members, all in its dialplan.

The modules, the sounds, the music and the trunk are those of the house. What Asterisk itself writes about calls is
on (CDR, the log of queues), the house's witness is off: nobody would read it. `autofill` as by default. Who talks is
not rung (`ringinuse`): by default `Queue` would give one agent many calls at a time, and nobody would ever wait.
"""

from collections.abc import Iterable
from pathlib import Path

from asterisk import modules, provision, root
from asterisk.sounds import SoundSettings, ensure
from config import prompts
from tests.support.house import borrow

MORE = "; what the house does without\nload = cdr_csv.so"
EXTENSIONS = """[inbound]
exten => _X.,1,Answer()
 same => n,Read(CHOICE,{menu},1,,2,6)
 same => n,Queue(bench)
 same => n,Hangup()
"""
QUEUES = """[general]
autofill = yes

[bench]
musicclass = default
strategy = rrmemory
timeout = 20
retry = 1
wrapuptime = 0
ringinuse = no
{members}
"""
PHONE = """[{user}]
type = aor
contact = sip:{user}@127.0.0.1:{port}

[{user}](voice)
context = inbound
aors = {user}
"""
CDR = "[general]\nenable = yes\n[csv]\nusegmtime = yes\n"


BARE = """[inbound]
exten => _X.,1,Stasis(bare)
 same => n,Hangup()
"""


def write(folder: Path, told: provision.Private, phones: Iterable[str], port: int, bare: bool = False) -> list[str]:
    """port: of all phones, which need not register. bare: a program is asked by ARI instead of `Queue`. Returns the
    sounds of the menu."""
    borrow(folder)
    installed = root.find()
    files = provision.render(told, installed.modules, f"{modules.lines()}\n{MORE}", [])
    menu = _menu(folder)
    members = "\n".join(f"member => PJSIP/{user}" for user in phones)
    files |= {
        "extensions.conf": BARE if bare else EXTENSIONS.format(menu="&".join(menu)),
        "queues.conf": QUEUES.format(members=members),
        "pjsip_agents.conf": "\n".join(PHONE.format(user=user, port=port) for user in phones),
        "cdr.conf": CDR,
        "cel.conf": "[general]\nenable = no\n",
    }
    provision.write(folder, files)
    (folder / "asterisk" / "log" / "cdr-csv").mkdir(exist_ok=True)
    return menu


def _menu(folder: Path) -> list[str]:
    """The same words, from the same files."""
    keys = ensure(SoundSettings(folder), prompts.load()).keys
    return [f"{provision.SOUNDS}/{keys[name, 'en']}" for name in ("support.welcome", "support.menu")]
