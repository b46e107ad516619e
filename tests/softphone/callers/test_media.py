"""The callers' sound and digits, measured through a real Asterisk."""

import asyncio
import audioop
import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from pydub import AudioSegment
from pyVoIP.RTP import PayloadType

from asterisk.sounds import SoundSettings, ensure, level
from softphone.callers.phone import Call, Phone
from softphone.callers.rtp import parse
from softphone.sip import Identity
from tests.softphone.callers.conftest import KIM, connected
from tests.support.pbx import Pbx

Samples = npt.NDArray[np.float64]
HERTZ = 997


def sine(seconds: float, volume: float) -> bytes:
    """16-bit linear."""
    moments = np.arange(int(8000 * seconds)) / 8000
    return (32767 * volume * np.sin(2 * np.pi * HERTZ * moments)).astype("<i2").tobytes()


def signal_to_noise(wave: Samples) -> float:
    """dB, by fitting a sine of the known frequency."""
    moments = np.arange(len(wave)) / 8000
    base = np.stack([np.sin(2 * np.pi * HERTZ * moments), np.cos(2 * np.pi * HERTZ * moments)], axis=1)
    fit = base @ np.linalg.lstsq(base, wave, rcond=None)[0]
    return float(10 * np.log10((fit**2).sum() / ((wave - fit) ** 2).sum()))


def linear(heard: list[bytes]) -> Samples:
    return np.frombuffer(audioop.ulaw2lin(b"".join(heard), 2), dtype="<i2").astype(float)


@pytest.mark.asterisk
@pytest.mark.parametrize("volume", [0.3, 0.03, 0.01])
async def test_sound_comes_through_as_clear_as_the_line_allows_even_when_it_is_quiet(
    phone: Phone, volume: float
) -> None:
    call = await connected(phone, "echo")
    heard: list[bytes] = []
    call.stream.heard = lambda payload, codec: heard.append(payload)
    call.stream.write(audioop.lin2ulaw(sine(2, volume), 2))
    await asyncio.sleep(2.5)
    wave = linear(heard)
    loud = np.flatnonzero(np.abs(wave) > 32767 * volume / 2)
    assert signal_to_noise(wave[loud[0] : loud[0] + 8000]) > 34
    call.hangup()


@pytest.mark.asterisk
async def test_a_law_goes_through_too(phone: Phone) -> None:
    call = phone.dial("echo", KIM, PayloadType.PCMA)
    await asyncio.wait_for(call.up.wait(), 10)
    heard: set[tuple[bytes, PayloadType]] = set()
    call.stream.heard = lambda payload, codec: heard.add((payload[:1], codec))
    call.stream.write(b"\x2a" * 3200)
    await asyncio.sleep(0.6)
    call.hangup()
    assert (b"\x2a", PayloadType.PCMA) in heard


@pytest.mark.asterisk
async def test_digits_are_pressed(phone: Phone, pbx: Pbx) -> None:
    call = await connected(phone, "read")
    call.stream.send_digits("47*1")
    await asyncio.wait_for(call.over.wait(), 10)
    got = await asyncio.to_thread(pbx.ari, "GET", "/asterisk/variable", {"variable": "GOT"})
    assert got == {"value": "47*1"}


@pytest.mark.asterisk
async def test_digits_are_heard(channel: tuple[Call, str], pbx: Pbx) -> None:
    call, name = channel
    await asyncio.to_thread(pbx.ari, "POST", f"/channels/{name}/dtmf", {"dtmf": "1290*#"})
    await asyncio.sleep(2)
    assert call.digits == "1290*#"


@pytest.mark.asterisk
async def test_after_holds_there_are_still_fifty_packets_a_second(channel: tuple[Call, str], pbx: Pbx) -> None:
    call, name = channel
    for method in ("POST", "DELETE", "POST", "DELETE"):
        await asyncio.to_thread(pbx.ari, method, f"/channels/{name}/hold")
        await asyncio.sleep(0.2)
    before, since = call.stream.sequence, time.monotonic()
    await asyncio.sleep(2)
    rate = ((call.stream.sequence - before) & 0xFFFF) / (time.monotonic() - since)
    assert 49 < rate < 51


@pytest.mark.asterisk
async def test_who_is_put_on_hold_sends_nothing(channel: tuple[Call, str], pbx: Pbx) -> None:
    call, name = channel
    await asyncio.to_thread(pbx.ari, "POST", f"/channels/{name}/hold")
    await asyncio.sleep(0.3)
    assert call.stream.muted


@pytest.mark.asterisk
@pytest.mark.parametrize("music", ["default", "waltz"])
async def test_asterisk_plays_the_own_music(phone: Phone, music: str) -> None:
    call = await connected(phone, "music", Identity("01000000005", music))
    heard: list[bytes] = []
    call.stream.heard = lambda payload, codec: heard.append(payload)
    await asyncio.sleep(3)
    call.hangup()
    wave = linear(heard)[8000:] / 32768
    level = 10 * np.log10((wave**2).mean())
    power = np.abs(np.fft.rfft(wave)) ** 2
    hertz = np.fft.rfftfreq(len(wave), 1 / 8000)[power.argmax()]
    assert -32 < level < -20
    assert abs(12 * np.log2(hertz / 440) - round(12 * np.log2(hertz / 440))) < 0.15


@pytest.mark.asterisk
async def test_asterisk_plays_a_prompt_at_its_level(phone: Phone, pbx: Pbx) -> None:
    shelf = SoundSettings(pbx.house.data)
    sounds = await asyncio.to_thread(ensure, shelf, {"hello": {"ko": "안녕하세요. 잠시만 기다려 주십시오."}})
    path = sounds.media("hello", "ko")[0].removeprefix("sound:")
    call = await connected(phone, "play", Identity("01000000006", path))
    heard: list[bytes] = []
    call.stream.heard = lambda payload, codec: heard.append(payload)
    await asyncio.wait_for(call.over.wait(), 15)
    sound = AudioSegment(linear(heard).astype("<i2").tobytes(), frame_rate=8000, sample_width=2, channels=1)
    assert len(sound) > 2000
    assert level.active_level(sound) == pytest.approx(level.SPEECH_LEVEL, abs=1.5)


def packets() -> Iterator[tuple[bytes, bytes | None]]:
    head = bytes([0x80, 0]) + bytes(10)
    yield head + b"abc", b"abc"
    yield bytes([0x81, 0]) + bytes(10) + b"CSRC" + b"abc", b"abc"
    yield bytes([0x90, 0]) + bytes(10) + b"\0\0\0\1" + b"EXTN" + b"abc", b"abc"
    yield bytes([0xA0, 0]) + bytes(10) + b"abc" + b"\0\2", b"abc"
    yield head[:11], None
    yield bytes([0x40, 0]) + bytes(10), None
    yield bytes([0x90, 0]) + bytes(10), None
    yield bytes([0xA0, 0]) + bytes(10) + b"\xff", None


@pytest.mark.parametrize(("data", "payload"), list(packets()))
def test_a_packet_is_read_whatever_it_carries_beside_its_payload(data: bytes, payload: bytes | None) -> None:
    packet = parse(data)
    assert (packet.payload if packet else None) == payload
