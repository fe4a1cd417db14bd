"""Tables of overlaps read from files: what is broken says so, and who declares what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapeau.errors import ChapeauError, EmptyInput, InputUnreadable, PathMissing, UsageError, WrongEncoding
from chapeau.pipeline import undercount as module
from chapeau.pipeline.undercount import Declaration, read_table, undercount

GOOD = "A,B,C,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,12\n1,0,1,9\n0,1,1,7\n1,1,1,3\n"


@pytest.fixture(autouse=True)
def _no_estimates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "estimates", lambda *_: ())


def test_a_table_is_the_same_whatever_separates_it_and_where_count_stands() -> None:
    table = read_table(GOOD, "t.csv")
    assert (table.lists, table.observed, table.on(0, 1)) == (("A", "B", "C"), 151, 15)
    assert read_table(GOOD.replace(",", ";"), "t.csv") == table
    assert read_table(GOOD.replace(",", "\t").replace("\n", "\r\n"), "t.csv") == table
    moved = "\n".join(",".join([line.split(",")[3], *line.split(",")[:3]]) for line in GOOD.split())
    assert read_table(moved.replace("count", " Count "), "t.csv") == table


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert undercount(path, Declaration(), seed=1).table.lists == ("A", "B", "C")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("A,B,C,count\n1,0,0,-3\n", "line 2: '-3' is no number of persons"),
        ("A,B,C,count\n1,0,0,2.5\n", "line 2: '2.5' is no number of persons"),
        ("A,B,C,count\n1,0,0,\n", "line 2: '' is no number of persons"),
        ("A,B,C,count\n1,0,0,\u0663\n", "is no number of persons"),
        ("A,B,C,count\n1,0,0,3\n\n1,0,0,4\n", "line 4 has the pattern of line 2 again"),
        ("A,B,place,count\n1,0,Halvern,3\n", "'Halvern' under 'place' is neither 0 nor 1"),
        ("A,B,C,count\n1,0,2,3\n", "'2' under 'C' is neither 0 nor 1"),
        ("A,B,C,count\n1,0,3\n", "line 2 has 3 cells under 4 headers"),
        ("A,B,C\n1,0,0\n", "has no column called 'count'"),
        ("A,B,count,count\n1,0,3,3\n", "has 2 columns called 'count'"),
        ("A,A,C,count\n1,0,0,3\n", "has the column 'A' twice"),
        ("A,,C,count\n1,0,0,3\n", "has a column without a name"),
        ("A,B,C,count\n0,0,0,3\n", "counts persons on no list"),
        ("A,B,C,count\n1,0,0,0\n", "counts nobody"),
        ("A,B,C,count\n", "has no rows below a header"),
        (",".join([*"ABCDEFGHIJK", "count"]) + "\n" + "1," * 11 + "3\n", "has 11 lists, more than 10"),
    ],
)  # fmt: skip
def test_a_broken_table_is_refused_with_the_place_and_what_to_do(broken: str, says: str) -> None:
    with pytest.raises(InputUnreadable) as caught:
        read_table(broken, "t.csv")
    assert says in caught.value.message
    assert "docs/undercount.md" in caught.value.hint


def test_empty_files_other_encodings_and_missing_paths_are_of_the_one_family(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "latin.csv").write_bytes("Zä,B,count\n1,0,3\n".encode("latin-1"))
    for name, kind in (("empty.csv", EmptyInput), ("latin.csv", WrongEncoding), ("none.csv", PathMissing)):
        with pytest.raises(kind) as caught:
            undercount(tmp_path / name, Declaration(), seed=1)
        assert isinstance(caught.value, ChapeauError)


def declared(folder: Path, beside: str) -> module.Undercount:
    (folder / "t.csv").write_text(GOOD)
    (folder / "t.csv.undercount.toml").write_text(beside)
    return undercount(folder / "t.csv", Declaration(scope="Halvern"), seed=1)


def test_what_nobody_declared_is_said_and_what_stands_beside_the_table_counts(tmp_path: Path) -> None:
    found = declared(tmp_path, '[lists.A]\ninclusion = "buried by the town"\n')
    assert found.undeclared == ("by which rule a person came onto B, C",)
    assert declared(tmp_path, 'inclusion = "named"\n').undeclared == ()


def test_lists_marked_as_news_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reports are no list of identified victims"):
        declared(tmp_path, '[lists.B]\nkind = "news"\n')


@pytest.mark.parametrize(
    ("beside", "says"),
    [
        ("scop = 'x'", "nothing is called 'scop'"),
        ("= 3", "is not TOML"),
        ("[lists.Z]\nkind = 'news'", "'Z' that the table lacks"),
        ("[lists.A]\nkind = 'gossip'", "'gossip' is no kind of list"),
    ],
)  # fmt: skip
def test_a_mistake_beside_the_table_is_refused(tmp_path: Path, beside: str, says: str) -> None:
    with pytest.raises(InputUnreadable, match=says):
        declared(tmp_path, beside)
