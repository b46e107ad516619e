"""What follows from entries is kept with them, and found again."""

from dataclasses import replace

import pytest

from config.demo import demo_centre
from config.settings import Settings
from cti.facts import LineAnswered, LineOpened, LineRung, PhoneChosen, PhoneKind, QueueChanged, QueueRemoved
from cti.plan import Number, Plan, Recording, Skill
from cti.queue import settings_of
from ivr.facts import NumberRemoved
from journal import Entry, Fact
from storage import callbacks, queues, routes, tickets
from storage.callbacks import Callbacks, Sought
from storage.database import Database
from storage.journal import SqlLog
from storage.migrate import migrate_open
from storage.people import Passwords, People
from storage.phones import PhoneBook, StoredPhone
from storage.plan import load_plan
from storage.quality import Minute, QualityRecords
from storage.seed import seed
from storage.sessions import IDLE_LIMIT, LIMIT, MOST_LATE, Sessions
from storage.skills import Abilities
from storage.ticket_lists import Wanted
from storage.tickets import Head, Tickets
from tests.server.web.desk import QUICK
from ticketing import facts
from ticketing.facts import CallbackReason, CallbackResult, TicketKind
from ticketing.life import TicketStep, Wish
from ticketing.promises import Promise

OPENED = facts.TicketOpened(
    "a", 1, TicketKind.ANSWERED, "support", "general", "0311112222", "kim", ("Payments", "카드")
)
ASKED = facts.CallbackAsked("a", 1, "support", "general", "0311112222", CallbackReason.ASKED)


async def keep(database: Database, *story: Fact) -> None:
    log = SqlLog(database, [tickets.keep, callbacks.keep, queues.keep, routes.keep])
    first = await log.last_number() + 1
    await log.append([Entry(first + at, 1000.0 + at, None, fact) for at, fact in enumerate(story)])


async def test_a_ticket_is_opened_passed_flagged_and_measured(database: Database) -> None:
    flagged = facts.TicketFlagged("a", 1, "hostile", "abuse")
    await keep(database, OPENED, facts.TicketPassed("a", 1, "lee"), flagged, flagged)
    await keep(database, facts.TalkEnded("a", 1, 61.5, "normal", "caller"))
    ticket = await Tickets(database).get(1)
    assert ticket is not None
    assert (ticket.agent, ticket.flags, ticket.talk_seconds, ticket.path) == (
        "lee",
        ["hostile"],
        61.5,
        ["Payments", "카드"],
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [5, 3, 2, 1]),
        (Wanted(before=3), [2, 1]),
        (Wanted(agent="lee"), [2]),
        (Wanted(services=frozenset({"sales"})), [3]),
        (Wanted(services=frozenset()), []),
        (Wanted(services=frozenset({"sales", "support"}), before=4), [3, 2, 1]),
        (Wanted(caller="0311112222"), [5, 3, 1]),
        (Wanted(words="환불 급함"), [2]),
        (Wanted(words="100%"), []),
        (Wanted(words="불을"), [2]),
        (Wanted(words="급"), [2]),
        (Wanted(words="PERCENT"), [1]),
        (Wanted(words="98-89"), []),
        (Wanted(words="0399-998"), [2]),
        (Wanted(words="카드사"), [3]),
        (Wanted(title="급함"), [2]),
        (Wanted(title="환불"), []),
        (Wanted(state="solved"), [2]),
        (Wanted(state="spam"), [4]),
        (Wanted(channel="manual"), [5]),
        (Wanted(groups=frozenset({7, 8})), [5, 3]),
        (Wanted(groups=frozenset({7}), services=frozenset({"sales"})), [3]),
        (Wanted(groups=frozenset()), []),
        (Wanted(since=1001.0, until=1003.0), [3, 2]),
        (Wanted(until=999.0), []),
        (Wanted(since=9999.0), []),
        (Wanted(receipts=frozenset({4, 5})), [3]),
        (Wanted(priority="high"), [3]),
        (Wanted(ids=frozenset({1, 4})), [1]),
    ],
)
async def test_tickets_are_narrowed(database: Database, wanted: Wanted, found: list[int]) -> None:
    second = replace(OPENED, ticket=2, agent="lee", caller="0399998888")
    by_hand = replace(OPENED, ticket=4, kind=TicketKind.MANUAL, agent="", caller="", service="support")
    third = replace(OPENED, ticket=3, service="sales")
    await keep(database, OPENED, second, third, by_hand, replace(by_hand, ticket=5, caller=OPENED.caller))
    kept = Tickets(database)
    await kept.step(4, Wish(TicketStep.SPAM, "kim"), 1.0)
    await kept.step(5, Wish(TicketStep.ASSIGN, "", group=8, trigger=True), 1.0)
    head: Head = {"group": 7, "receipt": 5, "priority": "high"}
    await kept.step(3, Wish(TicketStep.COMMENT, "kim"), 1.0, "카드사에 물어봄", head)
    await kept.change(2, {"note": "고객이 환불을 원함", "subject": "급함", "state": "solved"})
    await kept.change(1, {"note": "100 percent"})
    assert [ticket.id for ticket in await kept.newest(wanted, 10)] == found


async def test_numbers_of_tickets_and_callbacks_go_on_after_a_restart(database: Database) -> None:
    assert (await Tickets(database).next_number(), await Callbacks(database).next_number()) == (1, 1)
    await keep(database, OPENED, ASKED)
    assert (await Tickets(database).next_number(), await Callbacks(database).next_number()) == (2, 2)


async def test_a_callback_waits_until_it_is_closed(database: Database) -> None:
    await keep(database, ASKED, replace(ASKED, call="b", callback=2))
    await keep(database, facts.CallbackClosed("a", 1))
    kept = Callbacks(database)
    assert [each.id for each in await kept.waiting()] == [2]
    support = frozenset({"support"})
    assert [each.id for each in await kept.find(Sought(support, stage="complete"))] == [1]
    assert await kept.promises() == {2: Promise("b", "general", "0311112222", "support")}


@pytest.mark.spec("CB-03", "CB-07", "CB-08", "CB-15")
async def test_what_is_done_with_a_callback_is_kept_and_found(database: Database) -> None:
    await keep(database, replace(ASKED, path=("Payments", "Card")), replace(ASKED, call="b", callback=2))
    await keep(database, facts.CallbackAssigned("a", 1, "support", "agent1", "boss"))
    await keep(database, facts.CallbackTried("a", 1, "agent1"), facts.CallbackTimed("a", 1, "support", "agent1", 99.0))
    await keep(database, facts.CallbackAskedAgain("c", 1, "support", CallbackReason.ABANDONED))
    kept, whole = Callbacks(database), Sought(frozenset({"support"}))
    (mine,) = await kept.find(Sought(own=frozenset({"support"}), person="agent1"))
    assert (mine.id, mine.attempts, mine.again, mine.due_at, mine.assigner) == (1, 1, 1, 99.0, "boss")
    assert (await kept.promises())[1] == Promise("a", "general", "0311112222", "support", "agent1", 99.0)
    for sought, found in (
        (replace(whole, path="Payments > Card"), [1]),
        (replace(whole, stage="registered"), [2]),
        (replace(whole, caller="1112"), [2, 1]),
        (replace(whole, assigner="boss"), [1]),
        (replace(whole, first=1e12), []),
        (Sought(frozenset({"sales"})), []),
    ):
        assert [each.id for each in await kept.find(sought)] == found, sought
    await keep(database, facts.CallbackUnassigned("a", 1, "support", "agent1", "boss"))
    await keep(database, facts.CallbackClosed("a", 1, "support", "", CallbackResult.NOT_WANTED))
    (over,) = await kept.find(replace(whole, stage="complete"))
    assert (over.assignee, over.attempts, over.due_at, over.result) == ("", 1, 99.0, "not wanted")
    assert over.closed_at > 0


async def test_the_demo_is_brought_in_once_and_read_again_as_it_was(database: Database) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    await seed(database, demo.plan, "another password", QUICK)
    read = await load_plan(database)
    assert (read.services, read.numbers, read.queues) == (demo.plan.services, demo.plan.numbers, demo.plan.queues)
    assert (read.people, read.reasons) == (demo.plan.people, demo.plan.reasons)
    assert await People(database, QUICK).sign_in("agent1", "cordboard") is not None


async def test_a_number_of_the_demo_that_was_removed_stays_away(database: Database) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    await keep(database, NumberRemoved("0700000002", "sales", "owner"))
    await seed(database, demo.plan, demo.password, QUICK)
    assert sorted((await load_plan(database)).numbers) == ["0700000001"]


async def test_a_queue_and_a_skill_of_the_demo_that_were_removed_stay_away(database: Database) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    gone = next(iter(demo.plan.skills))
    await keep(database, QueueRemoved("payments", "owner", "Payments"))
    await Abilities(database).remove_skill(gone)
    await seed(database, demo.plan, demo.password, QUICK)
    read = await load_plan(database)
    assert set(read.queues) == set(demo.plan.queues) - {"payments"}
    assert set(read.skills) == set(demo.plan.skills) - {gone}


def grown(plan: Plan) -> Plan:
    """The plan of a later demo."""
    queue = replace(plan.queues["sales"], id="returns", name="Returns", members=frozenset({"agent1", "agent3"}))
    return replace(
        plan,
        numbers=plan.numbers | {"0700000003": Number("0700000003", "sales", "sales")},
        queues=plan.queues | {"returns": queue},
        skills=plan.skills | {"korean": Skill("korean", "한국어", "support")},
        levels=plan.levels | {"agent1": {**plan.levels["agent1"], "korean": 9, "english": 1}},
    )


async def test_what_a_later_demo_has_new_comes_once_and_what_was_removed_stays_away(database: Database) -> None:
    demo = demo_centre(Settings().http)
    later = grown(demo.plan)
    await seed(database, demo.plan, demo.password, QUICK)
    await keep(database, QueueRemoved("payments", "owner", "Payments"))
    await Abilities(database).remove_skill("english")
    await seed(database, later, demo.password, QUICK)
    read = await load_plan(database)
    assert set(read.queues) == set(later.queues) - {"payments"}
    assert read.queues["returns"] == later.queues["returns"]
    assert set(read.skills) == set(later.skills) - {"english"}
    assert read.levels["agent1"] == {"cards": 5, "korean": 9}
    assert set(read.numbers) == set(later.numbers)
    await keep(database, QueueRemoved("returns", "owner", "Returns"), NumberRemoved("0700000003", "sales", "owner"))
    await Abilities(database).remove_skill("korean")
    await seed(database, later, demo.password, QUICK)
    read = await load_plan(database)
    assert ({"returns", "payments"} & set(read.queues), set(read.skills) & {"english", "korean"}) == (set(), set())
    assert set(read.numbers) == set(demo.plan.numbers)


async def test_a_queue_of_somebodys_own_stays_theirs_when_a_later_demo_has_one_of_its_id(database: Database) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    own = replace(demo.plan.queues["sales"], id="returns", name="Ours", members=frozenset({"agent4"}))
    await seed(database, replace(demo.plan, queues={"returns": own}), demo.password, QUICK)
    await seed(database, grown(demo.plan), demo.password, QUICK)
    assert (await load_plan(database)).queues["returns"] == own


async def test_a_demo_from_before_things_were_noted_gets_what_is_new_and_nothing_that_was_removed(
    database: Database,
) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    await keep(database, QueueRemoved("payments", "owner", "Payments"), NumberRemoved("0700000002", "sales", "owner"))
    await Abilities(database).remove_skill("english")
    await migrate_open(database, "0038")
    await migrate_open(database)
    await seed(database, grown(demo.plan), demo.password, QUICK)
    read = await load_plan(database)
    assert sorted(read.queues) == ["account", "general", "returns", "sales"]
    assert sorted(read.skills) == ["cards", "contracts", "japanese", "korean"]
    assert sorted(read.numbers) == ["0700000001", "0700000003"]


async def test_passwords_are_argon2id_and_close_with_the_account(database: Database) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, replace(demo.plan, people={"agent1": demo.plan.people["agent1"]}, queues={}), "a password")
    people = People(database)
    assert (await Passwords().hash("a password")).startswith("$argon2id$")
    assert await people.sign_in("agent1", "a password") is not None
    assert await people.sign_in("agent1", "another") is None
    await people.set_active("agent1", False)
    assert await people.sign_in("agent1", "a password") is None


async def sessions_of_the_demo(database: Database, now: list[float]) -> Sessions:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    return Sessions(database, lambda: now[0])


async def test_a_session_ends_when_nobody_uses_it_and_in_any_case_after_a_week(database: Database) -> None:
    now = [1000.0]
    sessions = await sessions_of_the_demo(database, now)
    token = (await sessions.begin("agent1")).token
    for _ in range(int(LIMIT / (IDLE_LIMIT / 2)) - 1):
        now[0] += IDLE_LIMIT / 2
        assert await sessions.find(token) is not None
    now[0] += IDLE_LIMIT
    assert await sessions.find(token) is None
    other = (await sessions.begin("agent1")).token
    now[0] += IDLE_LIMIT + 1
    assert await sessions.find(other) is None


async def test_a_session_that_is_over_is_known_for_a_while_to_who_asks_for_it(database: Database) -> None:
    """Whoever is in a call when it ends keeps it; a sign-in of somebody else does not take it away."""
    now = [1000.0]
    sessions = await sessions_of_the_demo(database, now)
    token = (await sessions.begin("agent1")).token
    now[0] += IDLE_LIMIT + 60
    await sessions.begin("agent2")
    assert await sessions.find(token) is None
    assert await sessions.find(token, MOST_LATE) is not None
    assert await sessions.find(token) is None
    now[0] += MOST_LATE
    assert await sessions.find(token, MOST_LATE) is None


async def test_the_settings_of_a_queue_are_kept_with_the_entry_that_changed_them(database: Database) -> None:
    demo = demo_centre(Settings().http)
    await seed(database, demo.plan, demo.password, QUICK)
    before = settings_of(demo.plan.queues["general"])
    after = replace(before, ring_all=True, recording=Recording.ALWAYS, wrap_up_seconds=45.0, music="waltz")
    await keep(database, QueueChanged("general", "supervisor", before, after))
    plan = await load_plan(database)
    assert settings_of(plan.queues["general"]) == after
    assert settings_of(plan.queues["sales"]) == settings_of(demo.plan.queues["sales"])


async def test_the_minutes_of_a_talk_are_kept_once(database: Database) -> None:
    records = QualityRecords(database)
    minute = Minute("a", "agent", "kim", 7, mos=4.4, loss=0.0, jitter=1.0, rtt=20.0)
    await records.keep([minute, replace(minute, side="caller")])
    await records.keep([replace(minute, mos=3.9)])
    assert await records.of("a") == [replace(minute, mos=3.9), replace(minute, side="caller")]
    assert await records.of("b") == []


async def test_desk_phones_are_kept_renewed_seen_and_removed(database: Database) -> None:
    book = PhoneBook(database)
    await book.add(StoredPhone("desk-1", "Window", "d1", 1.0))
    await book.set_digest("desk-1", "d2")
    await book.seen("desk-1", 9.0)
    assert await book.all() == [StoredPhone("desk-1", "Window", "d2", 1.0, 9.0)]
    await book.remove("desk-1")
    assert await book.all() == []


async def test_which_phone_an_agent_works_at_outlives_a_restart(database: Database) -> None:
    chosen = PhoneChosen("kim", PhoneKind.SIP, "desk-1")
    lines = [LineRung("kim"), LineAnswered("kim"), LineOpened("kim")]
    await keep(database, chosen, *lines)
    assert [entry.fact for entry in await SqlLog(database).living()] == [chosen, lines[-1]]
