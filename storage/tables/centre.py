"""What the centre consists of: services, their numbers and queues, who serves which queue, reasons of states."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Integer, Table, Text, false, true

from storage.tables.base import metadata

# functions: what is contracted; contract_day: of the last change, one a day (ORG-13); open_api: API keys open it.
ALL_FUNCTIONS = '["ticket", "phone", "chat", "callback", "faq", "customers", "sms", "knowledge", "security"]'
services = Table(
    "services",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="consultation"),
    Column("state", Text, nullable=False, server_default="in use"),
    Column("functions", JSON, nullable=False, server_default=ALL_FUNCTIONS),
    Column("contract_day", Text, nullable=False, server_default=""),
    Column("open_api", Boolean, nullable=False, server_default=true()),
)

numbers = Table(
    "numbers",
    metadata,
    Column("number", Text, primary_key=True),
    Column("service", Text, ForeignKey("services.id"), nullable=False),
    Column("route", Text, nullable=False),
)

queues = Table(
    "queues",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("service", Text, ForeignKey("services.id"), nullable=False),
    Column("music", Text, nullable=False),
    Column("ring_seconds", Double, nullable=False),
    Column("callback_on_abandon", Boolean, nullable=False),
    Column("service_level_seconds", Double, nullable=False),
    Column("auto_answer", Boolean, nullable=False, server_default=false()),
    Column("ring_all", Boolean, nullable=False, server_default=false()),
    Column("wrap_up_seconds", Double, nullable=False, server_default="0"),
    Column("recording", Text, nullable=False, server_default="never"),
    Column("recording_announced", Boolean, nullable=False, server_default=true()),
    Column("recording_days", Integer, nullable=False, server_default="90"),
    Column("survey", Text, nullable=False, server_default=""),
    Column("choosing", JSON, nullable=False, server_default="{}"),
    Column("limits", JSON, nullable=False, server_default="{}"),
    Column("announcing", JSON, nullable=False, server_default="{}"),
    Column("calling_back", JSON, nullable=False, server_default="{}"),
    Column("callback_after", Double, nullable=False, server_default="0"),
)

queue_members = Table(
    "queue_members",
    metadata,
    Column("queue", Text, ForeignKey("queues.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("level", Integer, nullable=False, server_default="1"),
    Column("reserve", Boolean, nullable=False, server_default=false()),
)

reasons = Table(
    "reasons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("names", JSON, nullable=False),
)

skills = Table(
    "skills",
    metadata,
    Column("id", Text, primary_key=True),
    Column("service", Text, ForeignKey("services.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
)

person_skills = Table(
    "person_skills",
    metadata,
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("skill", Text, ForeignKey("skills.id", ondelete="CASCADE"), primary_key=True),
    Column("level", Integer, nullable=False),
)

# What a demo has brought, by table and key, whatever became of it: a later demo brings what is new, and this not again.
demo_brought = Table(
    "demo_brought",
    metadata,
    Column("what", Text, primary_key=True),
    Column("key", Text, primary_key=True),
)
