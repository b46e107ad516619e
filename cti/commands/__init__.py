"""Everything that can be asked of a call or an agent.

One module a subject; other rooms read them all from here.
"""

from cti.commands.agents import *
from cti.commands.base import *
from cti.commands.callbacks import *
from cti.commands.calls import *
from cti.commands.conduct import *
from cti.commands.forwards import *
from cti.commands.messages import *
from cti.commands.mute import *
from cti.commands.outbound import *
from cti.commands.phones import *
from cti.commands.queues import *
from cti.commands.recording import *
from cti.commands.routes import *
from cti.commands.skills import *
from cti.commands.sound import *
from cti.commands.transfers import *
from cti.commands.waiting import *
