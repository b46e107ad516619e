"""The deciding heart, put together: what is so now, who reacts to it, and the loops that keep it going.

core = Core(plan, library, log, book, clock)
await core.rebuild()               # from the log, before anything else
core.obey, core.told = switch.obey, live.told
await core.run()                   # until cancelled
"""

from collections.abc import Callable, Iterable, Sequence

from cti.answering import Policy as AnsweringPolicy
from cti.conduct_policy import Policy as ConductPolicy
from cti.desk import Desk
from cti.dial_policy import Policy as DialPolicy
from cti.forward_policy import Policy as ForwardPolicy
from cti.incidents import Incidents
from cti.line_policy import Policy as LinePolicy
from cti.mute import Policy as MutePolicy
from cti.plan import Plan
from cti.policy import Policy as CallPolicy
from cti.recording_policy import Policy as RecordingPolicy
from cti.wrapup import Policy as WrapUpPolicy
from ivr.announcing import Announcing
from ivr.library import Library
from ivr.library_policy import Policy as LibraryPolicy
from ivr.policy import Policy as IvrPolicy
from journal import Agenda, Entry, Log, Order
from routing.overflow import Doors
from routing.overflow import Policy as Overflowing
from routing.policy import Policy as RoutingPolicy
from routing.present import figures, position, rest
from routing.tallies import utc_day
from server.engine import Engine, Model, Policy, Turn
from server.run import Asking, Ticker, Writer
from ticketing.acquainted import Acquaintances
from ticketing.book import Book
from ticketing.calling_back import CallingBack
from ticketing.policy import Policy as TicketingPolicy
from ticketing.reminding import Reminding


class Core:
    def __init__(
        self,
        plan: Plan,
        library: Library,
        log: Log,
        book: Book,
        clock: Callable[[], float],
        incidents: Incidents | None = None,
        acquaintances: Acquaintances | None = None,
        day_of: Callable[[float], object] = utc_day,
    ) -> None:
        """book, incidents: with the numbers, promises and restrictions that outlive a restart. clock: epoch seconds;
        day_of: epoch seconds → a day, in the time zone of the organisation."""
        self.plan, self.book, self.log, self.library = plan, book, log, library
        self.incidents = incidents or Incidents(plan)
        self.acquaintances = acquaintances or Acquaintances()
        self.agenda = Agenda()
        self.desk = Desk(plan, self.acquaintances.agent, lambda queue: library.hours(plan.calendar_of(queue), clock()))
        routing = self.routing = RoutingPolicy(plan, self.agenda, day_of)
        doors = Doors(plan, figures(routing, clock), library.is_open)
        self.expected = routing.expected
        policies: list[Policy] = [
            CallPolicy(self.desk, self.agenda),
            ConductPolicy(self.desk, self.incidents, self.agenda),
            RecordingPolicy(self.desk, self.agenda),
            AnsweringPolicy(self.desk, self.agenda),
            WrapUpPolicy(self.agenda),
            LinePolicy(self.desk),
            DialPolicy(self.desk, self.agenda),
            MutePolicy(),
            ForwardPolicy(self.agenda),
            routing.expected,
            IvrPolicy(plan, library, self.agenda, figures(routing, clock), self.incidents.restriction),
            LibraryPolicy(self.agenda),
            doors,
            CallingBack(plan, self.agenda, library.hours),  # before what offers, so that who rests is not offered
            routing,
            Overflowing(plan, self.agenda, figures(routing, clock), doors, rest(routing)),
            Announcing(plan, self.agenda, position(routing)),
            TicketingPolicy(plan),
            Reminding(self.agenda, book.promises),
            self.acquaintances,
        ]
        models: list[Model] = [self.desk, book, self.incidents, library]
        self.engine = Engine(models, policies, self.agenda, clock, self._hand_over)
        self.writer = Writer(log, self._obey, self._told)
        self.ticker = Ticker(self.engine, clock)
        self._asking = Asking(self.engine, self.writer)
        self.ask = self._asking.ask
        self.obey: Callable[[Order], None] = _nobody
        self.told: Callable[[Sequence[Entry]], None] = _nobody

    async def rebuild(self, living: Iterable[Entry] | None = None) -> float:
        """Take in what the log knows, of which `living` may have been read already. Gives the time of its newest entry,
        0.0 when there is none."""
        last = await self.log.last_number()
        self.engine.replay(await self.log.living() if living is None else living, last)
        self.writer.written = last
        newest = await self.log.since(last - 1, 1) if last else []
        return newest[0].at if newest else 0.0

    async def run(self) -> None:
        self.ticker.arm()
        try:
            await self.writer.run()
        finally:
            self.ticker.stop()

    def close(self) -> None:
        """Nothing is asked any more and nothing falls due; what the switch still says is taken in."""
        self._asking.closed = True
        self.ticker.stop()

    def _hand_over(self, turn: Turn) -> None:
        self.writer.hand_over(turn)
        self.ticker.arm()

    def _obey(self, order: Order) -> None:
        self.obey(order)

    def _told(self, entries: Sequence[Entry]) -> None:
        self.told(entries)


def _nobody(_: object) -> None:
    """Nobody is there yet."""
