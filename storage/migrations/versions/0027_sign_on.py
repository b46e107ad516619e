"""People may come in by a provider of the organisation (OpenID Connect)."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_on",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "name", "issuer", "client", "secret")),
        sa.Column("match", sa.Text(), server_default="email", nullable=False),
        sa.Column("creates", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_on")),
    )
    op.create_table(
        "person_subjects",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("issuer", "subject", "person")),
        sa.Column("at", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_subjects_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_person_subjects")),
    )
    op.create_index(op.f("ix_person_subjects_person"), "person_subjects", ["person"])


def downgrade() -> None:
    op.drop_table("person_subjects")
    op.drop_table("sign_on")
