"""Routes, their drafts and versions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "routes",
        *_texts("name", "service", "title"),
        sa.Column("created_at", sa.Double(), nullable=False),
        *_texts("created_by"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_routes")),
    )
    op.create_table(
        "route_drafts",
        *_texts("route", "text", "tests"),
        sa.Column("layout", sa.JSON(), nullable=False),
        *_texts("etag"),
        sa.Column("updated_at", sa.Double(), nullable=False),
        *_texts("updated_by"),
        sa.ForeignKeyConstraint(["route"], ["routes.name"], name=op.f("fk_route_drafts_route"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("route", name=op.f("pk_route_drafts")),
    )
    op.create_table(
        "route_versions",
        *_texts("route"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("text", "tests"),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("linked", sa.JSON(), nullable=False),
        *_texts("author", "comment"),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("published_at", sa.Double(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["route"], ["routes.name"], name=op.f("fk_route_versions_route"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("route", "version", name=op.f("pk_route_versions")),
    )


def downgrade() -> None:
    for table in ("route_versions", "route_drafts", "routes"):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]
