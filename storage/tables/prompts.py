"""What callers hear, where the house has words or voices of its own. The shipped texts stand in files, not here."""

from sqlalchemy import Column, Double, Integer, Table, Text

from storage.tables.base import metadata

# Prompts that the house has added. service: whose designers may edit it, "" for what all services share.
prompts = Table(
    "prompts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("service", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Double, nullable=False),
)

# Every text and every recording that there ever was, of shipped prompts too. kind: `text` or `recording`; file: the
# SHA-256 of what was recorded, the name of its file; type: what it is by its content, such as `webm`.
prompt_versions = Table(
    "prompt_versions",
    metadata,
    Column("prompt", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Double, nullable=False),
)

# What is heard. text: the version of the words, 0 for the shipped ones; recording: the version that is heard instead
# of them, 0 for none.
prompt_choices = Table(
    "prompt_choices",
    metadata,
    Column("prompt", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Integer, nullable=False),
    Column("recording", Integer, nullable=False),
)
