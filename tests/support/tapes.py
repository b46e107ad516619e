"""What is on a recording: who is heard on which side, one after the other. Pure tones tell people apart."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import av
import numpy as np

from tests.support.listening import is_silent, is_tone, power
from tests.support.rtp import RATE, Samples, level_of

NOTHING, SPEECH = "nothing", "announcement"
WINDOW = RATE // 10  # samples that are listened to at once
LASTS = 4  # windows that a sound must last to be told
STILL = 8  # the same for silence on both sides; less of it is a machine that has too much to do
THERE = 0.03  # of the loudest
LEAST, PURE = 0.15, 0.6  # shares of the power that tones have
HALF = "half"  # one side is silent for a moment, as between two words


def sides(file: Path) -> tuple[Samples, Samples]:
    """Left and right."""
    with av.open(str(file)) as kept:
        whole = np.concatenate([frame.to_ndarray().reshape(-1) for frame in kept.decode(audio=0)])
    return whole[0::2].astype(np.float64) / 32768, whole[1::2].astype(np.float64) / 32768


def story(file: Path, caller: float, agents: Mapping[str, float]) -> list[str]:
    """Sounds of the right side, such as `agent1`, `agent1+agent2`, `nothing`, `announcement`.

    Raises AssertionError where a side has what belongs to the other, or the left one is silent in a talk.
    """
    left, right = sides(file)
    pieces = [(left[at : at + WINDOW], right[at : at + WINDOW]) for at in range(0, len(left) - WINDOW, WINDOW)]
    told = [sound for one, other in pieces if (sound := _sound(one, other, caller, agents)) != HALF]
    long = [
        sound
        for sound, lasted in ((each, len(list(run))) for each, run in groupby(told))
        if lasted >= (STILL if sound == NOTHING else LASTS)
    ]
    return [sound for sound, _ in groupby(long)]


def _sound(left: Samples, right: Samples, caller: float, agents: Mapping[str, float]) -> str:
    assert not is_tone(right, caller), "the caller is heard on the agents' side"
    assert not any(is_tone(left, hz) for hz in agents.values()), "an agent is heard on the caller's side"
    whole = max(power(right), 1e-12)
    shares = {agent: level_of(right, hz) ** 2 / 2 / whole for agent, hz in agents.items()}
    speaking = [agent for agent, share in shares.items() if share > LEAST]
    if is_silent(right):
        return NOTHING if is_silent(left) else HALF
    if sum(shares[agent] for agent in speaking) > PURE:
        return "+".join(speaking) if level_of(left, caller) > THERE else HALF
    return SPEECH
