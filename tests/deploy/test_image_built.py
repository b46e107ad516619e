"""The images, built by buildah and run by podman as deploy/container/README.md says: read-only, with no capability.
All containers share one network, a loopback.
"""

import re
import secrets
from collections.abc import Iterator
from time import monotonic, sleep

import pytest

from tests.deploy import images, machine
from tests.deploy.images import Run, build_all, engine

WHY_NOT = machine.missing(images.NEEDS)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]
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


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The engine, with the three images built."""
    folder = tmp_path_factory.mktemp("images")
    with engine(folder) as run:
        build_all(run, folder)
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
