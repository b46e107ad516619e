"""Which changes of the tables a running server bears."""

from pathlib import Path
from types import ModuleType

import pytest

from storage.bearing import HardChange, hard_changes, refuse_hard_changes, unborne
from storage.migrate import migrate, versions


def migration(folder: Path, *steps: str) -> ModuleType:
    file = folder / "one.py"
    file.write_text("def upgrade():\n" + "".join(f"    {step}\n" for step in steps))
    module = ModuleType("one")
    exec(compile(file.read_text(), str(file), "exec"), module.__dict__)  # written two lines above
    return module


@pytest.mark.parametrize(
    ("step", "hard"),
    [
        ("op.create_table('doings', sa.Column('id', sa.Text(), nullable=False))", set()),
        ("op.create_index('ix', 'calls', ['at'])", set()),
        ("op.add_column('calls', sa.Column('note', sa.Text(), nullable=True))", set()),
        ("op.add_column('calls', sa.Column('note', sa.Text(), nullable=False, server_default=''))", set()),
        ("op.add_column('calls', sa.Column('note', sa.Text(), nullable=False))", {"a column that must be filled"}),
        ("op.drop_column('calls', 'note')", {"drop_column"}),
        ("op.execute('UPDATE calls SET note = 1')", {"execute"}),
    ],
)
def test_what_an_older_server_bears(step: str, hard: set[str], tmp_path: Path) -> None:
    assert unborne(migration(tmp_path, step)) == hard


def test_up_to_date_tables_need_no_change() -> None:
    assert hard_changes(versions()[-1]) == {}


async def test_a_hard_change_is_refused_before_anything_changes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    await migrate(url, "0017")
    for _ in range(2):
        with pytest.raises(HardChange, match=r"version 0018 .*execute.*End it and start the new one"):
            await refuse_hard_changes(url)
