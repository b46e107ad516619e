"""Callers and desk phones by SIP, the same for every switch: dial, press a key, be taken, talk, be hung up.

    echo JSON | python -m bench.load.traffic        (the JSON: see `Told`)

Talks are from half to one and a half times as long as told, and nobody comes in step with the packets, both alike for
every switch: with talks of whole seconds `Queue`, which looks each second, hears of a free agent always after the same
fifth of one, and callers who come each 20 ms have their music at the same moment.

The phones answer at once, talk and hang up; nobody speaks, but each side sends a packet of silence every 20 s, so that
it is not taken for dead. Prints the port of the phones when they are registered and then, for each line with a `Round`
on standard input, one line of JSON: what happened to each call, how long agents were free, and the processor time that
this process took. Of callers who are there all the time it says before that when all have come, and when the time is
over: who has not been served by then hangs up. Times are of `time.monotonic`; 0.0 is "did not happen".
"""

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import asdict, dataclass, field

import msgspec
import uvloop

from bench.load.sip import HERE, Message, Wire, numbers
from tests.support.sip import authorised

BREATH = 0.3  # s between the answer and the key
PATIENCE = 55.0  # s more than the talk after which a caller gives up
BREATHES = 20.0  # s; who sends nothing for 60 is hung up
SPREAD = 0.5  # of a talk, shorter or longer
FILL = 50  # callers a second: nobody is refused for coming with all others at once
SETTLE = 1.0  # s from the last of them until it counts
EXPIRES = 300  # s
LONGEST = 8 << 20  # bytes of a line: thousands of phones


class Told(msgspec.Struct):
    """phones: user → secret, "" for one that needs not register; port: of the phones, 0 for any; talk: s, as a mean."""

    host: str
    port: int
    number: str
    phones: dict[str, str]
    talk: float = 1.0
    key: str = "0"


class Round(msgspec.Struct):
    """Either so many calls a second, or so many callers all the time: who is gone is replaced at once, and only what
    ends while all are there counts."""

    seconds: float
    rate: float = 0.0
    callers: int = 0


@dataclass(slots=True)
class Times:
    """rang: INVITE at an agent; over: the other side hung up; gone: it ended, whoever ended it."""

    dialled: float = 0.0
    answered: float = 0.0
    pressed: float = 0.0
    rang: float = 0.0
    over: float = 0.0
    gone: float = 0.0


@dataclass(eq=False, slots=True)
class Caller:
    sender: str
    call_id: str
    times: Times
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    peer: str = ""  # the address of the other side
    to: str = ""
    cseq: int = 1
    patience: asyncio.Timeout | None = None


@dataclass(eq=False, slots=True)
class Phone:
    user: str
    secret: str
    free_at: float = 0.0  # since when it has no call, 0.0 before the first
    registered: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False, slots=True)
class Talk:
    phone: Phone
    invite: Message
    tag: str
    over: bool = False


class Callers:
    def __init__(self, told: Told) -> None:
        self._told = told
        self.wire = Wire((told.host, told.port), self._heard)
        self.living: dict[str, Caller] = {}
        self.by_number: dict[str, Caller] = {}

    async def one(self, *, patient: bool = False) -> Times:
        """A whole call. patient: waits until it is told to give up."""
        number = next(numbers)
        caller = Caller(f"0105{number:07d}", f"c{number}@bench", Times(time.monotonic()))
        self.living[caller.call_id] = self.by_number[caller.sender] = caller
        self._ask(caller, "INVITE", self._uri, self.wire.sdp())
        try:
            async with asyncio.timeout(None if patient else self._longest) as caller.patience:
                await caller.gone.wait()
        except TimeoutError:
            self._ask(caller, "BYE" if caller.peer else "CANCEL", caller.peer or self._uri)
        caller.times.gone = time.monotonic()
        del self.living[caller.call_id], self.by_number[caller.sender]
        return caller.times

    def give_up(self) -> None:
        """All of them, now."""
        for caller in self.living.values():
            if caller.patience is not None:
                caller.patience.reschedule(0.0)

    @property
    def _longest(self) -> float:
        return PATIENCE + self._told.talk * (1 + SPREAD)

    @property
    def _uri(self) -> str:
        return f"sip:{self._told.number}@{self._told.host}:{self._told.port}"

    def _ask(self, caller: Caller, method: str, uri: str, body: str = "", kind: str = "application/sdp") -> None:
        if method not in ("ACK", "CANCEL", "INVITE"):
            caller.cseq += 1
        cseq = 1 if method == "ACK" else caller.cseq
        headers = {
            "From": f"<sip:{caller.sender}@{HERE}>;tag={caller.sender}",
            "To": caller.to or f"<{self._uri}>",
            "Call-ID": caller.call_id,
            "CSeq": f"{cseq} {method}",
            "Contact": f"<sip:caller@{HERE}:{self.wire.port}>",
        }
        self.wire.ask(f"{method} {uri} SIP/2.0", headers, body, kind)

    def _heard(self, message: Message) -> None:
        caller = self.living.get(message.call_id)
        if message.status == 0:
            self._asked(message, caller)
        elif caller and message.method == "INVITE" and message.status >= 200:
            self._answered(caller, message)

    def _asked(self, message: Message, caller: Caller | None) -> None:
        if message.method != "ACK":
            self.wire.answer(message, "200 OK")
        if caller and message.method == "BYE":
            caller.times.over = message.at
            caller.gone.set()

    def _answered(self, caller: Caller, message: Message) -> None:
        caller.to = message.headers["to"]
        if message.status >= 300:
            self._ask(caller, "ACK", self._uri)
            caller.gone.set()
            return
        new = not caller.peer
        caller.peer = message.contact
        self._ask(caller, "ACK", caller.peer)
        if new:
            caller.times.answered = time.monotonic()
            asyncio.get_running_loop().call_later(BREATH, self._press, caller)
            self._live(caller, message.media, 1)

    def _live(self, caller: Caller, media: tuple[str, int], number: int) -> None:
        if not caller.gone.is_set():
            self.wire.breathe(media, number)
            asyncio.get_running_loop().call_later(BREATHES, self._live, caller, media, number + 1)

    def _press(self, caller: Caller) -> None:
        if not caller.gone.is_set():
            caller.times.pressed = time.monotonic()
            digit = f"Signal={self._told.key}\r\nDuration=100\r\n"
            self._ask(caller, "INFO", caller.peer, digit, "application/dtmf-relay")


class Phones:
    """delays: s from the agent's hanging up to the next INVITE at the same agent; rings: whose INVITE, and when."""

    def __init__(self, told: Told, callers: Callers, port: int = 0) -> None:
        self._told, self._callers = told, callers
        self.wire = Wire((told.host, told.port), self._heard)
        self._phones = {user: Phone(user, secret) for user, secret in told.phones.items()}
        self._talks: dict[str, Talk] = {}
        self.delays: list[float] = []
        self.rings: list[tuple[str, float]] = []
        self.chance = random.Random(0)

    async def register(self) -> None:
        for phone in self._phones.values():
            if phone.secret:
                self._register(phone, 1)
                async with asyncio.timeout(10.0):
                    await phone.registered.wait()

    async def keep(self) -> None:
        while True:
            await asyncio.sleep(EXPIRES / 2)
            await self.register()

    def _register(self, phone: Phone, cseq: int, login: dict[str, str] | None = None) -> None:
        me = f"<sip:{phone.user}@{self._told.host}>"
        headers = {
            "From": f"{me};tag={phone.user}",
            "To": me,
            "Call-ID": f"{phone.user}@register",
            "CSeq": f"{cseq} REGISTER",
            "Contact": f"<sip:{phone.user}@{HERE}:{self.wire.port}>",
            "Expires": str(EXPIRES),
        }
        self.wire.ask(f"REGISTER sip:{self._told.host} SIP/2.0", headers | (login or {}))

    def _heard(self, message: Message) -> None:
        match message.status, message.method:
            case 401, "REGISTER":
                phone = self._phones[message.call_id.partition("@")[0]]
                uri = f"sip:{self._told.host}"
                login = authorised(phone.user, phone.secret, message.headers["www-authenticate"], uri)
                self._register(phone, 2, {"Authorization": login})
            case 200, "REGISTER":
                self._phones[message.call_id.partition("@")[0]].registered.set()
            case 0, "INVITE":
                self._ring(message)
            case 0, "ACK":
                pass
            case 0, method:
                self.wire.answer(message, "200 OK", "t")
                if method in ("BYE", "CANCEL"):
                    self._end(message.call_id)

    def _ring(self, invite: Message) -> None:
        talk = self._talks.get(invite.call_id)
        if talk is None:
            phone, now = self._phones[invite.user()], invite.at
            talk = self._talks[invite.call_id] = Talk(phone, invite, f"p{next(numbers)}")
            self.rings.append((phone.user, now))
            if phone.free_at:
                self.delays.append(now - phone.free_at)
            found = re.search(r"sip:(\d+)@", invite.headers["from"])
            if found and (caller := self._callers.by_number.get(found[1])) and not caller.times.rang:
                caller.times.rang = now
            length = self._told.talk * self.chance.uniform(1 - SPREAD, 1 + SPREAD)
            asyncio.get_running_loop().call_later(length, self._hang_up, talk)
            self.wire.answer(invite, "180 Ringing", talk.tag)
            self._live(talk, 1)
        self.wire.answer(invite, "200 OK", talk.tag, self.wire.sdp())

    def _live(self, talk: Talk, number: int) -> None:
        if not talk.over:
            self.wire.breathe(talk.invite.media, number)
            asyncio.get_running_loop().call_later(BREATHES, self._live, talk, number + 1)

    def _hang_up(self, talk: Talk) -> None:
        if talk.over:
            return
        headers = {
            "From": f"{talk.invite.headers['to']};tag={talk.tag}",
            "To": talk.invite.headers["from"],
            "Call-ID": talk.invite.call_id,
            "CSeq": "1 BYE",
        }
        self.wire.ask(f"BYE {talk.invite.contact} SIP/2.0", headers)
        self._end(talk.invite.call_id)

    def _end(self, call_id: str) -> None:
        talk = self._talks.pop(call_id, None)
        if talk:
            talk.over = True
            talk.phone.free_at = time.monotonic()


async def at_rate(callers: Callers, told: Round) -> list[Times]:
    """However slowly they are served."""
    begun, lives = time.monotonic(), []
    for number in range(round(told.rate * told.seconds)):
        await asyncio.sleep(max(0.0, begun + number / told.rate - time.monotonic()))
        lives.append(asyncio.create_task(callers.one()))
    return list(await asyncio.gather(*lives))


async def always(callers: Callers, told: Round) -> list[Times]:
    """Those who were gone while all were there."""
    ended, chance = False, random.Random(0)

    async def place(number: int) -> list[Times]:
        await asyncio.sleep((number + chance.random()) / FILL)
        had = []
        while not ended:
            had.append(await callers.one(patient=True))
        return had

    places = [asyncio.create_task(place(number)) for number in range(told.callers)]
    await asyncio.sleep(told.callers / FILL + SETTLE)
    began = _say("all are here")
    await asyncio.sleep(told.seconds)
    ended, over = True, _say("it is over")
    while callers.living:  # one may come just now
        callers.give_up()
        await asyncio.sleep(0.1)
    return [each for had in await asyncio.gather(*places) for each in had if began < each.gone <= over]


def _say(what: str) -> float:
    now = time.monotonic()
    print(json.dumps({"now": what, "at": now}), flush=True)
    return now


async def play(callers: Callers, phones: Phones, told: Round) -> dict[str, object]:
    phones.delays.clear()
    phones.rings.clear()
    phones.chance.seed(0)
    processor = time.process_time()
    calls = await (always if told.callers else at_rate)(callers, told)
    delays = phones.delays[len(phones.delays) // 10 :]
    return {
        "calls": [asdict(each) for each in calls],
        "delays": delays,
        "rings": phones.rings,
        "processor": time.process_time() - processor,
    }


async def work() -> None:
    reader = asyncio.StreamReader(LONGEST)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    told = msgspec.json.decode(await reader.readline(), type=Told)
    callers = Callers(told)
    phones = Phones(told, callers)
    callers.wire.open()
    phones.wire.open()
    await phones.register()
    keeping = asyncio.create_task(phones.keep())
    print(json.dumps({"port": phones.wire.port}), flush=True)
    while line := await reader.readline():
        print(json.dumps(await play(callers, phones, msgspec.json.decode(line, type=Round))), flush=True)
    keeping.cancel()


if __name__ == "__main__":
    uvloop.run(work())
