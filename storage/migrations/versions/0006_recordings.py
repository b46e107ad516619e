"""Recordings of talks, and who listened."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "recordings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=False),
        sa.Column("ended_at", sa.Double(), server_default="0", nullable=False),
        sa.Column("how", sa.Text(), server_default="", nullable=False),
        sa.Column("delete_after", sa.Double(), server_default="0", nullable=False),
        sa.Column("seconds", sa.Double(), server_default="0", nullable=False),
        sa.Column("size", COUNT, server_default="0", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("locked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recordings"),
        sa.UniqueConstraint("number", name="uq_recordings_number"),
    )
    op.create_index("ix_recordings_call", "recordings", ["call"])
    op.create_index("ix_recordings_state", "recordings", ["state"])
    op.create_index("ix_recordings_service", "recordings", ["service", "number"])
    op.create_table(
        "recording_agents",
        _recording(),
        sa.Column("agent", sa.Text(), nullable=False),
        _belongs("recording_agents"),
        sa.PrimaryKeyConstraint("recording", "agent", name="pk_recording_agents"),
    )
    op.create_index("ix_recording_agents_agent", "recording_agents", ["agent"])
    op.create_table(
        "recording_pauses",
        sa.Column("number", COUNT, autoincrement=False, nullable=False),
        _recording(),
        sa.Column("began_at", sa.Double(), nullable=False),
        sa.Column("ended_at", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _belongs("recording_pauses"),
        sa.PrimaryKeyConstraint("number", name="pk_recording_pauses"),
    )
    op.create_index("ix_recording_pauses_recording", "recording_pauses", ["recording"])
    op.create_table(
        "recording_plays",
        sa.Column("number", COUNT, autoincrement=False, nullable=False),
        _recording(),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        _belongs("recording_plays"),
        sa.PrimaryKeyConstraint("number", name="pk_recording_plays"),
    )
    op.create_index("ix_recording_plays_recording", "recording_plays", ["recording"])
    op.create_table(
        "recording_waveforms",
        _recording(),
        sa.Column("caller", sa.JSON(), nullable=False),
        sa.Column("agents", sa.JSON(), nullable=False),
        _belongs("recording_waveforms"),
        sa.PrimaryKeyConstraint("recording", name="pk_recording_waveforms"),
    )


def downgrade() -> None:
    for table in ("recording_waveforms", "recording_plays", "recording_pauses", "recording_agents", "recordings"):
        op.drop_table(table)


def _recording() -> "sa.Column[str]":
    return sa.Column("recording", sa.Text(), nullable=False)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["recording"], ["recordings.id"], name=f"fk_{table}_recording", ondelete="CASCADE")
