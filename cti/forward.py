"""Sending a caller to a number outside, without asking: it rings there, and who answers talks with the caller alone.

Rules: an agent sends a call away only if it has a queue to come back to, so nobody is lost when nobody answers. A route
sends it only to numbers that the service has allowed for that, never to what a caller types, and goes on by itself when
nobody answers. The talk without an agent (`CallState.OUTSIDE`) ends when either side hangs up; a supervisor may end it
too.
"""

from dataclasses import replace

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.dial_rules import CallerIdState
from cti.facts import OutEnd
from cti.numbers import judge
from cti.plan import Plan
from cti.refused import Refused
from cti.table import CallState
from journal import Command, Fact, Order

Decision = tuple[list[Fact], list[Order]]
KINDS = (commands.PassToNumber, commands.AnswerForward, commands.EndForward)


def ruled(wish: commands.PassToNumber, call: Call | None, plan: Plan) -> commands.PassToNumber:
    """The number as it is dialled and what it shows. Raises `Refused` for one that may not be called."""
    number = judge(wish.number, plan, call.service if call else "")
    return replace(wish, number=number.dial, caller_id=plan.default_caller_id, seconds=plan.dial_seconds)


def ruled_out(wish: commands.SendOut, call: Call, plan: Plan) -> str:
    """Why a route may not call this number, as a sentence; "" where it may."""
    try:
        number = judge(wish.number, plan, call.service)
    except Refused as refusal:
        return str(refusal)
    if number.dial not in plan.transfer_targets.get(call.service, {}):
        return f"{number.shown} is no number to which routes of {call.service} may send callers"
    if wish.caller_id and not _is_registered(wish.caller_id, call.service, plan):
        return f"{wish.caller_id} is no registered caller id of {call.service}"
    return ""


def _is_registered(number: str, service: str, plan: Plan) -> bool:
    mine = (known for known in plan.caller_ids.values() if known.service == service and known.number == number)
    return any(known.state is CallerIdState.REGISTERED for known in mine)


def send_out(call: Call, wish: commands.SendOut, plan: Plan) -> Decision:
    """A number that may not be called is like one that is not answered. Raises `Refused` where nothing can be sent."""
    calls.must_be_possible(call, wish)
    if why := ruled_out(wish, call, plan):
        return [facts.SentBack(call.id, "", "", OutEnd.REFUSED, why)], []
    number, shown = judge(wish.number, plan, call.service).dial, wish.caller_id or plan.default_caller_id
    line = f"ext-{call.id}-{call.lines + 1}"
    out = orders.CallOut(call.id, line, number, shown, wish.seconds)
    return [facts.SentOut(call.id, "", line, number, wish.seconds, shown)], [orders.RingBack(call.id, True), out]


def decide(call: Call, command: Command) -> Decision:
    """For the commands of KINDS. Raises `Refused`."""
    calls.must_be_possible(call, command)
    match command:
        case commands.PassToNumber():
            return _passed(call, command)
        case commands.AnswerForward(line=line) if line == call.line and call.state is CallState.FORWARDED:
            quiet: list[Order] = [orders.RingBack(call.id, False)] if call.is_sent_by_route else []
            return [facts.Forwarded(call.id, call.passed_by, line)], [*quiet, orders.Bridge(call.id, line)]
        case commands.EndForward(line=line, end=end) if line == call.line:
            return _over(call, end)
    raise Refused("this line is not about the call any more", "not_yours")


def _passed(call: Call, wish: commands.PassToNumber) -> Decision:
    if not call.queue:
        raise Refused("this call has no queue to come back to; ask a colleague instead", "no_way_back")
    line = f"ext-{call.id}-{call.lines + 1}"
    music: list[Order] = [orders.Part(call.id, wish.agent), orders.StartMusic(call.id, call.queue)]
    out = orders.CallOut(call.id, line, wish.number, wish.caller_id, wish.seconds)
    passed = facts.PassedToNumber(call.id, wish.agent, line, wish.number, wish.seconds, wish.caller_id)
    return [passed], [*music, out]


def _over(call: Call, end: facts.OutEnd) -> Decision:
    if call.state is CallState.OUTSIDE:
        return [facts.Releasing(call.id, "normal", "policy")], [orders.HangUp(call.id, "normal")]
    if call.is_sent_by_route:
        quiet: list[Order] = [orders.RingBack(call.id, False), orders.DropLine(call.id, call.line)]
        return [facts.SentBack(call.id, "", call.line, end)], quiet
    back = facts.ForwardFailed(call.id, call.passed_by, call.line, end)
    return [back], [orders.DropLine(call.id, call.line)]
