"""How long a receiver that fails is waited for. Pure; chance comes in as a number from 0 to 1."""

WAITS = (1.0, 5.0, 30.0, 120.0, 600.0, 1800.0, 3600.0)  # s before the second try, the third and so on
SPREAD = 0.2  # of a wait, so that receivers that failed together are not tried together
GIVE_UP_AFTER = 24 * 3600.0  # s that an event is old before it is put aside
STOP_AFTER = 3 * 24 * 3600.0  # s of failing before the webhook is out of use


def wait(tries: int, chance: float) -> float:
    """Seconds until the next try. tries: how many failed before this one."""
    longest = WAITS[min(tries, len(WAITS) - 1)]
    return longest * (1 - SPREAD + 2 * SPREAD * chance)


def is_too_old(at: float, now: float) -> bool:
    return now - at > GIVE_UP_AFTER


def is_hopeless(failing_since: float, now: float) -> bool:
    return failing_since > 0 and now - failing_since > STOP_AFTER
