"""How long lists and searches of tickets take among a million: `python -m bench.tickets [sqlite|postgresql] [COUNT]`.

Tickets of a year of a house with 20 services and 200 agents, in Korean, Japanese and English. Measured are the answers
of the records, as the pages ask for them, one after the other; what is printed is the time of the slowest five in a
hundred.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from sqlalchemy import insert

from storage import ticket_texts as texts
from storage.database import Database, open
from storage.migrate import migrate_open
from storage.tables import ticket_texts, tickets
from storage.ticket_lists import Wanted
from storage.tickets import Tickets
from tests.support.databases import postgres

COUNT, STRIDE, TRIES = 1_000_000, 5_000, 40
SERVICES, AGENTS, GROUPS = 20, 200, 40
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
    name: str
    ask: Callable[[Tickets, random.Random], Awaitable[object]]


MINE = frozenset({"s1"})
SEVERAL = frozenset(f"s{n}" for n in range(5))
SOLVED = Wanted(services=SEVERAL, agent="a7", state="solved")
BY_ME = Wanted(services=SEVERAL, agent="a7", words="환불")
QUESTIONS = (
    Question("all, of one service", lambda kept, dice: kept.newest(Wanted(services=MINE), 50)),
    Question("all, of five services", lambda kept, dice: kept.newest(Wanted(services=SEVERAL), 50)),
    Question("all, somewhere in the middle", lambda kept, dice: kept.newest(_before(dice), 50)),
    Question("unassigned", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, state="unassigned"), 50)),
    Question("mine solved", lambda kept, dice: kept.newest(SOLVED, 50)),
    Question("in my groups", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, groups=frozenset({1, 2, 3})), 50)),
    Question("number of mine solved", lambda kept, dice: kept.count(SOLVED)),
    Question("number of unassigned", lambda kept, dice: kept.count(Wanted(services=SEVERAL, state="unassigned"))),
    Question("opened in one week", lambda kept, dice: kept.newest(_week(dice), 50)),
    Question("a frequent word", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, words="환불"), 50)),
    Question("two words", lambda kept, dice: kept.newest(_two(dice), 50)),
    Question("inside a word", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, words="기결"), 50)),
    Question("a rare word", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, words=RARE), 50)),
    Question("Japanese", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, words="払い戻"), 50)),
    Question(
        "last four digits",
        lambda kept, dice: kept.newest(_digits(dice), 50),
    ),
    Question("a whole number", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, words=number(dice)), 50)),
    Question("what is not there", lambda kept, dice: kept.newest(Wanted(services=SEVERAL, words="없는말씀"), 50)),
    Question("a word, mine only", lambda kept, dice: kept.newest(BY_ME, 50)),
)


def number(dice: random.Random) -> str:
    return f"010{dice.randrange(10**8):08d}"


def _before(dice: random.Random) -> Wanted:
    return Wanted(services=SEVERAL, before=dice.randrange(100, COUNT))


def _two(dice: random.Random) -> Wanted:
    return Wanted(services=SEVERAL, words=" ".join(dice.sample(WORDS, 2)))


def _digits(dice: random.Random) -> Wanted:
    return Wanted(services=SEVERAL, words=f"{dice.randrange(10**4):04d}")


def _week(dice: random.Random) -> Wanted:
    since = BEGAN + dice.random() * COUNT * SECONDS
    return Wanted(services=SEVERAL, since=since, until=since + 7 * 86_400)


def rows(count: int) -> Iterator[list[tuple[dict[str, object], dict[str, object]]]]:
    dice = random.Random(1)
    for begin in range(1, count + 1, STRIDE):
        yield [_row(id, dice) for id in range(begin, min(begin + STRIDE, count + 1))]


def _row(id: int, dice: random.Random) -> tuple[dict[str, object], dict[str, object]]:
    state, caller = dice.choice(STATES), number(dice)
    said = dice.choices(WORDS, cum_weights=WEIGHTS, k=dice.randint(6, 24)) + ([RARE] if dice.random() < 1e-4 else [])
    said += [OLD] if id < COUNT / 2 and dice.random() < 0.05 else []
    said += [ODD if id % 2 else EVEN] if dice.random() < 0.2 else []
    agent = "" if state == "unassigned" else f"a{dice.randrange(AGENTS)}"
    at = BEGAN + id * SECONDS
    subject, note = " ".join(said[:3]), " ".join(said[3:])
    row: dict[str, object] = {
        "id": id, "call": f"c{id}", "kind": "answered", "state": state, "service": f"s{dice.randrange(SERVICES)}",
        "queue": "q", "caller": caller, "path": [], "code": "", "agent": agent, "opened_at": at, "talk_seconds": 60.0,
        "subject": subject, "note": note, "changed_at": at, "group": dice.randrange(GROUPS),
    }  # fmt: skip
    return row, {"ticket": id, **texts.text_row([caller, subject, note])}


async def fill(database: Database, count: int) -> None:
    for page in rows(count):
        async with database.writing() as connection:
            await connection.execute(insert(tickets), [row for row, _ in page])
            await connection.execute(insert(ticket_texts), [text for _, text in page])
    if not database.is_sqlite:
        async with database.engine.connect() as connection:
            free = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await free.exec_driver_sql("VACUUM ANALYZE")


async def measured(database: Database) -> dict[str, float]:
    """Milliseconds that 95 of 100 answers take at most, by question."""
    kept, found = Tickets(database), {}
    for question in QUESTIONS:
        dice, taken = random.Random(2), []
        for _ in range(TRIES):
            begun = time.perf_counter()
            await question.ask(kept, dice)
            taken.append(1000 * (time.perf_counter() - begun))
        found[question.name] = sorted(taken)[int(0.95 * TRIES) - 1]
    return found


async def run(url: str, count: int) -> None:
    database = await open(url)
    await migrate_open(database)
    begun = time.perf_counter()
    await fill(database, count)
    print(f"{count} tickets in {time.perf_counter() - begun:.0f} s", flush=True)
    for name, milliseconds in (await measured(database)).items():
        print(f"| {name} | {milliseconds:.1f} |", flush=True)
    await database.close()


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="cordboard-bench-") as folder:
            asyncio.run(run(f"sqlite:///{Path(folder) / 'bench.db'}", count))
        return
    with postgres() as server:
        asyncio.run(run(server.new_url(), count))


if __name__ == "__main__":
    main()
