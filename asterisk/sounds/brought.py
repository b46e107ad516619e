"""What kinds of sound people may bring. All who tell of them tell from here: pages, refusals, the table of readers."""

from enum import StrEnum


class SoundKind(StrEnum):
    """As the names of such files end."""

    WAV = "wav"
    MP3 = "mp3"
    OGG = "ogg"
    FLAC = "flac"
    WEBM = "webm"
    M4A = "m4a"
    AAC = "aac"
    AIFF = "aiff"
