"""A route is a named set of steps; each step names the step that comes next.

Plain values: what a step is, never what it does (that is `ivr.interpreter`) nor how it is written (`ivr.loader`).
One module a subject; other modules read them all from here.
"""

from ivr.flow.doors import *
from ivr.flow.inputs import *
from ivr.flow.prompts import *
from ivr.flow.route import *
from ivr.flow.steps import *
from ivr.flow.ways import *
