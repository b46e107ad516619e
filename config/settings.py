"""What a person may set, with its types, its defaults and a remedy in every complaint.

`load` is a pure function of its inputs: environment `CORDBOARD_…` over the file `cordboard.toml` over the defaults.
An address with port 0 means: a free port is chosen at start (see `server.ports`) and told to the children.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config import spelling
from config.keys import MACHINES, OPERATIONS
from config.keys import Key as Key

PREFIX = "CORDBOARD_"
LANGUAGES = ("en", "ko", "ja")
PLAIN_WORD = re.compile(r"[A-Za-z0-9._+-]*")
COUNTRY = re.compile(r"[A-Z]{2}")
NUMBER = re.compile(r"\+?[0-9]{0,20}")
LOG_LEVELS = ("debug", "info", "warning", "error")
# Told to the children beside the settings (see config.secrets); never read from the file.
SECRET_NAMES = frozenset(PREFIX + name for name in ("ARI_PASSWORD", "AMI_PASSWORD", "GATEWAY_TOKEN", "SEAL", "MASKING"))
# For the start itself and for the simulated callers; not settings of the house.
START_NAMES = frozenset(PREFIX + name for name in ("CONFIG", "ASTERISK_ROOT", "CALLERS", "SEED"))


class WrongSetting(Exception):
    """A setting that cannot be used. The text names where it stands, its key, what is wrong and the remedy."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        return self.host == "localhost" or spelling.ip(self.host).is_loopback


@dataclass(frozen=True, slots=True)
class PortRange:
    """UDP ports first to last, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `KEYS` tells what each key means and how it is written."""

    data: Path = Path("var")
    http: Address = Address("127.0.0.1", 8080)
    sip: Address = Address("127.0.0.1", 5060)
    rtp_ports: PortRange = PortRange(10000, 19999)
    trunks: tuple[str, ...] = ("127.0.0.1",)
    trunk: str = ""
    trunk_user: str = ""
    trunk_password: str = field(default="", repr=False)
    trunk_register: bool = False
    trunk_number: str = ""
    country: str = "KR"
    customers: Address = Address("127.0.0.1", 0)
    database: str = ""
    redis: str = ""
    asterisk: str = ""
    language: str = "en"
    ari: Address = Address("127.0.0.1", 0)
    ami: Address = Address("127.0.0.1", 0)
    nodes: tuple[str, ...] = field(default=(), repr=False)
    node_limit: int = 5
    node: str = ""
    gateway: Address = Address("127.0.0.1", 0)
    gateways: tuple[str, ...] = ()
    standby: bool = False
    phone_bind: tuple[str, ...] = ()
    phone_advertise: str = ""
    phone_ports: PortRange = PortRange(20000, 23999)
    line_host: str = "127.0.0.1"
    line_ports: PortRange = PortRange(24000, 27999)
    emergency: tuple[str, ...] = ()
    call_limit: int = 0
    hold_tries: int = 80
    dead_man: int = 10
    recording_room: int = 500
    recording_pause: int = 120
    recording_wait: int = 168
    lookup_hosts: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    mail: str = field(default="", repr=False)
    mail_from: str = "cordboard@localhost"
    address: str = ""
    virus_scan: str = ""
    dial_seconds: int = 45
    short_abandon: int = 5
    phone_limit: int = 60
    spare: bool = True
    log_level: str = "info"
    log_form: str = "human"
    backup_keys: tuple[str, ...] = ()
    keep_journal: int = 0
    keep_audit: int = 0
    keep_quality: int = 400
    keep_mails: int = 90
    keep_webhooks: int = 30
    keep_triggers: int = 365
    keep_logs: int = 30
    canary: int = 0
    canary_targets: tuple[str, ...] = ()
    canary_number: str = ""
    canary_keys: str = "1"
    metrics_token: str = field(default="", repr=False)
    traces: str = ""
    demo: bool = False

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite+aiosqlite:///{self.data.absolute() / 'cordboard.db'}"

    @property
    def public_address(self) -> str:
        """Without a slash at the end."""
        return self.address.rstrip("/") or f"http://{self.http}"

    @property
    def gateway_urls(self) -> tuple[str, ...]:
        """Where the gateways are controlled."""
        return tuple(f"http://{each}" for each in self.gateways) or (f"http://{self.gateway}",)

    @property
    def ari_url(self) -> str:
        """Where ARI answers, without the /ari path and without a password."""
        if not self.asterisk:
            return f"http://{self.ari}"
        parts = urlsplit(self.asterisk)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def load(environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """Read the settings. A file that does not exist is an empty one. Raises `WrongSetting`."""
    written = _from_file(file) if file is not None and file.exists() else {}
    for key, value in _from_environment(environ).items():
        written[key] = value
    values: dict[str, Any] = {key: _parse(key, value, place) for key, (value, place) in written.items()}
    return _checked(Settings(**values), written)


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as the variables that `load` reads: this is how children get them."""
    return {PREFIX + each.name.upper(): _written(getattr(settings, each.name)) for each in fields(settings)}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _from_file(file: Path) -> dict[str, tuple[str, str]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSetting(f'{file}: is not TOML: {error}. Write lines like: http = "127.0.0.1:8080"') from None
    except OSError as error:
        raise WrongSetting(f"{file}: cannot be read: {error.strerror}. Give yourself the right to read it") from None
    for key in content:
        if key not in KEYS:
            raise WrongSetting(f"{file}: unknown key '{key}'. {_did_you_mean(key, list(KEYS))}")
    return {key: (_as_text(value, file, key), f"{file}: {key}") for key, value in content.items()}


def _as_text(value: object, file: Path, key: str) -> str:
    if isinstance(value, list):
        return ",".join(str(each) for each in value)
    if not isinstance(value, str | int | bool):
        raise WrongSetting(f"{file}: {key}: is a {type(value).__name__}. Write {KEYS[key].shape}")
    return _written(value)


def _from_environment(environ: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    found = {}
    for name, value in environ.items():
        if not name.startswith(PREFIX) or name in SECRET_NAMES | START_NAMES:
            continue
        key = name.removeprefix(PREFIX).lower()
        if key not in KEYS:
            raise WrongSetting(f"environment: unknown {name}. {_did_you_mean(name, _variables())}")
        found[key] = (value, f"environment: {name}")
    return found


def _variables() -> list[str]:
    return [PREFIX + key.upper() for key in KEYS]


def _did_you_mean(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Remove it; known are: {', '.join(known)}"


def _parse(key: str, text: str, place: str) -> object:
    try:
        return KEYS[key].parse(text.strip())
    except ValueError as error:
        what = str(error) or f"'{text}' is not {KEYS[key].shape}"
        raise WrongSetting(f"{place}: {what}. Write {KEYS[key].shape}") from None


def _checked(settings: Settings, written: Mapping[str, tuple[str, str]]) -> Settings:
    if settings.demo and not settings.http.is_loopback:
        place = written.get("http", ("", "the defaults: http"))[1]
        raise WrongSetting(
            f"{place}: the demo has well-known passwords and may only listen on loopback. "
            "Write 127.0.0.1:PORT, or start without the demo: cti run"
        )
    return settings


# --- how each kind of value is written -----------------------------------------------------------------------------


def _address(text: str) -> Address:
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon:
        raise ValueError(f"'{text}' has no port")
    if host != "localhost":
        spelling.ip(host)
    return Address("127.0.0.1" if host == "localhost" else host, spelling.port(port, lowest=0))


def _port_range(text: str) -> PortRange:
    first, dash, last = text.partition("-")
    if not dash:
        raise ValueError(f"'{text}' is not a range")
    found = PortRange(spelling.port(first.strip(), 1024), spelling.port(last.strip(), 1024))
    if found.last - found.first < 15:
        raise ValueError(f"'{text}' has no room for calls: each takes two ports, 16 are the least")
    return found


_CHOSEN = 'host:port, for example "127.0.0.1:8088"; port 0 chooses a free one'
KEYS: dict[str, Key] = {
    "data": Key(spelling.folder, "a folder", "where everything is kept"),
    "http": Key(_address, 'host:port, for example "127.0.0.1:8080"', "where the pages and the API are served"),
    "sip": Key(_address, 'host:port, for example "127.0.0.1:5060"', "where calls come in by SIP over UDP"),
    "rtp_ports": Key(_port_range, 'first-last, for example "10000-19999"', "UDP ports for the voices of calls"),
    "trunks": Key(
        spelling.addresses, 'IP addresses, for example "127.0.0.1,192.0.2.7"', "who may send calls without a password"
    ),
    "trunk": Key(
        spelling.host_and_port,
        'host:port, for example "sip.example.net:5060"; empty: no calls go out, in the demo to its simulated customers',
        "the provider that carries outgoing calls",
    ),
    "trunk_user": Key(
        spelling.matching(PLAIN_WORD, "a user name"),
        "letters, digits and . _ + -; empty: no login",
        "the login at that provider",
    ),
    "trunk_password": Key(spelling.one_line, "one line of text", "the password of that login"),
    "trunk_register": Key(
        spelling.yes_or_no, "true or false", "whether to register at that provider, to get calls from it"
    ),
    "trunk_number": Key(
        spelling.matching(NUMBER, "a number"),
        'digits, for example "0312345678"',
        "the number that outgoing calls show by default",
    ),
    "country": Key(
        spelling.matching(COUNTRY, "a country"),
        'two capital letters, for example "KR"',
        "where numbers without + are read",
    ),
    "customers": Key(_address, _CHOSEN, "where the demo's simulated customers answer by SIP"),
    "database": Key(
        spelling.url("sqlite", "postgresql"),
        'a SQLAlchemy URL, for example "postgresql+asyncpg://user@host/name"; empty: SQLite under the data folder',
        "where records and the journal are kept",
    ),
    "redis": Key(
        spelling.url("redis", "rediss", "unix"), '"redis://host:6379/0"; empty: a private one', "the Redis in use"
    ),
    "asterisk": Key(
        spelling.url("http", "https"),
        '"http://host:8088"; empty: a private one is started',
        "ARI of an Asterisk that runs already",
    ),
    "language": Key(spelling.one_of(*LANGUAGES), f"one of {', '.join(LANGUAGES)}", "language of the organisation"),
    "ari": Key(_address, _CHOSEN, "HTTP port of the private Asterisk"),
    "ami": Key(_address, _CHOSEN, "manager port of Asterisk"),
    "gateway": Key(_address, _CHOSEN, "control port of the softphone gateway"),
    "phone_bind": Key(
        spelling.hosts,
        "IP addresses of this machine; empty: all of them",
        "where browsers' voices may come in (WebRTC)",
    ),
    "phone_advertise": Key(
        spelling.one_address,
        "an IP address; empty: those of this machine",
        "the address browsers are told, behind a router",
    ),
    "phone_ports": Key(_port_range, 'first-last, for example "20000-23999"', "UDP ports for browsers' voices"),
    "line_host": Key(spelling.one_address, "an IP address of this machine", "where the gateway hears Asterisk"),
    "line_ports": Key(_port_range, 'first-last, for example "24000-27999"', "UDP ports between gateway and Asterisk"),
    "emergency": Key(
        spelling.sip_addresses,
        'SIP addresses, for example "sip:duty@192.0.2.9"; empty: nobody',
        "phones that ring when the server is away and a caller asks for a person",
    ),
    "call_limit": Key(
        spelling.count(0, 100_000),
        "a whole number, for example 400; 0: 200 for each core of Asterisk's machine",
        "how many callers one Asterisk lets in at once; more hear that all lines are busy",
    ),
    "hold_tries": Key(
        spelling.count(1, 10_000),
        "a whole number, for example 80 (about two minutes)",
        "how often a call that nobody takes knocks again before it is offered callback or voicemail",
    ),
    "dead_man": Key(
        spelling.count(2, 600),
        "seconds, for example 10",
        "the switch takes a call back when the server is silent this long",
    ),
    "recording_room": Key(
        spelling.count(1, 10_000_000),
        "megabytes, for example 500",
        "recording stops while less than this is free on its disk; calls go on",
    ),
    "recording_pause": Key(
        spelling.count(5, 3600), "seconds, for example 120", "after which a paused recording goes on"
    ),
    "recording_wait": Key(
        spelling.count(1, 10_000),
        "hours, for example 168 (a week)",
        "after which a recording at another machine's Asterisk that does not answer counts as lost",
    ),
    "dial_seconds": Key(spelling.count(5, 120), "seconds, for example 45", "how long it may ring at a number outside"),
    "short_abandon": Key(
        spelling.count(0, 60),
        "seconds, for example 5; 0: none is short",
        "who gives up waiting within this time is left out of the rates of the figures",
    ),
    "phone_limit": Key(spelling.count(5, 600), "seconds, for example 60", "how long a phone may be away in a talk"),
    "lookup_hosts": Key(
        spelling.host_names,
        'host names or IP addresses, for example "crm.internal,192.0.2.7"; empty: none',
        "hosts of the own network that routes may ask (and by plain http); all others have to be public, by https",
    ),
    "outgoing": Key(
        spelling.addresses,
        'IP addresses or networks, for example "203.0.113.7,2001:db8::7"; empty: not known',
        "from where the house asks others: it is mailed to those who have to open a firewall for it",
    ),
    "mail": Key(
        spelling.url("smtp", "smtps"),
        '"smtp://user:password@host:587" or "smtps://…"; empty: nothing leaves the house, mails wait in a list',
        "the mail server for invitations",
    ),
    "mail_from": Key(spelling.one_line, 'a mail address, for example "desk@example.org"', "whom mails come from"),
    "address": Key(
        spelling.url("http", "https"),
        '"https://desk.example.org"; empty: http:// and where the pages are served',
        "how people reach the pages: it stands in mails",
    ),
    "virus_scan": Key(
        spelling.one_line,
        '"clamd:/run/clamav/clamd.ctl", "clamd:host:port", or a command that reads the file from its standard input '
        "and ends as clamscan does; empty: nobody looks",
        "who looks for viruses in files that come to tickets",
    ),
    "spare": Key(
        spelling.yes_or_no,
        "true or false",
        "whether a second server is kept read in, to take over at once when the first one dies (about 130 MB)",
    ),
    "log_level": Key(
        spelling.one_of(*LOG_LEVELS), f"one of {', '.join(LOG_LEVELS)}", "how much is written to the logs"
    ),
    "demo": Key(spelling.yes_or_no, "true or false", "the demo centre with its well-known accounts"),
    **MACHINES,
    **OPERATIONS,
}
