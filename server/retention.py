"""What is kept how long, in one place: every kind of thing that the house keeps, who removes it, and what is due.

Recordings, customers and files of tickets have removers of their own, because more than rows hangs on them; this tells
of them and removes all others, once a day in the night. What was removed is written into the audit log.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from sqlalchemy.exc import SQLAlchemyError

from config.settings import Settings
from server.asides import DAY, LOOK_EVERY, last_round, next_round, note_round, old_logs, tidy
from storage.organisation import Audited, Organisation
from storage.retention import AT_ONCE, Due, OldRows
from telemetry.counted import counter, read

logger = logging.getLogger(__name__)
PAUSE = 0.05  # s between two bites
FOR_EVER = 0
AT_END = ("sessions", "password-links")  # they say themselves when they end


@dataclass(frozen=True, slots=True)
class Rule:
    """days: 0 for ever; setting: which key says so; by: who removes it, "" for the nightly round."""

    what: str
    days: int
    setting: str
    by: str = ""

    @property
    def nightly(self) -> bool:
        """It is for us to remove, and something of it may be due."""
        return not self.by and bool(self.days or self.what in AT_END)


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    due: Due


def rules(known: Settings) -> list[Rule]:
    """Everything that is kept. Recordings and customers say their days by queue and service."""
    return [
        Rule("recordings", FOR_EVER, "recording_days of the queue", "the archive, at once"),
        Rule("customers", FOR_EVER, "months of the service", "hourly"),
        Rule("attachments", FOR_EVER, "as long as their ticket", "hourly"),
        Rule("journal", known.keep_journal, "keep_journal"),
        Rule("audit", known.keep_audit, "keep_audit"),
        Rule("right-changes", known.keep_audit, "keep_audit"),
        Rule("quality", known.keep_quality, "keep_quality"),
        Rule("mails", known.keep_mails, "keep_mails"),
        Rule("webhook-failures", known.keep_webhooks, "keep_webhooks"),
        Rule("trigger-log", known.keep_triggers, "keep_triggers"),
        Rule("sessions", FOR_EVER, "when they are over"),
        Rule("password-links", FOR_EVER, "when they are over"),
        Rule("logs", known.keep_logs, "keep_logs"),
    ]


class Retention:
    """clock: epoch seconds."""

    def __init__(
        self, known: Settings, rows: OldRows, audit: Organisation, clock: Callable[[], float] = time.time
    ) -> None:
        self._known, self._rows, self._audit, self._clock = known, rows, audit, clock
        self._removed: Callable[[str, int], None] = lambda what, count: None

    def count_in(self, registry: CollectorRegistry) -> None:
        removed = counter("cordboard_retention_removed_total", registry)
        self._removed = lambda what, count: removed.labels(what).inc(count)

    def figures(self) -> Iterator[Metric]:
        yield read("cordboard_retention_timestamp_seconds", last_round(self._known.data))

    async def run(self) -> None:
        """Until cancelled: once a day, in the night. What a night without a server has missed is done at once."""
        while True:
            if self._clock() >= next_round(last_round(self._known.data)):
                await self.round()
            await asyncio.sleep(LOOK_EVERY)

    async def round(self) -> dict[str, int]:
        """Remove what is due. How many, by kind; what fails is told and tried again in the next round."""
        done: dict[str, int] = {}
        nightly = [rule for rule in rules(self._known) if rule.nightly]
        for rule in nightly:
            try:
                done[rule.what] = await self._remove(rule)
            except (SQLAlchemyError, OSError):
                logger.exception("%s: what is due could not be removed; the next round tries again", rule.what)
        if len(done) == len(nightly):
            await asyncio.to_thread(note_round, self._known.data, self._clock())
        return done

    async def look(self) -> list[Finding]:
        """What would be removed now. Changes nothing."""
        return [Finding(rule, await self._due(rule)) for rule in rules(self._known)]

    # -----------------------------------------------------------------------------------------------------------------

    async def _due(self, rule: Rule) -> Due:
        now = self._clock()
        if rule.what == "recordings":
            return await self._rows.recordings_due(now)
        if not rule.nightly:
            return Due(0, 0.0)
        if rule.what == "logs":
            old = [each.stat().st_mtime for each in old_logs(self._known.data, self._before(rule))]
            return Due(len(old), min(old, default=0.0))
        return await self._rows.due(rule.what, self._before(rule))

    def _before(self, rule: Rule) -> float:
        return self._clock() - rule.days * DAY

    async def _remove(self, rule: Rule) -> int:
        count = await self._logs(rule) if rule.what == "logs" else await self._bites(rule)
        if count:
            self._removed(rule.what, count)
            day = datetime.fromtimestamp(self._before(rule)).astimezone().date()
            about = f"{count} removed, older than {day}"
            await self._audit.note(Audited(self._clock(), "", "", f"retention: {rule.what}", about, 200))
            logger.info("retention: %s: %s", rule.what, about)
        return count

    async def _bites(self, rule: Rule) -> int:
        count, before = 0, self._before(rule)
        while bite := await self._rows.remove(rule.what, before):
            count += bite
            if bite < AT_ONCE:
                break
            await asyncio.sleep(PAUSE)
        return count

    async def _logs(self, rule: Rule) -> int:
        return await asyncio.to_thread(tidy, self._known.data, rule.days, self._clock())
