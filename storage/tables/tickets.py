"""What remains after a call. The journal's keepers write here; people add words and close."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text, false
from sqlalchemy.dialects.postgresql import TSVECTOR

from storage.tables.base import Count, metadata

tickets = Table(
    "tickets",
    metadata,
    Column("id", Count, primary_key=True, autoincrement=False),
    Column("call", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("caller", Text, nullable=False),
    Column("path", JSON, nullable=False),
    Column("code", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("opened_at", Double, nullable=False),
    Column("talk_seconds", Double, nullable=False),
    Column("subject", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("result", Text, nullable=False, server_default=""),
    Column("callback", Integer, nullable=False, server_default="0"),
    Column("after", Integer, nullable=False, server_default="0"),
    Column("group", Integer, nullable=False, server_default="0"),
    Column("assigned_by", Text, nullable=False, server_default=""),
    Column("channel", Text, nullable=False, server_default="phone"),
    Column("priority", Text, nullable=False, server_default="normal"),
    Column("receipt", Integer, nullable=False, server_default="0"),
    Column("processing", Integer, nullable=False, server_default="0"),
    Column("changed_at", Double, nullable=False, server_default="0"),
    Index("ix_tickets_group", "group", "id"),
    Index("ix_tickets_opened_at", "opened_at"),
    Index("ix_tickets_agent", "agent", "id"),
    Index("ix_tickets_service", "service", "id"),
    Index("ix_tickets_caller", "caller", "id"),
    Index("ix_tickets_state", "service", "state", "id"),
    Index("ix_tickets_agent_state", "agent", "state", "id"),
    *(Index(f"ix_tickets_{name}", name, "id") for name in ("receipt", "processing", "priority", "channel")),
)

# What can be found in a ticket. text: all of it, as `ticketing.grams` compares it; words: its pieces, which SQLite
# keeps in the full-text table ticket_grams by triggers (see the migration).
ticket_texts = Table(
    "ticket_texts",
    metadata,
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
)

# What people did with a ticket, oldest first. state, agent, group: as they were afterwards; text: a comment, ""
# without; changes: of its head and fields, each with what, before and after.
ticket_events = Table(
    "ticket_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), nullable=False),
    Column("at", Double, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("by", "step", "state", "agent", "text")),
    Column("group", Integer, nullable=False, server_default="0"),
    Column("changes", JSON, nullable=False, server_default="[]"),
    Index("ix_ticket_events_ticket", "ticket", "id"),
)

ticket_flags = Table(
    "ticket_flags",
    metadata,
    Column("ticket", Count, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True),
    Column("flag", Text, primary_key=True),
    Column("note", Text, nullable=False),
    Column("at", Double, nullable=False),
)

callbacks = Table(
    "callbacks",
    metadata,
    Column("id", Count, primary_key=True, autoincrement=False),
    Column("call", Text, nullable=False, index=True),
    Column("service", Text, nullable=False),
    Column("queue", Text, nullable=False),
    Column("caller", Text, nullable=False),
    Column("path", JSON, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("asked_at", Double, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("assignee", Text, nullable=False),
    Column("since", Double, nullable=False, server_default="0"),
    *(Column(name, Text, nullable=False, server_default="") for name in ("assigner", "closed_by", "result", "note")),
    *(Column(name, Double, nullable=False, server_default="0") for name in ("assigned_at", "closed_at", "due_at")),
    Column("reminded", Boolean, nullable=False, server_default=false()),
    Column("again", Integer, nullable=False, server_default="0"),
    Index("ix_callbacks_state", "state", "id"),
    Index("ix_callbacks_assignee", "assignee", "state", "id"),
    Index("ix_callbacks_asked", "service", "asked_at"),
)

# What callers said about a talk; number: of the entry. The ticket is the one of the call.
survey_answers = Table(
    "survey_answers",
    metadata,
    Column("number", Count, primary_key=True, autoincrement=False),
    Column("call", Text, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("answer", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Index("ix_survey_answers_question", "question", "at"),
)
