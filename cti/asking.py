"""What a route asks, outside and of the caller."""

from cti import commands, facts, orders
from cti.refused import Refused
from journal import Command, Fact, Order


def decide(call: str, command: Command) -> tuple[list[Fact], list[Order]]:
    match command:
        case commands.AskLookup(step=step, visit=visit, what=what, send=send, into=into, wait=wait, tries=tries):
            order = orders.LookUp(call, step, visit, what, send, into, wait, tries)
            return [facts.LookupAsked(call, step, visit, what, send)], [order]
        case commands.AnswerSurvey(question=question, answer=answer):
            return [facts.SurveyAnswered(call, question, answer)], []
    raise Refused(f"{type(command).__name__} is nothing that a route can ask")
