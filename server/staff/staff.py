"""Accounts that take effect at once: who is registered, what they may do, and that they are gone.

Rights are changed in the database and in the plan together; sockets of the person are closed, so that the page asks
anew. Nobody is torn out of a call: who loses the phone, or the account, while talking keeps both until the call is over
and is logged out then.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from cti import facts
from cti.commands import ForceAgentState
from cti.contract import as_contracted
from cti.facts import AgentState
from cti.plan import Person
from cti.refused import Refused
from cti.rights import Grants
from journal import Entry
from server.core import Core
from server.live import LiveHub
from storage.organisation import RightChange
from storage.people import Account, Details, People
from storage.sessions import Sessions

logger = logging.getLogger(__name__)
IN_A_CALL = frozenset({AgentState.OFFERED, AgentState.TALKING, AgentState.DIALLING})
Ends = Callable[[str, str], bool]  # of this person this session?


class Staff:
    """phones_end: closes the phones of the sessions that fit."""

    def __init__(self, core: Core, live: LiveHub, people: People, sessions: Sessions) -> None:
        self._core, self._live, self.people, self.sessions = core, live, people, sessions
        self.phones_end: Callable[[Ends], None] = lambda fits: None
        self.leaving: dict[str, Person] = {}  # who loses the phone when the call is over, and what they may until then
        self._tasks: set[asyncio.Task[None]] = set()

    async def find(self, id: str) -> Person | None:
        """Who may do something now, with what is contracted; None for who has no account any more."""
        if id in self.leaving:
            return self.leaving[id]
        person = await self.people.get(id)
        return as_contracted(person, self._core.plan.services) if person else None

    # --- changes -----------------------------------------------------------------------------------------------------

    async def register(self, person: Person, details: Details, changes: Sequence[RightChange]) -> None:
        await self.people.register(person, details, changes)
        await self.refresh(person.id)

    async def put_rights(self, id: str, rights: Grants, changes: Sequence[RightChange]) -> None:
        await self.people.put_rights(id, rights, changes)
        await self.refresh(id)

    async def put_details(self, id: str, details: Details) -> None:
        await self.people.put_details(id, details)
        await self.refresh(id)

    async def set_active(self, id: str, active: bool) -> None:
        await self.people.set_active(id, active)
        await self.refresh(id)

    async def contracts_changed(self) -> None:
        """Everybody's rights may be others now."""
        for account in await self.people.all():
            await self.refresh(account.person.id)

    # --- what follows ------------------------------------------------------------------------------------------------

    async def refresh(self, id: str) -> None:
        """The plan and the pages are as the database says, at once or when the call is over."""
        account, before = await self.people.account(id), self._core.plan.people.get(id)
        after = self._in_effect(account)
        if before == after:
            return
        agent = self._core.desk.agent(id)
        if before is not None and before.cti and not (after and after.cti) and agent.state is not AgentState.OFF:
            self.leaving.setdefault(id, before)
            await self._log_out(id)
            return
        self.leaving.pop(id, None)
        await self._apply(id, after)

    def _in_effect(self, account: Account | None) -> Person | None:
        if account is None or not account.active:
            return None
        return as_contracted(account.person, self._core.plan.services)

    async def _apply(self, id: str, after: Person | None) -> None:
        if after is None:
            self._core.plan.people.pop(id, None)
            await self.sessions.end_all_of(id)
            self.end_sessions(lambda person, session: person == id)
        else:
            self._core.plan.people[id] = after
            self._live.know(after)

    def end_sessions(self, fits: Ends) -> None:
        """Their sockets and phones are closed."""
        self._live.end_those(fits)
        self.phones_end(fits)

    async def _log_out(self, id: str) -> None:
        """Now, or after the call; what cannot be now is asked again with the next state of the agent."""
        agent = self._core.desk.agent(id)
        if agent.state is AgentState.OFF:
            self.leaving.pop(id, None)
            await self.refresh(id)
            return
        after_call = agent.state in IN_A_CALL
        try:
            await self._core.ask(ForceAgentState(id, AgentState.OFF, "", "", "", after_call))
        except Refused as refused:
            logger.info("an agent is logged out later: %s", refused.code)

    def told(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if isinstance(entry.fact, facts.AgentStateChanged) and entry.fact.agent in self.leaving:
                self._see_to(entry.fact.agent, entry.fact.state)

    def _see_to(self, id: str, state: AgentState) -> None:
        if state is AgentState.OFF or state not in IN_A_CALL:
            task = asyncio.create_task(self._log_out(id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
