"""What is at a path, whether it holds still, and which records come of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import (
    EmptyInput,
    FormatUnknown,
    InputChanging,
    InputUnreadable,
    PathMissing,
    RestrictedRefused,
)
from chapeau.ground.codec import to_json
from chapeau.ground.identity import document_id, source_id, text_hash
from chapeau.preserve import receive as receiving
from chapeau.preserve.archive import Archive
from chapeau.preserve.formats.base import REMARKS
from chapeau.preserve.receive import (
    bare_name,
    documents_of,
    paths_in,
    read_steadily,
    receive,
    restated,
    skipped,
)
from chapeau.records import Capture, Document, Skipped

JSONL = (
    b'{"id": "a", "text": "one", "date": "2031-03-04"}\nbroken\n{"id": "b", "text": "two", "date": "soon"}\n'
)


def names(found: list[Path | Skipped]) -> list[str]:
    return [f.name if isinstance(f, Path) else f"-{f.what}" for f in found]


def written(path: Path, data: bytes = b"words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


# --- reading ------------------------------------------------------------------------------------


def test_a_file_that_holds_still_is_read_whole(tmp_path: Path) -> None:
    assert read_steadily(written(tmp_path / "report.txt", b"a" * 100_000)) == b"a" * 100_000


@pytest.mark.parametrize("change", ["grows", "is cut", "is rewritten", "is replaced"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path = written(tmp_path / "report.txt", b"first words")
    real = Path.read_bytes

    def read_and_change(self: Path) -> bytes:
        data = real(self)
        before = self.stat()
        if change == "grows":
            self.write_bytes(data + b" and more")
        elif change == "is cut":
            self.write_bytes(data[:3])
        elif change == "is rewritten":
            self.write_bytes(b"other words")
            os.utime(self, ns=(before.st_atime_ns, before.st_mtime_ns))
        else:
            written(self.with_name("new"), data).replace(self)
        return data

    monkeypatch.setattr(Path, "read_bytes", read_and_change)
    with pytest.raises(InputChanging, match=r"report\.txt changed while it was read"):
        read_steadily(path)


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputUnreadable, match=r"pipe\.txt is not a file"):
        read_steadily(tmp_path / "pipe.txt")
    with pytest.raises(InputUnreadable, match=r"gone\.txt cannot be read: No such file"):
        read_steadily(tmp_path / "gone.txt")


def test_a_file_too_large_for_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 4)
    with pytest.raises(InputUnreadable, match="Cut it into several files"):
        read_steadily(written(tmp_path / "report.txt", b"words"))
    assert read_steadily(written(tmp_path / "short.txt", b"word")) == b"word"


# --- paths --------------------------------------------------------------------------------------


def test_a_folder_gives_its_files_in_order_and_says_what_it_left(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "c/d.jsonl",
        "c/noext",
        ".hidden.txt",
        ".git/x.txt",
        "photo.jpg",
        "b.txt.capture.toml",
        "lost.txt.capture.toml",
    ):
        written(tmp_path / name)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(list(paths_in(tmp_path))) == [
        "-.git", "-.hidden.txt", "a.html", "b.txt", "d.jsonl", "noext", "-dangling.txt", "-lost.txt.capture.toml",
        "-photo.jpg", "-pipe.txt",
    ]  # fmt: skip


def test_a_loop_of_links_ends_and_no_file_comes_twice(tmp_path: Path) -> None:
    written(tmp_path / "a" / "report.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert names(list(paths_in(tmp_path))) == ["report.txt", "-self.txt"]


def test_a_file_named_by_a_person_is_taken_even_if_hidden(tmp_path: Path) -> None:
    path = written(tmp_path / ".hidden.txt")
    assert list(paths_in(path)) == [path]


def test_a_path_with_nothing_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match="nothing at"):
        list(paths_in(tmp_path / "typo"))


def test_two_left_out_files_of_one_name_are_two_records(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        written(tmp_path / folder / "photo.jpg")
    found = [f for f in paths_in(tmp_path) if isinstance(f, Skipped)]
    assert len({f.id for f in found}) == 2
    assert {f.what for f in found} == {"photo.jpg"}


# --- records ------------------------------------------------------------------------------------


def test_no_folder_of_the_machine_enters_a_record(tmp_path: Path, capture: Capture) -> None:
    path = written(tmp_path / "secret-folder" / "reports.jsonl", JSONL)
    got = receive(path, replace(capture, name=str(path)))
    records = [
        got.source,
        *documents_of(got.source, got.extraction),
        skipped(str(path), EmptyInput("x", hint="y")),
    ]
    assert all(b"secret-folder" not in to_json(record) for record in records)
    assert got.source.capture.name == "reports.jsonl"


def test_the_same_bytes_and_name_give_the_same_ids_in_any_folder(tmp_path: Path, capture: Capture) -> None:
    ids = []
    for folder in ("here", "there"):
        got = receive(written(tmp_path / folder / "reports.jsonl", JSONL), capture)
        ids.append([record.id for record in (got.source, *documents_of(got.source, got.extraction))])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 5


def test_a_jsonl_file_gives_documents_and_what_was_skipped(tmp_path: Path, capture: Capture) -> None:
    got = receive(written(tmp_path / "reports.jsonl", JSONL), capture)
    one, broken, remark, two = documents_of(got.source, got.extraction)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert [(d.given_id, d.text, d.date, d.position) for d in (one, two)] == [
        ("a", "one", "2031-03-04", 0),
        ("b", "two", None, 2),
    ]
    assert one.id == document_id(got.source.id, 0, "jsonl 0.1", text_hash("one"))
    assert isinstance(broken, Skipped)
    assert isinstance(remark, Skipped)
    assert [(s.line, s.reference in REMARKS) for s in (broken, remark)] == [(2, False), (3, True)]


def test_a_sidecar_speaks_for_the_source_and_the_item_for_its_document(
    tmp_path: Path, capture: Capture
) -> None:
    path = written(tmp_path / "report.md", b"---\nauthor: Lina Porrec\n---\nWords.\n")
    written(
        tmp_path / "report.md.capture.toml",
        b'address = "https://courier.example/velm"\nauthor = "The desk"\npublished = 2031-03-04\n[account]\nwitness = "W-17"\n',
    )
    got = receive(path, capture)
    (document,) = documents_of(got.source, got.extraction)
    assert isinstance(document, Document)
    assert got.source.account is not None
    assert got.source.account.witness == "W-17"
    assert (got.source.author, document.author) == ("The desk", "Lina Porrec")
    assert (document.date, document.address) == ("2031-03-04", "https://courier.example/velm")
    assert got.source.id == source_id(got.source.blob, "report.md", "https://courier.example/velm")


def test_of_a_source_what_the_sidecar_states_comes_before_what_the_file_says_of_itself(
    tmp_path: Path, capture: Capture
) -> None:
    path = written(
        tmp_path / "report.md",
        b"---\ndate: 2031-01-01\npublisher: Theirs\nauthor: Theirs\nlanguage: fr\n---\nWords.\n",
    )
    written(
        tmp_path / "report.md.capture.toml",
        b'published = 2031-03-04\npublisher = "Ours"\nauthor = "Ours"\nlanguage = "en"\n',
    )
    got = receive(path, capture)
    (document,) = documents_of(got.source, got.extraction)
    assert isinstance(document, Document)
    source = got.source
    assert (source.published, source.publisher, source.author, source.language) == (
        "2031-03-04", "Ours", "Ours", "en",
    )  # fmt: skip
    assert (document.date, document.publisher, document.author, document.language) == (
        "2031-01-01", "Theirs", "Theirs", "fr",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "word"),
    [
        ('publisher = "The Orva Courier"', "publisher"),
        ('author = "Lina Porrec"', "author"),
        ("published = 2031-03-04", "published"),
        ('language = "en"', "language"),
        ('sensitivity = "limited"', "sensitivity"),
        ('[consent]\nuses = ["analysis"]', "consent"),
        ('[account]\nwitness = "W-17"', "account"),
        ('[grade]\nreliability = "B"\ncredibility = "3"\nreasons = "met"\nby = "A"', "grade"),
    ],
)
def test_whatever_is_stated_otherwise_later_is_named_and_the_same_statement_is_not(
    tmp_path: Path, capture: Capture, stated: str, word: str
) -> None:
    path = written(tmp_path / "report.txt")
    known = receive(path, capture).source
    assert restated(known, known) is None
    written(tmp_path / "report.txt.capture.toml", stated.encode())
    remark = restated(known, receive(path, capture).source)
    assert remark is not None
    assert f"({word})" in remark.message
    assert remark.reference in REMARKS


def test_the_same_bytes_from_two_addresses_are_two_sources_over_one_blob(
    tmp_path: Path, capture: Capture
) -> None:
    found = []
    for n in (1, 2):
        path = written(tmp_path / str(n) / "report.txt")
        written(path.with_name("report.txt.capture.toml"), f'address = "https://x.example/{n}"'.encode())
        found.append(receive(path, capture).source)
    assert found[0].id != found[1].id
    assert found[0].blob == found[1].blob


def test_a_restricted_source_is_refused_before_anything_is_kept(
    tmp_path: Path, capture: Capture, archive: Archive
) -> None:
    path = written(tmp_path / "account.txt")
    written(tmp_path / "account.txt.capture.toml", b'sensitivity = "restricted"')
    got = receive(path, capture)
    with pytest.raises(RestrictedRefused, match=r"account\.txt"):
        archive.put(got.data, archive.keys.key(got.source))
    assert list(archive.blobs()) == []


def test_a_page_states_its_publisher_on_source_and_document(tmp_path: Path, capture: Capture) -> None:
    words = (
        b"<p>Shells fell on the market of Velm on Monday, the mayor said, and at least twelve people died.</p>"
        * 4
    )
    path = written(
        tmp_path / "page.html",
        b'<html><head><meta property="og:site_name" content="The Orva Courier"></head><body><article>'
        + words,
    )
    got = receive(path, capture)
    (document,) = documents_of(got.source, got.extraction)
    assert isinstance(document, Document)
    assert got.source.publisher == document.publisher == "The Orva Courier"
    assert got.source.media_type == "text/html"


@pytest.mark.parametrize("name", ["scan.pdf", "list.csv"])
def test_a_file_of_unknown_kind_is_refused_when_named_too(
    tmp_path: Path, capture: Capture, name: str
) -> None:
    with pytest.raises(FormatUnknown, match=name):
        receive(written(tmp_path / name), capture)


@given(st.text(min_size=1))
def test_a_bare_name_has_no_folders_and_can_be_written_down(name: str) -> None:
    for path in (name, f"/home/someone/{name}", f"C:\\Users\\someone\\{name}"):
        bare = bare_name(path)
        assert "/" not in bare
        assert "\\" not in bare
        to_json(bare)


def test_a_name_that_is_no_utf8_can_still_be_recorded(tmp_path: Path, capture: Capture) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    got = receive(written(path), capture)
    assert got.source.capture.name == "caf\ufffd.txt"
    assert b"caf" in to_json(got.source)


# --- other people's texts -----------------------------------------------------------------------


@pytest.mark.shared
def test_the_seed_article_is_kept_to_the_byte(shared: Path, capture: Capture, archive: Archive) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    got = receive(path, capture)
    (document,) = documents_of(got.source, got.extraction)
    assert isinstance(document, Document)
    assert document.text.encode() == path.read_bytes()
    assert (document.date, document.publisher) == (None, None)
    blob = archive.put(got.data, archive.keys.key(got.source))
    assert (blob.sha256, blob.size) == (got.source.blob, got.source.size)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "documents"),
    [("polnear/dev", 84), ("hrdsattack/dev", 100), ("muc4/dev", 200), ("indiapolice/dev", 628)],
)
def test_other_peoples_jsonl_is_read_without_a_skip(
    texts_of: Callable[[str], Path], capture: Capture, name: str, documents: int
) -> None:
    got = receive(texts_of(name), capture)
    found = list(documents_of(got.source, got.extraction))
    assert len([f for f in found if isinstance(f, Document)]) == len(found) == documents


def test_what_may_not_be_looked_at_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Guards beat a man.")
    (tmp_path / "b.txt").write_text("Guards beat a man.")
    looked = Path.stat

    def stat(path: Path, **how: bool) -> os.stat_result:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return looked(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    refused, taken = paths_in(tmp_path)
    assert isinstance(refused, Skipped)
    assert "a.txt cannot be read: Permission denied" in refused.message
    assert taken == tmp_path / "b.txt"
