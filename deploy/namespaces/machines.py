"""Machines that are network namespaces: each has an address of its own, and a switch joins them. Nothing of the host's
network is touched. Wants root and `ip` (iproute2).

    with network({"east": "10.77.0.11", "west": "10.77.0.12"}) as machines:
        process = machines["east"].start(["…"], log=Path("east.log"))
"""

import ctypes
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

CLONE_NEWNET = 0x40000000  # linux/sched.h
LIBC = ctypes.CDLL(None, use_errno=True)
ENDS_WITHIN = 10.0  # s


@dataclass(frozen=True, slots=True)
class Machine:
    """namespace: its name for `ip netns`; address: its only one beside 127.0.0.1."""

    namespace: str
    address: str
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def words(self, command: Sequence[str]) -> list[str]:
        return ["ip", "netns", "exec", self.namespace, *command]

    def start(
        self, command: Sequence[str], log: Path, told: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """In a process group of its own. told: variables beside ours."""
        with log.open("ab") as out:
            process = subprocess.Popen(
                self.words(command), env=os.environ | dict(told or {}), stdout=out, stderr=out, start_new_session=True
            )
        self.running.append(process)
        return process

    def switch_off(self) -> None:
        """All that was started here is killed, as by a power cut."""
        for process in self.running:
            end(process, signal.SIGKILL)
        self.running.clear()

    def unplug(self) -> None:
        """Its cable is pulled: what runs here goes on, and reaches nobody."""
        _ip("-n", self.namespace, "link", "set", "eth0", "down")

    def plug_in(self) -> None:
        _ip("-n", self.namespace, "link", "set", "eth0", "up")

    @contextmanager
    def inside(self) -> Iterator[None]:
        """This thread is on that machine: sockets that it opens, and processes that it starts."""
        with within(Path(f"/run/netns/{self.namespace}")):
            yield


@contextmanager
def within(shown: Path) -> Iterator[None]:
    """This thread is in a network that the kernel shows as that file."""
    with Path("/proc/thread-self/ns/net").open() as before, shown.open() as there:
        _enter(there.fileno())
        try:
            yield
        finally:
            _enter(before.fileno())


@contextmanager
def network(addresses: Mapping[str, str]) -> Iterator[dict[str, Machine]]:
    """addresses: name of a machine → its address, all in one /24. At the end nothing is left."""
    mine = f"cb{os.getpid()}"
    with ExitStack() as kept:
        switch = f"{mine}-switch"
        _namespace(kept, switch)
        _ip("-n", switch, "link", "add", "br0", "type", "bridge")
        _ip("-n", switch, "link", "set", "br0", "up")
        machines = {name: Machine(f"{mine}-{name}", address) for name, address in addresses.items()}
        for number, machine in enumerate(machines.values()):
            _namespace(kept, machine.namespace)
            kept.callback(machine.switch_off)
            _plug_in(machine, switch, f"port{number}")
        yield machines


def end(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """With all that it started; killed when it takes too long."""
    for number in (how, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDS_WITHIN)
            return


def _namespace(kept: ExitStack, name: str) -> None:
    _ip("netns", "add", name)
    kept.callback(_ip, "netns", "delete", name)
    _ip("-n", name, "link", "set", "lo", "up")


def _plug_in(machine: Machine, switch: str, port: str) -> None:
    here = ("-n", machine.namespace)
    _ip(*here, "link", "add", "eth0", "type", "veth", "peer", "name", port, "netns", switch)
    _ip("-n", switch, "link", "set", port, "master", "br0", "up")
    _ip(*here, "address", "add", f"{machine.address}/24", "dev", "eth0")
    _ip(*here, "link", "set", "eth0", "up")


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")


def _enter(namespace: int) -> None:
    if LIBC.setns(namespace, CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")
