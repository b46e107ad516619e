"""`make audit`: known holes in what we depend on, and its licences. `python -m scripts.audit [--licences]`.

A hole that is known, or a licence that is not on the list, is a failure. A service that cannot be asked from here is
none: it says so, and what could not be asked. Hashes need no look: pip and npm refuse what does not fit the lock files.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "scripts/node.lock")
OURS = "cordboard"
PATIENCE = 120  # s for one service
NPM_ANSWERS = {"auditReportVersion", "vulnerabilities"}
# May stand in a work under GPL-3.0-or-later, see https://www.gnu.org/licenses/license-list.html and docs/decisions.
# fmt: off
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "GPL-2.0-or-later",
    "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-or-later", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0",
    "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
})
# fmt: on
# What is written where an SPDX expression belongs. Only whole words of it: "GPL" alone could be anything.
SPELLED = {
    "mit license": "MIT",
    "mit": "MIT",
    "mit no attribution": "MIT-0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "gnu general public license v3 (gplv3)": "GPL-3.0-only",
    "gnu general public license v3 or later (gplv3+)": "GPL-3.0-or-later",
    "the unlicense (unlicense)": "Unlicense",
}
MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"
PARTS = re.compile(r"\(|\)|\bAND\b|\bOR\b|\bWITH\b")


# --- licences: pure ------------------------------------------------------------------------------------------------


def is_allowed(expression: str) -> bool:
    """An SPDX expression: of what OR joins one is enough, of what AND joins all are needed."""
    words = PARTS.split(expression.replace("(", " ").replace(")", " "))
    if " WITH " in expression:
        return False  # an exception is for a person to read
    choices = re.split(r"\bOR\b", expression.replace("(", " ").replace(")", " "))
    if "AND" in expression and len(choices) > 1:
        return all(_known(word) in ALLOWED for word in words if word.strip())  # mixed: no guessing what binds closer
    return any(all(_known(word) in ALLOWED for word in re.split(r"\bAND\b", choice)) for choice in choices)


def _known(word: str) -> str:
    return SPELLED.get(word.strip().lower(), word.strip())


def licence_of(told: Mapping[str, Iterable[str]]) -> str:
    """told: field of the metadata → its values. The expression first, then the short text, then the classifiers."""
    for each in (*told.get("License-Expression", ()), *told.get("License", ())):
        if each and "\n" not in each.strip() and each != "UNKNOWN":
            return each.strip()
    classified = [each.split(" :: ")[-1] for each in told.get("Classifier", ()) if each.startswith("License ::")]
    named = [each for each in classified if each not in ("OSI Approved", "DFSG approved")]
    return " AND ".join(_known(each) for each in named)


def locked(text: str) -> set[str]:
    """The names in a lock file."""
    return {_name(line.partition("==")[0]) for line in text.splitlines() if "==" in line and not line.startswith(" ")}


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text.strip()).lower()


def wrong_licences(found: Mapping[str, str]) -> list[str]:
    return [
        f"{name}: {licence or 'says nothing'}" for name, licence in sorted(found.items()) if not is_allowed(licence)
    ]


# --- licences: what is installed -------------------------------------------------------------------------------------


def python_licences(installed: Iterable[Distribution], names: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in installed:
        name = _name(each.metadata["Name"] or "")
        if name in names:
            fields = ("License-Expression", "License", "Classifier")
            told = licence_of({one: each.metadata.get_all(one) or [] for one in fields})
            found[name] = told or of_text(_texts(each))
    return found


def of_text(texts: Iterable[str]) -> str:
    """The licence by its words, for a package whose metadata say nothing: MIT or nothing."""
    plain = [" ".join(each.split()) for each in texts]
    return "MIT" if plain and all(MIT in each for each in plain) else ""


def _texts(of: Distribution) -> Iterator[str]:
    for name in of.metadata.get_all("License-File") or []:
        yield next((text for each in of.files or () if each.name == name and (text := each.read_text())), "")


def web_licences(lock: Mapping[str, Any]) -> dict[str, str]:
    """From package-lock.json."""
    packages = {path: told for path, told in lock["packages"].items() if path}
    return {path.removeprefix("node_modules/"): str(told.get("license", "")) for path, told in packages.items()}


def licences() -> list[str]:
    names: set[str] = set().union(*(locked((ROOT / each).read_text("utf-8")) for each in LOCKS))
    web = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))
    return wrong_licences(python_licences(distributions(), names)) + wrong_licences(web_licences(web))


# --- holes -----------------------------------------------------------------------------------------------------------


def holes_in_python(report: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What is known, and what could not be asked. report: of `pip-audit --format json`."""
    found = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version'}"
        for each in report["dependencies"]
        for hole in each.get("vulns", ())
    ]
    return found, [each["name"] for each in report["dependencies"] if "skip_reason" in each]


def holes_in_web(report: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """report: of `npm audit --json`."""
    if not report.keys() >= NPM_ANSWERS:
        return [], ["all packages of web/"]
    return [f"{name}: {told['severity']}" for name, told in sorted(report["vulnerabilities"].items())], []


def ask(command: list[str]) -> Mapping[str, Any]:
    """Its report; an empty one when it could not ask."""
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
        report = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return {}
    return report if isinstance(report, dict) else {}


def holes() -> Iterator[str]:
    audit = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json"]
    for name in LOCKS:
        report = ask([*audit, "--requirement", name])
        found, unasked = holes_in_python(report) if "dependencies" in report else ([], ["everything"])
        say_unasked(name, unasked)
        yield from found
    found, unasked = holes_in_web(ask([sys.executable, "scripts/setup.py", "--npm", "audit", "--json"]))
    say_unasked("web/package-lock.json", unasked)
    yield from found


def say_unasked(file: str, names: list[str]) -> None:
    if names:
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        print(f"{file}: NOT ASKED, the service cannot be reached from here: {shown}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description="known holes and licences of all dependencies")
    options.add_argument("--licences", action="store_true", help="only the licences: asks nobody")
    asked = options.parse_args()
    wrong = licences() + ([] if asked.licences else list(holes()))
    for each in wrong:
        print(each)
    print(f"{len(wrong)} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
