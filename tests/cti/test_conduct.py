"""Warnings, incidents, restrictions and recovery: the tables of the policy, and what the centre makes of it."""

from dataclasses import replace

import pytest

from cti import commands, facts, orders
from cti.conduct import Answer, Conduct, ConductStep, Step, customer
from cti.facts import AgentState
from cti.policy import LONGEST_DISMISSAL
from cti.refused import Refused
from cti.warning import LONGEST_WARNING
from tests.support.centre import Centre
from tests.support.plan import CONDUCT, SALES

ONE, TWO = Step.WARNING_1, Step.WARNING_2
CALLER = "01012345678"


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.talks(call="A")
    return centre


def warn(centre: Centre, step: Step = ONE, *, heard: bool = True) -> None:
    centre.ask(commands.Warn("A", "agent1", step, "abuse"))
    centre.advance(2.5 if heard else 0.5)


def dismissed(centre: Centre, call: str, caller: str = CALLER) -> None:
    centre.ready("agent1")
    centre.waits(call, "general", caller)
    centre.ask(commands.Confirm(call, "agent1"))
    centre.advance(0.1)
    centre.ask(commands.Dismiss(call, "agent1", "abuse"))
    centre.advance(5.0)


@pytest.mark.parametrize(
    ("heard", "then"),
    [((), ONE), ((ONE,), TWO), ((ONE, TWO), Step.TERMINATION), ((ONE, TWO, Step.NOTICE), Step.TERMINATION)],
)
def test_the_steps_come_one_after_the_other(heard: tuple[Step, ...], then: Step) -> None:
    assert CONDUCT.after(heard).step is then


def test_a_service_without_a_policy_has_the_termination_only() -> None:
    assert Conduct("sales").after(()).step is Step.TERMINATION


@pytest.mark.parametrize(
    ("caller", "may"),
    [
        (CALLER, True),
        ("+821012345678", True),
        ("", False),
        ("119", False),
        ("0109990123", False),
        ("+82109990123", False),
    ],
)
def test_withheld_emergency_and_priority_numbers_are_never_restricted(caller: str, may: bool) -> None:
    assert CONDUCT.may_be_restricted(caller) is may


def test_a_customer_is_known_again_however_the_network_writes_the_number() -> None:
    assert customer("+821012345678") == customer(CALLER) == CALLER


def test_a_warning_that_was_heard_counts(centre: Centre) -> None:
    warn(centre)
    assert centre.brain.desk.calls["A"].warnings.heard == (ONE,)


def test_the_agent_hears_nothing_while_the_caller_is_warned(centre: Centre) -> None:
    warn(centre, heard=False)
    assert (centre.switch.hears("A"), centre.switch.heard_by("agent1")) == ("conduct.warning1", "")
    centre.advance(2.0)
    assert (centre.switch.hears("A"), centre.switch.heard_by("agent1")) == ("agent1", "A")


def test_a_second_press_is_not_the_next_warning(centre: Centre) -> None:
    warn(centre)
    with pytest.raises(Refused, match="next step is warning2"):
        warn(centre)


@pytest.mark.parametrize(
    "wish",
    [
        commands.Hold("A", "agent1"),
        commands.SendDigits("A", "agent1", "1"),
        commands.PassToQueue("A", "agent1", "payments"),
        commands.Warn("A", "agent1", TWO, "abuse"),
        commands.MendAudio("A", "agent1", "agent"),
    ],
)
def test_nothing_cuts_a_warning_short_by_mistake(centre: Centre, wish: commands.CallCommand) -> None:
    warn(centre, heard=False)
    with pytest.raises(Refused, match="hears a warning"):
        centre.ask(wish)


def test_a_dismissal_does_not_wait_for_a_warning(centre: Centre) -> None:
    warn(centre, heard=False)
    centre.ask(commands.Dismiss("A", "agent1", "threat"))
    assert centre.switch.hears("A") == "system.dismissal"


def test_a_warning_that_cannot_be_said_does_not_count_and_can_be_tried_again(centre: Centre) -> None:
    centre.switch.failing.add("StartPrompt")
    warn(centre)
    centre.switch.failing.clear()
    warn(centre)
    assert centre.brain.desk.calls["A"].warnings.heard == (ONE,)


def test_a_warning_whose_end_is_never_told_ends(centre: Centre) -> None:
    centre.switch.deaf.add("StartPrompt")
    warn(centre)
    centre.advance(LONGEST_WARNING)
    assert centre.brain.desk.calls["A"].warnings.saying is None


def test_the_time_rule_ends_the_call_after_the_second_warning(centre: Centre) -> None:
    warn(centre)
    warn(centre, TWO)
    centre.advance(15.0)
    dismissed = centre.kept(facts.Dismissed)[0]
    assert isinstance(dismissed, facts.Dismissed)
    assert dismissed.by == "policy"
    assert centre.state("agent1") is AgentState.WORK


def test_a_warning_taken_back_stops_the_time_rule(centre: Centre) -> None:
    warn(centre)
    warn(centre, TWO)
    centre.ask(commands.WithdrawWarning("A", "agent1", TWO))
    centre.advance(60.0)
    assert centre.kept(facts.Dismissed) == []
    assert centre.brain.desk.calls["A"].warnings.heard == (ONE,)


def test_the_time_rule_does_not_follow_the_caller_to_another_agent(centre: Centre) -> None:
    warn(centre)
    warn(centre, TWO)
    centre.ask(commands.PassToQueue("A", "agent1", "payments"))
    centre.advance(60.0)
    assert centre.kept(facts.Dismissed) == []


def test_the_first_step_opens_the_incident_and_the_others_go_on_its_record(centre: Centre) -> None:
    warn(centre)
    warn(centre, TWO)
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    opened = centre.kept(facts.IncidentOpened)
    steps = [fact.step for fact in centre.kept(facts.IncidentStep) if isinstance(fact, facts.IncidentStep)]
    assert (len(opened), steps) == (1, [ONE, TWO, Step.TERMINATION])


@pytest.mark.spec("TEL-31")
@pytest.mark.parametrize(
    "wish",
    [
        commands.Hold("A", "agent1"),
        commands.HangUp("A", "agent1"),
        commands.PassToQueue("A", "agent1", "payments"),
        commands.Warn("A", "agent1", ONE, "abuse"),
        commands.SendDigits("A", "agent1", "1"),
        commands.Clear("A", "normal", "agent:supervisor"),
    ],
)
def test_nothing_that_people_ask_interrupts_the_closing_announcement(
    centre: Centre, wish: commands.CallCommand
) -> None:
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    with pytest.raises(Refused):
        centre.ask(wish)
    assert centre.switch.hears("A") == "system.dismissal"


def test_a_service_has_its_own_announcement(centre: Centre) -> None:
    steps = (ConductStep(Step.TERMINATION, "conduct.notice"),)
    centre.ask(commands.ChangeConduct(replace(CONDUCT, steps=steps), "admin"))
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    assert centre.switch.hears("A") == "conduct.notice"
    centre.tell(facts.Returned("A"))
    assert centre.switch.told[-1] == orders.StartPrompt("A", "dismissal", ("conduct.notice",), "en")


def test_the_agent_recovers_without_calls_and_is_not_made_ready_by_itself(centre: Centre) -> None:
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    agent = centre.brain.desk.agent("agent1")
    assert (agent.state, agent.reason) == (AgentState.WORK, "recovery")
    centre.advance(300.0)
    agent = centre.brain.desk.agent("agent1")
    assert (agent.state, agent.reason) == (AgentState.WORK, "ticket")


def test_the_agent_may_end_the_recovery_early(centre: Centre) -> None:
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    centre.choose("agent1", AgentState.READY)
    ended = centre.kept(facts.RecoveryEnded)[0]
    assert isinstance(ended, facts.RecoveryEnded)
    assert ended.early
    centre.advance(600.0)
    assert centre.state("agent1") is AgentState.READY


def test_the_second_termination_restricts_the_number_until_its_date() -> None:
    centre = Centre()
    dismissed(centre, "A")
    assert centre.kept(facts.RestrictionSet) == []
    dismissed(centre, "B")
    centre.call("C", CALLER)
    assert centre.brain.desk.calls["C"].restricted is Answer.REFUSAL
    assert centre.switch.hears("C") == "conduct.refusal"
    centre.advance(8 * 86400.0)
    centre.call("D", CALLER)
    assert centre.brain.desk.calls["D"].restricted is None


def test_terminations_of_long_ago_do_not_count() -> None:
    centre = Centre()
    dismissed(centre, "A")
    centre.advance(31 * 86400.0)
    dismissed(centre, "B")
    assert centre.kept(facts.RestrictionSet) == []


def test_a_caller_without_a_number_is_never_restricted() -> None:
    centre = Centre()
    for call in "ABC":
        dismissed(centre, call, "")
    assert centre.kept(facts.RestrictionSet) == []


def test_a_restriction_that_is_lifted_is_not_met() -> None:
    centre = Centre()
    dismissed(centre, "A")
    dismissed(centre, "B")
    centre.ask(commands.LiftRestriction("support", CALLER, "supervisor", "a mistake"))
    centre.call("C", CALLER)
    assert centre.brain.desk.calls["C"].restricted is None


@pytest.mark.parametrize(("answer", "queue"), [(Answer.QUEUE, "account"), (Answer.GREETING, "general")])
def test_another_greeting_leads_into_a_queue_or_the_usual_route(answer: Answer, queue: str) -> None:
    centre = Centre()
    conduct = replace(CONDUCT, answer=answer, prompt="conduct.greeting", queue="account")
    centre.ask(commands.ChangeConduct(conduct, "admin"))
    dismissed(centre, "A")
    dismissed(centre, "B")
    centre.call("C", CALLER)
    centre.press("C", "0")
    assert centre.switch.hears("C") == "conduct.greeting"
    centre.restart()
    centre.advance(2.1)
    assert (centre.switch.hears("C"), centre.brain.desk.calls["C"].queue) == ("music", queue)


def test_another_service_of_the_same_house_knows_nothing_of_it() -> None:
    centre = Centre()
    dismissed(centre, "A")
    dismissed(centre, "B")
    centre.call("C", CALLER, SALES)
    assert centre.brain.desk.calls["C"].restricted is None


def test_a_lost_end_of_the_closing_announcement_is_made_good_in_the_end(centre: Centre) -> None:
    centre.switch.deaf.add("StartPrompt")
    centre.ask(commands.Dismiss("A", "agent1", "abuse"))
    centre.restart()
    centre.advance(LONGEST_DISMISSAL + 1)
    assert "A" not in centre.brain.desk.calls
