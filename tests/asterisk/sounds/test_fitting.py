"""What people bring is judged by its content: what it is, how long, whether anybody speaks, whether it is clipped."""

import io
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydub import AudioSegment

from asterisk.sounds.brought import SoundKind
from asterisk.sounds.fitting import Unfit, fit, type_of
from tests.house import ROOT
from tests.support.beeper import tone


def brought(folder: Path, sound: AudioSegment, kind: str = "wav", name: str = "upload") -> Path:
    place = folder / name
    sound.export(place, format=kind).close()
    return place


WRITTEN_AS = {SoundKind.M4A: "mp4", SoundKind.AAC: "adts"}  # where the writer has another name for it


@pytest.mark.parametrize("kind", SoundKind)
def test_any_usual_file_is_read_whatever_its_name_says(tmp_path: Path, kind: SoundKind) -> None:
    told = fit(brought(tmp_path, tone(1.0), WRITTEN_AS.get(kind, kind), "cat.jpg"), tmp_path / "out.wav")
    assert told.type == kind
    assert told.seconds == pytest.approx(1.0, abs=0.1)
    with (tmp_path / "out.wav").open("rb") as file:
        made = AudioSegment.from_file(file, format="wav")
    assert (made.channels, made.sample_width) == (1, 2)
    assert len(made) == pytest.approx(1000, abs=100)


def test_the_page_about_sounds_names_them_all() -> None:
    *most, last = SoundKind
    told = " ".join((ROOT / "docs/sounds.md").read_text().split())
    assert f"brought as {', '.join(most)} or {last}," in told


@pytest.mark.parametrize(
    ("sound", "code"),
    [
        (tone(0.1), "short"),
        (AudioSegment.silent(1000, 16000), "silent"),
        (tone(1.0, volume=0.003), "silent"),
        (tone(1.0).apply_gain(30), "clipped"),
        (AudioSegment.silent(301_000, 8000), "long"),
    ],
)
def test_what_callers_should_not_hear_is_refused_with_its_reason(
    tmp_path: Path, sound: AudioSegment, code: str
) -> None:
    with pytest.raises(Unfit) as refused:
        fit(brought(tmp_path, sound), tmp_path / "out.wav")
    assert refused.value.code == code
    assert not (tmp_path / "out.wav").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 certificate",
        b"#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/latest/meta-data\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"RIFF\x00\x00\x00\x00WAVEjunk",
        b"\x1a\x45\xdf\xa3junk",
    ],
)
def test_what_is_no_sound_is_unreadable_and_no_address_in_it_is_followed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "upload").write_bytes(content)
    with pytest.raises(Unfit, match="unreadable"):
        fit(tmp_path / "upload", tmp_path / "out.wav")


@cache
def whole(kind: str) -> bytes:
    with io.BytesIO() as file:
        tone(0.5).export(file, format=kind)
        return file.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@example("wav", b"\xff\x7f", 20)  # a codec that there is not
@given(st.sampled_from(["wav", "ogg", "mp3"]), st.binary(max_size=200), st.integers(0, 400))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, kind: str, junk: bytes, at: int) -> None:
    (tmp_path / "upload").write_bytes(whole(kind)[:at] + junk + whole(kind)[at + len(junk) :])
    with suppress(Unfit):
        fit(tmp_path / "upload", tmp_path / "out.wav")


def test_a_type_is_told_by_the_first_bytes() -> None:
    assert type_of(b"RIFF....WAVE") == "wav"
    assert type_of(b"RIFF....AVI ") is None
