"""Runs inside Alembic: brings a database to the newest version of the tables.

The program hands its own connection over (`storage.migrate`); the `alembic` command line opens one by the URL in
`-x url=…` or CORDBOARD_DATABASE.
"""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import address_of
from storage.tables import metadata


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_by_url() -> None:
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ["CORDBOARD_DATABASE"]
    engine = create_async_engine(address_of(url))
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_by_url())
