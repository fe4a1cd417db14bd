"""The join in SQL gives what the reference gives, and decides no pair twice."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapeau.casefile.join import TABLES, Asked, join
from chapeau.casefile.repository import Casefile, created
from chapeau.ground.join import join as reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    left: str
    right: str
    words: tuple[str, ...]


@dataclass
class SharedWords:
    """Links notes that share a word other than 'the'; remembers what it was asked."""

    name: str = "words"
    version: str = "1"
    widest: int = 3
    asked: list[tuple[str, str]] = field(default_factory=list)

    def keys(self, record: Note) -> Iterable[str]:
        return record.words

    def decide(self, a: Note, b: Note) -> Shared | None:
        self.asked.append((a.id, b.id))
        words = tuple(sorted((set(a.words) & set(b.words)) - {"the"}))
        return Shared(left=a.id, right=b.id, words=words) if words else None


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    with created(tmp_path_factory.mktemp("join")) as made:
        yield made


words = st.lists(st.sampled_from(["the", "river", "bridge", "market", "é", "'; --"]), max_size=4).map(tuple)
notes = st.dictionaries(st.text("abcXYZ-é\U0001f600", min_size=1, max_size=3), words, max_size=9).map(
    lambda d: {key: Note(id=key, words=value) for key, value in d.items()}
)


def fresh(case: Casefile) -> None:
    for table in TABLES:
        case.connection.execute(f"DELETE FROM {table}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(notes, min_size=1, max_size=3), widest=st.integers(1, 5))
def test_it_equals_the_reference_whatever_was_joined_before(
    case: Casefile, steps: list[dict[str, Note]], widest: int
) -> None:
    fresh(case)
    for records in steps:
        linker = SharedWords(widest=widest)
        assert join(case.connection, records, linker, Shared) == reference(
            records, SharedWords(widest=widest)
        )


def test_one_more_record_costs_only_the_pairs_that_it_is_in(case: Casefile) -> None:
    fresh(case)
    records = {str(n): Note(id=str(n), words=("bridge", f"w{n}")) for n in range(5)}
    join(case.connection, records, SharedWords(widest=9), Shared)
    linker = SharedWords(widest=9)
    join(case.connection, {**records, "9": Note(id="9", words=("bridge",))}, linker, Shared)
    assert linker.asked == [(str(n), "9") for n in range(5)]


def test_another_version_of_the_linker_or_of_its_settings_decides_anew(case: Casefile) -> None:
    fresh(case)
    records = {"a": Note(id="a", words=("river",)), "b": Note(id="b", words=("river",))}
    for linker, given_with in ((SharedWords(), ""), (SharedWords(version="2"), ""), (SharedWords(), "x")):
        join(case.connection, records, linker, Shared, given_with)
        assert linker.asked == [("a", "b")]
    again = SharedWords()
    join(case.connection, records, again, Shared, "x")
    assert again.asked == []


def test_a_changed_record_is_decided_anew(case: Casefile) -> None:
    fresh(case)
    records = {"a": Note(id="a", words=("river",)), "b": Note(id="b", words=("river",))}
    join(case.connection, records, SharedWords(), Shared)
    linker = SharedWords()
    joined = join(case.connection, {**records, "b": Note(id="b", words=("river", "market"))}, linker, Shared)
    assert linker.asked == [("a", "b")]
    assert len(joined.links) == 1


def test_a_key_that_is_no_longer_too_common_is_used_again(case: Casefile, tmp_path: Path) -> None:
    fresh(case)
    many = {str(n): Note(id=str(n), words=("river",)) for n in range(4)}
    assert join(case.connection, many, SharedWords(widest=3), Shared).passed_over == ("river",)
    few = {key: many[key] for key in ("0", "1")}
    assert len(join(case.connection, few, SharedWords(widest=3), Shared).links) == 1


def test_pairs_that_another_process_decides_give_the_same_links() -> None:
    records = {
        "a": Note(id="a", words=("river", "é")),
        "b": Note(id="b", words=("é",)),
        "c": Note(id="c", words=()),
    }
    here = Asked(Note, records, (("a", "b"), ("b", "c")))
    there: Asked[Note] = pickle.loads(pickle.dumps(here))
    assert there == here
    assert there.decided(SharedWords()) == here.decided(SharedWords())
    assert [(a, b) for a, b, _ in there.decided(SharedWords())] == [("a", "b")]
