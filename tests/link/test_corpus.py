"""Origins of many documents are those of a few, found another way."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chapeau.ground.settings import Settings
from chapeau.link import Corpus, corpus_origins, words_in_common
from chapeau.link.credits import credits_of
from chapeau.link.many_texts import Codes, signs
from chapeau.records import Document, Origin
from tests.link.test_origins import CASE, OTHER, QUOTATION, STORY, document, found, parted

WORDS = [a + b for a in "bdfgklmnprst" for b in ("alor", "emin", "ituk", "ovas", "urel", "yden")]


def article(number: int, sentences: int = 12) -> str:
    """An invented text of its own: sentences of invented words, two a paragraph."""
    rng = random.Random(number)
    said = [" ".join(rng.choices(WORDS, k=rng.randint(12, 20))).capitalize() + "." for _ in range(sentences)]
    return "\n\n".join(" ".join(said[i : i + 2]) for i in range(0, sentences, 2))


def reprinted(text: str, number: int) -> str:
    """The text as another outlet prints it: framed, cut, or without a paragraph."""
    rng = random.Random(number)
    parts = text.split("\n\n")
    if rng.random() < 0.5:
        parts = parts[: max(3, len(parts) * 2 // 3)]
    if rng.random() < 0.5:
        parts.pop(rng.randrange(1, len(parts)))
    return "\n\n".join([f"OUTLET {number}", *parts, "All rights reserved."])


def corpus(documents: Iterable[Document], case: Settings = CASE) -> Corpus:
    given = sorted(documents, key=lambda d: d.id)
    made = signs([d.text for d in given])

    def codes(document: int) -> Codes:
        return made.codes[ends[document] - made.words[document] : ends[document]]

    ends, last = np.cumsum(made.words), np.cumsum(made.printed)
    return Corpus(
        ids=[d.id for d in given],
        lengths=[len(d.text) for d in given],
        told=[credits_of(d, case) for d in given],
        words=made.words,
        free=made.free,
        prints=made.prints,
        first_print=last - made.printed,
        printed=made.printed,
        sketch=made.sketch,
        bands=made.bands,
        codes=codes,
        compared=lambda some: ((p, words_in_common((codes(a), codes(b)) for a, b in p)) for p in some),
        text=lambda i: given[i].text,
    )


def found_in_corpus(*documents: Document, case: Settings = CASE) -> tuple[Origin, ...]:
    return tuple(sorted(corpus_origins(corpus(documents, case), case), key=lambda o: o.id))


def history(seed: int) -> list[Document]:
    """Stories with their reprints, one that quotes, agency stories without their root, and a ministry's release.

    Two agency stories in the same invented words are one announcement to any reader.
    """
    rng = random.Random(seed)
    made: list[Document] = []
    for n in range(rng.randint(1, 4)):
        text, day = article(seed * 100 + n), f"2031-03-{rng.randint(10, 20)}"
        if rng.random() < 0.3:
            text = f"HALVERN (Meridian Wire) - {text}"
        texts = [text, *(reprinted(text, seed * 1000 + n * 10 + k) for k in range(rng.randint(0, 4)))]
        made += [document(f"s{n}k{k}", t, rng.choice([day, None])) for k, t in enumerate(texts)]
    made.append(document("q", QUOTATION + article(seed + 50_000), "2031-03-21"))
    made.append(document("r", article(seed + 60_000) + "\n\n" + QUOTATION, "2031-03-22"))
    body = "Our air defence destroyed three drones over Corrin and Tessick last night, Captain Marr reported."
    other = (
        "Three drones over Corrin and Tessick were destroyed last night by air defence, the captain reported."
    )
    made.append(document("v1", body, "2031-03-12", "Orvanian Ministry of Defence"))
    made.append(document("v2", other, "2031-03-13", "Captain Ilse Marr"))
    return made


def as_told(parts: Sequence[Origin]) -> dict[str, tuple[str | None, str]]:
    return {m.document: (o.root, m.relation) for o in parts for m in o.members}


def rooted_on(
    days: Mapping[str, str | None], parts: Sequence[Origin]
) -> dict[frozenset[str], tuple[bool, str | None, list[str]]]:
    """By origin: whether a root is known, of what day the first is, and what the members are."""
    return {
        frozenset(m.document for m in o.members): (
            o.root is None,
            days[
                next(
                    (m.document for m in o.members if m.relation in ("root", "quotes")), o.members[0].document
                )
            ],
            sorted(m.relation for m in o.members),
        )
        for o in parts
    }


@given(st.integers(0, 10_000))
@example(1115)
@example(3561)
@example(3579)
@settings(max_examples=40, deadline=None)
def test_the_origins_of_a_corpus_are_those_of_the_case(seed: int) -> None:
    """Roots of one day apart: which of a day's texts holds most is told by links there, by fingerprints here."""
    documents = history(seed)
    many = found_in_corpus(*documents)
    days = {d.id: d.date for d in documents}
    assert rooted_on(days, many) == rooted_on(days, found(*documents))
    held_against = {(m.document, m.of) for o in many for m in o.members if m.of and m.relation != "quotes"}
    assert held_against <= {(a, b) for group in parted(many) for a in group for b in group}


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_an_id_says_nothing_of_which_documents_belong_together(seed: int, rng: random.Random) -> None:
    documents = history(seed)
    names = [f"d{n}" for n in range(len(documents))]
    rng.shuffle(names)
    renamed = {d.id: name for d, name in zip(documents, names, strict=True)}
    again = found_in_corpus(*(document(renamed[d.id], d.text, d.date, d.publisher) for d in documents))
    assert parted(again) == {frozenset(renamed[i] for i in g) for g in parted(found_in_corpus(*documents))}


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_a_further_copy_changes_no_count_of_origins(seed: int, number: int) -> None:
    documents = history(seed)
    before = found_in_corpus(*documents)
    stories = [d for d in documents if d.id.startswith("s")]
    of = stories[number % len(stories)]
    copy = document("copy", of.text + "\n\nAll rights reserved.", "2031-04-01")
    assert len(found_in_corpus(*documents, copy)) == len(before)


def test_a_hundredth_copy_changes_no_count_of_origins() -> None:
    text = article(7)
    copies = [document(f"c{n:03}", reprinted(text, n), "2031-03-13") for n in range(100)]
    (one,) = found_in_corpus(document("root", text, "2031-03-12"), *copies)
    assert (one.root, len(one.members)) == ("root", 101)
    assert {m.of for m in one.members} == {None, "root"}


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_a_quotation_moves_no_document(seed: int) -> None:
    documents = history(seed)
    before = parted(found_in_corpus(*documents))
    own = document("z", f"{article(seed + 70_000)}\n\n{QUOTATION}", "2031-03-30")
    after = parted(found_in_corpus(*documents, own))
    assert after == before | {frozenset({"z"})}


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@example(337, 0)
@settings(max_examples=20, deadline=None)
def test_a_document_taken_away_takes_its_own_origin_alone(seed: int, number: int) -> None:
    """What went back to it may go apart: two copies of a text that is gone may have too little in common."""
    documents = history(seed)
    parts = found_in_corpus(*documents)
    gone = documents[number % len(documents)].id
    (its,) = [o for o in parts if gone in {m.document for m in o.members}]
    left = [d for d in documents if d.id != gone]
    others = {frozenset(m.document for m in o.members) for o in parts if o is not its}
    after = found_in_corpus(*left)
    assert others <= parted(after)
    rest = {m.document for m in its.members} - {gone}
    assert frozenset().union(*parted(after)) == frozenset(d.id for d in left)
    if rest and its.root == gone and not its.voice:
        assert {o.root for o in after if rest & {m.document for m in o.members}} <= rest


def test_a_caption_from_a_long_text_is_a_copy_of_it() -> None:
    long = article(1, 60)
    short = long.split("\n\n")[17]
    parts = found_in_corpus(document("long", long, "2031-03-12"), document("short", short, "2031-03-13"))
    assert parted(parts) == {frozenset({"long", "short"})}


def test_captions_that_came_before_the_long_text_are_all_one_with_it() -> None:
    long = article(1, 60)
    captions = [document(f"c{n}", long.split("\n\n")[5 * n], "2031-03-12") for n in range(6)]
    parts = found_in_corpus(document("long", long, "2031-03-20"), *captions)
    assert parted(parts) == {frozenset({"long", *(c.id for c in captions)})}


def test_forty_reprints_do_not_hide_who_quotes_the_release() -> None:
    release = STORY + "\n\n" + QUOTATION
    reprints = [document(f"c{n:02}", f"OUTLET {n}\n\n{release}", "2031-03-13") for n in range(40)]
    quoting = document("q", f"{OTHER}\n\n{QUOTATION}", "2031-03-14")
    parts = found_in_corpus(document("release", release, "2031-03-12"), *reprints, quoting)
    (member,) = [m for o in parts for m in o.members if m.document == "q"]
    assert (as_told(parts)["q"], member.of) == (("q", "quotes"), "release")


def test_one_sentence_in_common_makes_no_text_reworked() -> None:
    sentence = " ".join(WORDS[:45]).capitalize() + "."
    short = [document(f"s{n}", f"{sentence}\n\n{article(n, 4)}", "2031-03-12") for n in range(3)]
    assert len(found_in_corpus(*short)) == len(found(*short)) == 3


def sentences(number: int, count: int, words: int = 20) -> list[str]:
    """Invented sentences of so many words."""
    rng = random.Random(number)
    return [" ".join(rng.choices(WORDS, k=words)).capitalize() + "." for _ in range(count)]


def woven(own: list[str], shared: list[str]) -> str:
    """The shared sentences, in this order, each after two of the text's own."""
    parts = [[*own[2 * n : 2 * n + 2], one] for n, one in enumerate(shared)]
    return "\n\n".join(" ".join(p) for p in parts)


def one_origin(a: str, b: str) -> bool:
    """Whether two texts are one origin, in a case and in a corpus alike."""
    documents = [document("a", a, "2031-03-12"), document("b", b, "2031-03-13")]
    parts = parted(found_in_corpus(*documents))
    assert parts == parted(found(*documents))
    return len(parts) == 1


def test_sentences_scattered_in_another_order_make_no_text_reworked_though_they_be_many() -> None:
    shared = sentences(1, 6)
    scattered = [shared[n] for n in (3, 0, 5, 2, 4, 1)]
    assert not one_origin(woven(sentences(2, 12), shared), woven(sentences(3, 12), scattered))


def test_sentences_that_follow_one_another_in_both_make_a_text_reworked() -> None:
    shared = sentences(1, 6)
    assert one_origin(woven(sentences(2, 12), shared), woven(sentences(3, 12), shared))


def test_a_stretch_longer_than_a_sentence_makes_a_text_reworked() -> None:
    stretch, own = " ".join(sentences(1, 6)), sentences(2, 24)
    assert one_origin(" ".join([*own[:12], stretch]), " ".join([stretch, *own[12:]]))


def test_one_sentence_that_is_half_of_a_short_text_leaves_it_its_own_origin() -> None:
    (known,) = sentences(1, 1, 36)
    (own,) = sentences(2, 1, 23)
    assert not one_origin(f"{own}\n\n{known}", f"{article(3)}\n\n{known}")


def test_what_little_stands_outside_quotation_marks_makes_no_text_reworked() -> None:
    speech = [" ".join(sentences(n, 8)).replace(".", ",") for n in (2, 3)]
    (known,) = sentences(1, 1, 40)
    assert not one_origin(*(f"“{said}”\n\n{known}" for said in speech))


def test_no_documents_have_no_origins() -> None:
    assert found_in_corpus() == ()
