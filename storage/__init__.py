"""Everything that is kept: tables, migrations, the journal on SQL, one repository a room, Redis."""
