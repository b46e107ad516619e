"""Why a call ended: ITU-T Q.850 numbers and the words of this house."""

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
NUMBERS = {"unallocated": 1, "normal": 16, "busy": 17, "congestion": 34}


def in_words(number: int) -> str:
    """0 is what Asterisk says when the caller hung up with no reason given."""
    return WORDS.get(number, f"Q.850 cause {number}") if number else "normal"


def number_of(cause: str) -> int:
    """The number for the wire. What the wire has no word for (`dismissed`) is an ordinary end."""
    return NUMBERS.get(cause, 16)
