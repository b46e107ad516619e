"""What was asked outside is answered."""

from cti import facts
from ivr.flow import FAILED, MISSING, NEXT, Flow, Lookup
from ivr.interpreter.place import Place, Walked, take
from journal.copies import replace

CUSTOMER = "customer"
WAYS = {facts.Found.FOUND: NEXT, facts.Found.MISSING: MISSING, facts.Found.FAILED: FAILED}


def answered(flow: Flow, place: Place, fact: facts.LookupAnswered | facts.OrderFailed) -> Walked:
    """An answer to an earlier question changes nothing; only the variables that the step names are filled."""
    here = flow.steps[place.step]
    if not isinstance(here, Lookup):
        return place, []
    if isinstance(fact, facts.OrderFailed):
        return place, [take(flow, place, FAILED)]
    if fact.visit != place.visit:
        return place, []
    known = place.known.with_plain(_named(here, fact.values)) if fact.outcome is facts.Found.FOUND else place.known
    return replace(place, known=known), [take(flow, place, WAYS[fact.outcome])]


def _named(here: Lookup, values: dict[str, str]) -> dict[str, str]:
    named = {name: values.get(name, "") for name in here.into}
    if here.what == CUSTOMER:
        named |= {f"{CUSTOMER}.{name}": value for name, value in values.items()}
    return named
