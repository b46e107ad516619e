"""Who was to be called and never was: the call was written down, and the server died before Asterisk had heard of it.

Nobody may be called twice. But Asterisk's own log has every channel from its first moment on. A line that this log does
not know was never begun: it is called now, unless so much time has gone by that nobody reckons with it any more.
"""

from collections.abc import Iterable, Iterator

from cti import orders
from cti.call import Call
from cti.table import CALLING, CallState

LATEST = 30.0  # s


def wanted(calls: Iterable[Call], until: float) -> Iterator[str]:
    """The lines that were to be called just before `until` (epoch seconds)."""
    for call in calls:
        line, at = _line_of(call)
        if line and until - LATEST < at < until:
            yield line


def _line_of(call: Call) -> tuple[str, float]:
    if call.state in CALLING:
        return call.id, call.arrived_at
    return (call.line, call.sent.at) if call.state is CallState.FORWARDED else ("", 0.0)


def calling(call: Call) -> orders.CallOut:
    """What nobody has heard."""
    if call.state in CALLING:
        return orders.CallOut(call.id, "", call.caller, call.dialled, call.dial_seconds, call.agent)
    return orders.CallOut(call.id, call.line, call.sent.number, call.sent.shown, call.sent.seconds)
