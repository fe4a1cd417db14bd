"""Migrations: each whole or absent; a case from a newer version is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from chapeau.casefile.migrations import MIGRATIONS, Migration
from chapeau.casefile.schema import DATABASE, connect, version_of
from chapeau.errors import CaseNewer, CaseUnwritable


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [(name, " ".join(sql.split())) for name, sql in rows]


def test_every_earlier_schema_ends_in_the_same_as_a_new_case(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    fresh = connect(tmp_path / "new")
    expected = tables(fresh)
    fresh.close()
    for reached in range(1, len(MIGRATIONS)):
        folder = tmp_path / str(reached)
        folder.mkdir()
        connect(folder, migrations=MIGRATIONS[:reached]).close()
        grown = connect(folder)
        assert tables(grown) == expected
        assert version_of(grown) == len(MIGRATIONS)
        grown.close()


def test_each_migration_is_on_record_by_name(tmp_path: Path) -> None:
    connection = connect(tmp_path)
    names = [row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY position")]
    connection.close()
    assert names == [migration.name for migration in MIGRATIONS]
    assert len(set(names)) == len(names)


def test_a_migration_that_fails_leaves_the_former_schema_whole(tmp_path: Path) -> None:
    broken = Migration("broken", ("CREATE TABLE half (x)", "CREATE TABLE half (x)"))
    connect(tmp_path).close()
    with pytest.raises(CaseUnwritable):
        connect(tmp_path, migrations=(*MIGRATIONS, broken))
    connection = connect(tmp_path)
    assert version_of(connection) == len(MIGRATIONS)
    assert "half" not in [name for name, _ in tables(connection)]
    connection.close()


def test_a_case_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    further = Migration("further", ("CREATE TABLE further (x)",))
    connect(tmp_path, migrations=(*MIGRATIONS, further)).close()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(CaseNewer, match=f"schema {len(MIGRATIONS) + 1}"):
        connect(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == before
