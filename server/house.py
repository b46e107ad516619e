"""What the web side needs of the house, in one place; put together by `server.build`, taken apart by tests."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from config.settings import Settings
from cti.desk import Desk
from cti.plan import Plan
from journal import Command, Entry
from routing.explain import Explanation
from server.attachments.shelf import FileShelf
from server.customers.asking import CustomerApis
from server.customers.work import CustomerWork
from server.desk_phones import DeskPhones
from server.exports.shelf import Exports
from server.extensions import PbxPhones
from server.figures import KeptFigures
from server.guarding import Guard
from server.live import LiveHub
from server.lookups.asking import Lookups
from server.present import Seeing
from server.prompts.library import PromptLibrary
from server.quality import TalkQuality
from server.recordings import Archive
from server.records import Records
from server.routes.shelf import Shelf
from server.sign_on.signing_on import SingleSignOn
from server.staff.post import Post
from server.staff.staff import Staff
from server.status import StatusRoom
from server.traffic import RouteTraffic
from server.triggers.running import TriggerRoom
from server.views import PromptUseView
from server.webhooks.delivering import Deliveries
from server.whatif import Simulations
from server.witnessing import Witnesses
from storage.people import People
from storage.sessions import Sessions
from storage.throttle import OneAtATime, Throttle
from ticketing.acquainted import Acquaintances

Served = Callable[[str, str, int, float, str], None]  # method, path of the operation, status, seconds, call


def nobody_counts(method: str, path: str, status: int, seconds: float, call: str) -> None:
    """Requests are not counted."""


class History(Protocol):
    """The journal, for those who look back."""

    async def of(self, subject: str) -> list[Entry]: ...


@dataclass(frozen=True)
class House:
    """ask: asks the engine and waits until what happened is on disk; raises `cti.refused.Refused`.

    health: state of each part, `ok` for a part that works; wish: gives a wish to the simulated callers, False when
    nobody can take it; clock: epoch seconds; uses: prompt → who plays it; why: of a call that waits.
    """

    settings: Settings
    plan: Plan
    desk: Desk
    seeing: Seeing
    live: LiveHub
    history: History
    records: Records
    people: People
    staff: Staff
    post: Post
    sessions: Sessions
    throttle: Throttle
    desk_phones: DeskPhones
    pbx_phones: PbxPhones
    archive: Archive
    witnesses: Witnesses
    prompts: PromptLibrary
    lookups: Lookups
    uses: Callable[[], Awaitable[dict[str, list[PromptUseView]]]]
    routes: Shelf
    ask: Callable[[Command], Awaitable[None]]
    health: Callable[[], Awaitable[dict[str, str]]]
    wish: Callable[[str], Awaitable[bool]]
    quality: TalkQuality
    traffic: RouteTraffic
    figures: KeptFigures
    webhooks: Deliveries
    sign_on: SingleSignOn
    why: Callable[[str], Explanation | None]
    metrics: Callable[[], bytes]
    acquaintances: Acquaintances
    triggers: TriggerRoom
    files: FileShelf
    guard: Guard
    status: StatusRoom
    clock: Callable[[], float]
    started_at: float
    customers: CustomerWork
    customer_apis: CustomerApis
    served: Served = nobody_counts
    exports: Exports = field(default_factory=Exports)
    simulations: Simulations = field(default_factory=Simulations)
    tries: OneAtATime = field(default_factory=OneAtATime)
