"""A caller walks through a route in virtual time, on the same core that real callers meet.

Rule: nothing is imitated but the telephone: the policy, the call and the agenda are those of the running house, so a
route that passes here behaves so there. Minutes of waiting take milliseconds.
"""

from collections import deque
from collections.abc import Callable

from cti import commands, facts, orders
from cti.desk import Desk
from cti.dial_rules import CallerId, CallerIdState
from cti.numbers import judge
from cti.plan import Number, Plan, Service
from cti.refused import Refused
from ivr.calendar import Day
from ivr.flow import Flow, ToAgent, Transfer
from ivr.interpreter import Place
from ivr.leaving import takes_out
from ivr.library import Library
from ivr.policy import Policy
from ivr.script import Act, Kind, Reply, Test
from ivr.walk import Said, Walk
from journal import Agenda, Command, Fact, Order
from journal.copies import replace

CALL = "rehearsal"
LONGEST = 3600.0  # s of a call; a route that has led nowhere by then never will
PROMPT = 2.0  # s of a prompt whose length is not known
SPOKEN = 10.0  # s of a message


def rehearse(flow: Flow, test: Test, length: Callable[[str], float] = lambda prompt: PROMPT) -> Walk:
    """length: seconds of a prompt."""
    return Rehearsal(flow, test, length).play()


def complaints(test: Test, walk: Walk) -> list[str]:
    """What is not as the test says, each as a sentence; [] when all is."""
    said = []
    if walk.ends != test.ends:
        said.append(f"the call ends with {walk.ends or 'nothing'}, not {test.ends}")
    if missing := _missing(test.hears, walk.heard):
        said.append(f"{missing} is not heard where it should be; heard: {', '.join(walk.heard) or 'nothing'}")
    if test.path is not None and test.path != walk.path:
        said.append(f"the path is {' > '.join(walk.path) or 'empty'}, not {' > '.join(test.path) or 'empty'}")
    if walk.callback != test.callback:
        said.append(f"the callback is {walk.callback or 'not asked for'}, not {test.callback or 'none'}")
    for question, answer in test.answers.items():
        if walk.answers.get(question) != answer:
            said.append(f"the answer to {question} is {walk.answers.get(question, 'not given')}, not {answer}")
    if walk.unused:
        said.append(f"the call was over before the caller had done everything; {walk.unused} left")
    return said


def _missing(wanted: tuple[str, ...], heard: list[str]) -> str:
    """The first prompt that does not come in its turn, "" when all do."""
    rest = iter(heard)
    return next((prompt for prompt in wanted if prompt not in rest), "")


class _Days(Library):
    """The calendars of a test."""

    def __init__(self, flows: list[Flow], test: Test) -> None:
        super().__init__(flows)
        self._test = test

    def day(self, calendar: str, now: float) -> Day:
        return Day(self._test.calendars.get(calendar, Day.OPEN))


class Rehearsal:
    """One call. `play` goes to its end; `go_on` stops where the route waits for what the caller does next."""

    def __init__(self, flow: Flow, test: Test, length: Callable[[str], float] = lambda prompt: PROMPT) -> None:
        self._test, self._length, self._now = test, length, test.at
        self._plan = _plan(flow, test)
        self._agenda, self._desk = Agenda(), Desk(self._plan)
        self._policy = Policy(self._plan, _Days([flow], test), self._agenda, self._figure)
        self._acts = list(test.does)
        self._sounds: dict[str, float] = {}  # playbacks and when they end
        self._silent_at = -1  # the visit of a step whose patience the caller lets run out
        self.walk = Walk()
        self._unread: deque[Fact] = deque()
        self._reading = False
        self._message: tuple[float, facts.MessageEnded] | None = None  # that is recorded: when silence ends it, and how
        self._begun = False
        self._done = 0  # deeds

    @property
    def place(self) -> Place | None:
        """Where the caller stands; None before the first step and after the last."""
        visitor = self._policy.visitors.get(CALL)
        return visitor.place if visitor and visitor.place.step else None

    def play(self) -> Walk:
        return self._on(lambda: False)

    def go_on(self, *acts: Act) -> Walk:
        """The caller does this too, then the route waits for more, or the call is over."""
        self._acts += acts
        return self._on(self._waits_for_the_caller)

    def _on(self, enough: Callable[[], bool]) -> Walk:
        if not self._begun:
            self._begun = True
            self._tell(facts.Arrived(CALL, self._test.caller, "1"))
        while not self.walk.ends and self._now - self._test.at < LONGEST and not enough():
            if not self._act() and not self._let_time_pass():
                break
        self.walk.seconds = self._now - self._test.at
        self.walk.unused = len(self._acts)
        return self.walk

    def _waits_for_the_caller(self) -> bool:
        """Nothing is left to do, nothing is heard, and no patience is being waited out."""
        place = self.place
        return not self._acts and not self._sounds and place is not None and place.visit != self._silent_at

    # --- the caller --------------------------------------------------------------------------------------------------

    def _act(self) -> bool:
        """Do the next thing if its moment has come."""
        visitor = self._policy.visitors.get(CALL)
        if not self._acts or visitor is None or not visitor.place.step or visitor.waits:
            return False
        act, place = self._acts[0], visitor.place
        if place.visit == self._silent_at or place.playing is not (act.kind is Kind.EARLY):
            return False
        del self._acts[0]
        self._done += 1
        self._do(act, place.visit)
        return True

    def _do(self, act: Act, visit: int) -> None:
        if act.kind is Kind.SILENCE:
            self._silent_at = visit
        elif act.kind is Kind.HANG_UP:
            self._tell(facts.Cleared(CALL, "normal"))
        elif self._message and (act.kind is Kind.SPEAK or act.digits):
            self._message_over(SPOKEN)
            return
        for digit in act.digits:
            if not self.walk.ends:
                self._tell(facts.DigitPressed(CALL, digit))

    def _let_time_pass(self) -> bool:
        """To the next moment at which something happens; False when nothing will."""
        if self._message and (self._agenda.next() or 0.0) > self._message[0]:
            self._now = max(self._now, self._message[0])
            self._message_over(0.0)
            return True
        over = min(self._sounds, key=self._sounds.__getitem__, default=None)
        due = self._agenda.next()
        if over is not None and (due is None or self._sounds[over] <= due):
            self._now = max(self._now, self._sounds.pop(over))
            self._tell(facts.PromptEnded(CALL, over))
        elif due is not None:
            self._now = max(self._now, due)
            while not self.walk.ends and (line := self._agenda.due(self._now)):
                self._ask(line.command)
        return over is not None or due is not None

    # --- the house ---------------------------------------------------------------------------------------------------

    def _tell(self, fact: Fact) -> None:
        if self.walk.ends or not self._desk.knows(fact):
            return
        self._desk.evolve(fact, self._now)
        self._note(fact)
        self._unread.append(fact)
        while self._unread and not self._reading:
            self._read(self._unread.popleft())

    def _read(self, fact: Fact) -> None:
        """Reactions come in the order of the facts, as in the house."""
        self._reading = True
        for command in self._policy.react(fact, self._now):
            self._ask(command)
        self._reading = False

    def _ask(self, command: Command) -> None:
        try:
            happened, told = self._desk.decide(command)
        except Refused:
            return  # as in the house: a policy that is a step behind
        for fact in happened:
            self._tell(fact)
        for order in told:
            self._obey(order)

    def _figure(self, name: str, queue: str) -> float:
        return self._test.figures.get(f"{name} in {queue}", 0.0)

    def _note(self, fact: Fact) -> None:
        self.walk.note(fact)
        if isinstance(fact, facts.PromptStarted):
            step = self.place.step if self.place else ""
            language = self._desk.calls[CALL].language
            self.walk.said += [Said(prompt, language, step, self._done) for prompt in fact.prompts]

    def _end(self, how: str) -> None:
        self.walk.ends = how

    def _message_over(self, seconds: float) -> None:
        if self._message:
            ended, self._message = replace(self._message[1], seconds=seconds), None
            self._tell(ended)

    def _is_silent(self) -> bool:
        """The next thing that the caller does is nothing; then that is done."""
        silent = bool(self._acts) and self._acts[0].kind is Kind.SILENCE
        if silent:
            del self._acts[0]
            self._done += 1
        return silent

    def _queued(self, queue: str) -> None:
        """The end, unless the caller waits for what the route does then."""
        visitor = self._policy.visitors.get(CALL)
        step = visitor.flow.steps.get(visitor.place.step) if visitor else None
        if visitor is None or not takes_out(step) or not self._is_silent():
            self._end(f"queue {queue}")
            return
        self._silent_at = visitor.place.visit
        if isinstance(step, ToAgent):
            self._ask(commands.LeaveQueue(CALL, 0, "the agent did not come"))

    def _called(self, order: orders.CallOut) -> None:
        if self._is_silent():
            self._tell(facts.SentBack(CALL, "", order.line, facts.OutEnd.NO_ANSWER))
        else:
            self._end(f"transfer {order.number}")

    def _obey(self, order: Order) -> None:
        match order:
            case orders.PickUp():
                self._tell(facts.Answered(CALL))
            case orders.StartPrompt(playback=playback, prompts=prompts):
                self._sounds[playback] = self._now + sum(map(self._length, prompts))
            case orders.StartMusic(queue=queue):
                self._queued(queue)
            case orders.CallOut():
                self._called(order)
            case orders.RecordMessage(recording=recording, silence=silence):
                ended = facts.MessageEnded(CALL, recording, 0.0, facts.MessageEnd.OVER)
                self._message = self._now + silence, ended
            case orders.EndMessage():
                self._message_over(0.0)
            case orders.LookUp(what=what, visit=visit):
                reply = self._test.lookups.get(what, Reply("failed"))
                outcome = facts.Found(reply.outcome)
                self._tell(facts.LookupAnswered(CALL, visit, outcome, dict(reply.values)))
            case orders.StopPrompt(playback=playback) if self._sounds.pop(playback, None) is not None:
                self._tell(facts.PromptEnded(CALL, playback, played=False))


def _plan(flow: Flow, test: Test) -> Plan:
    """A house with one service, which allows all numbers outside that the route names."""
    plan = Plan({"s": Service("s", "s", test.language)}, {"1": Number("1", "s", flow.name)})
    doors = [step for step in flow.steps.values() if isinstance(step, Transfer)]
    with_targets = {number: "" for door in doors if (number := _dialled(door.number, plan))}
    shown = {n: CallerId(n, "s", door.caller_id, "", CallerIdState.REGISTERED) for n, door in enumerate(doors)}
    return replace(plan, transfer_targets={"s": with_targets}, caller_ids=shown)


def _dialled(number: str, plan: Plan) -> str:
    """As it would be called; "" for one that cannot be."""
    try:
        return judge(number, plan).dial
    except Refused:
        return ""
