"""Single sign-on: whose provider people of the organisation may come in by, and as whom they are known there."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Table, Text, false, true

from storage.tables.base import metadata

# One row. secret: sealed; match: `email` or `subject`, by which somebody is found the first time; creates: who is not
# found gets an account without rights.
sign_on = Table(
    "sign_on",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("match", Text, nullable=False, server_default="email"),
    Column("creates", Boolean, nullable=False, server_default=false()),
    Column("active", Boolean, nullable=False, server_default=true()),
    Column("updated_by", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
)

person_subjects = Table(
    "person_subjects",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Double, nullable=False),
)
