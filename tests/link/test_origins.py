"""Which documents go back to one telling."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.ground.join import join
from chapeau.ground.settings import AgencySetting, BodySetting, Settings
from chapeau.link import OriginLinker, origins
from chapeau.link.origins import shared_between
from chapeau.records import Decision, Document, Origin

CASE = Settings(
    agencies=(AgencySetting(name="Meridian Wire", aliases=("MW",)),),
    bodies=(BodySetting(name="Orvanian Ministry of Defence", voices=("Captain Ilse Marr", "@OrvaniaMoD")),),
)
STORY = (
    "Shells struck the fish market of Halvern on Wednesday morning while the square was crowded with buyers. "
    "The governor of the Lenna region reached the town before noon and counted the dead with the doctors there. "
    "Windows were broken as far away as the railway yard, and the old clock above the hall had stopped. "
    "By the evening the bakers had opened again and were handing out bread to everyone who asked for it."
)
OTHER = (
    "A ferry that had been laid up since autumn was put back into the water at Corrin by four volunteers. "
    "They had repaired its engine with parts from a tractor and painted the name of a lost colleague on the bow. "
    "The first crossing took eleven minutes and carried two goats, a piano and the teacher of the music school. "
    "Nobody paid for the trip, and the harbour master looked the other way while drinking his second coffee."
)
QUOTATION = '"We looked for them in every cellar of that street until the lamps went out and nobody answered us any more," said a rescuer. '


def document(name: str, text: str, date: str | None = "2031-03-12", publisher: str | None = None) -> Document:
    return Document(
        id=name,
        source="src",
        position=0,
        extractor="x",
        text_hash=name,
        text=text,
        date=date,
        publisher=publisher,
    )


def found(*documents: Document, decisions: tuple[Decision, ...] = ()) -> tuple[Origin, ...]:
    linker = OriginLinker(CASE)
    return origins(documents, join({d.id: d for d in documents}, linker).links, CASE, decisions)


def parted(parts: tuple[Origin, ...]) -> set[frozenset[str]]:
    return {frozenset(m.document for m in o.members) for o in parts}


def test_a_text_reworked_is_one_origin_with_the_earliest_as_root() -> None:
    copy = "FROM OUR DESK\n\n" + " ".join(STORY.split()[20:])
    (one,) = found(document("b", copy, "2031-03-13"), document("c", STORY, "2031-03-12"))
    assert one.root == "c"
    member = next(m for m in one.members if m.document == "b")
    assert (member.relation, member.of) == ("copy", "c")
    for p in member.passages:
        assert copy[p.start : p.end].split() == STORY[p.of_start : p.of_end].split()


def test_two_texts_that_share_nothing_are_two_origins() -> None:
    assert len(found(document("a", STORY), document("b", OTHER))) == 2


def test_a_shared_quotation_leaves_both_their_own_origins_and_names_the_earlier() -> None:
    parts = found(
        document("a", STORY + "\n\n" + QUOTATION, "2031-03-12"),
        document("b", OTHER + "\n\n" + QUOTATION, "2031-03-14"),
    )
    assert parted(parts) == {frozenset({"a"}), frozenset({"b"})}
    relations = {m.document: (m.relation, m.of) for o in parts for m in o.members}
    assert relations == {"a": ("root", None), "b": ("quotes", "a")}


def test_a_story_that_credits_an_agency_whose_original_is_absent_has_a_root_unknown() -> None:
    (one,) = found(
        document("a", "Coast Herald\n\nHALVERN (Meridian Wire) - " + STORY, publisher="Coast Herald")
    )
    assert one.root is None
    assert one.voice == "Meridian Wire"
    assert one.root_unknown is not None
    assert "(Meridian Wire) -" in one.root_unknown


def test_the_agencys_own_text_is_the_root_even_of_a_copy_dated_earlier() -> None:
    (one,) = found(
        document("a", "HALVERN (Meridian Wire) - " + STORY, "2031-03-11", publisher="Coast Herald"),
        document("b", "HALVERN (Meridian Wire) - " + STORY, "2031-03-12", publisher="Meridian Wire"),
    )
    assert one.root == "b"


def test_two_stories_of_one_agency_on_two_matters_stay_two_origins() -> None:
    head = "CORRIN (Meridian Wire) - "
    assert len(found(document("a", head + STORY), document("b", head + OTHER))) == 2


def test_a_post_that_restates_its_bodys_release_within_days_is_one_origin() -> None:
    release = (
        "The ministry rejects the claims about Halvern. Our artillery on the eastern bank held its fire on 12 March, "
        "and no battery moved before the evening."
    )
    post = "Our artillery on the eastern bank held its fire on 12 March. — Ilse Marr (@OrvaniaMoD) March 13, 2031"
    near = found(
        document("a", release, "2031-03-13", "Orvanian Ministry of Defence"),
        document("b", post, "2031-03-13"),
    )
    far = found(
        document("a", release, "2031-04-13", "Orvanian Ministry of Defence"),
        document("b", post, "2031-03-13"),
    )
    assert len(near) == 1
    assert {m.relation for m in near[0].members} == {"root", "restates"}
    assert len(far) == 2


def test_announcements_are_one_within_three_days_and_no_longer() -> None:
    post = "Our artillery on the eastern bank held its fire on 12 March. — Ilse Marr (@OrvaniaMoD)"
    again = "On 12 March our artillery held its fire, on the eastern bank too. — Ilse Marr (@OrvaniaMoD)"

    def number(second: str) -> int:
        return len(found(document("a", post, "2031-03-13"), document("b", again, second)))

    assert [number(f"2031-03-{day}") for day in (10, 13, 16)] == [1, 1, 1]
    assert [number(f"2031-03-{day:02}") for day in (9, 17)] == [2, 2]


def test_a_passage_is_the_same_words_seen_from_either_text() -> None:
    one, other = (
        document("a", STORY + "\n\n" + QUOTATION, "2031-03-12"),
        document("b", QUOTATION + "\n\n" + OTHER, "2031-03-14"),
    )
    (link,) = join({d.id: d for d in (one, other)}, OriginLinker(CASE)).links
    texts = {d.id: d.text for d in (one, other)}
    for seen_from in ("a", "b"):
        (passage,) = shared_between(link, seen_from)
        assert passage.document == seen_from
        here = texts[passage.document][passage.start : passage.end]
        there = texts[passage.of][passage.of_start : passage.of_end]
        assert here == there
        assert here.startswith("We looked for them")


def decision(kind: str, when: str = "2031-04-01T00:00:00Z") -> Decision:
    return Decision(
        id=kind + when, kind=kind, record="a", other="b", who="Ira Venn", when=when, why="asked both"
    )  # type: ignore[arg-type]


def test_a_persons_decision_outranks_the_text_and_a_later_one_the_earlier() -> None:
    assert len(found(document("a", STORY), document("b", STORY), decisions=(decision("not_same"),))) == 2
    assert len(found(document("a", STORY), document("b", OTHER), decisions=(decision("same"),))) == 1
    both = (decision("same", "2031-04-01T00:00:00Z"), decision("not_same", "2031-04-02T00:00:00Z"))
    assert len(found(document("a", STORY), document("b", OTHER), decisions=both)) == 2


SENTENCES = [s + "." for s in (STORY + " " + OTHER).rstrip(".").split(". ")]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True).map(" ".join)
CASES = st.lists(TEXTS, min_size=1, max_size=6).map(
    lambda texts: [document(f"d{n}", t, f"2031-03-{1 + n % 3:02}") for n, t in enumerate(texts)]
)


@settings(max_examples=40, deadline=None)
@given(CASES, st.randoms(use_true_random=False))
def test_origins_part_the_documents_whatever_their_order(documents: list[Document], random: object) -> None:
    shuffled = list(documents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    parts = found(*documents)
    assert parts == found(*shuffled)
    assert sorted(m.document for o in parts for m in o.members) == sorted(d.id for d in documents)


@settings(max_examples=40, deadline=None)
@given(CASES, st.integers(0, 5))
def test_one_more_copy_raises_no_number_of_origins(documents: list[Document], which: int) -> None:
    told = documents[which % len(documents)]
    if len(told.text.split()) >= 20:
        copy = document("z", told.text, "2031-03-30")
        assert len(found(*documents, copy)) <= len(found(*documents))
