"""What all tables share: one metadata with names for every constraint, so that migrations can change them."""

from sqlalchemy import BigInteger, Integer, MetaData

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
Count = BigInteger().with_variant(Integer, "sqlite")  # SQLite makes only an INTEGER key the row's own number
