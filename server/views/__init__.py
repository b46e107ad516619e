"""What people see of the present: the shapes that HTTP and the live socket speak.

OpenAPI and the TypeScript types of the pages are generated from here and from the facts; nothing is written twice.
All times are epoch seconds (UTC) here and RFC 3339 outside, see `server.times`; "" and 0 mean "not there".

One module a subject; other rooms read them all from here.
"""

from server.views.attachments import *
from server.views.callbacks import *
from server.views.conduct import *
from server.views.connections import *
from server.views.customers import *
from server.views.emergency import *
from server.views.figures import *
from server.views.intruders import *
from server.views.live import *
from server.views.masking import *
from server.views.performance import *
from server.views.prompts import *
from server.views.records import *
from server.views.routes import *
from server.views.staff import *
from server.views.status import *
from server.views.templates import *
from server.views.ticket_figures import *
from server.views.tickets import *
from server.views.triggers import *
from server.views.waiting import *
from server.views.walks import *
from server.views.webhooks import *
