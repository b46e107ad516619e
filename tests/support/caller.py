"""Who calls in scenarios on the whole house: a SIP phone, its sound, and the call that the centre has of it."""

from dataclasses import dataclass

from tests.support.dialled import Customer
from tests.support.listening import WINDOW, newest
from tests.support.rtp import RtpPeer, Samples
from tests.support.sipp import SippCaller

CALLER_TONES = {"A": 440, "B": 520, "C": 610, "D": 700, "E": 790, "F": 880}


@dataclass
class Caller:
    sipp: SippCaller | Customer
    rtp: RtpPeer
    call: str = ""

    def heard(self) -> Samples:
        return newest(self.rtp.recent(WINDOW + 0.1))
