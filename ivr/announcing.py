"""What callers hear between the music of a queue, and what their keys do there.

Each queue says when (`cti.queueing.Announcing`): the place, how long it may take, its texts in turn; in the language
that the caller chose. Rule: never while it rings at somebody, and whoever waits again goes on where the queue was. A
fold over facts: what was told to whom stands in `WaitTold`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cti import commands, facts
from cti.plan import Plan, Queue
from cti.queueing import Announcing as Rules
from cti.queueing import To, When
from ivr.waiting_words import key_in_words, place_in_words, rounded, steady, wait_in_words
from journal import Agenda, Command, Fact

Position = Callable[[str], tuple[int, float]]  # call → its place from 1, 0 where unknown; seconds until its turn
WAITS_AGAIN = (
    facts.OfferCancelled,
    facts.OfferUnanswered,
    facts.OfferFailed,
    facts.Requeued,
    facts.ForwardFailed,
)
WAITS_NO_MORE = (
    facts.QueueLeft,
    facts.PassedToAgent,
    facts.PassedToRoute,
    facts.PassedToNumber,
    facts.Releasing,
)
TEXT = "text:"  # what stands behind it is spoken


@dataclass(slots=True)
class Waiter:
    """waits: nothing rings for them now; turns: announcements so far, minutes: told last, playback: of the last one."""

    call: str
    queue: str
    waits: bool = True
    turns: int = 0
    minutes: int = 0
    playback: str = ""


def nowhere(call: str) -> tuple[int, float]:
    """Nobody knows."""
    return 0, 0.0


class Announcing:
    reads = (facts.CallFact,)

    def __init__(self, plan: Plan, agenda: Agenda, position: Position = nowhere) -> None:
        self._plan, self._agenda, self._position = plan, agenda, position
        self.languages: dict[str, str] = {}
        self.waiters: dict[str, Waiter] = {}

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.RouteEntered(call=call, language=language) | facts.LanguageChosen(call=call, language=language):
                self.languages[call] = language
            case (
                facts.Queued(call=call, queue=queue)
                | facts.PassedToQueue(call=call, queue=queue)
                | facts.Overflowed(call=call, queue=queue)
            ):
                self._begin(call, queue, now)
            case facts.Cleared(call=call):
                self.languages.pop(call, None)
                self.waiters.pop(call, None)
                self._agenda.cancel(f"announce:{call}")
            case facts.CallFact(call=call) if waiter := self.waiters.get(call):
                return self._waits(waiter, fact, now)
        return []

    def _begin(self, call: str, queue: str, now: float) -> None:
        before = self.waiters.get(call)
        minutes = before.minutes if before and before.queue == queue else 0
        self.waiters[call] = waiter = Waiter(call, queue, turns=before.turns if before else 0, minutes=minutes)
        self._later(waiter, self._rules(queue).first, now)

    def _waits(self, waiter: Waiter, fact: facts.CallFact, now: float) -> list[Command]:
        match fact:
            case facts.WaitTold(playback=playback, turn=turn, minutes=minutes):
                waiter.playback, waiter.turns, waiter.minutes = playback, turn, minutes or waiter.minutes
            case facts.PromptEnded(playback=playback) if playback == waiter.playback:
                return [commands.ResumeMusic(waiter.call)]
            case facts.AnnouncementDue():
                self._later(waiter, self._rules(waiter.queue).every, now)
                return self._say(waiter)
            case facts.DigitPressed(digit=digit) if waiter.waits:
                return self._choose(waiter, digit)
            case facts.Offered():
                waiter.waits = False
            case _ if isinstance(fact, WAITS_AGAIN):
                waiter.waits = True
                rules = self._rules(waiter.queue)
                self._later(waiter, rules.every if waiter.turns else rules.first, now)
            case _ if isinstance(fact, WAITS_NO_MORE):
                waiter.waits = False
                self._agenda.cancel(f"announce:{waiter.call}")
        return []

    def _later(self, waiter: Waiter, seconds: float, now: float) -> None:
        """0: never. A line that is over must not come back with a restart."""
        self._agenda.cancel(f"announce:{waiter.call}")
        if seconds and self._rules(waiter.queue).first:
            self._agenda.set(f"announce:{waiter.call}", now + seconds, commands.RemindWaiting(waiter.call))

    def _say(self, waiter: Waiter) -> list[Command]:
        queue = self._plan.queues.get(waiter.queue)
        if queue is None:
            return []
        rules, language = queue.announcing, self.languages.get(waiter.call, "en")
        place, seconds = self._position(waiter.call)
        minutes = steady(waiter.minutes, rounded(seconds)) if rules.expected and place else 0
        said = [place_in_words(place, language)] if rules.position and place else []
        said += [wait_in_words(minutes, language)] if minutes else []
        turn = waiter.turns + 1
        texts = (rules.texts[waiter.turns % len(rules.texts)],) if rules.texts else ()
        spoken = (f"{TEXT}{' '.join(said)}",) if said else ()
        prompts = (*spoken, *texts, *_keys(queue, language))
        told = f"waiting.{turn}", prompts, turn, place if rules.position else 0, minutes
        return [commands.TellWaiting(waiter.call, *told)] if prompts else []

    def _choose(self, waiter: Waiter, digit: str) -> list[Command]:
        choice = self._rules(waiter.queue).digits.get(digit)
        if choice is None:
            return []
        return [commands.Overflow(waiter.call, When.PRESSED, choice.to, choice.target)]

    def _rules(self, queue: str) -> Rules:
        known = self._plan.queues.get(queue)
        return known.announcing if known else Rules()


def _keys(queue: Queue, language: str) -> list[str]:
    """Only the way back to this place has words of its own; others are told by the queue's texts."""
    digits = [digit for digit, choice in queue.announcing.digits.items() if choice.to is To.CALLBACK]
    return [f"{TEXT}{key_in_words(digit, language)}" for digit in digits]
