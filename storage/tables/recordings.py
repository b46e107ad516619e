"""What is kept of recorded talks, and who listened. The sound is a file whose place follows from id and beginning.

state: recording, finishing (its file is being made), ready, failed (nothing was found), deleted. A row stays after
its sound is deleted, so that it can be told who deleted it and why. removed: the files are gone.
"""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Index, Integer, Table, Text, false

from storage.tables.base import Count, metadata

recordings = Table(
    "recordings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Count, nullable=False, unique=True),  # of the entry that began it: the order of lists
    Column("call", Text, nullable=False, index=True),
    Column("queue", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("started_at", Double, nullable=False),
    Column("ended_at", Double, nullable=False, server_default="0"),
    Column("how", Text, nullable=False, server_default=""),
    Column("delete_after", Double, nullable=False, server_default="0"),
    Column("seconds", Double, nullable=False, server_default="0"),
    Column("size", Count, nullable=False, server_default="0"),
    Column("sha256", Text, nullable=False, server_default=""),
    Column("locked", Boolean, nullable=False, server_default=false()),
    Column("reason", Text, nullable=False, server_default=""),
    Column("removed", Boolean, nullable=False, server_default=false()),
    Column("kind", Text, nullable=False, server_default="talk"),  # or message: what a caller said into a route
    Index("ix_recordings_service", "service", "number"),
)

recording_agents = Table(
    "recording_agents",
    metadata,
    Column("recording", Text, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("agent", Text, primary_key=True),
    Index("ix_recording_agents_agent", "agent"),
)

recording_pauses = Table(
    "recording_pauses",
    metadata,
    Column("number", Count, primary_key=True, autoincrement=False),
    Column("recording", Text, ForeignKey("recordings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("began_at", Double, nullable=False),
    Column("ended_at", Double, nullable=False),
    Column("reason", Text, nullable=False),
)

recording_plays = Table(
    "recording_plays",
    metadata,
    Column("number", Count, primary_key=True, autoincrement=False),
    Column("recording", Text, ForeignKey("recordings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("at", Double, nullable=False),
)

recording_waveforms = Table(
    "recording_waveforms",
    metadata,
    Column("recording", Text, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("caller", JSON, nullable=False),
    Column("agents", JSON, nullable=False),
)
