"""An archive that only who has a key can open: the age format (age-encryption.org/v1), which the program `age` has too.

Rule: whoever makes backups need not be able to read them, so it is sealed for public keys, and plain text is never in a
file. What was changed or cut off is found by the format; what came before it may have been read by then, so a reader
must not trust anything until the end.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pyrage

from server.archive.contents import BLOCK, WrongArchive

HEAD = b"age-encryption.org/"
KINDS = {"age1": pyrage.x25519.Recipient, "ssh-": pyrage.ssh.Recipient}  # by how they begin
Recipient = object  # a public key of pyrage, which has no types
Identity = object  # a private one


def recipients(keys: Sequence[str]) -> list[Recipient]:
    """Raises `WrongArchive` for what is no public key."""
    return [_recipient(key.strip()) for key in keys]


def _recipient(key: str) -> Recipient:
    try:
        recipient: Recipient = next(kind for begins, kind in KINDS.items() if key.startswith(begins)).from_str(key)
    except (StopIteration, pyrage.RecipientError):
        private = key.startswith("AGE-SECRET-KEY")
        what = "a private key is never written here" if private else f"'{key}' is no public key"
        raise WrongArchive(
            f"{what}. Take the age1… that `cti backup-key` told, or an SSH one (ssh-ed25519 …)"
        ) from None
    return recipient


def new_key(file: Path) -> str:
    """Writes a new private key, for its owner only. The public one to it. Raises `WrongArchive`."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(f"# public key: {public}\n{identity}\n")
    except FileExistsError:
        raise WrongArchive(f"{file} exists already. Backups may be sealed for it, so name another file") from None
    except OSError as error:
        raise WrongArchive(f"{file} cannot be written: {error.strerror}. Name another file") from None
    return public


def identities(file: Path) -> list[Identity]:
    """The private keys of a file: age's, one a line, or one of SSH without a passphrase. Raises `WrongArchive`."""
    try:
        text = file.read_bytes()
        if text.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(text)]
        lines = (line.strip() for line in text.decode("ascii").splitlines())
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except OSError as error:
        raise WrongArchive(f"{file} cannot be read: {error.strerror}") from None
    except (ValueError, pyrage.IdentityError):
        told = "It has lines like AGE-SECRET-KEY-1…, as `cti backup-key` and `age-keygen` write them"
        raise WrongArchive(f"{file} holds no private key that can be used. {told}") from None


def is_sealed(archive: Path) -> bool:
    with archive.open("rb") as file:
        return file.read(len(HEAD)) == HEAD


@contextmanager
def sealed(out: BinaryIO, keys: Sequence[Recipient]) -> Iterator[BinaryIO]:
    """A file for the plain text; `out` itself without keys."""
    if not keys:
        yield out
        return

    def seal(source: BinaryIO) -> None:
        with source:  # closed whatever happens, or whoever writes would wait for ever
            pyrage.encrypt_io(source, out, keys)

    reading, writing = os.pipe()
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(seal, os.fdopen(reading, "rb", BLOCK))
        try:
            with os.fdopen(writing, "wb", BLOCK) as plain:
                yield plain
        except BrokenPipeError:
            _result(done)
            raise
        _result(done)


def _result(done: Future[None]) -> None:
    try:
        done.result()
    except pyrage.EncryptError as error:
        raise WrongArchive(f"the backup cannot be written: {error}. Make room, or name another place") from None


@contextmanager
def unsealed(archive: Path, keys: Sequence[Identity]) -> Iterator[BinaryIO]:
    """The plain text, sealed or not. What goes wrong in it is told when it is left. Raises `WrongArchive`."""
    if not is_sealed(archive):
        with archive.open("rb") as file:
            yield file
        return
    if not keys:
        raise WrongArchive(f"{archive} is sealed. Name the file of its private key: cti restore {archive} --key FILE")
    reading, writing = os.pipe()
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(_unseal, archive, os.fdopen(writing, "wb", BLOCK), keys)
        try:
            with os.fdopen(reading, "rb", BLOCK) as plain:
                yield plain
                while plain.read(BLOCK):  # to the end of what is sealed, or a torn end would not be found
                    pass
        finally:
            wrong = done.exception()
            if isinstance(wrong, WrongArchive):
                raise wrong


def _unseal(archive: Path, plain: BinaryIO, keys: Sequence[Identity]) -> None:
    try:
        with suppress(BrokenPipeError), plain, archive.open("rb") as file:
            pyrage.decrypt_io(file, plain, keys)
    except pyrage.DecryptError as error:
        if "matching" in str(error):
            raise WrongArchive(f"{archive} is sealed for other keys. Name the file of its key by --key") from None
        raise WrongArchive(f"{archive} cannot be opened: {error}. Take another backup") from None
    except OSError as error:
        if "decrypt" in str(error):
            raise WrongArchive(f"{archive} was changed or cut off. Nothing was put back; take another backup") from None
