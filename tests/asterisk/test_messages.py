"""What is known of a message from its file, whatever Asterisk tells of it."""

from pathlib import Path

import pytest

from asterisk.recorder import message_file_of, seconds_of
from tests.support.rtp import sine

SECOND = 8000


def said(folder: Path, *parts: tuple[float, float]) -> float:
    """parts: (Hz, seconds); 0 Hz is silence."""
    sound = b"".join(sine(hz, int(seconds * SECOND)) for hz, seconds in parts)
    (folder / message_file_of("m")).write_bytes(sound)
    return seconds_of(folder, "m")


@pytest.mark.parametrize(
    ("parts", "seconds"),
    [
        (((440, 3.0),), 3.0),
        (((0, 2.0), (440, 0.5), (0, 1.5)), 4.0),
        (((0, 5.0),), 0.0),
        (((440, 0.1), (0, 3.0)), 0.0),
        ((), 0.0),
    ],
)
def test_a_message_is_as_long_as_its_file_if_somebody_speaks(
    tmp_path: Path, parts: tuple[tuple[float, float], ...], seconds: float
) -> None:
    assert said(tmp_path, *parts) == seconds


def test_a_message_without_a_file_has_no_length(tmp_path: Path) -> None:
    assert seconds_of(tmp_path, "none") == seconds_of(None, "none") == 0.0
