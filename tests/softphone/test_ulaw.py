"""G.711 and the measuring of tones, on which other tests rely."""

from itertools import islice

import pytest

from softphone.ulaw import SILENCE, decode_sample, encode, encode_sample, frames, level, strength, tone


def test_every_code_survives_decoding_and_encoding() -> None:
    assert [encode_sample(decode_sample(code)) for code in range(256) if code != 0x7F] == [
        code for code in range(256) if code != 0x7F
    ]


def test_silence_is_zero_and_the_loudest_is_clipped() -> None:
    assert decode_sample(0xFF) == 0
    assert decode_sample(encode_sample(-40_000)) == decode_sample(encode_sample(-32_635))


def test_a_tone_is_found_and_another_is_not() -> None:
    assert strength(tone(440)[:800], 440) > 0.95
    assert strength(tone(440)[:800], 1000) < 0.05
    assert strength(SILENCE * 800, 440) == 0.0


def test_two_tones_at_once_are_both_found() -> None:
    both = encode([decode_sample(a) + decode_sample(b) for a, b in zip(tone(440), tone(1000), strict=True)])
    assert 0.4 < strength(both, 440) < 0.6
    assert 0.4 < strength(both, 1000) < 0.6


def test_the_level_is_that_of_the_wave() -> None:
    assert level(tone(1000, 0.5)) == pytest.approx(0.3536, rel=0.02)


def test_a_sound_is_cut_into_packets_and_then_silent() -> None:
    assert list(islice(frames(b"\x01" * 200, again=False), 3)) == [
        b"\x01" * 160,
        b"\x01" * 40 + SILENCE * 120,
        SILENCE * 160,
    ]
