"""A whole house on eleven machines, namespaces of this one's network: `python -m deploy.namespaces.house FOLDER`.

Two Asterisk behind Kamailio, two gateways, a server and one that stands by, PostgreSQL, Redis, one outside from which
calls come, and a stranger's. It has the demo's people, so pages and agents are reached on the server's machine only, by
loopback. Ctrl-C ends it, and nothing is left. Wants root, `ip`, kamailio and PostgreSQL; see README.md beside it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asterisk.sounds import SoundSettings, ensure
from config import prompts, secrets, settings
from deploy.namespaces.machines import Machine, network
from server import private

NET = "10.77.0."
MACHINES = {"postgres": 3, "redis": 4, "kamailio": 5, "east": 11, "west": 12, "gateway1": 21, "gateway2": 22}
MACHINES |= {"server": 31, "standby": 32, "outside": 41, "stranger": 66}
NODES, GATEWAYS = ("east", "west"), ("gateway1", "gateway2")
TRUNKS = ("kamailio", "server", "standby")  # whose calls a node takes; of servers, the canary's
CHECKOUT = Path(__file__).resolve().parents[2]
READY_WITHIN = 180.0  # s
NOBODY = "nobody"  # PostgreSQL refuses to run as root


@dataclass(frozen=True, slots=True)
class House:
    """url: of the pages, as the server's machine and the one that stands by see them; sip: where trunks call."""

    folder: Path
    machines: dict[str, Machine]
    url: str = "http://127.0.0.1:8080"

    @property
    def sip(self) -> str:
        return f"{self.machines['kamailio'].address}:5060"

    def start(self, name: str, command: list[str], told: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        return self.machines[name].start(command, self.folder / f"{name}.log", told)

    def start_node(self, name: str) -> None:
        """One of NODES, with the passwords of the house."""
        _node(self, name, secrets.load({}, self.folder / "secrets"))

    def healthy(self, name: str = "server") -> bool:
        asked = self.machines[name].words(["curl", "-sf", "-m", "3", "-o", "/dev/null", f"{self.url}/api/health"])
        return subprocess.run(asked, check=False).returncode == 0


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """Running and healthy. folder: for all that it writes."""
    with network({name: f"{NET}{number}" for name, number in MACHINES.items()}) as machines:
        found = House(folder, machines)
        known = secrets.load({}, folder / "secrets")
        ensure(SoundSettings(folder / "sounds"), prompts.load())
        _postgres(found)
        found.start("redis", [private.redis_binary(), "--bind", machines["redis"].address, *REDIS])
        for name in NODES:
            found.start_node(name)
        for name in GATEWAYS:
            _gateway(found, name, known)
        _kamailio(found)
        for name in ("server", "standby"):
            _server(found, name)
            _until(lambda: found.healthy("server"), found, "server")
        yield found


REDIS = ["--port", "6379", "--protected-mode", "no", "--save", "", "--appendonly", "no", "--dir", "/"]


def _postgres(house: House) -> None:
    """A cluster that trusts this network, which nobody else is in."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    cluster = house.folder / "postgres"
    cluster.mkdir(parents=True)
    for each in (house.folder, cluster):
        each.chmod(0o711)
    shutil.chown(cluster, NOBODY)
    by_nobody = ["runuser", "-u", NOBODY, "--"]
    made = [*by_nobody, str(programs / "initdb"), "-D", str(cluster / "data"), "-U", "cordboard", "--auth=trust"]
    subprocess.run(made, check=True, capture_output=True, cwd="/")
    with (cluster / "data" / "pg_hba.conf").open("a") as rules:
        rules.write(f"host all cordboard {NET}0/24 trust\n")
    address = house.machines["postgres"].address
    words = ["-D", str(cluster / "data"), "-h", address, "-k", "", "-c", "max_connections=200"]
    house.start("postgres", [*by_nobody, str(programs / "postgres"), *words])
    reach = [str(programs / "createdb"), "-h", address, "-U", "cordboard", "cordboard"]
    create = house.machines["server"].words(reach)
    _until(lambda: subprocess.run(create, check=False, capture_output=True).returncode == 0, house, "postgres")


def _common(house: House, name: str) -> dict[str, str]:
    """A data folder of its own, with the passwords and sounds of the house."""
    data = house.folder / f"data-{name}"
    shutil.copytree(house.folder / "sounds", data, dirs_exist_ok=True)
    shutil.copy(house.folder / "secrets" / "secrets.json", data / "secrets.json")
    return {"CORDBOARD_DATA": str(data)}


def _node(house: House, name: str, known: secrets.Secrets) -> None:
    address = house.machines[name].address
    told = _common(house, name) | {"CORDBOARD_NODE": name, "CORDBOARD_TRUNK": house.sip}
    trunks = ",".join(house.machines[each].address for each in TRUNKS)
    told |= {"CORDBOARD_SIP": f"{address}:5060", "CORDBOARD_TRUNKS": trunks}
    told |= {"CORDBOARD_ARI": f"{address}:8088", "CORDBOARD_AMI": f"{address}:5038"}
    child = private.asterisk_child(private.House(settings.load(told), known), None)
    house.start(name, list(child.command))


def _gateway(house: House, name: str, known: secrets.Secrets) -> None:
    address = house.machines[name].address
    told = _common(house, name) | {"CORDBOARD_GATEWAY": f"{address}:8090", "CORDBOARD_LINE_HOST": address}
    told |= {"CORDBOARD_GATEWAY_TOKEN": known.gateway_token}
    house.start(name, [sys.executable, "-m", "softphone.gateway"], told)


def _kamailio(house: House) -> None:
    own = house.folder / "kamailio"
    own.mkdir()
    nodes = "".join(f"1 sip:{house.machines[name].address}:5060 0 0 weight=50\n" for name in NODES)
    (own / "dispatcher.list").write_text(nodes, encoding="utf-8")
    (own / "trunks.list").write_text(f"1 {house.machines['outside'].address} 32 0\n", encoding="utf-8")
    told = [f"LISTEN=udp:{house.sip}", f'NODES="{own}/dispatcher.list"', f'TRUNKS="{own}/trunks.list"']
    told += [f'RPC="unixs:{own}/ctl"', "LOOK_EVERY=1"]
    words = [word for each in told for word in ("-A", each)]
    program = shutil.which("kamailio", path=f"{os.environ['PATH']}:/usr/sbin") or "kamailio"
    file = CHECKOUT / "deploy" / "kamailio" / "kamailio.cfg"
    house.start("kamailio", [program, "-f", str(file), *words, "-Y", str(own), "-m", "32", "-DD", "-E"])


def _server(house: House, name: str) -> None:
    """Both say that they stand by: the first finds nobody who serves, and serves."""
    _common(house, name)
    house.start(name, [sys.executable, "-m", "server.cli", "demo", "--callers", "0"], told_to_server(house, name))


def told_to_server(house: House, name: str) -> dict[str, str]:
    """The settings of a server, for its other commands too."""
    nodes = [f"{each}=http://{house.machines[each].address}:8088/5038" for each in NODES]
    return {
        "CORDBOARD_DATA": str(house.folder / f"data-{name}"),
        "CORDBOARD_HTTP": "127.0.0.1:8080",
        "CORDBOARD_DATABASE": f"postgresql+asyncpg://cordboard@{house.machines['postgres'].address}/cordboard",
        "CORDBOARD_REDIS": f"redis://{house.machines['redis'].address}:6379/0",
        "CORDBOARD_NODES": ",".join(nodes),
        "CORDBOARD_GATEWAYS": ",".join(f"{house.machines[each].address}:8090" for each in GATEWAYS),
        "CORDBOARD_STANDBY": "true",
        "CORDBOARD_SPARE": "false",
        "CORDBOARD_CANARY": "1",
        "CORDBOARD_CANARY_TARGETS": ",".join(f"{each}={house.machines[each].address}:5060" for each in NODES),
    }


def _until(true: Callable[[], bool], house: House, name: str) -> None:
    end = time.monotonic() + READY_WITHIN
    while not true():
        if time.monotonic() > end:
            said = (house.folder / f"{name}.log").read_text(errors="replace")[-3000:]
            raise RuntimeError(f"{name} is not ready:\n{said}")
        time.sleep(0.2)


def main() -> None:
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True)
    with house(folder) as found:
        outside, server = found.machines["outside"].namespace, found.machines["server"].namespace
        sys.stdout.write(f"calls: ip netns exec {outside} sipp {found.sip} …\n")
        sys.stdout.write(f"pages: ip netns exec {server} curl {found.url}\n")
        sys.stdout.flush()
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
