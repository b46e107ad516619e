"""How good a talk sounds, as a mean opinion score from 1 (bad) to 4.5 (the best of G.711): the E-model, simplified.

    R      = 93.2 - Id - Ie_eff                             ITU-T G.107, its defaults for all that is not measured
    Id     = 0.024 d + 0.11 (d - 177.3) H(d - 177.3)        Cole and Rosenbluth 2001, fitted to G.107's Idd
    Ie_eff = Ie + (95 - Ie) Ppl / (Ppl / BurstR + Bpl)      G.107; G.711 with concealment has Ie = 0 and Bpl = 25.1
                                                            (G.113 appendix I), loss at random BurstR = 1
    MOS    = 1 + 0.035 R + R (R - 60) (100 - R) 7e-6        G.107 annex B, for 0 < R < 100

d is the one-way delay from mouth to ear in ms: half the round trip, a packet of 20 ms, and a jitter buffer of twice
the jitter. Ppl is the loss in percent. Packets that come too late to be played count only as jitter here.
Pure.
"""

from typing import Literal

DEFAULT_R, BEST, WORST = 93.2, 4.5, 1.0
IE, BPL, BURST_R = 0.0, 25.1, 1.0
PACKET = 20.0  # ms
KNEE = 177.3  # ms of delay from which talkers begin to notice it

Grade = Literal["good", "fair", "poor"]
GOOD, FAIR = 4.0, 3.6  # satisfied, and some dissatisfied: G.107 annex B (R = 80 and 70)


def mos(loss: float, jitter: float, rtt: float) -> float:
    """loss: percent; jitter, rtt: ms."""
    return score_of(rating(loss, delay(jitter, rtt)))


def delay(jitter: float, rtt: float) -> float:
    """One way, in ms, from jitter and round trip in ms."""
    return max(0.0, rtt) / 2 + PACKET + 2 * max(0.0, jitter)


def rating(loss: float, one_way: float) -> float:
    """R; loss in percent, delay in ms. May be below 0."""
    loss = min(100.0, max(0.0, loss))
    slow = 0.024 * one_way + 0.11 * max(0.0, one_way - KNEE)
    lossy = IE + (95 - IE) * loss / (loss / BURST_R + BPL)
    return DEFAULT_R - slow - lossy


def score_of(r: float) -> float:
    """The curve of annex B dips below 1 for the smallest R; nothing is worse than 1."""
    if r >= 100:
        return BEST
    return max(WORST, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6) if r > 0 else WORST


def grade(score: float) -> Grade:
    if score >= GOOD:
        return "good"
    return "fair" if score >= FAIR else "poor"
