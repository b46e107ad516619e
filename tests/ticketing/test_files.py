"""Files that come to tickets: what they are, what they are called, how much there may be."""

import io
import zipfile

import pytest

from cti.refused import Refused
from ticketing.files import EACH, LONGEST, MOST, OLE, SUM, must_fit, name_of, type_of


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


@pytest.mark.spec("TKT-24")
@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (b"GIF89a....", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBP", "webp"),
        (b"%PDF-1.7", "pdf"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "ppt"),
        (OLE + "HwpSummaryInformation".encode("utf-16-le"), "hwp"),
        (zipped("word/document.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("ppt/presentation.xml"), "pptx"),
        (zipped("a.txt"), "zip"),
        ("안녕하세요".encode(), "txt"),
        ("안녕하세요".encode("cp949"), "txt"),
    ],
)
def test_a_file_is_what_stands_in_it_whatever_it_is_called(content: bytes, ending: str) -> None:
    assert name_of("x.exe", type_of(content)) == f"x.exe.{ending}"
    assert name_of(f"x.{ending.upper()}", type_of(content)) == f"x.{ending.upper()}"


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03", b"\x7fELF\x02\x01\x01\x00", OLE + b"an installer", b"\x00\x01"])
def test_programs_and_what_nobody_knows_are_not_taken(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        type_of(content)
    assert refused.value.code == "file_type"


def test_a_page_with_a_script_is_plain_text_here() -> None:
    assert type_of(b"<html><script>alert(1)</script></html>") == "text/plain"
    assert type_of(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") == "text/plain"


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\docs\\a.png", "a.png"),
        ("", "file.png"),
        ("...", "file.png"),
        ("con.png", "_con.png"),
        ("in\u202egnp.exe", "ingnp.exe.png"),
        ('a"b<c>\r\n.png', "a_b_c_.png"),
        ("\u1112\u1161\u11ab.png", "한.png"),
    ],
)
def test_names_are_cleaned(brought: str, kept: str) -> None:
    assert name_of(brought, "image/png") == kept


def test_names_are_unlike_those_that_are_there_and_not_too_long() -> None:
    assert name_of("A.png", "image/png", ["a.png", "a (2).png"]) == "A (3).png"
    assert len(name_of("x" * 500 + ".png", "image/png")) <= LONGEST


@pytest.mark.spec("TKT-24")
def test_there_are_limits_for_one_file_for_all_and_for_their_number() -> None:
    must_fit(EACH, [EACH] * 4)
    for size, others, code in (
        (0, [], "file_empty"),
        (EACH + 1, [], "file_size"),
        (1, [1] * MOST, "file_count"),
        (EACH, [SUM - 1], "file_sum"),
    ):
        with pytest.raises(Refused) as refused:
            must_fit(size, others)
        assert refused.value.code == code
