"""Rights, service by service, instead of roles that hold in all services of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LEADS = ("admin-ticket", "admin-phone", "callbacks")
ALL = (*LEADS, "admin-chat", "design")
THERE = {
    "agent": ("agent-ticket",),
    "supervisor": LEADS,
    "designer": ("design",),
    "admin": ALL,
    "owner": ALL,
}
ABOVE = {"admin": ("org-admin",), "owner": ("org-admin", "owner")}


def upgrade() -> None:
    op.create_table(
        "person_rights",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_rights_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "service", "right", name=op.f("pk_person_rights")),
    )
    rows = [{"p": person, "s": service, "r": right} for person, service, right in sorted(_rights())]
    if rows:
        insert = sa.text('INSERT INTO person_rights (person, service, "right") VALUES (:p, :s, :r)')
        op.get_bind().execute(insert, rows)
    op.drop_table("person_services")
    op.drop_table("person_roles")


def _rights() -> set[tuple[str, str, str]]:
    """What the roles came to until now: an owner had all services, others those that they were given."""
    ask = op.get_bind().execute
    every = [row[0] for row in ask(sa.text("SELECT id FROM services"))]
    takes_calls = {row[0] for row in ask(sa.text("SELECT id FROM people WHERE cti"))}
    given: dict[str, list[str]] = {}
    for person, service in ask(sa.text("SELECT person, service FROM person_services")):
        given.setdefault(person, []).append(service)
    rights: set[tuple[str, str, str]] = set()
    for person, role in ask(sa.text("SELECT person, role FROM person_roles")):
        services = every if role == "owner" else given.get(person, [])
        phone = ("agent-phone",) if role == "agent" and person in takes_calls else ()
        rights |= {(person, "", right) for right in ABOVE.get(role, ())}
        rights |= {(person, service, right) for service in services for right in (*THERE.get(role, ()), *phone)}
    return rights


def downgrade() -> None:
    op.create_table(
        "person_roles",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_roles_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "role", name=op.f("pk_person_roles")),
    )
    op.create_table(
        "person_services",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_services_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["service"], ["services.id"], name=op.f("fk_person_services_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "service", name=op.f("pk_person_services")),
    )
    ask = op.get_bind().execute
    rights: dict[str, set[str]] = {}
    for person, service, right in list(ask(sa.text('SELECT person, service, "right" FROM person_rights'))):
        rights.setdefault(person, set()).add(right)
        if service:
            into = sa.text("INSERT INTO person_services SELECT :p, id FROM services WHERE id = :s")
            known = ask(
                sa.text("SELECT 1 FROM person_services WHERE person = :p AND service = :s"), {"p": person, "s": service}
            ).first()
            if known is None:
                ask(into, {"p": person, "s": service})
    for person, have in rights.items():
        for role in _roles(have):
            ask(sa.text("INSERT INTO person_roles (person, role) VALUES (:p, :r)"), {"p": person, "r": role})
    op.drop_table("person_rights")


def _roles(have: set[str]) -> set[str]:
    leads, designs = bool(have & {"admin-ticket", "admin-phone", "admin-chat"}), "design" in have
    role = "owner" if "owner" in have else "admin" if leads and designs else "supervisor" if leads else ""
    role = role or ("designer" if designs else "")
    agent = {"agent"} if have & {"agent-ticket", "agent-phone", "agent-chat"} else set()
    return agent | ({role} if role else set())
