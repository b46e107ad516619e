"""The file that is kept: both sides on channels of their own, levelled, whole, readable by its owner only."""

import hashlib
from pathlib import Path

import av
import numpy as np
import pytest

from server.finishing import FRAME, NOTHING, RATE, Nothing, finish, main
from tests.support.rtp import Samples, level_of, sine

CALLER, AGENT = 440.0, 1000.0


def raw(folder: Path, seconds: float = 3.0, loud: tuple[float, float] = (1.0, 1.0)) -> Path:
    """What the switch writes: the caller's tone left, the agent's right."""
    count = int(seconds * RATE)
    sides = [np.frombuffer(sine(hz, count), "<i2") * factor for hz, factor in zip((CALLER, AGENT), loud, strict=True)]
    file = folder / "talk-1.raw"
    file.write_bytes(np.stack(sides, axis=1).astype("<i2").tobytes())
    return file


def heard(file: Path) -> tuple[Samples, Samples]:
    with av.open(str(file)) as kept:
        whole = np.concatenate([frame.to_ndarray().reshape(-1) for frame in kept.decode(audio=0)])
    return whole[0::2].astype(np.float64) / 32768, whole[1::2].astype(np.float64) / 32768


def test_each_side_keeps_its_channel(tmp_path: Path) -> None:
    finish(raw(tmp_path), tmp_path / "kept.flac")
    left, right = heard(tmp_path / "kept.flac")
    assert level_of(left, CALLER) > 20 * level_of(left, AGENT)
    assert level_of(right, AGENT) > 20 * level_of(right, CALLER)


def test_length_sum_and_waveform_are_told(tmp_path: Path) -> None:
    done = finish(raw(tmp_path, 3.0), tmp_path / "kept.flac")
    content = (tmp_path / "kept.flac").read_bytes()
    assert (done.seconds, done.size) == (3.0, len(content))
    assert done.sha256 == hashlib.sha256(content).hexdigest()
    assert len(done.caller) == len(done.agents) == 1200
    assert 0 < max(done.caller) <= 255


def test_a_quiet_side_is_turned_up_and_the_other_does_not_follow(tmp_path: Path) -> None:
    finish(raw(tmp_path, loud=(0.1, 1.0)), tmp_path / "kept.flac")
    left, right = heard(tmp_path / "kept.flac")
    assert 0.3 < level_of(left, CALLER) / level_of(right, AGENT) < 1.2


def test_silence_stays_silence(tmp_path: Path) -> None:
    finish(raw(tmp_path, loud=(0.0, 1.0)), tmp_path / "kept.flac")
    left, _ = heard(tmp_path / "kept.flac")
    assert np.abs(left).max() == 0.0


def test_only_its_owner_may_read_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    kept = tmp_path / "2026" / "11" / "kept.flac"
    finish(raw(tmp_path), kept)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def test_what_a_crash_has_torn_is_kept_up_to_its_last_frame(tmp_path: Path) -> None:
    torn = raw(tmp_path, 2.0)
    torn.write_bytes(torn.read_bytes() + b"\x01\x02\x03")
    assert finish(torn, tmp_path / "kept.flac").seconds == 2.0
    torn.write_bytes(torn.read_bytes()[: RATE * FRAME + 1])
    assert finish(torn, tmp_path / "kept.flac").seconds == 1.0


def test_an_empty_file_is_nothing_to_keep(tmp_path: Path) -> None:
    (tmp_path / "talk-1.raw").touch()
    with pytest.raises(Nothing):
        finish(tmp_path / "talk-1.raw", tmp_path / "kept.flac")
    assert main([str(tmp_path / "missing.raw"), str(tmp_path / "kept.flac")]) == NOTHING
