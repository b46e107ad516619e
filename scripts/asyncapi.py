"""Writes docs/asyncapi.json: what programs outside may be told, made from the facts. `make types` runs it."""

import json
from pathlib import Path

from server.webhooks import asyncapi

FILE = Path(__file__).resolve().parent.parent / "docs" / "asyncapi.json"


def main() -> None:
    FILE.write_text(json.dumps(asyncapi.document(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
