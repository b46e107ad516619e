"""Files that come to tickets (TKT-24): what they are by their content, and names that harm nobody. Pure."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from cti.refused import Refused

EACH = 10 * 2**20  # bytes of one file
MOST = 5  # files of a ticket
SUM = 50 * 2**20  # bytes of all of them
LONGEST = 120  # characters of a name
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
ODD = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
TURNING = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}  # hide an ending

# Media types that are taken, with the endings that names of them may have; the first is given where none fits.
TYPES: Mapping[str, tuple[str, ...]] = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg", "jfif"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/bmp": ("bmp",),
    "image/tiff": ("tif", "tiff"),
    "image/heic": ("heic", "heif"),
    "image/avif": ("avif",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt", "csv", "log", "md"),
    "application/zip": ("zip",),
    "application/msword": ("doc", "dot"),
    "application/vnd.ms-excel": ("xls",),
    "application/vnd.ms-powerpoint": ("ppt", "pps"),
    "application/x-hwp": ("hwp",),
    "application/hwp+zip": ("hwpx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
}
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})  # what browsers show
BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (0, b"%PDF-", "application/pdf"),
)
IN_OLE = (  # names of streams, as they stand in the file
    ("HwpSummaryInformation", "application/x-hwp"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
IN_ZIP = (
    (b"application/hwp+zip", "application/hwp+zip"),
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
TEXTS = ("utf-8", "cp949", "shift_jis")


def type_of(content: bytes) -> str:
    """The media type by what is in it, never by the name. Raises `Refused` for what is not taken."""
    if found := known_type(content):
        return found
    raise Refused(
        "files of this kind are not taken: bring a picture, an office document, hwp, pdf, text or zip", "file_type"
    )


def known_type(content: bytes) -> str:
    """As `type_of`; "" for what is not taken."""
    for place, beginning, kind in BEGINNINGS:
        if content[place : place + len(beginning)] == beginning:
            return kind
    if content.startswith(OLE):
        return next((kind for name, kind in IN_OLE if name.encode("utf-16-le") in content), "")
    if content.startswith(ZIP):
        return next((kind for name, kind in IN_ZIP if name in content), "application/zip")
    return "text/plain" if _is_text(content) else ""


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    for encoding in TEXTS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def name_of(brought: str, kind: str, taken: Collection[str] = ()) -> str:
    """A name without folders, hidden turns and other traps, with an ending that fits the content, unlike all `taken`
    ones."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", brought))[-1]
    plain = ODD.sub("_", "".join(each for each in last if each not in TURNING)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or ending.casefold() not in TYPES[kind]:
        stem, ending = plain, TYPES[kind][0]
    stem = stem.strip(" .") or "file"
    if stem.casefold() in RESERVED:
        stem = f"_{stem}"
    return _unique(stem[: LONGEST - len(ending) - 6], ending, {each.casefold() for each in taken})


def _unique(stem: str, ending: str, taken: set[str]) -> str:
    name, count = f"{stem}.{ending}", 1
    while name.casefold() in taken:
        count += 1
        name = f"{stem} ({count}).{ending}"
    return name


def must_fit(size: int, others: Collection[int]) -> None:
    """others: sizes of what the ticket has already. Raises `Refused`."""
    if size == 0:
        raise Refused("this file is empty", "file_empty")
    if size > EACH:
        raise Refused(
            f"this file is larger than {EACH // 2**20} MB; make it smaller", "file_size", most=str(EACH // 2**20)
        )
    if len(others) >= MOST:
        raise Refused(f"this ticket has {MOST} files already; remove one first", "file_count", most=str(MOST))
    if size + sum(others) > SUM:
        raise Refused(f"all files together may have {SUM // 2**20} MB", "file_sum", most=str(SUM // 2**20))
