"""The systemd units: what systemd itself says of them, and what must be in each."""

import shutil
import subprocess
from pathlib import Path

import pytest

from asterisk import launch
from asterisk.root import Installation

FOLDER = Path(__file__).parents[2] / "deploy" / "systemd"
UNITS = sorted(FOLDER.glob("*.service"))
EXPOSURE = 25  # tenths
by_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")


def options(unit: Path) -> dict[str, list[str]]:
    lines = [line for line in unit.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#")]
    found: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition("=")
        found.setdefault(name, []).append(value)
    return found


def analysed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


@by_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_finds_little_that_the_unit_could_do_harm_with(unit: Path) -> None:
    said = analysed("security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", str(unit))
    assert said.returncode == 0, said.stdout


@by_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_every_line_of_the_unit(unit: Path, tmp_path: Path) -> None:
    """Programs and folders of an installed house are not here; what is said of them is not asked."""
    told = [line for line in unit.read_text("utf-8").splitlines() if not line.startswith(("ExecStart=", "Working"))]
    there = tmp_path / unit.name
    there.write_text("\n".join(told).replace("Type=exec", "Type=exec\nExecStart=/bin/true"), encoding="utf-8")
    said = analysed("verify", "--man=no", str(there))
    assert said.returncode == 0, said.stderr
    assert "Unknown" not in said.stderr
    assert "ignoring" not in said.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_nothing_runs_as_root_or_can_become_it(unit: Path) -> None:
    told = options(unit)
    assert told["User"] == ["cordboard"]
    assert told["NoNewPrivileges"] == ["yes"]
    assert told["CapabilityBoundingSet"] == [""]
    assert told["ProtectSystem"] == ["strict"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_no_secret_stands_in_a_unit_or_on_its_command_line(unit: Path) -> None:
    told = options(unit)
    assert not any(word in line.lower() for line in told["ExecStart"] for word in ("password", "token", "secret"))
    assert not any("PASSWORD" in line or "TOKEN" in line for line in told.get("Environment", []))


def test_the_example_of_secrets_has_none_in_it() -> None:
    lines = (FOLDER / "cordboard.env.example").read_text("utf-8").splitlines()
    secret = [line for line in lines if line.split("=")[0].endswith(("PASSWORD", "TOKEN", "SEAL", "MASKING"))]
    assert secret
    assert all(line.endswith("=") for line in secret)


@pytest.mark.parametrize("name", ["cordboard", "cordboard-node"])
def test_a_unit_whose_asterisk_has_a_jail_lets_the_jail_have_a_host_name(name: str) -> None:
    """systemd forbids the call with `ProtectHostname=`, and `@system-service` leaves it out."""
    told = options(FOLDER / f"{name}.service")
    assert "--hostname" in launch.command(Installation(Path("/")), Path("/data"))
    assert "ProtectHostname" not in told
    assert "sethostname" in told["SystemCallFilter"][0].split()
