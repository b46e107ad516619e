"""What all facts of calls share, and the states of an agent."""

from dataclasses import dataclass
from enum import StrEnum

from journal import Fact


class AgentState(StrEnum):
    OFF = "off"  # not logged in to the CTI
    IDLE = "idle"  # 기본: logged in, takes no calls yet (TEL-11)
    READY = "ready"  # 대기: gets the next call (TEL-14)
    BREAK = "break"  # 휴식 (TEL-13)
    WORK = "work"  # 업무 (TEL-15)
    DIALLING = "dialling"  # calls somebody, who has not answered yet
    OFFERED = "offered"  # a call rings here
    TALKING = "talking"
    AFTER_CALL = "after call"  # is asked what comes next (TEL-34)
    NO_ANSWER = "no answer"  # RONA: nothing on any channel until a choice by hand (TEL-37)


@dataclass(frozen=True, slots=True)
class CallFact(Fact):
    call: str

    @property
    def subject(self) -> str:
        return f"call:{self.call}"
