"""Everything that is kept: tables, migrations, one repository per kind of record, the journal on SQL, Redis.

Rule: the same code on SQLite and PostgreSQL; what happened and the records that follow from it go into one transaction.
"""
