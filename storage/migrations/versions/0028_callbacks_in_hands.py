"""Callbacks have an assigner, a time, a result; queues say how long one must have waited."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TEXTS = ("assigner", "closed_by", "result", "note")
TIMES = ("assigned_at", "closed_at", "due_at")


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("callbacks", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in TIMES:
        op.add_column("callbacks", sa.Column(name, sa.Double(), nullable=False, server_default="0"))
    op.add_column("callbacks", sa.Column("reminded", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("callbacks", sa.Column("again", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_callbacks_assignee", "callbacks", ["assignee", "state", "id"])
    op.create_index("ix_callbacks_asked", "callbacks", ["service", "asked_at"])
    op.add_column("queues", sa.Column("callback_after", sa.Double(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("queues", "callback_after")
    op.drop_index("ix_callbacks_asked", "callbacks")
    op.drop_index("ix_callbacks_assignee", "callbacks")
    with op.batch_alter_table("callbacks") as table:
        for name in ("again", "reminded", *reversed(TIMES), *reversed(TEXTS)):
            table.drop_column(name)
