"""Why a call ended: ITU-T Q.850 numbers, answers of SIP (RFC 3261 §21), and the words of this house."""

from cti.facts import LineEnd

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
    404: LineEnd.UNALLOCATED,
    408: LineEnd.NO_ANSWER,
    410: LineEnd.UNALLOCATED,
    480: LineEnd.NO_ANSWER,
    484: LineEnd.UNALLOCATED,
    486: LineEnd.BUSY,
    487: LineEnd.NO_ANSWER,
    600: LineEnd.BUSY,
    603: LineEnd.REFUSED,
    604: LineEnd.UNALLOCATED,
    607: LineEnd.REFUSED,
    608: LineEnd.REFUSED,
}
UNANSWERED = {
    1: LineEnd.UNALLOCATED,
    16: LineEnd.NO_ANSWER,
    17: LineEnd.BUSY,
    18: LineEnd.NO_ANSWER,
    19: LineEnd.NO_ANSWER,
    21: LineEnd.REFUSED,
    22: LineEnd.UNALLOCATED,
    28: LineEnd.UNALLOCATED,
    34: LineEnd.CONGESTION,
    38: LineEnd.CONGESTION,
    41: LineEnd.CONGESTION,
    42: LineEnd.CONGESTION,
}
NUMBERS = {"unallocated": 1, "normal": 16, "busy": 17, "congestion": 34}


def in_words(number: int) -> str:
    """0 is what Asterisk says when the caller hung up with no reason given."""
    return WORDS.get(number, f"Q.850 cause {number}") if number else "normal"


def unanswered(number: int, sip: int = 0) -> LineEnd:
    """Why nobody answered. number: of Q.850; sip: the final answer, 0 where there is none."""
    if sip in UNANSWERED_SIP:
        return UNANSWERED_SIP[sip]
    return UNANSWERED.get(number) or (LineEnd.CONGESTION if 500 <= sip <= 599 else LineEnd.FAILED)


def number_of(cause: str) -> int:
    """The number for the wire. What the wire has no word for (`dismissed`) is an ordinary end."""
    return NUMBERS.get(cause, 16)
