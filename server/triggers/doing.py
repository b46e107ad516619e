"""What comes of an effect: one change of the ticket, with its line in the history, or one mail."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from cti.plan import Plan
from cti.refused import Refused
from server.staff.post import Post
from storage.organisation import Organisation
from storage.people import People
from storage.tickets import Change, Ticket, Tickets
from storage.triggers import BY, Triggers
from ticketing.acquainted import Acquaintances
from ticketing.life import OVER, TicketState, TicketStep, Wish
from ticketing.templates import filled
from ticketing.triggers.actions import Do, TriggerEffect

STEP_TO: Mapping[str, TicketStep] = {
    TicketState.OPEN: TicketStep.REOPEN,
    TicketState.HELD: TicketStep.HOLD,
    TicketState.SOLVED: TicketStep.SOLVE_INTERNALLY,  # nobody has written anything that the customer could be told
    TicketState.COMPLETED: TicketStep.COMPLETE,
    TicketState.SPAM: TicketStep.SPAM,
}
NOTHING = "-"  # for a placeholder without a value: nobody reads a mail over before it leaves
COLUMN = {Do.SET_PRIORITY: "priority", Do.SET_RECEIPT: "receipt", Do.SET_PROCESSING: "processing"}


@dataclass(frozen=True)
class Hands:
    """values: of placeholders in mails and comments, of a ticket."""

    tickets: Tickets
    triggers: Triggers
    organisation: Organisation
    people: People
    plan: Plan
    post: Post
    acquaintances: Acquaintances
    clock: Callable[[], float]
    values: Callable[[Ticket], Awaitable[Mapping[str, str]]]

    async def do(self, ticket: int, trigger: int, effect: TriggerEffect) -> str:
        """Why it could not be done, as a sentence; "" when it is."""
        known = await self.tickets.get(ticket)
        if known is None:
            return "the ticket is gone"
        try:
            await self._do(known, f"{BY}{trigger}", effect)
        except Refused as no:
            return str(no)
        return ""

    async def _do(self, ticket: Ticket, by: str, effect: TriggerEffect) -> None:
        match effect.do:
            case Do.ASSIGN:
                wish = Wish(TicketStep.ASSIGN, by, effect.to, group=effect.group, trigger=True)
                await self._step(ticket, wish)
            case Do.SET_STATE:
                await self._step(ticket, Wish(_step_to(effect.to), by, leads=True, trigger=True))
            case Do.TAG:
                tags = await self.triggers.tags(ticket.id)
                await self.triggers.put_tags(ticket.id, tags | {effect.to})
            case Do.COMMENT:
                said = filled(effect.text, await self.values(ticket)).text
                await self.tickets.step(ticket.id, Wish(TicketStep.COMMENT, by), self.clock(), said)
            case Do.MAIL:
                await self._mail(ticket, effect)
            case _:
                await self._set(ticket, by, COLUMN[effect.do], effect.to)

    async def _step(self, ticket: Ticket, wish: Wish) -> None:
        await self.tickets.step(ticket.id, wish, self.clock())
        after = await self.tickets.get(ticket.id)
        if after is not None:
            self.acquaintances.closed(ticket.id, TicketState(after.state) not in OVER)
            self.acquaintances.given(ticket.id, after.agent)

    async def _set(self, ticket: Ticket, by: str, column: str, to: str) -> None:
        value: str | int = to if column == "priority" else int(to)
        change: Change = {"what": column, "before": str(getattr(ticket, column)), "after": to}
        wish = Wish(TicketStep.CHANGE, by, trigger=True)
        await self.tickets.step(ticket.id, wish, self.clock(), head={column: value}, changes=[change])

    async def _mail(self, ticket: Ticket, effect: TriggerEffect) -> None:
        """To those who have an address. Raises `Refused` where nobody has one."""
        groups = await self.organisation.groups()
        members = {each for group in groups if group.id == effect.group for each in group.members}
        people = {each.person.id: each.email for each in await self.people.all()}
        to = [people.get(each, "") for each in sorted(members | ({effect.to} if effect.to else set()))]
        if not any(to):
            raise Refused("nobody to whom this mail goes has an address", "trigger_no_address")
        values = {name: value or NOTHING for name, value in (await self.values(ticket)).items()}
        subject, text = (filled(words, values).text for words in (effect.subject, effect.text))
        for address in filter(None, to):
            await self.post.write(address, subject.replace("\n", " ")[:300], text, ticket.id)


def _step_to(state: str) -> TicketStep:
    if state not in STEP_TO:
        raise Refused(f"a trigger cannot make a ticket {state}", "trigger_no_state")
    return STEP_TO[state]
