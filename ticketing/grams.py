"""Pieces of words by which tickets are found, for all scripts in one way (decision 0029). Pure.

Korean and Japanese do not set what one looks for between spaces, so an index of words does not find it. A text is cut
into overlapping pieces instead: two characters of the dense scripts of East Asia, three of all others. A piece of the
end of a word is shorter; by it, and by the beginnings of pieces, one finds what is shorter than a piece.
"""

import re
import unicodedata

DENSE_FROM = "\u1100"  # Hangul, kana and the Chinese characters all lie above
DENSE, SPARSE = 2, 3
TITLE = "\ue000"  # before a piece of the title; for private use, so no text has it in a piece
RUN = re.compile(r"[^\W_]+")
SCRIPT = re.compile(f"[{DENSE_FROM}-\U0010ffff]+|[^{DENSE_FROM}-\U0010ffff]+")
MARKED = re.compile(r"\d+(?:[-().+]+\d+)+")
PHONE = re.compile(r"[\d()+.-]*\d[\d()+.-]*")


def plain(text: str) -> str:
    """As texts are compared: without regard to case, width and how marks are put together."""
    return unicodedata.normalize("NFKC", text).casefold()


def findable(text: str) -> str:
    """A text as it is kept to be found: numbers that are written with marks stand in it without them too."""
    text = plain(text)
    numbers = [re.sub(r"\D", "", found) for found in MARKED.findall(text)]
    return " ".join([text, *numbers])


def grams(text: str) -> set[str]:
    """All pieces of a text."""
    return {run[at : at + size] for run, size in _runs(plain(text)) for at in range(len(run))}


def titled(title: str) -> set[str]:
    """All pieces of a title, marked, so that they are told from those of the text."""
    return {TITLE + piece for piece in grams(findable(title))}


def words(query: str) -> list[str]:
    """What must stand in the text, word for word. Telephone numbers are kept without the marks between digits."""
    return [re.sub(r"\D", "", word) if PHONE.fullmatch(word) else word for word in plain(query).split()]


def sought(query: str) -> list[tuple[str, bool]]:
    """Pieces that a text with this in it has, each with whether it is the beginning of one only."""
    pieces: dict[str, bool] = {}
    for run, size in (found for word in words(query) for found in _runs(word)):
        if len(run) < size:
            pieces.setdefault(run, True)
            continue
        last = len(run) - size
        pieces |= {run[at : at + size]: False for at in {*range(0, last, size), last}}
    return sorted(pieces.items())


def sought_in_title(query: str) -> list[tuple[str, bool]]:
    """As `sought`, of a title."""
    return [(TITLE + piece, begins) for piece, begins in sought(query)]


def _runs(text: str) -> list[tuple[str, int]]:
    """Letters and digits of one kind of script beside each other, with the size of their pieces."""
    runs = [run for each in RUN.findall(text) for run in SCRIPT.findall(each)]
    return [(run, DENSE if run[0] >= DENSE_FROM else SPARSE) for run in runs]
