"""The units under a real systemd, on machines of their own, installed as deploy/systemd/README.md says."""

import logging
import re
from collections.abc import Iterator

import pytest

from tests.deploy import machine
from tests.deploy.machine import CHECKOUT, KEPT, Machine
from tests.deploy.test_units import EXPOSURE

PYTHON = ("python3", "python3-venv", "bubblewrap", "espeak-ng", "ffmpeg", "mmdebstrap", "openssl", "util-linux")
PROGRAMS = ("redis-server", "kamailio")
SWITCH = ("asterisk", "asterisk-modules", "asterisk-config", "asterisk-core-sounds-en")
WHY_NOT = machine.missing(machine.NEEDS)
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)]

LOG = logging.getLogger(__name__)
ADD_USER = "useradd --system --home-dir /var/lib/cordboard --shell /usr/sbin/nologin cordboard"
INSTALL = f"""
{ADD_USER}
cd /opt/cordboard
python3 -c 'from scripts import setup; setup.python_steps(setup.Progress())'
install -d -m 0750 -g cordboard /etc/cordboard
.venv/bin/cti init && install -m 0640 -g cordboard cordboard.toml /etc/cordboard/
cp deploy/systemd/*.service /etc/systemd/system/
systemctl disable redis-server kamailio
"""
FILL_IN = """
cd /opt/cordboard
install -m 0600 deploy/systemd/cordboard.env.example /etc/cordboard/cordboard.env
install -m 0600 deploy/systemd/cordboard-node.env.example /etc/cordboard/cordboard-node.env
for each in ARI_PASSWORD AMI_PASSWORD GATEWAY_TOKEN SEAL MASKING; do
    sed -i "s/^CORDBOARD_$each=$/&$(openssl rand -hex 24)/" /etc/cordboard/cordboard.env
done
for each in ARI_PASSWORD AMI_PASSWORD; do
    same=$(grep ^CORDBOARD_$each= /etc/cordboard/cordboard.env)
    sed -i "s/^CORDBOARD_$each=$/$same/" /etc/cordboard/cordboard-node.env
done
sed -i 's/=192.0.2.[0-9]*/=127.0.0.1/; s/=10.0.0.1/=127.0.0.1/' /etc/cordboard/cordboard-node.env
echo '1 sip:127.0.0.1:5060 0 0 weight=50' > /etc/cordboard/dispatcher.list
echo '1 127.0.0.1 32 0' > /etc/cordboard/trunks.list
echo LISTEN=udp:127.0.0.1:5070 > /etc/cordboard/kamailio.env
echo "MORE=\\"-A 'CARRIER=\\\\\\"sip:127.0.0.1:5090\\\\\\"'\\"" >> /etc/cordboard/kamailio.env
"""
WHOLE = 'curl -sf http://127.0.0.1:8080/api/health | grep -q \'"status":"ok".*"degraded":false\''
ACCOUNT = """
cd /opt/cordboard && printf 'a-long-way-to-the-sea\\n' |
    runuser -u cordboard -- env CORDBOARD_DATA=/var/lib/cordboard .venv/bin/cti user add chief --role owner --stdin
"""
SIGN_IN = """curl -sf -H 'content-type: application/json' http://127.0.0.1:8080/api/session \\
    -d '{"login": "chief", "password": "a-long-way-to-the-sea"}'"""
CONSOLE = "runuser -u cordboard -- asterisk -C /etc/cordboard/asterisk/asterisk.conf -rx"


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Debian 12 with Cordboard in /opt/cordboard, which its systemd does not start yet."""
    assert (CHECKOUT / "web" / "dist" / "index.html").exists(), "no pages are built: python3 scripts/setup.py"
    folder, wheels = tmp_path_factory.mktemp("debian"), machine.wheels()
    bare = machine.system("bookworm", (*machine.BARE, *PYTHON, *PROGRAMS), KEPT / "bookworm")
    with machine.overlaid(bare, folder / "over") as root:
        machine.copy_checkout(root / "opt" / "cordboard")
        switch = "build/asterisk-root"
        (root / "opt" / "cordboard" / switch).mkdir(parents=True)
        binds = [
            f"--bind-ro={(CHECKOUT / switch).resolve()}:/opt/cordboard/{switch}",
            f"--bind-ro={wheels}:/mnt/wheels",
        ]
        given = ["--setenv=PIP_NO_INDEX=1", "--setenv=PIP_FIND_LINKS=/mnt/wheels"]
        machine.run(machine.spawn(root, *binds, *given, "--pipe", "/bin/bash", "-euc", INSTALL))
        with machine.booted(root, folder / "console.log", *binds) as running:
            yield running


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The Debian that has Asterisk 22 as a package, with the unit that starts it and the package's configuration."""
    folder = tmp_path_factory.mktemp("newer")
    bare = machine.system("forky", (*machine.BARE, *SWITCH), KEPT / "forky")
    unit = CHECKOUT / "deploy" / "systemd" / "cordboard-asterisk.service"
    with machine.overlaid(bare, folder / "over") as root:
        (root / "etc" / "systemd" / "system" / unit.name).write_text(unit.read_text("utf-8"), encoding="utf-8")
        (root / "opt" / "cordboard").mkdir(parents=True)
        machine.run(machine.spawn(root, "--pipe", "/bin/bash", "-euc", f"{ADD_USER}; systemctl disable asterisk"))
        with machine.booted(root, folder / "console.log") as running:
            yield running


def must_be_harmless(on: Machine, unit: str) -> None:
    """Nobody in it is root or has a capability, and systemd finds little that it could do."""
    told = on.do(f"""
for each in $(systemctl show {unit} --property ControlGroup --value | xargs -I@ cat /sys/fs/cgroup@/cgroup.procs); do
    grep -E '^(Uid|CapEff|NoNewPrivs|Seccomp):' /proc/$each/status | tr -s '\\t\\n' ' '; echo
done""").splitlines()
    assert told
    for line in told:
        assert re.match(r"Uid: ([1-9]\d*) \1 \1 \1 CapEff: 0{16} NoNewPrivs: 1 Seccomp: 2 ", line), line
    on.do(f"systemd-analyze security --threshold={EXPOSURE} {unit}")


def stop(on: Machine, unit: str) -> None:
    on.do(f"systemctl stop {unit}")
    assert (on.shown(unit, "ActiveState"), on.shown(unit, "Result")) == ("inactive", "success")


def kill(on: Machine, unit: str) -> str:
    """The main process of a unit; comes back when systemd has started another one."""
    before = on.shown(unit, "MainPID")
    on.do(f"kill -9 {before}")
    on.wait_until(f'now=$(systemctl show {unit} --property MainPID --value); [ "$now" != 0 ] && [ "$now" != {before} ]')
    return before


def a_long_log_must_be_turned(on: Machine) -> None:
    """Asterisk's, by what runs beside it and may do little else."""
    log = "/var/lib/cordboard/asterisk/log/messages.log"
    on.do(f"truncate -s 21M {log}")
    LOG.info("a long log is turned after %.1f s", on.wait_until(f"[ $(stat -c %s {log}) -lt 1000000 ]", 30))


def test_the_whole_house_is_one_unit_that_comes_back_and_stops(debian: Machine) -> None:
    debian.do("systemctl start cordboard")
    first = debian.wait_until(WHOLE)
    debian.do(ACCOUNT)
    assert '"id":"chief"' in debian.do(SIGN_IN)
    must_be_harmless(debian, "cordboard")
    a_long_log_must_be_turned(debian)
    debian.do("kill -9 $(pgrep -x cti-server)")
    server = debian.wait_until(WHOLE)
    debian.do("kill -9 $(pgrep -x asterisk)")
    debian.wait_until("pgrep -x asterisk")
    switch = debian.wait_until(WHOLE)
    assert debian.shown("cordboard", "NRestarts") == "0"  # they are started again inside, nobody else is disturbed
    kill(debian, "cordboard")
    again = debian.wait_until(WHOLE)
    assert '"id":"chief"' in debian.do(SIGN_IN)
    stop(debian, "cordboard")
    code, left = debian.tried("pgrep -a -u cordboard")
    assert code == 1, left
    LOG.info(
        "whole after %.1f s; killed: server %.1f s, Asterisk %.1f s, all of it %.1f s", first, server, switch, again
    )


def test_the_parts_are_units_of_their_own_that_come_back_and_stop(debian: Machine) -> None:
    units = [f"cordboard-{each}" for each in ("redis", "node", "gateway", "server", "kamailio")]
    debian.do(f"rm -rf /var/lib/cordboard\n{FILL_IN}\nsystemctl start {' '.join(units)}", patience=120)
    debian.wait_until(WHOLE)
    debian.wait_until("kamcmd -s unixs:/run/kamailio/kamailio_ctl dispatcher.list | grep 'FLAGS: A'")
    assert 'CARRIER="sip:127.0.0.1:5090"' in debian.do(
        "tr '\\0' '\\n' < /proc/$(systemctl show cordboard-kamailio --property MainPID --value)/cmdline"
    )
    for unit in units:
        must_be_harmless(debian, unit)
    a_long_log_must_be_turned(debian)
    for unit in units:
        kill(debian, unit)
        LOG.info("%s killed: whole again after %.1f s", unit, debian.wait_until(WHOLE))
    for unit in reversed(units):
        stop(debian, unit)


def test_an_asterisk_of_the_machine_runs_in_its_unit_comes_back_and_stops(newer: Machine) -> None:
    newer.do("""
install -d -m 0750 -g cordboard /etc/cordboard
cp -r /etc/asterisk /etc/cordboard/ && chown -R cordboard:cordboard /etc/cordboard/asterisk
sed -i 's/^\\[directories\\](!)/[directories]/; s,^astetcdir.*,astetcdir => /etc/cordboard/asterisk,' \\
    /etc/cordboard/asterisk/asterisk.conf
systemctl start cordboard-asterisk""")
    ready = f"{CONSOLE} 'core waitfullybooted' | grep -q 'fully booted'"
    newer.wait_until(ready)
    must_be_harmless(newer, "cordboard-asterisk")
    inside = "nsenter -m -t $(systemctl show cordboard-asterisk --property MainPID --value) runuser -u cordboard --"
    newer.do(f"{inside} mkdir /var/spool/asterisk/recording")
    code, _ = newer.tried(f"{inside} mkdir /etc/asterisk/own")
    assert code != 0
    kill(newer, "cordboard-asterisk")
    LOG.info("cordboard-asterisk killed: whole again after %.1f s", newer.wait_until(ready))
    stop(newer, "cordboard-asterisk")
