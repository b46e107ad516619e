"""People are invited, belong to groups and have a second factor; services have a contract; changes are on record."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXTS = {"people": ("email", "nickname", "cti_id", "number", "second"), "sessions": ("address", "browser")}
FUNCTIONS = '["ticket", "phone", "chat", "callback", "faq", "customers", "sms", "knowledge", "security"]'


def upgrade() -> None:
    # Without a batch: SQLite would make the tables anew, and whatever hangs on people and services would go with them.
    for table, names in TEXTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
    yes = "1" if op.get_bind().dialect.name == "sqlite" else "true"
    op.add_column("people", sa.Column("takes_tickets", sa.Boolean(), server_default=sa.text(yes), nullable=False))
    op.add_column("people", sa.Column("second_used", sa.Integer(), server_default="0", nullable=False))
    for name, default in (("kind", "consultation"), ("state", "in use"), ("contract_day", "")):
        op.add_column("services", sa.Column(name, sa.Text(), server_default=default, nullable=False))
    op.add_column("services", sa.Column("functions", sa.JSON(), server_default=FUNCTIONS, nullable=False))
    _of_people()
    _of_groups()
    _records()


def _of_people() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_recovery_codes_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "password_links",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_password_links_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_password_links")),
    )
    op.create_index(op.f("ix_password_links_person"), "password_links", ["person"])
    op.create_table(
        "api_keys",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "name", "token_hash")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("rights", "addresses")),
        sa.Column("made_by", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Double(), nullable=False) for name in ("made_at", "until")),
        sa.Column("used_at", sa.Double(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_keys_token_hash")),
    )


def _of_groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["services.id"], name=op.f("fk_groups_service"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_index(op.f("ix_groups_service"), "groups", ["service"])
    op.create_table(
        "group_members",
        sa.Column("group", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["groups.id"], name=op.f("fk_group_members_group"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_group_members_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("group", "person", name=op.f("pk_group_members")),
    )


def _records() -> None:
    op.create_table(
        "right_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("service", "operator", "operator_name")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("address", "target", "operation")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("before", "after")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_right_changes")),
    )
    op.create_index(op.f("ix_right_changes_at"), "right_changes", ["at"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person", "address", "operation", "about")),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])
    op.create_index("ix_audit_person", "audit", ["person", "id"])
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("to", "subject", "body")),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.Column("sent_at", sa.Double(), server_default="0", nullable=False),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )


def downgrade() -> None:
    for table in [
        "mails",
        "audit",
        "right_changes",
        "group_members",
        "groups",
        "api_keys",
        "password_links",
        "recovery_codes",
    ]:
        op.drop_table(table)
    more = {"people": ("takes_tickets", "second_used"), "services": ("kind", "state", "functions", "contract_day")}
    for table in ("people", "sessions", "services"):
        for name in (*TEXTS.get(table, ()), *more.get(table, ())):
            op.drop_column(table, name)
