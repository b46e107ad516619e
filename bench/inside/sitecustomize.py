"""Lets a bench look into a running process: this folder on PYTHONPATH, and `SIGUSR2` when it wants to know.

What nobody holds is collected first. Then `LOOK`/<pid>.json gets {blocks: that Python has handed out, objects: {type:
how many of it}, held: {"type.attribute": how many things lie in it, of all of that type}}. With `LOOK_TRACE` also
{grown: the places whose memory grew most since the last look}.
"""

import gc
import json
import os
import signal
import sys
import tracemalloc
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType, MemberDescriptorType, ModuleType

SHOWN, DEEP = 25, 6
KINDS = (dict, set, list, deque, OrderedDict, defaultdict, Counter)


class Looking:
    def __init__(self, folder: Path, *, trace: bool) -> None:
        self._folder, self._trace = folder, trace
        self._before: tracemalloc.Snapshot | None = None

    def look(self, number: int, frame: FrameType | None) -> None:
        gc.collect()
        blocks, objects = sys.getallocatedblocks(), gc.get_objects()
        told = {
            "blocks": blocks,
            "objects": Counter(_name(type(each)) for each in objects),
            "held": _held(objects),
            "grown": self._grown() if self._trace else [],
        }
        file = self._folder / f"{os.getpid()}.json"
        file.with_suffix(".new").write_text(json.dumps(told), encoding="utf-8")
        file.with_suffix(".new").replace(file)

    def _grown(self) -> list[object]:
        if not tracemalloc.is_tracing():
            tracemalloc.start(DEEP)
            return []
        now, before = tracemalloc.take_snapshot(), self._before
        self._before = now
        grown = now.compare_to(before, "traceback") if before else []
        return [[each.size_diff, each.count_diff, each.traceback.format()] for each in grown[:SHOWN]]


def _held(objects: list[object]) -> Counter[str]:
    held = Counter[str]()
    for each in objects:
        for name, value in _attributes(each):
            if type(value) in KINDS:
                held[f"{_name(type(each))}.{name}"] += len(value)  # type: ignore[arg-type]  # all of KINDS have one
    return held


def _attributes(each: object) -> Iterator[tuple[str, object]]:
    if isinstance(each, ModuleType):
        yield from ((f"{each.__name__}.{name}", value) for name, value in vars(each).items())
    elif not isinstance(each, type) and type(each) not in KINDS:
        with suppress(AttributeError):
            yield from object.__getattribute__(each, "__dict__").items()
        for kind in type(each).__mro__:
            yield from _slots(each, kind)


def _slots(each: object, kind: type) -> Iterator[tuple[str, object]]:
    """By their own descriptors, so that no program runs that makes an attribute when it is asked for."""
    for name, member in kind.__dict__.items():
        if type(member) is MemberDescriptorType:
            with suppress(AttributeError):
                yield name, member.__get__(each)


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


if folder := os.environ.get("LOOK"):
    signal.signal(signal.SIGUSR2, Looking(Path(folder), trace="LOOK_TRACE" in os.environ).look)
