"""The image, as far as it can be judged without building it: who runs, what is pinned, what gets in."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy" / "container"
TEXT = (ROOT / "deploy" / "container" / "Containerfile").read_text("utf-8")
KNOWN = {"ARG", "FROM", "WORKDIR", "ENV", "COPY", "RUN", "LABEL", "VOLUME", "EXPOSE", "USER", "HEALTHCHECK"}
KNOWN |= {"ENTRYPOINT", "CMD"}
SECRET = re.compile(r"(password|secret|token|seal|masking)\s*=", re.IGNORECASE)


def steps() -> list[tuple[str, str]]:
    """(instruction, the rest of its line), with lines that go on joined."""
    joined = re.sub(r"\\\n\s*", " ", "\n".join(line for line in TEXT.splitlines() if not line.startswith("#")))
    return [(word, rest) for line in joined.splitlines() if line for word, _, rest in [line.partition(" ")]]


def last_stage() -> list[tuple[str, str]]:
    at = max(number for number, (word, _) in enumerate(steps()) if word == "FROM")
    return steps()[at:]


def test_every_line_is_an_instruction() -> None:
    assert {word for word, _ in steps()} <= KNOWN


def test_it_runs_as_a_number_that_is_not_root_until_the_end() -> None:
    users = [rest for word, rest in last_stage() if word == "USER"]
    assert len(users) == 1
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", users[0])
    after = last_stage()[[word for word, _ in last_stage()].index("USER") + 1 :]
    assert {word for word, _ in after} <= {"HEALTHCHECK", "ENTRYPOINT", "CMD"}


def test_what_it_runs_belongs_to_root_so_it_cannot_change_itself() -> None:
    assert all("--chown=0:0" in rest for word, rest in last_stage() if word == "COPY")


def test_packages_are_installed_with_their_hashes_only() -> None:
    installs = [rest for word, rest in steps() if word == "RUN" and "pip install" in rest]
    assert installs
    assert all("--require-hashes --requirement runtime.lock" in rest for rest in installs)


def test_no_secret_and_no_latest_gets_in() -> None:
    assert not SECRET.search(TEXT)
    assert ":latest" not in TEXT
    assert not any(word == "ADD" for word, _ in steps())
    ignored = (ROOT / ".containerignore").read_text("utf-8").split()
    assert {"var", ".git", ".venv", "cordboard.toml", "*.env"} <= set(ignored)


def test_it_tells_whether_it_is_healthy() -> None:
    assert any(word == "HEALTHCHECK" and "/api/health" in rest for word, rest in last_stage())


@pytest.mark.parametrize("name", ["asterisk.Containerfile", "kamailio.Containerfile"])
def test_the_others_are_not_root_either_and_tell_whether_they_are_healthy(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER 10001:10001"]
    assert lines.index("USER 10001:10001") > max(
        at for at, line in enumerate(lines) if line.startswith(("RUN", "COPY"))
    )
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert ":latest" not in "\n".join(lines)
