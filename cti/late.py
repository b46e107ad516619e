"""Facts that come too late, because the switch was told otherwise while they were on their way."""

from cti import facts
from cti.call import Call
from cti.consult import ConsultState
from cti.table import CALLING, CallState
from journal import Fact

S = CallState


def comes_late(call: Call, fact: Fact) -> bool:
    """True for what was on its way from the switch while it was decided otherwise, such as a talk that begins after
    the offer has failed: the orders that undo it are on their way already."""
    match fact:
        case facts.Established(agent=agent):
            return call.state not in (S.CONNECTING, *CALLING) or call.agent != agent
        case facts.ConsultEstablished(target=target):
            waits = call.state is S.HELD and call.consult.state is ConsultState.CONNECTING
            return not waits or call.consult.target != target
        case facts.Answered():
            return call.state is not S.ARRIVED
    return False
