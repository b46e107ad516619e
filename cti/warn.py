"""Warning a caller, and taking a warning back. Only in a talk, by the agent who has the call or by the time rule.

A warning names its step, so that a second press means the same warning and not the next one.
"""

from cti import call as calls
from cti import commands, facts, orders
from cti.call import Call
from cti.conduct import Conduct, Step
from cti.refused import Refused
from cti.warning import hushed
from journal import Command, Fact, Order

Decision = tuple[list[Fact], list[Order]]


def decide(call: Call, command: Command, conduct: Conduct) -> Decision:
    """Raises `Refused`."""
    calls.must_be_possible(call, command)
    match command:
        case commands.Warn():
            return _warned(call, command, conduct)
        case commands.WithdrawWarning(agent=agent, step=step) if step == _last(call):
            return [facts.WarningWithdrawn(call.id, agent, step)], hushed(call.id, call.warnings)
        case commands.EndWarning(playback=playback) if playback == call.warnings.playback and call.warnings.saying:
            return [facts.PromptEnded(call.id, playback, played=False)], hushed(call.id, call.warnings)
    raise Refused("there is no such warning", "no_warning")


def _warned(call: Call, wish: commands.Warn, conduct: Conduct) -> Decision:
    due = conduct.after(call.warnings.heard)
    if due.step is Step.TERMINATION:
        raise Refused("there is no warning left; the call can be ended", "no_warning_left")
    if due.step != wish.step:
        raise Refused(f"the next step is {due.step}", "other_step")
    playback = f"{due.step}.{call.warnings.begun + 1}"
    by = wish.by or f"agent:{wish.agent}"
    warned = facts.Warned(call.id, wish.agent, due.step, wish.reason, by, playback, due.prompt)
    return [warned], [orders.StartPrompt(call.id, playback, (due.prompt,), call.language)]


def _last(call: Call) -> Step | None:
    """The warning that can be taken back."""
    return call.warnings.saying or (call.warnings.heard[-1] if call.warnings.heard else None)
