"""What routes do with calls: messages, skills, numbers outside, surveys; since when the caller of a callback waits."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recordings") as table:
        table.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="talk"))
    with op.batch_alter_table("callbacks") as table:
        table.add_column(sa.Column("since", sa.Double(), nullable=False, server_default="0"))
    with op.batch_alter_table("queues") as table:
        table.add_column(sa.Column("survey", sa.Text(), nullable=False, server_default=""))
    _skills()
    op.create_table(
        "transfer_targets",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service"], ["services.id"], name=op.f("fk_transfer_targets_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service", "number", name=op.f("pk_transfer_targets")),
    )
    op.create_table(
        "survey_answers",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_survey_answers")),
    )
    op.create_index(op.f("ix_survey_answers_call"), "survey_answers", ["call"])
    op.create_index("ix_survey_answers_question", "survey_answers", ["question", "at"])


def _skills() -> None:
    op.create_table(
        "skills",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_skills_service"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
    )
    op.create_table(
        "person_skills",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_skills_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["skill"], ["skills.id"], name=op.f("fk_person_skills_skill"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "skill", name=op.f("pk_person_skills")),
    )


def downgrade() -> None:
    for table_ in ("survey_answers", "transfer_targets", "person_skills", "skills"):
        op.drop_table(table_)
    with op.batch_alter_table("queues") as table:
        table.drop_column("survey")
    with op.batch_alter_table("callbacks") as table:
        table.drop_column("since")
    with op.batch_alter_table("recordings") as table:
        table.drop_column("kind")
