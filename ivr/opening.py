"""When a calendar opens and closes, seen from a moment. Looked at in steps, as people look at a calendar."""

from collections.abc import Callable

from ivr.calendar import Day

Says = Callable[[str, float], Day]  # calendar, epoch seconds
STEP, FAR = 300.0, 14 * 86_400.0  # s; hours are kept to five minutes, and a fortnight ahead


def hours(says: Says) -> Callable[[str, float], tuple[bool, float]]:
    """(calendar, epoch seconds) → is it open, and when that is looked at again; 0.0 where it never changes."""

    def of(calendar: str, at: float) -> tuple[bool, float]:
        if not calendar:
            return True, 0.0
        is_open = says(calendar, at) is Day.OPEN
        moment = at - at % STEP + STEP
        while moment < at + FAR and (says(calendar, moment) is Day.OPEN) == is_open:
            moment += STEP
        if moment < at + FAR:
            return is_open, moment
        return is_open, 0.0 if is_open else at + FAR

    return of
