"""The images of deploy/container, built by buildah, and an engine (podman) with a store of its own.

No registry is asked: what the Containerfiles begin with is made here from Debian's packages and called by that name.
Nothing of the machine is touched but the store under build/: mounts, the rules of published ports and /dev/null are in
namespaces that go with the test.
"""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.namespaces.machines import within
from tests.deploy import machine
from tests.deploy.machine import CHECKOUT

KEPT = machine.KEPT.resolve()  # the engine's store remembers by which path it was made
NEEDS = ("buildah", "podman", "crun", "mmdebstrap")
HYBRID = Path("/sys/fs/cgroup/unified")
PYTHON = ("ca-certificates", "python3", "python3-venv")
# name → suite, packages
BASES = {
    "python:3.11-slim-bookworm": ("bookworm", PYTHON),
    "debian:bookworm-slim": ("bookworm", PYTHON),
    "debian:forky-slim": ("forky", ("ca-certificates",)),
}
STORE = (f"--root={KEPT / 'images'}", f"--runroot={KEPT / 'images-run'}")
Run = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Engine:
    """folder: of its configuration; holder: the process whose namespaces are the engine's; address: of this machine in
    the network of the containers."""

    folder: Path
    holder: int
    address: str = "10.77.0.1"

    def __call__(self, program: str, *words: str) -> str:
        """`buildah …` or `podman …`: what it told. Fails the test when it fails."""
        done = self.tried([program, *STORE, *words])
        assert done.returncode == 0, f"{program} {' '.join(words)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout + (done.stderr if "logs" in words else "")

    def tried(
        self, words: list[str], cwd: Path = CHECKOUT, told: dict[str, str] | None = None, input: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Any program in the engine's namespaces. told: more variables."""
        environment = {**os.environ, "CONTAINERS_CONF": str(self.folder / "containers.conf"), **(told or {})}
        into = [*self.into(), f"--wd={cwd}", *words]
        return subprocess.run(into, capture_output=True, text=True, check=False, env=environment, input=input)

    def into(self) -> list[str]:
        return ["nsenter", f"--target={self.holder}", "--mount", "--net"]

    def start(self, command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
        """In a process group of its own."""
        with log.open("ab") as out:
            return subprocess.Popen([*self.into(), *command], stdout=out, stderr=out, start_new_session=True)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """This thread is in the engine's network: sockets that it opens, and processes that it starts."""
        with within(Path(f"/proc/{self.holder}/ns/net")):
            yield


@contextmanager
def engine(folder: Path, *, apart: bool = False) -> Iterator[Engine]:
    """With limits that a machine which may not raise them can give; where both versions of cgroups are mounted, which
    crun refuses, without the newer one. /dev/null is another one, because crun gives that of the machine to the user of
    a container that has it as its input. apart: with a network of its own, which reaches nobody."""
    most = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 20000)
    (folder / "containers.conf").write_text(
        f'[containers]\ndefault_ulimits = ["nofile={most}:{most}", "nproc=4096:4096"]\n'
        '[engine]\nruntime = "crun"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n'
        f'[network]\nnetwork_config_dir = "{folder}/networks"\n',
        encoding="utf-8",
    )
    null = f"rm -f {folder}/null && mknod -m 666 {folder}/null c 1 3 && mount --bind {folder}/null /dev/null"
    script = f"{f'umount {HYBRID}; ' if HYBRID.exists() else ''}{null} && {APART if apart else 'true'} && {STAY}"
    words = ["unshare", "--mount", "--propagation=private", *(["--net"] if apart else []), "/bin/sh", "-c", script]
    holder = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout as out:
        assert out.readline() == "ready\n"
    run = Engine(folder, holder.pid)
    try:
        yield run
    finally:
        with suppress(AssertionError):
            run("podman", "rm", "--all", "--force", "--time=5", "--volumes")
        run.tried(["/bin/sh", "-c", f"[ ! -s {NAMES} ] || kill $(cat {NAMES})"])
        holder.kill()
        holder.wait()


APART = "mkdir -p /run/netns /run/containers && mount -t tmpfs netns /run/netns"
APART += " && mount -t tmpfs containers /run/containers && ip link set lo up"
NAMES = "/run/containers/networks/aardvark-dns/aardvark.pid"  # of the process that knows the containers' names
STAY = "echo ready && exec sleep infinity"


def build_all(run: Run, folder: Path) -> None:
    """The three images of deploy/container. folder: for what is passed to them."""
    assert (CHECKOUT / "web" / "dist" / "index.html").exists(), "no pages are built: python3 scripts/setup.py"
    for name in BASES:
        begin_with(run, name, folder)
    for name in ("", "asterisk", "kamailio"):
        file = CHECKOUT / "deploy" / "container" / f"{name + '.' if name else ''}Containerfile"
        build(run, file, f"cordboard{'-' + name if name else ''}", folder)


def build(run: Run, file: Path, tag: str, folder: Path) -> None:
    (folder / "pip.conf").write_text("[global]\nno-index = true\nfind-links = /mnt/wheels\n", encoding="utf-8")
    given = [f"--volume={machine.wheels()}:/mnt/wheels:ro", f"--volume={folder / 'pip.conf'}:/etc/pip.conf:ro"]
    how = ["--layers", "--format=docker", "--isolation=chroot", "--network=host", "--pull-never", *given]
    run("buildah", "build", *how, f"--file={file}", f"--tag={tag}", ".")


def begin_with(run: Run, name: str, folder: Path) -> None:
    if f"docker.io/library/{name}" in run("podman", "images", "--format={{.Repository}}:{{.Tag}}").split():
        return
    suite, packages = BASES[name]
    bare = machine.system(suite, packages, KEPT / f"image-{suite}")
    if name.startswith("python"):  # where that image has its own, the name is `python`
        (bare / "usr" / "local" / "bin" / "python").unlink(missing_ok=True)
        (bare / "usr" / "local" / "bin" / "python").symlink_to("/usr/bin/python3")
    tar = folder / "base.tar"
    machine.run(["tar", "--one-file-system", "-C", str(bare), "-cf", str(tar), "."])
    run("podman", "import", str(tar), f"docker.io/library/{name}")
    tar.unlink()
