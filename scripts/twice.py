"""The tests of `make test`: all of them, then what failed once more, for real calls on a busy machine may be late.

Says at the end what failed at first and passed then: that is told apart from what never failed, so that nobody takes a
test that fails now and then for one that can be trusted.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = str(ROOT / ".venv" / "bin" / "pytest")
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
# Four workers on two cores: three of them mostly wait for calls and pages, see tests/support/lanes.py.
ALL = ("-n", "4", "--dist", "loadfile", "--no-loadscope-reorder")
AGAIN = ("--last-failed", "--last-failed-no-failures", "none")
# Each house starts several programs: without this some machines let each of them compile all modules anew.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
TESTS_FAILED = 1  # what pytest says with its exit code; all others mean that it could not run


def run(*words: str) -> int:
    return subprocess.run([PYTEST, *words], cwd=ROOT, env=os.environ | COMPILED, check=False).returncode


def failed() -> set[str]:
    return set(json.loads(FAILED.read_text("utf-8"))) if FAILED.exists() else set()


def verdict(first: set[str], again: set[str]) -> list[str]:
    """Lines about the tests that failed at first, those that failed again before the others."""
    told = [("FAILED TWICE", sorted(first & again)), ("FAILED AT FIRST, PASSED THEN", sorted(first - again))]
    return [f"{what}: {test}" for what, tests in told for test in tests]


def main() -> int:
    FAILED.unlink(missing_ok=True)
    code = run(*ALL, *sys.argv[1:])
    first = failed()
    if code != TESTS_FAILED:
        return code
    print(f"\n{len(first)} failed and {'is' if len(first) == 1 else 'are'} tried once more, one after the other:")
    print("\n".join(sorted(first)), flush=True)
    code = run(*AGAIN)
    print("\n".join(verdict(first, failed())), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
