"""A room that stands in no layer is a room that nobody watches."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
NO_ROOMS = {"tests", "scripts", "bench"}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
ROOMS = {package.parent.name for package in ROOT.glob("*/__init__.py")} - NO_ROOMS
PURE = {"journal", "cti", "ivr", "routing", "ticketing"}


def contract(kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = next(each for each in CONTRACTS["contracts"] if each["type"] == kind)
    return found


def test_every_room_has_a_layer() -> None:
    layered = {room for layer in contract("layers")["layers"] for room in layer.split(" | ")}
    assert layered == ROOMS


def test_every_room_is_looked_at_by_the_import_linter() -> None:
    assert set(CONTRACTS["root_packages"]) == ROOMS


def test_every_room_is_looked_at_by_the_type_checker_and_installed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    installed = {name.rstrip("*") for name in settings["setuptools"]["packages"]["find"]["include"]}
    assert set(settings["mypy"]["packages"]) == installed | {"tests"} == ROOMS | {"tests"}


def test_the_middle_is_pure() -> None:
    assert set(contract("forbidden")["source_modules"]) == PURE
