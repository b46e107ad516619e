"""The warnings of a call: the caller hears them in the middle of the talk, the agent hears nothing meanwhile.

A machine of its own beside the life of the call. A warning counts when the caller has heard it to its end; the agent
may take the last one back. While one is said, only what ends the call or takes the warning back is possible.
"""

from dataclasses import dataclass, replace

from cti import commands, facts, orders
from cti.conduct import Conduct, Step
from journal import Command, Fact, Order

LONGEST_WARNING = 120.0  # s; a warning whose end is never reported ends here
WAITS: tuple[type[Command], ...] = (
    commands.Hold,
    commands.SendDigits,
    commands.TransferCommand,
    commands.Warn,
    commands.MendAudio,  # the agent hears nothing because the caller is warned
)
LOSES_ITS_CLOCK = (facts.Transferred, facts.PassedToAgent, facts.PassedToQueue, facts.Requeued)


@dataclass(frozen=True, slots=True)
class Warnings:
    """heard: the steps that count, oldest first; saying: the one that is being said, playback: its id,
    prompt: its words, begun: how many were begun; heard_at: epoch seconds from which the time rule of the next step
    counts, 0 = it does not."""

    heard: tuple[Step, ...] = ()
    saying: Step | None = None
    playback: str = ""
    prompt: str = ""
    begun: int = 0
    heard_at: float = 0.0


NONE = Warnings()


def waits(warnings: Warnings, kind: type[Command]) -> bool:
    """This has to wait until the warning is over."""
    return warnings.saying is not None and issubclass(kind, WAITS)


def evolve(warnings: Warnings, fact: Fact, at: float) -> Warnings:
    match fact:
        case facts.Warned(step=step, playback=playback, prompt=prompt):
            said = replace(warnings, saying=step, playback=playback, prompt=prompt)
            return replace(said, begun=warnings.begun + 1, heard_at=0.0)
        case facts.PromptEnded(playback=playback, played=played) if playback == warnings.playback and warnings.saying:
            heard = (*warnings.heard, warnings.saying) if played else warnings.heard
            return replace(warnings, saying=None, heard=heard, heard_at=at if played else 0.0)
        case facts.WarningWithdrawn() if warnings.saying:
            return replace(warnings, saying=None, heard_at=0.0)
        case facts.WarningWithdrawn():
            return replace(warnings, heard=warnings.heard[:-1], heard_at=0.0)
    return replace(warnings, heard_at=0.0) if isinstance(fact, LOSES_ITS_CLOCK) else warnings


def next_at(warnings: Warnings, conduct: Conduct) -> float:
    """When the next step comes by itself, in epoch seconds; 0 when it does not."""
    after = conduct.after(warnings.heard).after
    return warnings.heard_at + after if warnings.heard_at and after and not warnings.saying else 0.0


def hushed(call: str, warnings: Warnings) -> list[Order]:
    """What comes now must not wait behind a warning."""
    return [orders.StopPrompt(call, warnings.playback)] if warnings.saying else []
