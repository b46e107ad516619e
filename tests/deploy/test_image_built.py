"""The images, built by buildah and run by podman as deploy/container/README.md says: read-only, with no capability.

No registry is asked: what the Containerfiles begin with is made here from Debian's packages and called by that name.
Images and containers stand in a store of the test's own under build/. All containers share one network, a loopback.
"""

import os
import re
import resource
import secrets
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.deploy import machine
from tests.deploy.machine import CHECKOUT, KEPT

WHY_NOT = machine.missing(("buildah", "podman", "crun", "mmdebstrap"))
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]
HYBRID = Path("/sys/fs/cgroup/unified")
PYTHON = ("ca-certificates", "python3", "python3-venv")
# name → suite, packages
BASES = {
    "python:3.11-slim-bookworm": ("bookworm", PYTHON),
    "debian:bookworm-slim": ("bookworm", PYTHON),
    "debian:forky-slim": ("forky", ("ca-certificates",)),
}
MODULES = "/usr/lib/x86_64-linux-gnu/asterisk/modules"
HARD = ("--read-only", "--cap-drop=all", "--security-opt=no-new-privileges", "--tmpfs=/tmp")
ENVIRONMENT = {
    "CORDBOARD_HTTP": "127.0.0.1:8080",
    "CORDBOARD_GATEWAY": "127.0.0.1:8090",
    "CORDBOARD_SIP": "127.0.0.1:5060",
    "CORDBOARD_ARI": "127.0.0.1:8088",
    "CORDBOARD_AMI": "127.0.0.1:5038",
    "CORDBOARD_TRUNKS": "127.0.0.1",
    "CORDBOARD_REDIS": "redis://127.0.0.1:6379/0",  # there is none: the server goes on without it
}
SECRETS = ("ARI_PASSWORD", "AMI_PASSWORD", "GATEWAY_TOKEN", "SEAL", "MASKING")
Run = Callable[..., str]


@contextmanager
def engine(folder: Path) -> Iterator[Run]:
    """Runs `buildah …` and `podman …` with a store of our own and limits that a machine which may not raise them can
    give; where both versions of cgroups are mounted, which crun refuses, without the newer one. Their /dev/null is one
    of their own, because crun gives that of the machine to the user of a container that has it as its input."""
    most = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 20000)
    (folder / "containers.conf").write_text(
        f'[containers]\ndefault_ulimits = ["nofile={most}:{most}", "nproc=4096:4096"]\n'
        '[engine]\nruntime = "crun"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n',
        encoding="utf-8",
    )
    hide = f"umount {HYBRID}; " if HYBRID.exists() else ""
    null = f"mknod -m 666 {folder}/null c 1 3 && mount --bind {folder}/null /dev/null && "
    script = f"{hide}{null}echo ready && exec sleep infinity"
    apart = ["unshare", "--mount", "--propagation=private", "/bin/sh", "-c", script]
    holder = subprocess.Popen(apart, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout as out:
        assert out.readline() == "ready\n"
    store = [f"--root={KEPT / 'images'}", f"--runroot={KEPT / 'images-run'}"]

    def run(program: str, *words: str) -> str:
        into = ["nsenter", f"--target={holder.pid}", "--mount", f"--wd={CHECKOUT}", program, *store, *words]
        told = {**os.environ, "CONTAINERS_CONF": str(folder / "containers.conf")}
        done = subprocess.run(into, capture_output=True, text=True, check=False, env=told)
        assert done.returncode == 0, f"{program} {' '.join(words)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout + (done.stderr if "logs" in words else "")

    try:
        yield run
    finally:
        with suppress(AssertionError):
            run("podman", "rm", "--all", "--force", "--time=5", "--volumes")
        holder.kill()
        holder.wait()


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


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The engine, with the three images built."""
    assert (CHECKOUT / "web" / "dist" / "index.html").exists(), "no pages are built: python3 scripts/setup.py"
    folder, wheels = tmp_path_factory.mktemp("images"), machine.wheels()
    (folder / "pip.conf").write_text("[global]\nno-index = true\nfind-links = /mnt/wheels\n", encoding="utf-8")
    given = [f"--volume={wheels}:/mnt/wheels:ro", f"--volume={folder / 'pip.conf'}:/etc/pip.conf:ro"]
    how = ["--format=docker", "--isolation=chroot", "--network=host", "--pull-never", *given]
    with engine(folder) as run:
        for name in BASES:
            begin_with(run, name, folder)
        for name in ("", "asterisk", "kamailio"):
            file = f"deploy/container/{name + '.' if name else ''}Containerfile"
            run("buildah", "build", *how, f"--file={file}", f"--tag=cordboard{'-' + name if name else ''}", ".")
        yield run


@pytest.fixture(scope="module")
def house(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """name of a container → its id: an Asterisk, a gateway, a server and Kamailio, all running."""
    folder = tmp_path_factory.mktemp("house")
    folder.chmod(0o755)
    kept = "".join(f"CORDBOARD_{each}={secrets.token_hex(24)}\n" for each in SECRETS)
    (folder / "cordboard.env").write_text(kept, encoding="utf-8")
    (folder / "dispatcher.list").write_text("1 sip:127.0.0.1:5060 0 0 weight=50\n", encoding="utf-8")
    (folder / "trunks.list").write_text("1 127.0.0.1 32 0\n", encoding="utf-8")
    told = [f"--env={name}={value}" for name, value in ENVIRONMENT.items()]
    told += [
        f"--volume={folder / 'cordboard.env'}:/run/secrets/cordboard.env:ro",
        "--volume=sounds:/var/lib/cordboard/sounds",
    ]
    at, ours = ("--volume=node:/var/lib/cordboard",), "--network=container:asterisk"
    run("podman", "run", "--rm", *HARD, *told, *at, "--network=none", "cordboard", "asterisk-config", MODULES)
    listed = ["-A", 'NODES="/told/dispatcher.list"', "-A", 'TRUNKS="/told/trunks.list"']
    started = {
        "asterisk": [*at, "--volume=sounds:/var/lib/cordboard/sounds:ro", "--network=none", "cordboard-asterisk"],
        "gateway": [*told, "--volume=gateway:/var/lib/cordboard", ours, "cordboard", "softphone.gateway"],
        "server": [*told, "--volume=server:/var/lib/cordboard", ours, "cordboard"],
        "kamailio": [
            *("--tmpfs=/run/kamailio:mode=1777", f"--volume={folder}:/told:ro", ours, "cordboard-kamailio"),
            *("-A", "LISTEN=udp:127.0.0.1:5070", *listed),
        ],
    }
    return {
        name: run("podman", "run", "--detach", f"--name={name}", *HARD, *words).split()[-1]
        for name, words in started.items()
    }


def healthy(run: Run, name: str, patience: float = 90.0) -> None:
    """Its own HEALTHCHECK says so."""
    until = monotonic() + patience
    while True:
        try:
            run("podman", "healthcheck", "run", name)
            return
        except AssertionError:
            if monotonic() > until:
                pytest.fail(f"{name} is not healthy: {run('podman', 'logs', '--tail=30', name)}")
        sleep(0.5)


@pytest.mark.parametrize("name", ["asterisk", "gateway", "server", "kamailio"])
def test_each_is_healthy_and_may_do_nothing(run: Run, house: dict[str, str], name: str) -> None:
    if name != "gateway":  # the image is the server's, whose health is asked there
        healthy(run, name)
    told = run("podman", "exec", name, "cat", "/proc/1/status")
    assert re.search(r"^Uid:\s+10001\s+10001\s+10001\s+10001$", told, re.MULTILINE)
    assert re.search(r"^CapBnd:\s+0+$", told, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\s+1$", told, re.MULTILINE)
    with pytest.raises(AssertionError, match="Read-only file system"):
        run("podman", "exec", name, "touch", "/opt/x")


def test_the_parts_find_each_other(run: Run, house: dict[str, str]) -> None:
    healthy(run, "server")
    asked = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/api/health').read().decode())"
    until = monotonic() + 60
    while '"gateway":"ok"' not in (told := run("podman", "exec", "server", ".venv/bin/python", "-c", asked)):
        assert monotonic() < until, told
        sleep(0.5)
    assert '"asterisk":"ok","ami":"ok"' in told
    nodes = ["kamcmd", "-s", "unixs:/run/kamailio/kamailio_ctl", "dispatcher.list"]
    while "FLAGS: A" not in (told := run("podman", "exec", "kamailio", *nodes)):
        assert monotonic() < until, told
        sleep(0.5)


def test_each_ends_well_when_it_is_told_to(run: Run, house: dict[str, str]) -> None:
    for name in reversed(house):
        run("podman", "stop", "--time=60", name)
        assert run("podman", "inspect", "--format={{.State.ExitCode}}", name).strip() == "0", name
