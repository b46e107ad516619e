"""The steps that wait for keys: what is heard there, and whether a key ends it."""

from ivr.flow import Callback, Collect, Goodbye, Language, Menu, Say, Step, Survey

Asks = Menu | Collect | Language | Survey | Callback
ASKS = (Menu, Collect, Language, Survey, Callback)


def can_be_cut(here: Step) -> bool:
    """A key ends the prompt; else it waits for its end."""
    match here:
        case Say(barge_in=may) | Menu(barge_in=may):
            return may
    return not isinstance(here, Goodbye)
