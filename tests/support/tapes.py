"""What is on a recording: who is heard on which side, one after the other. Pure tones tell people apart."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import av
import numpy as np

from tests.support.listening import are_tones, is_silent, is_tone
from tests.support.rtp import RATE, Samples, level_of

NOTHING, SPEECH = "nothing", "announcement"
WINDOW = RATE // 10  # samples that are listened to at once
LASTS = 4  # windows that a sound must last to be told
THERE = 0.03  # of the loudest


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
    told = [_sound(one, other, caller, agents) for one, other in pieces]
    long = [sound for sound, lasted in ((each, len(list(run))) for each, run in groupby(told)) if lasted >= LASTS]
    return [sound for sound, _ in groupby(long)]


def _sound(left: Samples, right: Samples, caller: float, agents: Mapping[str, float]) -> str:
    assert not is_tone(right, caller), "the caller is heard on the agents' side"
    assert all(level_of(left, hz) < THERE for hz in agents.values()), "an agent is heard on the caller's side"
    speaking = [agent for agent, hz in agents.items() if level_of(right, hz) > THERE]
    if speaking and are_tones(right, [agents[agent] for agent in speaking]):
        return "+".join(speaking) if level_of(left, caller) > THERE else "half"
    if is_silent(right):
        return NOTHING if is_silent(left) else "half"
    return SPEECH
