"""The index of pieces knows which of them stand in the title of a ticket.

A million tickets take PostgreSQL about two minutes: the index is made anew afterwards, for each changed row would be
sorted into it at some sixty places.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from ticketing.grams import TITLE, titled

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

INDEX = "ix_ticket_texts_words"
BLOCKED = f"""CREATE INDEX {INDEX} ON ticket_texts USING gin (words, (ARRAY[ticket >> 13]))
    WITH (fastupdate = off)"""  # as 0031 has made it
STRIDE = 5000  # tickets whose titles are read at once
TITLED = sa.text("""SELECT id, subject FROM tickets WHERE id > :last AND subject <> '' ORDER BY id LIMIT :stride""")
# A second time nothing is added: going back leaves the pieces, for older programs do not ask for them.
ADDED = sa.text(f"""UPDATE ticket_texts SET words = words || ' ' || :pieces
    WHERE ticket = :id AND words NOT LIKE '%{TITLE}%'""")
ADDED_AT_ONCE = sa.text("""UPDATE ticket_texts SET words = words || CAST(said.pieces AS tsvector)
    FROM unnest(:ids, :pieces) AS said(id, pieces) WHERE ticket = said.id""").bindparams(
    sa.bindparam("ids", type_=ARRAY(sa.BigInteger)), sa.bindparam("pieces", type_=ARRAY(sa.Text))
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        _add_titles()
        return
    op.drop_index(INDEX, "ticket_texts")
    _add_titles()
    op.execute(BLOCKED)


def _add_titles() -> None:
    connection, last = op.get_bind(), 0
    while rows := connection.execute(TITLED, {"last": last, "stride": STRIDE}).all():
        last = rows[-1].id
        said = [(row.id, " ".join(sorted(titled(row.subject)))) for row in rows]
        said = [(id, pieces) for id, pieces in said if pieces]
        if said and connection.dialect.name == "postgresql":
            ids, pieces = zip(*said, strict=True)
            connection.execute(ADDED_AT_ONCE, {"ids": list(ids), "pieces": list(pieces)})
        elif said:
            connection.execute(ADDED, [{"id": id, "pieces": pieces} for id, pieces in said])


def downgrade() -> None:
    pass
