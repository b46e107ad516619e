/** The server writes times as RFC 3339; inside the pages a time is epoch seconds, and 0 means that it is not there. */

const TIMES = new Set(
  (
    "at now since longest_since arrived_at queued_at offered_at ring_until talk_at talking_since opened_at asked_at noted_at " +
    "away_since next_at until recovery_until ended_at last_at lifted_at goes_on_at started_at delete_after worst_at requested_at decided_at seen_at " +
    "updated_at made_at published_at scheduled_at waited_since begun_at sent_at used_at due_at closed_at assigned_at " +
    "told_at failing_since former_until changed_at first_at blocked_at blocked_until watched_since backup_at"
  ).split(" "),
);

export function fromWire<T>(text: string): T {
  return JSON.parse(text, (key: string, value: unknown) => (TIMES.has(key) ? seconds(value) : value)) as T;
}

function seconds(value: unknown): unknown {
  if (value === null) return 0;
  return typeof value === "string" ? Date.parse(value) / 1000 : value;
}
