"""The own music, measured: level, clicks, notes, length."""

from pathlib import Path

import numpy as np
import pytest
from pydub import AudioSegment

from asterisk.sounds import level, music
from tests.support.beeper import tone


def samples(sound: AudioSegment) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array(sound.get_array_of_samples(), dtype=np.float64) / 32768


@pytest.fixture(scope="module", params=sorted(music.PIECES))
def piece(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AudioSegment:
    folder = tmp_path_factory.mktemp("moh")
    music.ensure(folder)
    return level.opened(folder / request.param / "cordboard.wav")


def test_a_piece_lasts_forty_to_sixty_seconds_at_the_level_of_music(piece: AudioSegment) -> None:
    assert 40_000 <= len(piece) <= 60_000
    assert piece.dBFS == pytest.approx(level.MUSIC_LEVEL, abs=1.0)
    assert piece.max_dBFS < -6


def test_a_piece_never_falls_silent_and_never_jumps_in_loudness(piece: AudioSegment) -> None:
    loudness = [second.dBFS for second in piece[::1000]]
    assert max(loudness) - min(loudness) < 10


def test_a_piece_has_no_clicks_not_even_where_it_starts_again(piece: AudioSegment) -> None:
    """A click has power over the whole band; above 3,600 Hz the music itself has none."""
    wave = samples(piece + piece[:200])[: (len(piece) + 160) * 8]
    frames = np.lib.stride_tricks.sliding_window_view(wave, 160)[::80] * np.hanning(160)
    above = np.abs(np.fft.rfft(frames, axis=1))[:, 73:] ** 2  # bins of 50 Hz
    assert 10 * np.log10(above.sum(axis=1).max() / 160**2) < -65


def test_a_piece_is_made_of_the_notes_of_its_chords_within_the_line(piece: AudioSegment) -> None:
    power = np.abs(np.fft.rfft(samples(piece))) ** 2
    hertz = np.fft.rfftfreq(len(piece.get_array_of_samples()), 1 / 8000)
    loudest = hertz[np.argsort(power)[-200:]]
    off = 12 * np.abs(np.log2(loudest / 440) - np.round(12 * np.log2(loudest / 440)) / 12)
    assert off.max() < 0.2  # semitones from a note of the scale
    assert power[hertz > 3400].sum() / power.sum() < 1e-4


def test_the_same_piece_is_made_every_time() -> None:
    small = music.Piece((("C4", "E4", "G4", "C5"),), ((0, 0), (1, 3)), beats=2, beat=0.5)
    assert music.render(small).raw_data == music.render(small).raw_data


def test_a_note_has_its_pitch() -> None:
    assert music.frequency("A4") == 440
    assert music.frequency("C4") == pytest.approx(261.63, abs=0.01)


@pytest.mark.parametrize("kind", ["mp3", "ogg", "wav"])
def test_an_upload_becomes_a_file_of_the_class_at_the_level_of_music(kind: str, tmp_path: Path) -> None:
    upload = tmp_path / f"upload.{kind}"
    tone(seconds=3, volume=0.9).set_channels(2).export(upload, format=kind).close()
    music.convert(upload, tmp_path / "moh" / "sales" / "01-upload")
    sound = level.opened(tmp_path / "moh" / "sales" / "01-upload.wav")
    wide = (tmp_path / "moh" / "sales" / "01-upload.sln16").read_bytes()
    assert (sound.frame_rate, sound.channels) == (8000, 1)
    assert level.active_level(sound) == pytest.approx(level.MUSIC_LEVEL, abs=1.5)
    assert len(wide) == pytest.approx(4 * len(sound.raw_data) / 2, rel=0.01)
