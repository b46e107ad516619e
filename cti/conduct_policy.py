"""What the policy of conduct asks for by itself.

Each step goes on record. The next step comes by itself where the policy gives it a time, as long as the agent who
warned still has the call and did not take the warning back. A termination gives the agent a break and, for a number
that was terminated often enough, a restriction.
"""

from cti import commands, facts, warning
from cti.call import Call
from cti.conduct import Step
from cti.desk import Desk
from cti.facts import AgentState
from cti.incidents import Incidents
from journal import Agenda, Command, Fact

DAY = 86400.0  # s
BY_RULE = "policy"
GOES_ON_ELSEWHERE = (facts.Transferred, facts.PassedToAgent, facts.PassedToQueue, facts.Requeued)


class Policy:
    reads = (facts.RecoveryBegan, facts.RecoveryEnded, facts.IncidentStep, facts.CallFact)

    def __init__(self, desk: Desk, incidents: Incidents, agenda: Agenda) -> None:
        self._desk, self._incidents, self._agenda = desk, incidents, agenda

    def react(self, fact: Fact, now: float) -> list[Command]:
        match fact:
            case facts.RecoveryBegan(agent=agent, until=until):
                self._agenda.set(f"recovery:{agent}", until, commands.EndRecovery(agent))
            case facts.RecoveryEnded(agent=agent):
                self._agenda.cancel(f"recovery:{agent}")
            case facts.IncidentStep(step=Step.TERMINATION):
                return self._ended(fact, now)
            case facts.CallFact() if call := self._desk.calls.get(fact.call):
                return self._call(call, fact, now)
            case facts.Cleared(call=id):
                self._forget(id)
        return []

    def _call(self, call: Call, fact: facts.CallFact, now: float) -> list[Command]:
        id = call.id
        match fact:
            case facts.Warned(agent=agent, step=step, reason=reason, by=by, playback=playback):
                limit = now + warning.LONGEST_WARNING
                self._agenda.set(f"conduct:{id}", limit, commands.EndWarning(id, playback))
                return [self._record(call, agent, step, reason, by)]
            case facts.OrderFailed(order="StartPrompt") if call.warnings.saying:
                return [commands.EndWarning(id, call.warnings.playback)]
            case facts.PromptEnded(playback=playback) if playback == call.warnings.playback:
                self._time(call, now)
            case facts.WarningWithdrawn(agent=agent, step=step):
                self._forget(id)
                return [commands.WithdrawStep(id, agent, step)]
            case facts.Dismissed(agent=agent, reason=reason, by=by):
                self._forget(id)
                return [self._record(call, agent, Step.TERMINATION, reason, by or f"agent:{agent}")]
            case facts.Releasing():
                self._forget(id)
            case _ if isinstance(fact, GOES_ON_ELSEWHERE):
                self._forget(id)
        return []

    def _forget(self, call: str) -> None:
        self._agenda.cancel(f"conduct:{call}")

    def _record(self, call: Call, agent: str, step: Step, category: str, by: str) -> Command:
        return commands.RecordStep(call.id, call.service, call.queue, call.caller, agent, step, category, by)

    def _time(self, call: Call, now: float) -> None:
        """The warning is over: when does the next step come by itself?"""
        conduct = self._desk.plan.conduct_of(call.service)
        at = warning.next_at(call.warnings, conduct)
        if not at:
            self._forget(call.id)
            return
        step = conduct.after(call.warnings.heard).step
        wish: Command = commands.Warn(call.id, call.agent, step, "", BY_RULE)
        if step is Step.TERMINATION:
            wish = commands.Dismiss(call.id, call.agent, "", BY_RULE)
        self._agenda.set(f"conduct:{call.id}", at, wish)

    def _ended(self, fact: facts.IncidentStep, now: float) -> list[Command]:
        known = self._incidents.open.get(fact.call)
        if known is None:
            return []
        conduct = self._desk.plan.conduct_of(known.service)
        then: list[Command] = []
        if conduct.recovery_seconds and self._desk.agent(fact.agent).state is not AgentState.OFF:
            then.append(commands.Recover(fact.agent, fact.call, known.id, now + conduct.recovery_seconds))
        since = now - conduct.window_days * DAY
        count = self._incidents.ended_since(known.service, known.number, since)
        if conduct.incidents and count >= conduct.incidents and conduct.may_be_restricted(known.number):
            until = now + conduct.restricted_days * DAY
            meets = (conduct.answer, conduct.prompt, conduct.queue)
            then.append(commands.Restrict(known.service, known.number, known.id, count, until, *meets))
        return then
