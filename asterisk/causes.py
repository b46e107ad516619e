"""Why a call ended: ITU-T Q.850 numbers, answers of SIP (RFC 3261 §21), and the words of this house."""

from cti.facts import OutEnd

WORDS = {
    1: "unallocated",
    16: "normal",
    17: "busy",
    18: "no user responding",
    19: "no answer",
    21: "rejected",
    27: "destination out of order",
    28: "invalid number",
    31: "normal",
    34: "congestion",
    38: "network out of order",
    41: "temporary failure",
    42: "congestion",
    44: "no media",
    58: "bearer not available",
    88: "incompatible destination",
    102: "timeout",
    127: "interworking",
}
# How a line ended that nobody answered: the answer of SIP says more than the number of Q.850 that is made of it.
UNANSWERED_SIP = {
    404: OutEnd.UNALLOCATED,
    408: OutEnd.NO_ANSWER,
    410: OutEnd.UNALLOCATED,
    480: OutEnd.NO_ANSWER,
    484: OutEnd.UNALLOCATED,
    486: OutEnd.BUSY,
    487: OutEnd.NO_ANSWER,
    600: OutEnd.BUSY,
    603: OutEnd.REFUSED,
    604: OutEnd.UNALLOCATED,
    607: OutEnd.REFUSED,
    608: OutEnd.REFUSED,
}
UNANSWERED = {
    1: OutEnd.UNALLOCATED,
    16: OutEnd.NO_ANSWER,
    17: OutEnd.BUSY,
    18: OutEnd.NO_ANSWER,
    19: OutEnd.NO_ANSWER,
    21: OutEnd.REFUSED,
    22: OutEnd.UNALLOCATED,
    28: OutEnd.UNALLOCATED,
    34: OutEnd.CONGESTION,
    38: OutEnd.CONGESTION,
    41: OutEnd.CONGESTION,
    42: OutEnd.CONGESTION,
}
NUMBERS = {"unallocated": 1, "normal": 16, "busy": 17, "congestion": 34}


def in_words(number: int) -> str:
    """0 is what Asterisk says when the caller hung up with no reason given."""
    return WORDS.get(number, f"Q.850 cause {number}") if number else "normal"


def unanswered(number: int, sip: int = 0) -> OutEnd:
    """Why nobody answered. number: of Q.850; sip: the final answer, 0 where there is none."""
    if sip in UNANSWERED_SIP:
        return UNANSWERED_SIP[sip]
    return UNANSWERED.get(number) or (OutEnd.CONGESTION if 500 <= sip <= 599 else OutEnd.FAILED)


def unanswered_in_words(cause: str) -> OutEnd:
    """The same from the words of `in_words`, where the number is not known any more."""
    numbers = [number for number, words in WORDS.items() if words == cause]
    return unanswered(numbers[0]) if numbers else OutEnd.FAILED


def number_of(cause: str) -> int:
    """The number for the wire. What the wire has no word for (`dismissed`) is an ordinary end."""
    return NUMBERS.get(cause, 16)
