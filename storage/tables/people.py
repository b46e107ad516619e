"""Accounts and their sessions. A password is kept as its argon2id hash, a session's token as its SHA-256."""

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Integer, Table, Text, true

from storage.tables.base import metadata

# cti: may take calls, as cti_id; number: of the person's own line. second: the sealed secret of the second factor, ""
# for none, with a "?" before it until its first code was right; second_used: the step of the last code, which counts
# once.
people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),  # the login
    Column("name", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("language", Text, nullable=False, server_default=""),
    Column("cti", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("email", Text, nullable=False, server_default=""),
    Column("nickname", Text, nullable=False, server_default=""),
    Column("cti_id", Text, nullable=False, server_default=""),
    Column("number", Text, nullable=False, server_default=""),
    Column("takes_tickets", Boolean, nullable=False, server_default=true()),
    Column("second", Text, nullable=False, server_default=""),
    Column("second_used", Integer, nullable=False, server_default="0"),
)

# service: "" for a right in the organisation; right: of `cti.rights.Right`.
person_rights = Table(
    "person_rights",
    metadata,
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("service", Text, primary_key=True),
    Column("right", Text, primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False),
    Column("address", Text, nullable=False, server_default=""),
    Column("browser", Text, nullable=False, server_default=""),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", Text, primary_key=True),
)

# What was mailed to somebody so that they set a password. Used once.
password_links = Table(
    "password_links",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", Double, nullable=False),
)

# addresses: networks from which it may be used, none: from anywhere; rights: as of people; until: 0 for ever.
api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("rights", JSON, nullable=False),
    Column("addresses", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("until", Double, nullable=False),
    Column("used_at", Double, nullable=False, server_default="0"),
)
