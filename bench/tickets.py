"""How long lists of tickets take among a million: `python -m bench.tickets [sqlite|postgresql|URL] [COUNT]`.

Tickets of a year of a house with 20 services and 200 agents, in Korean, Japanese and English. Measured are the answers
of the records, as the pages ask for them, one after the other. A URL in place of a kind is filled if it is empty, and
kept.
"""

import asyncio
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from sqlalchemy import insert, text

from storage import ticket_texts as texts
from storage.database import Database, open
from storage.migrate import migrate_open
from storage.tables import customer_contacts, customers, ticket_texts, tickets
from storage.ticket_lists import Wanted
from storage.tickets import Tickets
from tests.support.databases import postgres

COUNT, STRIDE = 1_000_000, 5_000
TRIES, WARM = 40, 3  # questions that are measured; asked before
SERVICES, AGENTS, GROUPS = 20, 200, 40
CUSTOMERS = 10_000  # of each service
KINDS = ("answered",) * 8 + ("abandoned", "outbound")
BEGAN, SECONDS = 1_750_000_000.0, 30.0  # of the first ticket; between two of them
KOREAN = """
환불 요청 카드 결제 배송 지연 문의 계좌 이체 영수증 재발급 로그인 오류 정기결제 해지 주소 변경 쿠폰
적용 회원 탈퇴 교환 반품 접수 확인
부탁
"""
JAPANESE = """
払い戻し カード 住所変更 配送状況 解約手続き 請求書 再発行 ログイン 問い合わせ 返品 交換 確認中
"""
ENGLISH = """
refund card payment delayed delivery invoice login error address change coupon
order cancelled account closed
"""
FREQUENT = (KOREAN + JAPANESE + ENGLISH).split()
RARE_TYPE = 999
RARE = "코드블루"  # in one ticket of ten thousand
OLD = "구요금제"  # in every twentieth of the older half, in none of the newer
ODD, EVEN = "왼쪽창구", "오른편접수"  # in every fifth of the odd and of the even numbers: never together
STATES = ("completed",) * 90 + ("solved",) * 6 + ("open",) * 2 + ("held", "unassigned")


def _vocabulary() -> list[str]:
    """The frequent words first, then some four thousand made ones, in the three scripts."""
    dice = random.Random(3)
    syllables = [chr(0xAC00 + dice.randrange(11172)) for _ in range(600)]
    signs = [chr(0x4E00 + dice.randrange(3000)) for _ in range(500)] + [chr(0x3042 + n) for n in range(80)]
    made = [_made(dice.choice((syllables, signs, list("aeioubcdfghklmnprst"))), dice) for _ in range(4000)]
    return FREQUENT + made


def _made(letters: list[str], dice: random.Random) -> str:
    size = dice.randint(4, 9) if letters[0] < "z" else dice.randint(2, 4)
    return "".join(dice.choices(letters, k=size))


WORDS = _vocabulary()
WEIGHTS = list(accumulate(1 / (8 + rank) for rank in range(len(WORDS))))  # as words of a language are spread (Zipf)


@dataclass(frozen=True, slots=True)
class Question:
    """ask: a page, or how many there are."""

    name: str
    ask: Wanted | Callable[[random.Random], Wanted]
    counts: bool = False


SEVERAL = frozenset(f"s{n}" for n in range(5))  # services of one person
OF_ALL = frozenset(f"s{n}" for n in range(SERVICES))
ALL = Wanted(services=SEVERAL)
SOLVED = Wanted(services=SEVERAL, agent="a7", state="solved")
FREE = Wanted(services=SEVERAL, state="unassigned")


def number(dice: random.Random) -> str:
    return f"010{dice.randrange(10**8):08d}"


def _ranked(dice: random.Random, first: int, end: int) -> Wanted:
    return Wanted(services=SEVERAL, words=dice.choice(WORDS[first:end]))


def _before(dice: random.Random) -> Wanted:
    return Wanted(services=SEVERAL, before=dice.randrange(100, COUNT))


def _two(dice: random.Random) -> Wanted:
    return Wanted(services=SEVERAL, words=" ".join(dice.sample(FREQUENT[:20], 2)))


def _customers(dice: random.Random, count: int) -> Wanted:
    """Those whom somebody's search among customers has found."""
    return Wanted(services=SEVERAL, customers=frozenset(_customer(dice.randrange(5), dice) for _ in range(count)))


def _customer(service: int, dice: random.Random) -> int:
    return dice.randrange(CUSTOMERS) * SERVICES + service + 1


def _week(dice: random.Random) -> Wanted:
    since = BEGAN + dice.random() * COUNT * SECONDS
    return Wanted(services=SEVERAL, since=since, until=since + 7 * 86_400)


QUESTIONS = (
    Question("all, of one service", replace(ALL, services=frozenset({"s1"}))),
    Question("all, of five services", ALL),
    Question("all, of all 20 services", replace(ALL, services=OF_ALL)),
    Question("all, a page somewhere in the middle", _before),
    Question("unassigned", FREE),
    Question("mine solved", SOLVED),
    Question("in my three groups", replace(ALL, groups=frozenset({1, 2, 3}))),
    Question("number of mine solved", SOLVED, counts=True),
    Question("number of unassigned", FREE, counts=True),
    Question("number of all (999+)", ALL, counts=True),
    Question("opened in one week", _week),
    Question("opened in one week, spam", lambda dice: replace(_week(dice), state="spam")),
    Question("one receipt type of 50", replace(ALL, receipts=frozenset({7}))),
    Question("a rare receipt type", replace(ALL, receipts=frozenset({RARE_TYPE}))),
    Question("urgent", replace(ALL, priority="urgent")),
    Question("made by hand", replace(ALL, channel="manual")),
    Question("one caller", lambda dice: Wanted(services=SEVERAL, caller=number(dice))),
    Question("a kind of one in ten", replace(ALL, kind="abandoned")),
    Question("one processing type of 37", replace(ALL, processings=frozenset({7}))),
    Question("of one customer", lambda dice: _customers(dice, 1)),
    Question("of 200 customers", lambda dice: _customers(dice, 200)),
    Question("of 200 customers, a word", lambda dice: replace(_customers(dice, 200), words="환불")),
    Question("a frequent word", lambda dice: _ranked(dice, 0, 20)),
    Question("a frequent word, a page in the middle", lambda dice: replace(_before(dice), words="환불")),
    Question("a word of one in a hundred", lambda dice: _ranked(dice, 250, 350)),
    Question("a word of one in a thousand", lambda dice: _ranked(dice, 2500, 3500)),
    Question("two frequent words", _two),
    Question("two words, one of them less frequent", replace(ALL, words=f"환불 {WORDS[300]}")),
    Question("inside a word", replace(ALL, words="기결")),
    Question("one letter of Hangul", replace(ALL, words="환")),
    Question("one letter of Latin", replace(ALL, words="r")),
    Question("two letters of Latin", replace(ALL, words="fu")),
    Question("a rare word", replace(ALL, words=RARE)),
    Question("Japanese", replace(ALL, words="払い戻")),
    Question("Japanese, one sign", replace(ALL, words="払")),
    Question("last four digits", lambda dice: Wanted(services=SEVERAL, words=f"{dice.randrange(10**4):04d}")),
    Question("a whole number", lambda dice: Wanted(services=SEVERAL, words=number(dice))),
    Question("what is not there", replace(ALL, words="없는말씀")),
    Question("a word, mine only", replace(ALL, words="환불", agent="a7")),
    Question("a word, in all 20 services", replace(ALL, words="환불", services=OF_ALL)),
    Question("a word, unassigned", replace(ALL, words="환불", state="unassigned")),
    Question("a word, in one week", lambda dice: replace(_week(dice), words="환불")),
    Question("a word of one in a hundred, mine only", lambda dice: replace(_ranked(dice, 250, 350), agent="a7")),
    Question(
        "a word of one in a hundred, a rare receipt type",
        replace(ALL, words=WORDS[300], receipts=frozenset({RARE_TYPE})),
    ),
    Question("a title", replace(ALL, title="환불 요청")),
    Question("a word of the older half only", replace(ALL, words=OLD)),
    Question("two frequent words, never together", replace(ALL, words=f"{ODD} {EVEN}")),
)


Rows = tuple[dict[str, object], dict[str, object], dict[str, object]]  # ticket, text, contact of a customer


def rows(count: int) -> Iterator[list[Rows]]:
    dice = random.Random(1)
    for begin in range(1, count + 1, STRIDE):
        yield [_row(id, dice) for id in range(begin, min(begin + STRIDE, count + 1))]


def _row(id: int, dice: random.Random) -> Rows:
    state, caller = dice.choice(STATES), number(dice)
    said = dice.choices(WORDS, cum_weights=WEIGHTS, k=dice.randint(6, 24)) + ([RARE] if dice.random() < 1e-4 else [])
    said += [OLD] if id < COUNT / 2 and dice.random() < 0.05 else []
    said += [ODD if id % 2 else EVEN] if dice.random() < 0.2 else []
    agent = "" if state == "unassigned" else f"a{dice.randrange(AGENTS)}"
    at = BEGAN + id * SECONDS
    subject, note, service = " ".join(said[:3]), " ".join(said[3:]), dice.randrange(SERVICES)
    row: dict[str, object] = {
        "id": id, "call": f"c{id}", "kind": dice.choice(KINDS), "state": state, "service": f"s{service}",
        "queue": "q", "caller": caller, "path": [], "code": "", "agent": agent, "opened_at": at, "talk_seconds": 60.0,
        "subject": subject, "note": note, "changed_at": at, "group": dice.randrange(GROUPS),
        "receipt": RARE_TYPE if id % 20011 == 0 else id % 50 + 1, "channel": "phone" if id % 499 else "manual",
        "priority": "normal" if id % 997 else "urgent", "processing": id % 37 + 1,
    }  # fmt: skip
    contact: dict[str, object] = {"kind": "ticket", "id": id, "customer": _customer(service, dice), "call": f"c{id}"}
    return row, {"ticket": id, **texts.text_row([caller, subject, note], subject)}, contact | {"at": at}


async def fill(database: Database, count: int) -> None:
    records = [(number * SERVICES + of + 1, f"s{of}") for number in range(CUSTOMERS) for of in range(SERVICES)]
    known = [{"id": id, "service": of, "root": id, "made_at": BEGAN, "seen_at": BEGAN} for id, of in records]
    async with database.writing() as connection:
        await connection.execute(insert(customers), known)
    for page in rows(count):
        async with database.writing() as connection:
            for number, table in enumerate((tickets, ticket_texts, customer_contacts)):
                await connection.execute(insert(table), [rows[number] for rows in page])
    if not database.is_sqlite:
        async with database.engine.connect() as connection:
            free = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await free.exec_driver_sql("VACUUM ANALYZE")


@dataclass(frozen=True, slots=True)
class Measured:
    """p50, p95: milliseconds; cpu: mean milliseconds of a processor, of this process and the sessions of PostgreSQL on
    this machine; rows: found at most."""

    p50: float
    p95: float
    cpu: float
    rows: int


async def busy(database: Database) -> float:
    """Milliseconds of a processor so far."""
    own = 1000 * time.process_time()
    if database.is_sqlite:
        return own
    async with database.reading() as connection:
        sessions = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        pids = list(await connection.scalars(sessions))
    files = [Path(f"/proc/{pid}/schedstat") for pid in pids]
    return own + sum(int(file.read_text().split()[0]) / 1e6 for file in files if file.exists())


async def measured(database: Database, question: Question) -> Measured:
    kept, dice, taken, rows, before = Tickets(database), random.Random(2), [], 0, 0.0
    for attempt in range(WARM + TRIES):
        wanted = question.ask if isinstance(question.ask, Wanted) else question.ask(dice)
        before = await busy(database) if attempt == WARM else before
        begun = time.perf_counter()
        found = await kept.count(wanted) if question.counts else len(await kept.newest(wanted, 50))
        if attempt >= WARM:
            taken.append(1000 * (time.perf_counter() - begun))
            rows = max(rows, found)
    cpu = (await busy(database) - before) / TRIES
    taken.sort()
    return Measured(taken[TRIES // 2], taken[int(0.95 * TRIES) - 1], cpu, rows)


async def ask(database: Database) -> None:
    version = "SELECT sqlite_version()" if database.is_sqlite else "SHOW server_version"
    async with database.reading() as connection:
        told = await connection.scalar(text(version))
    print(f"{database.engine.dialect.name} {told}, Python {platform.python_version()}, n = {TRIES}, in milliseconds")
    print("| question | p50 | p95 | CPU | rows | load |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for question in QUESTIONS:
        of = await measured(database, question)
        load = os.getloadavg()[0]
        print(f"| {question.name} | {of.p50:.1f} | {of.p95:.1f} | {of.cpu:.1f} | {of.rows} | {load:.0f} |", flush=True)


async def run(url: str, count: int) -> None:
    """Fills the database unless it is filled."""
    database = await open(url)
    await migrate_open(database)
    begun = time.perf_counter()
    if await Tickets(database).next_number() == 1:
        await fill(database, count)
        print(f"{count} tickets in {time.perf_counter() - begun:.0f} s", flush=True)
    await ask(database)
    await database.close()


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    if "://" in kind:
        asyncio.run(run(kind, count))
        return
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="cordboard-bench-") as folder:
            asyncio.run(run(f"sqlite:///{Path(folder) / 'bench.db'}", count))
        return
    with postgres() as server:
        asyncio.run(run(server.new_url(), count))


if __name__ == "__main__":
    main()
