"""What the switch can be told to do, and the door through which it is told.

One module a subject; other rooms read them all from here.
"""

from cti.orders.base import *
from cti.orders.calls import *
from cti.orders.forwards import *
from cti.orders.lines import *
from cti.orders.messages import *
from cti.orders.mute import *
from cti.orders.outbound import *
from cti.orders.phones import *
from cti.orders.recording import *
from cti.orders.routes import *
from cti.orders.sound import *
from cti.orders.transfers import *
from cti.orders.waiting import *
