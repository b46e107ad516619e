"""A whole contact centre in memory and in virtual time, for stories."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from config.routes import load_routes, zone_of
from cti import commands, facts
from cti.answering import Policy as AnsweringPolicy
from cti.conduct_policy import Policy as ConductPolicy
from cti.desk import Desk
from cti.dial_policy import Policy as DialPolicy
from cti.facts import AgentState
from cti.fake import FakeSwitch
from cti.forward_policy import Policy as ForwardPolicy
from cti.incidents import Incidents
from cti.line_policy import Policy as LinePolicy
from cti.mute import Policy as MutePolicy
from cti.plan import Plan
from cti.policy import Policy as CallPolicy
from cti.recording_policy import Policy as RecordingPolicy
from cti.wrapup import Policy as WrapUpPolicy
from ivr.announcing import Announcing
from ivr.flow import Flow
from ivr.library import Library
from ivr.library_policy import Policy as LibraryPolicy
from ivr.policy import Policy as IvrPolicy
from journal import Agenda, Command, Entry, Fact, MemoryLog
from routing.overflow import Doors
from routing.overflow import Policy as OverflowPolicy
from routing.policy import Policy as RoutingPolicy
from routing.present import figures, position, rest
from server.engine import Engine, Model, Policy, Turn
from storage.journal import changes
from tests.support.plan import SUPPORT
from tests.support.plan import plan as small_plan
from ticketing.acquainted import Acquaintances
from ticketing.book import Book
from ticketing.calling_back import CallingBack
from ticketing.facts import TicketOpened
from ticketing.policy import Policy as TicketingPolicy
from ticketing.reminding import Reminding


def living(entries: Sequence[Entry]) -> list[Entry]:
    """Those that a start reads: as `storage.journal` keeps them."""
    begun, over = changes(entries)
    rows = {row["subject"]: row for row in begun if row["subject"] not in over}
    known = ((entry, rows.get(entry.fact.subject)) for entry in entries)
    return [entry for entry, row in known if row and (row["whole"] or row["newest"] == entry.number)]


def few_acquaintances() -> Acquaintances:
    """Taking memory for those of a whole house is a tenth of a story in which the server dies some times."""
    return Acquaintances(most=1000)


START = 1_800_000_000.0
SHIPPED = tuple(load_routes())


@dataclass(slots=True)
class Brain:
    """All that decides, without a switch: what a restart rebuilds from the log."""

    plan: Plan
    clock: Callable[[], float]
    hand_over: Callable[[Turn], None]
    flows: Sequence[Flow] = SHIPPED
    book: Book = field(default_factory=Book)
    acquaintances: Acquaintances = field(default_factory=few_acquaintances)
    kept: Incidents | None = None  # of the calls that are over
    agenda: Agenda = field(init=False)
    desk: Desk = field(init=False)
    incidents: Incidents = field(init=False)
    library: Library = field(init=False)
    ivr: IvrPolicy = field(init=False)
    announcing: Announcing = field(init=False)
    routing: RoutingPolicy = field(init=False)
    overflowing: OverflowPolicy = field(init=False)
    ticketing: TicketingPolicy = field(init=False)
    calling_back: CallingBack = field(init=False)
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.agenda = Agenda()
        self.desk = Desk(self.plan, self.acquaintances.agent, self._hours)
        self.incidents, self.library = (
            self.kept or Incidents(self.plan),
            Library(zone=zone_of, plan=self.plan),
        )
        for flow in self.flows:  # sound, as other tests show: to check them took most of the time to build this
            self.library.put_back(flow)
        self.routing = RoutingPolicy(self.plan, self.agenda)
        now, restriction = figures(self.routing, self.clock), self.incidents.restriction
        doors = Doors(self.plan, now, self.library.is_open)
        self.overflowing = OverflowPolicy(self.plan, self.agenda, now, doors, rest(self.routing))
        self.ivr = IvrPolicy(self.plan, self.library, self.agenda, now, restriction)
        self.announcing = Announcing(self.plan, self.agenda, position(self.routing))
        self.ticketing = TicketingPolicy(self.plan)
        self.calling_back = CallingBack(self.plan, self.agenda, self.library.hours)
        lines, mutes = LinePolicy(self.desk), MutePolicy()
        policies: list[Policy] = [
            CallPolicy(self.desk, self.agenda),
            ForwardPolicy(self.agenda),
            ConductPolicy(self.desk, self.incidents, self.agenda),
            AnsweringPolicy(self.desk, self.agenda),
            WrapUpPolicy(self.agenda),
            lines,
            DialPolicy(self.desk, self.agenda),
            mutes,
            RecordingPolicy(self.desk, self.agenda),
            self.routing.expected,
            self.ivr,
            LibraryPolicy(self.agenda),
            self.overflowing.doors,
            self.calling_back,
            self.routing,
            self.overflowing,
            self.announcing,
            self.ticketing,
            Reminding(self.agenda, self.book.promises),
            self.acquaintances,
        ]
        models: list[Model] = [self.desk, self.book, self.incidents, self.library]
        self.engine = Engine(models, policies, self.agenda, self.clock, self.hand_over)

    def _hours(self, queue: str) -> tuple[bool, float]:
        return self.library.hours(self.plan.calendar_of(queue), self.clock())


class Centre:
    """`tell` and `ask` settle everything that happens at once; `advance` lets virtual time pass."""

    def __init__(self, plan: Plan | None = None, flows: Sequence[Flow] = SHIPPED) -> None:
        self.now = START
        self.plan = plan or small_plan()
        self.flows = flows
        self.log = MemoryLog()
        self.switch = FakeSwitch(lambda: self.now)
        self.brain = self._brain()
        self.after_turn: Callable[[], None] = lambda: None

    def _brain(self, book: Book | None = None) -> Brain:
        return Brain(self.plan, lambda: self.now, self._hand_over, self.flows, book or Book())

    def _hand_over(self, turn: Turn) -> None:
        """As the server does it: written first, then obeyed."""
        self.log.keep(turn.entries)
        for order in turn.orders:
            self.switch.obey(order)
        self.after_turn()

    # --- time ----------------------------------------------------------------------------------------------------

    def tell(self, fact: Fact) -> None:
        self.brain.engine.tell(fact)
        self.settle()

    def ask(self, command: Command) -> None:
        """Raises `Refused`."""
        self.brain.engine.ask(command)
        self.settle()

    def settle(self) -> None:
        """Let everything happen that happens now."""
        while (at := self.next()) is not None and at <= self.now:
            for fact in self.switch.due(self.now):
                self.brain.engine.tell(fact)
            self.brain.engine.tick()

    def next(self) -> float | None:
        """When something happens next by itself."""
        times = [at for at in (self.switch.next(), self.brain.agenda.next()) if at is not None]
        return min(times, default=None)

    def advance(self, seconds: float) -> None:
        until = self.now + seconds
        while (at := self.next()) is not None and at <= until:
            self.now = max(self.now, at)
            self.settle()
        self.now = until

    def restart(self) -> None:
        """The server dies and comes back: all it knows is the log. The switch and its calls live on."""
        self.brain = self._brain()
        entries = list(self.log)
        self.brain.engine.replay(entries, entries[-1].number if entries else 0)

    def restart_with_what_lives(self) -> None:
        """As the server does it: of the log only what lives, the book from the tables of tickets and callbacks."""
        book = self.brain.book
        had = [entry.fact.call for entry in self.log if isinstance(entry.fact, TicketOpened)]
        self.brain = self._brain(Book(book.next_ticket, book.next_callback, dict(book.promises), had))
        entries = list(self.log)
        self.brain.engine.replay(living(entries), entries[-1].number if entries else 0)

    # --- what stories say ------------------------------------------------------------------------------------------

    def ready(self, *agents: str) -> None:
        for agent in agents:
            self.tell(facts.PhoneAttached(agent))
            self.choose(agent, AgentState.IDLE)
            self.choose(agent, AgentState.READY)

    def choose(self, agent: str, state: AgentState, reason: str = "") -> None:
        self.ask(commands.SetAgentState(agent, state, reason))

    def call(self, call: str = "A", caller: str = "01012345678", dialled: str = SUPPORT) -> None:
        self.switch.arrive(call, caller, dialled)
        self.settle()

    def press(self, call: str, digits: str) -> None:
        for digit in digits:
            self.switch.press(call, digit)
            self.settle()

    def hang_up(self, call: str = "A") -> None:
        self.switch.hang_up(call)
        self.settle()

    def waits(self, call: str = "A", queue: str = "general", caller: str = "01012345678") -> None:
        """A call that presses its way into a queue."""
        self.call(call, caller)
        self.press(call, {"general": "0", "payments": "11", "account": "2"}[queue])

    def talks(self, call: str = "A", agent: str = "agent1") -> None:
        self.ready(agent)
        self.waits(call, "general")
        self.ask(commands.Confirm(call, agent))
        self.advance(0.1)

    def state(self, agent: str) -> AgentState:
        return self.brain.desk.agent(agent).state

    def holder(self, call: str = "A") -> str:
        return self.brain.desk.calls[call].agent

    def kept(self, kind: type[Fact]) -> list[Fact]:
        """The facts of one kind, in order."""
        return [entry.fact for entry in self.log if isinstance(entry.fact, kind)]

    @property
    def story(self) -> list[str]:
        return [type(entry.fact).__name__ for entry in self.log]

    @property
    def entries(self) -> list[Entry]:
        return list(self.log)
