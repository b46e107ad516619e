"""Why a pair was made, or none: the rule that fired, the figures it compared, and who was passed over.

Rule: it costs no more than the choice itself, so it reads lines from the front and counts, and names few. Who wants to
know of everybody asks `routing.explain`.
"""

from collections.abc import Iterable, Sequence

from cti.because import NAMED, Because, Excluded, Exclusion, Rule
from routing.kinds import Kind
from routing.line import Rank
from routing.ranks import RULES, figure_of
from routing.state import State, Waiting


def agent_chosen(board: State, item: Waiting, rank: Rank, agent: str, now: float) -> Because:
    """Several could have taken it, and the strategy chose."""
    queue = board.queue(item.queue)
    strategy = queue.choosing.strategy if queue else None
    rule = Rule.ALONE if item.agent or strategy is None else RULES[strategy]
    figure = figure_of(rank, strategy) if strategy and not item.agent else 0.0
    return _because(board, item, agent, rule, figure, now)


def plain(board: State, item: Waiting, agent: str, rule: Rule, now: float) -> Because:
    """The agent was there, and the rule chose whom they get."""
    return _because(board, item, agent, Rule.ALONE if item.agent else rule, 0.0, now)


def nobody(board: State, item: Waiting, now: float) -> Because:
    return _because(board, item, "", Rule.NOBODY, 0.0, now)


def _because(board: State, item: Waiting, agent: str, rule: Rule, figure: float, now: float) -> Because:
    since = board.since(agent)
    idle = now - since if since is not None else 0.0
    line = board.waits.get(item.kind)
    in_line = line is not None and item.id in line
    waiting = board.counts(item.queue)[0] + (not in_line)
    able = len(board.stands.get(item.kind, ()))
    excluded = tuple(_excluded(board, item, agent, able))
    waited, idle = round(now - item.since, 1), round(idle, 1)
    return Because(rule, waited, idle, figure, item.ring, waiting, able, excluded)


def _excluded(board: State, item: Waiting, agent: str, able: int) -> Iterable[Exclusion]:
    """Nobody outside the queue is looked at."""
    queue, kind = board.queue(item.queue), item.kind
    if queue is None or item.agent:
        return
    pauses = board.pauses(item.id)
    if said_no := tuple(sorted(pauses.keys() - {agent}))[:NAMED]:
        yield Exclusion(Excluded.PAUSED, len(pauses.keys() - {agent}), said_no)
    stands = board.stands.get(kind)
    standing = stands.next(NAMED + 1 + len(pauses)) if stands else []
    behind = [each for each in standing if each != agent and each not in pauses][:NAMED]
    others = able - sum(each in standing for each in (agent, *pauses) if each)
    if behind:
        yield Exclusion(Excluded.BEHIND, max(others, len(behind)), tuple(behind))
    yield from _kept_out(board, kind, agent)
    ready = len(board.stands.get(Kind(kind.queue), ()))
    away = len(queue.members - queue.reserve) - ready - (agent in queue.members and not _stands(board, kind, agent))
    if away > 0:
        yield Exclusion(Excluded.BUSY, away)


def _kept_out(board: State, kind: Kind, agent: str) -> Iterable[Exclusion]:
    """Ready for the queue, but not for this one: a skill is missing, or a ring has not come yet."""
    plain_line, mine = board.stands.get(Kind(kind.queue)), board.stands.get(kind, ())
    if plain_line is not None and kind != Kind(kind.queue):
        out = [each for each in plain_line.next(2 * NAMED) if each not in mine and each != agent]
        lacking = len(plain_line) - len(mine)
        if out and lacking > 0:
            by_level = board.kinds.ring(kind).level and not kind.need
            why = Excluded.LEVEL if by_level else Excluded.SKILL
            yield Exclusion(why, max(lacking, len(out)), tuple(out[:NAMED]))
    spare = board.spares.get(kind)
    if spare is not None and len(spare):
        yield Exclusion(Excluded.RESERVE, len(spare), tuple(spare.next(NAMED)))


def _stands(board: State, kind: Kind, agent: str) -> bool:
    return agent in board.stands.get(Kind(kind.queue), ())


def rule_of_caller(board: State, chosen: Waiting, heads: Sequence[Waiting]) -> Rule:
    """Why this one of those who wait at the front of their lines."""
    if chosen.agent:
        return Rule.ALONE
    if any(board.rank(item)[0] > board.rank(chosen)[0] for item in heads):
        return Rule.PRIORITY
    if any(item.since < chosen.since and not item.agent for item in heads):
        return Rule.HEAD_START
    return Rule.LONGEST_WAIT


# --- the same as sentences, for logs and for who reads entries of the journal ---------------------------------------


def why_agent(board: State, item: Waiting, rank: Rank, now: float) -> str:
    ready = board.ready_count(item)
    queue = board.queue(item.queue)
    strategy = queue.choosing.strategy if queue else None
    if item.agent:
        return f"waits for {item.agent} alone, who is ready since {now - rank[-1]:.0f} s"
    if strategy is None or strategy.value == "longest idle":
        return f"ready longest of {ready} in {item.kind}, since {now - rank[0]:.0f} s"
    return f"{strategy} of {ready} in {item.kind}"


def why_call(board: State, item: Waiting, agent: str, rule: Rule, now: float) -> str:
    if rule is Rule.ALONE:
        return f"waits for {agent} alone, {now - item.since:.0f} s"
    waiting, _ = board.counts(item.queue)
    return f"{rule} for {agent}: {now - item.since:.0f} s, first of {waiting} in {item.kind}"


def why_reserve(board: State, item: Waiting) -> str:
    waiting, _ = board.counts(item.queue)
    return f"reserve helps: {waiting} wait in queue {item.queue}"
