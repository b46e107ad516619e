"""The folders and files that a private Asterisk needs. `render` is pure; `write` puts it on disk.

The templates stand in `asterisk/etc` as Asterisk's own files, with %{name} where a value goes. Everything that one
Asterisk writes lives under DATA/asterisk and DATA/sounds; inside its jail (see `asterisk.launch`) the paths are fixed.
"""

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).parent / "etc"
SOUNDS = "/var/lib/cordboard/sounds"  # DATA/sounds, as Asterisk sees it
WITNESS = "witness"  # Asterisk's own record of calls, among the recordings: so another machine can ask for it by ARI
RECORD = "/var/log/asterisk/cel-custom/cti.jsonl"  # … as Asterisk sees it
MUSIC = "/var/lib/cordboard/moh"  # DATA/asterisk/moh, as Asterisk sees it
DEFAULT_MUSIC = "default"
WRITTEN_BY_US = (
    "etc",
    "run",
    "log",
    "log/cel-custom",
    "lib/keys",
    "spool",
    "spool/recording",
    "spool/cache",
    "moh/default",
)
# Asterisk complains about these when they are missing; empty means its defaults.
EMPTY = ("ccss", "features", "pjproject", "queuerules", "udptl", "websocket_client")


class ConfTemplate(Template):
    """`%{name}`, because `${NAME}` is Asterisk's own; `%%` stands for a percent sign."""

    delimiter = "%"


@dataclass(frozen=True, slots=True)
class WayOut:
    """The provider that carries outgoing calls. address: host:port, "" for none; user: "" when it asks for none."""

    address: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    register: bool = False


@dataclass(frozen=True, slots=True)
class Private:
    """What a private Asterisk is told. sip, ari, ami: (host, port); media: the address in SDP, "" asks the route.

    node: its name where there are several; the ids of its channels begin with it.
    call_limit: callers at once.
    emergency: SIP addresses rung when the server is away; menu, thanks: sounds of the give-up menu, joined by `&`.
    """

    sip: tuple[str, int]
    ari: tuple[str, int]
    ami: tuple[str, int]
    rtp_ports: tuple[int, int]
    media: str
    trunks: tuple[str, ...]
    ari_user: str
    ari_password: str
    ami_user: str
    ami_password: str
    call_limit: int = 400
    hold_tries: int = 80
    dead_man: int = 10
    emergency: tuple[str, ...] = ()
    menu: str = "vm-sorry&vm-press&digits/1&vm-tocallback&vm-press&digits/2&vm-leavemsg"
    thanks: str = "auth-thankyou"
    way_out: WayOut = WayOut()
    node: str = ""


def render(told: Private, modules_folder: str, module_lines: str, music: Iterable[str]) -> dict[str, str]:
    """File name → content. modules_folder: where Asterisk finds its modules; music: classes besides the default."""
    values = _values(told) | {"modules": module_lines, "classes": music_classes(music)}
    files = {file.name: file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.glob("*.conf"))}
    rendered = {name: ConfTemplate(text).substitute(values) for name, text in files.items() if name != "asterisk.conf"}
    rendered["asterisk.conf"] = ConfTemplate(files["asterisk.conf"]).substitute(
        modules=modules_folder, systemname=f"systemname = {told.node}" if told.node else ""
    )
    return rendered | {f"{name}.conf": "; Asterisk's own defaults\n" for name in EMPTY}


def music_classes(names: Iterable[str]) -> str:
    """The sections of musiconhold.conf; `default` is always among them."""
    wanted = sorted({DEFAULT_MUSIC, *names})
    return "\n\n".join(f"[{name}]\nmode = files\ndirectory = {MUSIC}/{name}\nsort = alpha" for name in wanted)


def write(data: Path, files: Mapping[str, str]) -> None:
    """Make the folders of `data`/asterisk and write the configuration, readable by its owner only."""
    home = data / "asterisk"
    for folder in (*(home / name for name in WRITTEN_BY_US), data / "sounds"):
        folder.mkdir(parents=True, exist_ok=True)
    recordings = home / "spool" / "recording"
    recordings.chmod(0o700)  # Asterisk itself makes files that everybody may read
    link = recordings / f"{WITNESS}.raw"
    if not link.is_symlink():
        link.symlink_to(RECORD)
    (home / "log" / "cel-custom" / Path(RECORD).name).touch(
        0o600
    )  # with a link to nothing Asterisk lists no recordings
    for name, content in files.items():
        with os.fdopen(os.open(home / "etc" / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
            out.write(content)


def music_of(data: Path) -> list[str]:
    """The music classes that have a folder. A name that could break out of its section is left alone."""
    home = data / "asterisk" / "moh"
    folders = sorted(home.iterdir()) if home.exists() else []
    return [folder.name for folder in folders if folder.is_dir() and re.fullmatch(r"[A-Za-z0-9_-]+", folder.name)]


def _values(told: Private) -> dict[str, object]:
    return {
        "sip": _joined(told.sip),
        "media": f"media_address = {told.media}\nbind_rtp_to_media_address = yes" if told.media else "",
        "matches": "\n".join(f"match = {ipaddress.ip_network(each, strict=False)}" for each in told.trunks),
        "ari_host": told.ari[0],
        "ari_port": told.ari[1],
        "ari_user": told.ari_user,
        "ari_password": told.ari_password,
        "ami_host": told.ami[0],
        "ami_port": told.ami[1],
        "ami_permit": f"{told.ami[0]}/32" if ipaddress.ip_address(told.ami[0]).is_loopback else "0.0.0.0/0",
        "ami_user": told.ami_user,
        "ami_password": told.ami_password,
        "rtp_first": told.rtp_ports[0],
        "rtp_last": told.rtp_ports[1],
        "call_limit": told.call_limit,
        "hold_tries": told.hold_tries,
        "dead_man": told.dead_man,
        "members": "\n".join(f"member => PJSIP/trunk/{each}" for each in told.emergency),
        "menu": told.menu,
        "thanks": told.thanks,
        "outbound": _outbound(told.way_out),
        "way_out": _way_out(told.way_out),
    }


def _outbound(out: WayOut) -> str:
    """What the trunk's endpoint is told about calls that go out."""
    auth = ["outbound_auth = trunk"] if out.user else []
    domain = out.address.rpartition(":")[0]
    return "\n".join(["aors = trunk", f"from_domain = {domain}", *auth]) if out.address else ""


def _way_out(out: WayOut) -> str:
    """The sections of pjsip.conf for the provider; calls go to `PJSIP/NUMBER@trunk`."""
    parts = [f"[trunk]\ntype = aor\ncontact = sip:{out.address}\nqualify_frequency = 0"] if out.address else []
    if out.address and out.user:
        quoted = out.password.replace(";", "\\;")
        parts.append(f"[trunk]\ntype = auth\nauth_type = userpass\nusername = {out.user}\npassword = {quoted}")
    if out.address and out.user and out.register:
        client = f"sip:{out.user}@{out.address}"
        told = f"outbound_auth = trunk\nserver_uri = sip:{out.address}\nclient_uri = {client}\nretry_interval = 30"
        parts.append(f"[trunk]\ntype = registration\ntransport = udp\n{told}\nforbidden_retry_interval = 300")
    return "\n\n".join(parts)


def _joined(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
