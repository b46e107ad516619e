"""What a key of the settings is, and those by which a house is watched and kept in order."""

from collections.abc import Callable
from dataclasses import dataclass

from config import spelling

LOG_FORMS = ("human", "json")


@dataclass(frozen=True, slots=True)
class Key:
    parse: Callable[[str], object]
    shape: str
    meaning: str


OPERATIONS: dict[str, Key] = {
    "log_form": Key(
        spelling.one_of(*LOG_FORMS), f"one of {', '.join(LOG_FORMS)}", "log lines for people, or one JSON object a line"
    ),
    "metrics_token": Key(
        spelling.one_line,
        'a long random text, shown as "Authorization: Bearer …"; empty: only this machine may read',
        "who may read the metrics",
    ),
    "traces": Key(
        spelling.url("http", "https"),
        '"http://127.0.0.1:4318"; empty: nothing is traced',
        "the collector that takes traces of calls, by OTLP over HTTP",
    ),
}
