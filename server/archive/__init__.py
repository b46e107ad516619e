"""All that is worth keeping of an instance in one file: its database, secrets, recordings, voicemail and music.

Prompts that were spoken from texts are left out: they are made again. An archive holds personal data and secrets, so
only its owner may read it. Its last member lists all others with size and SHA-256; one that was cut off has no list.
"""

from server.archive.contents import WrongArchive
from server.archive.reading import read
from server.archive.writing import write

__all__ = ["WrongArchive", "read", "write"]
