"""Prompts of the house: texts, recordings, and which of them is heard."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prompts",
        *_texts("name", "service", "note", "created_by"),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_prompts")),
    )
    op.create_table(
        "prompt_versions",
        *_texts("prompt", "language"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("kind", "text", "file", "type"),
        sa.Column("seconds", sa.Double(), nullable=False),
        *_texts("by"),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("prompt", "language", "version", name=op.f("pk_prompt_versions")),
    )
    op.create_table(
        "prompt_choices",
        *_texts("prompt", "language"),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("recording", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prompt", "language", name=op.f("pk_prompt_choices")),
    )


def downgrade() -> None:
    for table in ("prompt_choices", "prompt_versions", "prompts"):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]
