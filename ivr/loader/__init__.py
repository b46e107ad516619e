"""From the written form of a route to a `Flow`; every complaint names line and column.

One module a subject. How a kind of step is written stands beside how it is read: `FIELDS` and the function of that kind
in `ivr.loader.kinds`.
"""

from ivr.loader.kinds import FIELDS, kinds_of
from ivr.loader.reader import KEYS, LANGUAGE, MOST_STEPS, NAME, PROMPT, VARIABLE
from ivr.loader.route import TOP, read

__all__ = ["FIELDS", "KEYS", "LANGUAGE", "MOST_STEPS", "NAME", "PROMPT", "TOP", "VARIABLE", "kinds_of", "read"]
