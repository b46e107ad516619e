"""Everything that can happen to a call, an agent or an agent's phone. Names follow CSTA (ECMA-269) and ACD usage.

One module a subject; other rooms read them all from here.
"""

from cti.facts.agents import *
from cti.facts.base import *
from cti.facts.callbacks import *
from cti.facts.calls import *
from cti.facts.conduct import *
from cti.facts.forwards import *
from cti.facts.messages import *
from cti.facts.mute import *
from cti.facts.nodes import *
from cti.facts.outbound import *
from cti.facts.phones import *
from cti.facts.queues import *
from cti.facts.recording import *
from cti.facts.routes import *
from cti.facts.skills import *
from cti.facts.sound import *
from cti.facts.transfers import *
from cti.facts.waiting import *
