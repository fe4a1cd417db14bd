"""A text that is stated to be a translation goes back to its original; nobody is guessed."""

from __future__ import annotations

from chapeau.ground.settings import Settings
from chapeau.link import origins
from chapeau.link.origins import OriginLink
from chapeau.link.translations import translation_links
from chapeau.records import Capture, Document, Source, Translation


def source(name: str, of: str | None = None) -> Source:
    capture = Capture(
        name=f"{name}.txt", by="A. Analyst", at="2031-05-02T09:00:00Z", clock="given", how="file"
    )
    stated = Translation(source=of, by="Odo Venn", state="certified") if of else None
    return Source(
        id=f"src-{name}", blob=f"hash of {name}", size=1, media_type="text/plain", capture=capture, translation_of=stated
    )  # fmt: skip


def document(name: str, day: str | None = None) -> Document:
    text = f"What {name} tells is told in words that no other text has."
    return Document(
        id=f"doc-{name}", source=f"src-{name}", position=0, extractor="x", text_hash=name, text=text, date=day
    )


def linked(of: str, *more: str) -> list[OriginLink]:
    sources = [source("minutes"), source("english", of), *(source(m) for m in more)]
    documents = {s.id: [s.id.replace("src", "doc")] for s in sources}
    return list(translation_links((s for s in sources if s.translation_of), sources, documents))


def test_an_original_is_known_by_file_name_by_id_and_by_hash() -> None:
    for of in ("minutes.txt", "src-minutes", "hash of minutes"):
        (link,) = linked(of)
        assert (link.left, link.right, link.original) == ("doc-english", "doc-minutes", "doc-minutes")
        assert "by Odo Venn (certified)" in link.why


def test_what_is_not_in_the_case_or_fits_several_is_not_guessed() -> None:
    assert linked("lost.txt") == []
    sources = [source("minutes"), source("english", "minutes.txt")]
    twin = Source(
        id="src-twin", blob="another", size=1, media_type="text/plain", capture=source("minutes").capture
    )
    documents = {s.id: [s.id] for s in (*sources, twin)}
    assert list(translation_links(sources[1:], [*sources, twin], documents)) == []


def test_a_translation_is_no_origin_of_its_own_and_never_the_root_whatever_its_day() -> None:
    documents = [document("minutes", "2031-04-01"), document("english", "2031-03-01")]
    (origin,) = origins(documents, linked("minutes.txt"), Settings())
    assert origin.root == "doc-minutes"
    assert [(m.document, m.relation) for m in origin.members] == [
        ("doc-minutes", "root"),
        ("doc-english", "restates"),
    ]


def test_items_of_a_translated_collection_go_back_to_the_items_in_their_places() -> None:
    sources = [source("all"), source("all-english", "all.txt")]
    documents = {"src-all": ["o1", "o2"], "src-all-english": ["t1", "t2"]}
    links = translation_links(sources[1:], sources, documents)
    assert [(k.left, k.right) for k in links] == [("o1", "t1"), ("o2", "t2")]
