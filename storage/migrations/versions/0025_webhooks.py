"""Programs outside are told what happens."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "webhooks",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "service", "name", "url")),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("whole", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("former_secret", sa.Text(), server_default="", nullable=False),
        sa.Column("former_until", sa.Double(), server_default="0", nullable=False),
        sa.Column("told", COUNT, nullable=False),
        sa.Column("told_at", sa.Double(), server_default="0", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        *(sa.Column(name, sa.Double(), server_default="0", nullable=False) for name in ("next_at", "failing_since")),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("trouble", "stopped")),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_webhooks_service"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index(op.f("ix_webhooks_service"), "webhooks", ["service"])
    op.create_table(
        "webhook_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("webhook", sa.Text(), nullable=False),
        sa.Column("entry", COUNT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["webhook"], ["webhooks.id"], name=op.f("fk_webhook_failures_webhook"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_failures")),
    )
    op.create_index("ix_webhook_failures_webhook", "webhook_failures", ["webhook", "id"])


def downgrade() -> None:
    op.drop_table("webhook_failures")
    op.drop_table("webhooks")
