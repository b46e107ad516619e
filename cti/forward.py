"""Sending a caller to a number outside, without asking: it rings there, and who answers talks with the caller alone.

Rule: only a call that has a queue to come back to is sent away, so nobody is lost when nobody answers. The talk
without an agent (`CallState.OUTSIDE`) ends when either side hangs up; a supervisor may end it too.
"""

from dataclasses import replace

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
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


def decide(call: Call, command: Command) -> Decision:
    """For the commands of KINDS. Raises `Refused`."""
    calls.must_be_possible(call, command)
    match command:
        case commands.PassToNumber():
            return _passed(call, command)
        case commands.AnswerForward(line=line) if line == call.line and call.state is CallState.FORWARDED:
            return [facts.Forwarded(call.id, call.passed_by, line)], [orders.Bridge(call.id, line)]
        case commands.EndForward(line=line, end=end) if line == call.line:
            return _over(call, end)
    raise Refused("this line is not about the call any more", "not_yours")


def _passed(call: Call, wish: commands.PassToNumber) -> Decision:
    if not call.queue:
        raise Refused("this call has no queue to come back to; ask a colleague instead", "no_way_back")
    line = f"ext-{call.id}-{call.lines + 1}"
    music: list[Order] = [orders.Part(call.id, wish.agent), orders.StartMusic(call.id, call.queue)]
    out = orders.CallOut(call.id, line, wish.number, wish.caller_id, wish.seconds)
    return [facts.PassedToNumber(call.id, wish.agent, line, wish.number, wish.seconds)], [*music, out]


def _over(call: Call, end: facts.OutEnd) -> Decision:
    if call.state is CallState.OUTSIDE:
        return [facts.Releasing(call.id, "normal", "policy")], [orders.HangUp(call.id, "normal")]
    back = facts.ForwardFailed(call.id, call.passed_by, call.line, end)
    return [back], [orders.DropLine(call.id, call.line)]
