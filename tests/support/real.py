"""Scenarios on the whole house: SIPp callers, headless agents, a real Asterisk. What is heard is measured.

Caller A speaks a tone of its own, so does each agent; prompts and music are recognised by their files. A caller hears
an agent only if the agent's tone is there and nearly nothing else is: not the caller's own voice either.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from asterisk.sounds.signal import BEEP_HZ
from cti.settings import QueueSettings
from softphone.agent import Declined, HeadlessAgent, Json
from softphone.ulaw import frames, tone
from tests.support import tapes
from tests.support.caller import CALLER_TONES, Caller
from tests.support.dialled import Dialled
from tests.support.house import PASSWORD, House
from tests.support.leading import Leading, lead_back
from tests.support.listening import WINDOW, are_tones, described, has_tone, is_silent, is_tone
from tests.support.looking import as_set, decoded, fits, let_off, meanwhile, peer
from tests.support.rtp import RATE, STEP, RtpPeer, Samples
from tests.support.sipp import SippCaller
from tests.support.stage import MUSIC, PATIENCE, RINGING, SILENCE, CallbackWish, TicketWish
from tests.support.until import until

AGENT_TONES = {f"agent{number}": 1000 + 130 * number for number in range(1, 7)}
LATELY = 5.0  # s
LISTENING = 30.0  # s; real prompts are spoken to their end
RINGBACK_TONE = 425  # Hz, of asterisk/etc/indications.conf
SPEAKING = ("answers", "early")  # kinds of customers whose voice is heard
ACTIONS = {"confirm": "confirm", "cancel": "cancel", "hold": "hold", "resume": "resume", "hang up": "hangup"}
ACTIONS |= {"swap": "swap", "complete": "complete", "abandon": "abandon", "conference": "conference"}
ACTIONS |= {"end conference": "end"}


@dataclass
class RealStage(Leading):
    """A `tests.support.stage.Stage`."""

    house: House
    folder: Path
    turn: int  # which scenario of this house it is, from 0
    callers: dict[str, Caller] = field(default_factory=dict)
    agents: dict[str, HeadlessAgent] = field(default_factory=dict)
    _watch: HeadlessAgent | None = None
    _recorded: set[str] = field(default_factory=set)
    _changed: dict[str, Json] = field(default_factory=dict)  # settings of queues as they were

    def __post_init__(self) -> None:
        self.dialled = Dialled(self.house.trunk, self.folder, self.turn)
        self.sounds = self.house.sounds()

    async def open(self) -> None:
        """Sign the supervisor in, through whose eyes the house is seen."""
        self._watch = HeadlessAgent(self.house.url, "supervisor", PASSWORD)
        await self._watch.sign_in()

    async def close(self) -> None:
        """Callers first: as long as one waits, an agent who is ready is not let off."""
        for caller in self.callers.values():
            caller.sipp.hang_up()
        for caller in self.callers.values():
            with contextlib.suppress(TimeoutError):
                await caller.sipp.ended()
            caller.rtp.close()
            await caller.sipp.close()
        for agent in self.agents.values():
            await let_off(agent)
        for queue in self._recorded:
            await self._set_recording(queue, "never", True)
        await self.dialled.close()
        if self._led:
            await lead_back(self.house)
        if self._watch is not None:
            for path, before in self._changed.items():
                await self._watch.ask("PUT", path, before)
            await self._watch.close()

    async def leave(self) -> None:
        """Put everything down, without asking the house, which is not there any more."""
        await self.dialled.close()
        for caller in self.callers.values():
            caller.rtp.close()
            await caller.sipp.close()
        for agent in (self._watch, *self.agents.values()):
            if agent is not None:
                await agent.close()

    # --- callers ---------------------------------------------------------------------------------------------------

    async def call(self, caller: str, dialled: str, number: str) -> None:
        known = {str(call["id"]) for call in await self._calls()}
        await self._ring(caller, dialled, number)
        await self.arrived(caller, known)
        await self._joined(caller)

    async def dial(self, caller: str, dialled: str, number: str) -> None:
        """Call without asking the centre: it may be away. Returns when somebody has answered."""
        await self._ring(caller, dialled, number)
        await self._joined(caller)

    async def arrived(self, caller: str, known: Iterable[str] = ()) -> None:
        """Wait until the centre has this caller's call. known: the ids of calls that it cannot be."""
        others = {*known, *(one.call for one in self.callers.values())}
        new = await until(lambda: self._new_call(others), f"{caller}'s call did not reach the centre", PATIENCE)
        self.callers[caller].call = str(new["id"])

    async def _ring(self, caller: str, dialled: str, number: str) -> None:
        rtp = await RtpPeer.open()
        rtp.say(CALLER_TONES[caller])
        who = f"<sip:{self._mine(number)}@127.0.0.1>" if number else '"Anonymous" <sip:anonymous@anonymous.invalid>'
        sipp = SippCaller(self.house.sip, dialled, who, rtp.address[1], self.folder)
        await sipp.start()
        self.callers[caller] = Caller(sipp, rtp)

    async def _joined(self, caller: str) -> None:
        who = self.callers[caller]
        who.rtp.talk_to(*await until(lambda: peer(who.sipp), f"{caller} was told no media address", PATIENCE))

    async def press(self, caller: str, digits: str) -> None:
        self.callers[caller].rtp.press(digits)

    async def hang_up(self, caller: str) -> None:
        self.callers[caller].sipp.hang_up()

    # --- agents ----------------------------------------------------------------------------------------------------

    async def choose(self, agent: str, state: str, reason: str) -> None:
        if agent not in self.agents:
            new = HeadlessAgent(self.house.url, agent, PASSWORD, frames(tone(AGENT_TONES[agent])))
            self.agents[agent] = new
            await new.sign_in()
            await new.login_cti()
        if state != "idle":
            await self.agents[agent].go(state, reason)

    async def call_out(self, agent: str, customer: str, kind: str) -> None:
        who = self.agents[agent]
        told = await who.dial(await self.outside(customer, kind))
        self.callers[customer].call = str(told["id"])
        if kind in SPEAKING:
            await self._joined(customer)

    async def type_number(self, caller: str, customer: str, kind: str) -> None:
        number = await self.outside(customer, kind)
        await self.press(caller, f"2{number}#")

    async def outside(self, customer: str, kind: str) -> str:
        called = await self.dialled.customer(kind)
        rtp = self.dialled.rtp[kind]
        rtp.say(CALLER_TONES[customer])
        self.callers[customer] = Caller(called, rtp)
        return called.number

    async def call_back(self, agent: str, customer: str) -> None:
        who = self.agents[agent]
        await self.act(agent, "confirm", "")
        await who.wait_until(lambda one: one.call is not None and bool(one.call["outbound"]), PATIENCE)
        assert who.call is not None
        self.callers[customer].call = str(who.call["id"])
        await self._joined(customer)

    async def send_out(self, agent: str, customer: str, kind: str) -> None:
        await self.agents[agent].transfer(f"number:{await self.outside(customer, kind)}")
        if kind in SPEAKING:
            await self._joined(customer)

    async def act(self, agent: str, action: str, reason: str) -> None:
        who = self.agents[agent]
        await who.wait_until(lambda one: one.call is not None, PATIENCE)
        if action == "dismiss":
            await who.dismiss(reason)
        elif action == "warn":
            await who.warn(reason)
        elif action == "withdraw":
            await who.withdraw(reason)
        else:
            await getattr(who, ACTIONS[action])()

    async def consult(self, agent: str, target: str) -> None:
        who = self.agents[agent]
        await who.wait_until(lambda one: one.call is not None, PATIENCE)
        await who.consult(target)

    async def drop(self, agent: str, party: str) -> None:
        await self.agents[agent].drop(party)

    async def hand_over(self, agent: str, to: str) -> None:
        who = self.agents[agent]
        await who.wait_until(lambda one: one.call is not None, PATIENCE)
        await who.transfer(to)

    async def record_talks(self, queue: str, mode: str, announced: bool) -> None:
        """Set back when the stage is closed: the next scenario has this house too."""
        self._recorded.add(queue)
        await self._set_recording(queue, mode, announced)

    async def _set_recording(self, queue: str, mode: str, announced: bool) -> None:
        assert self._watch is not None
        known = await self.settings(queue)
        wanted = {name: known[name] for name in QueueSettings.__dataclass_fields__}
        wanted |= {"recording": mode, "recording_announced": announced}
        await self._watch.ask("PUT", f"/api/queues/{queue}/settings", wanted)

    async def record(self, agent: str, wish: str) -> None:
        who = self.agents[agent]
        assert who.call is not None
        await who.ask("POST", f"/api/calls/{who.call['id']}/record", {"do": wish})

    async def phone(self, agent: str, attached: bool) -> None:
        who = self.agents[agent]
        assert who.phone is not None
        if attached:
            await who.attach()
        else:
            await who.phone.detach()

    # --- those in charge -------------------------------------------------------------------------------------------

    async def set_queue(self, queue: str, settings: dict[str, object]) -> None:
        assert self._watch is not None
        path = f"/api/queues/{queue}/settings"
        known = await self.settings(queue)
        before = {name: known[name] for name in QueueSettings.__dataclass_fields__}
        self._changed.setdefault(path, before)
        await self._watch.ask("PUT", path, before | settings)

    async def settings(self, queue: str) -> Json:
        assert self._watch is not None
        return await self._watch.ask("GET", f"/api/queues/{queue}/settings")

    async def force(self, agent: str, state: str, after_call: bool) -> None:
        assert self._watch is not None
        wish: Json = {"state": state, "reason": "I say so", "after_call": after_call}
        await self._watch.ask("PUT", f"/api/agents/{agent}/state", wish)

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    # --- what is heard ---------------------------------------------------------------------------------------------

    async def expect_caller_hears(self, caller: str, sound: str) -> None:
        heard = self.callers[caller].heard
        try:
            await until(lambda: self._is(heard(), sound), f"{caller} does not hear {sound}", LISTENING)
        except AssertionError as wrong:
            wrong.add_note(f"in the last {WINDOW} s {described(heard(), round(WINDOW * RATE))}")
            wrong.add_note(await meanwhile(self._watch, self.callers[caller].call, self.agents))
            raise

    async def expect_agent_hears(self, agent: str, sound: str) -> None:
        who = self.agents[agent]
        await until(lambda: self._agent_hears(who, sound), f"{agent} does not hear {sound}", PATIENCE)

    async def _agent_hears(self, agent: HeadlessAgent, sound: str) -> bool:
        """From packets that come now; an open line without a talk brings none."""
        assert agent.phone is not None
        ear = agent.phone.ear
        before = ear.packets
        await asyncio.sleep(WINDOW)
        fresh = ear.packets - before
        heard = decoded(ear.last(fresh * STEP / RATE)) if fresh else np.zeros(0)
        if sound == SILENCE:
            return is_silent(heard)
        if sound == RINGING:
            return is_tone(heard, RINGBACK_TONE)
        return fresh * STEP > 0.6 * WINDOW * RATE and self._is(heard, sound)

    def _is(self, heard: Samples, sound: str) -> bool:
        if sound == SILENCE:
            return is_silent(heard)
        if sound == MUSIC:
            return self.sounds.is_music(heard)
        if "+" in sound:
            return are_tones(heard, [AGENT_TONES.get(one) or CALLER_TONES[one] for one in sound.split("+")])
        hz = AGENT_TONES.get(sound) or CALLER_TONES.get(sound)
        return is_tone(heard, hz) if hz else self.sounds.is_prompt(heard, sound)

    # --- what is seen ----------------------------------------------------------------------------------------------

    async def expect_agent_is(self, agent: str, state: str, patience: float) -> None:
        await until(lambda: self._agent_is(agent, state), f"{agent} is not {state}", patience)

    async def expect_waits(self, caller: str, queue: str) -> None:
        complaint = f"{caller} does not wait in {queue}"
        await until(lambda: self._stands(caller, "queued", queue=queue), complaint, LISTENING)

    async def expect_rings(self, caller: str, agent: str) -> None:
        await until(lambda: self._stands(caller, "offered", agent=agent), f"{caller} rings not at {agent}", PATIENCE)

    async def expect_rings_at_all(self, caller: str, agents: tuple[str, ...]) -> None:
        async def look() -> bool:
            mine = [call for call in await self._calls() if call["id"] == self.callers[caller].call]
            return any(call["state"] == "offered" and as_set(call["parties"]) == set(agents) for call in mine)

        await until(look, f"{caller} does not ring at {agents}", PATIENCE)

    async def expect_too_late(self, agent: str, caller: str) -> None:
        # while the phone of who confirmed blinks, whoever has a phone is faster: that would not be too late
        await until(lambda: self._stands(caller, "talking"), f"{caller} is not taken", PATIENCE)
        with pytest.raises(Declined, match="was faster"):
            await self.agents[agent].ask("POST", f"/api/calls/{self.callers[caller].call}/confirm", {})

    async def expect_beep(self, agent: str, caller: str) -> None:
        phone = self.agents[agent].phone
        assert phone is not None
        assert has_tone(decoded(phone.ear.last(LATELY)), BEEP_HZ), f"{agent} heard no beep"
        assert not has_tone(self.callers[caller].rtp.recent(LATELY), BEEP_HZ), f"{caller} heard the beep"

    async def expect_gone(self, caller: str) -> None:
        who = self.callers[caller]
        await who.sipp.ended(60.0)
        await until(lambda: self._is_gone(who.call), f"the centre still has {caller}", PATIENCE)

    async def expect_forgotten(self, caller: str) -> None:
        """The centre has no such call any more, whatever the caller's phone believes."""
        call = self.callers[caller].call
        await until(lambda: self._is_gone(call), f"the centre still has {caller}", PATIENCE)

    async def expect_recording(self, caller: str, sounds: list[str], locked: bool) -> None:
        found = await until(lambda: self._recording(caller), f"no recording of {caller} is ready", LISTENING)
        (file,) = (self.house.data / "recordings").rglob(f"{found['id']}.flac")
        heard = tapes.story(file, CALLER_TONES[caller], AGENT_TONES)
        assert heard == sounds, heard
        assert found["locked"] is locked

    async def _recording(self, caller: str) -> Json | None:
        mine = await self._of_call("/api/recordings", caller)
        return mine[0] if mine and mine[0]["state"] == "ready" else None

    async def expect_ticket(self, caller: str, wish: TicketWish | None) -> None:
        await until(lambda: self._has_ticket(caller, wish), f"the tickets of {caller} are not {wish}", PATIENCE)

    async def expect_callback(self, caller: str, wish: CallbackWish | None) -> None:
        await until(lambda: self._has_callback(caller, wish), f"the callbacks of {caller} are not {wish}", PATIENCE)

    # --- inside ----------------------------------------------------------------------------------------------------

    async def health(self, part: str) -> str:
        """What the house says of one of its parts."""
        assert self._watch is not None
        parts = (await self._watch.ask("GET", "/api/health"))["parts"]
        assert isinstance(parts, dict)
        return str(parts[part])

    async def items(self, path: str) -> list[Json]:
        assert self._watch is not None
        found = (await self._watch.ask("GET", path))["items"]
        assert isinstance(found, list)
        return found

    async def _calls(self) -> list[Json]:
        return await self.items("/api/calls")

    async def _new_call(self, known: set[str]) -> Json | None:
        return next((call for call in await self._calls() if call["id"] not in known), None)

    async def _stands(self, caller: str, state: str, **wanted: str) -> bool:
        mine = [call for call in await self._calls() if call["id"] == self.callers[caller].call]
        return any(call["state"] == state and all(call[key] == value for key, value in wanted.items()) for call in mine)

    async def _agent_is(self, agent: str, state: str) -> bool:
        return any(one["id"] == agent and one["state"] == state for one in await self.items("/api/agents"))

    async def _is_gone(self, call: str) -> bool:
        return all(one["id"] != call for one in await self._calls())

    async def _of_call(self, path: str, caller: str) -> list[Json]:
        return [one for one in await self.items(path) if one["call"] == self.callers[caller].call]

    async def _has_ticket(self, caller: str, wish: TicketWish | None) -> bool:
        tickets = await self._of_call("/api/tickets?limit=100", caller)
        if wish is None:
            return not tickets
        return len(tickets) == 1 and fits(tickets[0], wish)

    async def _has_callback(self, caller: str, wish: CallbackWish | None) -> bool:
        callbacks = await self._of_call("/api/callbacks?limit=100", caller)
        if wish is None:
            return not callbacks
        numbers = (wish.number, self._mine(wish.number)) if wish.number else ()
        wanted = {"queue": wish.queue, "reason": wish.reason}
        if numbers and (not callbacks or callbacks[0]["caller"] not in numbers):
            return False
        return len(callbacks) == 1 and all(not value or callbacks[0][key] == value for key, value in wanted.items())

    def _mine(self, number: str) -> str:
        """A number of this scenario's own: promises made to callers of earlier ones must not count."""
        return number[:-2] + f"{self.turn:02d}"
