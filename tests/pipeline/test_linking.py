"""Whatever came, went or was decided, and in whatever order: what is linked is what would be linked from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, created
from chapeau.ground.codec import to_json
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.identity import act_id, record_id, statement_id, text_hash
from chapeau.ground.join import join as reference
from chapeau.ground.settings import (
    BodySetting,
    ConflictSetting,
    PartySetting,
    PeriodSetting,
    Settings,
    read_settings,
)
from chapeau.link import (
    IncidentLinker,
    OriginLinker,
    actors,
    coinciding,
    dependences,
    incidents,
    origins,
    rests_on,
    tellings,
)
from chapeau.link.actors import anchors_of
from chapeau.pipeline.derive import link
from chapeau.pipeline.linking import for_linking
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.run import run
from chapeau.pipeline.standing import Standing
from chapeau.records import (
    Act,
    Capture,
    Decision,
    DecisionKind,
    Document,
    DocumentDate,
    Mention,
    MentionKind,
    Reading,
    Source,
    Span,
    Statement,
    Translation,
)
from tests.link.material import act, mention, statement
from tests.running import ANALYST

GAZETTEER = Gazetteer.packaged()
WIDEST = 6
SETTINGS = Settings(
    parties=(PartySetting(name="Orvanian army", country="XO"),),
    bodies=(BodySetting(name="Ministry of Grain", voices=("Ilse Marr",)),),
)
LINKED = (kinds.ORIGINS, kinds.RESTS_ON, kinds.DEPENDENCES, kinds.INCIDENTS, kinds.ACTORS)
STORY = " ".join(f"word{n} of the story that {n * 7} people told" for n in range(12)) + ". "
PASSAGE = " ".join(f"passage{n}" for n in range(14)) + ". "
TEXTS = (
    STORY,
    STORY + "Our own desk adds a line.",
    "Another text of its own begins here. " + PASSAGE + "It ends elsewhere, with nothing shared at all.",
    "A third text quotes. " + PASSAGE + "And goes on in its own words about the harbour and the weather.",
    "A fourth. " + " ".join(f"lonely{n}" for n in range(30)),
    "(Meridian Wire) - " + STORY + PASSAGE,
    "A seventh. " + " ".join(f"single{n}" for n in range(30)),
)
TRANSLATED = {4: "2.txt", 6: "src-4"}
"""Sources that are translations, by the name of a file and by a source's id; one of them of a translation."""
SPEAKERS = (
    "Ilse Marr",
    "Tomas Velk",
    "Tomas J. Velk",
    "Tomas Karl Velk",
    "Olena Petrivna Vell",
    "Олена Петрівна Велл",
    "Olena Vell",
)
"""One person in two scripts, one with a middle name, and a name alone that a person must decide on."""
PARTIES: dict[str, tuple[MentionKind, str | None]] = {
    "Orvanian army": ("organisation", "XO"),
    "Ridge Guard": ("organisation", None),
    "Orvanian forces": ("nationality", "XO"),
    "Sundrel forces": ("nationality", "XS"),
    "Corrin": ("place", "XS"),
    "Tomas Karl Velk": ("organisation", None),
}
"""A party of the settings by name, and by its country; a state by its forces, and by the capital that stands for it,
of which a pronoun may be all that a text prints; a body that bears a person's name."""
DAYS = ("2031-03-12", "2031-03-13", "2031-03-20", None)
PLACES = ("Halvern", "Tessick", None)
SENTENCES = (
    "Deeds were done in the square that morning by men in grey coats.",
    "More deeds were done on the bridge before any of the boats came.",
)
"""Words in which several texts tell a deed: those of one origin repeat the first."""


def source_of(number: int) -> Source:
    capture = Capture(
        name=f"{number}.txt", by="A. Analyst", at="2031-05-02T09:00:00Z", clock="given", how="file"
    )
    of = TRANSLATED.get(number)
    stated = Translation(source=of, by="Odo Venn", state="draft") if of else None
    return Source(
        id=f"src-{number}",
        blob=str(number),
        size=1,
        media_type="text/plain",
        capture=capture,
        translation_of=stated,
    )


def document_of(number: int) -> Document:
    return Document(
        id=f"doc-{number}", source=f"src-{number}", position=0, extractor="x", text_hash=text_hash(TEXTS[number]),
        text=TEXTS[number], publisher="Harbour Times" if number % 3 == 0 else None,
        date=f"2031-03-{13 + number % 3}" if number not in (0, 3, 4) else None,
    )  # fmt: skip


def acts_of(number: int, draw: st.DataObject, said: list[Statement]) -> Iterator[Act]:
    for n in range(draw.draw(st.integers(0, 3))):
        at = 10 + 20 * n
        made = act(
            act_id(f"doc-{number}", at, at + 4),
            f"doc-{number}",
            draw.draw(st.sampled_from(["killing", "killing", "attack", "child_removal", "deportation"])),
            place=draw.draw(st.sampled_from(PLACES)),
            day=draw.draw(st.sampled_from(DAYS)),
            count=draw.draw(st.sampled_from([None, (3, 3), (5, 5)])),
            by=draw.draw(st.sampled_from([None, "Orvanian army", "Ridge Guard", "Sundrel forces", "Corrin"])),
            certainty=draw.draw(st.sampled_from(["asserted", "asserted", "denied", "threatened"])),
            extent=draw.draw(st.sampled_from(["single", "single", "aggregate"])),
            said_in=draw.draw(st.sampled_from([None, *(s.id for s in said)])),
            victim=draw.draw(st.sampled_from([None, None, "Ana Vell"])),
            at=at if draw.draw(st.booleans()) else 10,
        )
        made = as_month(made) if made.extent == "aggregate" else made
        words = draw.draw(st.sampled_from([None, *SENTENCES]))
        yield replace(made, evidence=Span(start=at, end=at + len(words), text=words)) if words else made


def as_month(made: Act) -> Act:
    if made.time is None:
        return made
    return replace(made, time=replace(made.time, low="2031-03-01", high="2031-03-31", precision="month"))


def reading_of(number: int, draw: st.DataObject) -> Reading:
    document = f"doc-{number}"
    speakers = draw.draw(st.lists(st.sampled_from(SPEAKERS), max_size=2, unique=True))
    said = [
        statement(
            statement_id(document, n, n + 1), document, who, draw.draw(st.sampled_from(["asserts", "denies"]))
        )
        for n, who in enumerate(speakers)
    ]
    named: list[Mention] = [mention(who, document, "person", start=n) for n, who in enumerate(speakers)]
    parties = draw.draw(st.lists(st.sampled_from(sorted(PARTIES)), max_size=4, unique=True))
    named += [m for who in parties for m in party(who, document)[draw.draw(st.integers(0, 1)) :]]
    day = draw.draw(st.sampled_from(["2031-03-13", "2031-03-14", None]))
    return Reading(
        document=document, made_by="made", language="en", length=100, statements=tuple(said), mentions=tuple(named),
        date=DocumentDate(low=day, high=day, inferred=True) if day else None, acts=tuple(acts_of(number, draw, said)),
    )  # fmt: skip


def party(who: str, document: str) -> tuple[Mention, Mention]:
    """A party by its name, and by the pronoun that stands for it."""
    kind, country = PARTIES[who]
    named = mention(who, document, kind, country, start=9)
    return named, replace(named, start=40, end=44, text="They")


def arrive(case: Casefile, number: int, draw: st.DataObject) -> None:
    case.keep_source(source_of(number))
    case.keep(kinds.DOCUMENTS, document_of(number))
    case.keep_reading(reading_of(number, draw), "made")


def decide(case: Casefile, draw: st.DataObject) -> None:
    acts, documents, decisions = (case.ids(kind) for kind in (kinds.ACTS, kinds.DOCUMENTS, kinds.DECISIONS))
    kind = draw.draw(
        st.sampled_from(["same", "not_same", "unsure", "reject", "correct", "withdraw", "independent"])
    )
    names = documents if kind == "independent" or draw.draw(st.booleans()) else acts
    names = decisions if kind == "withdraw" else acts if kind in ("reject", "correct") else names
    if kind in ("same", "not_same", "unsure") and draw.draw(st.booleans()):
        names = sorted({actor for anchor in SPEAKERS for actor in anchors_of([anchor])})
    if len(names) < 2:
        return
    record, other = draw.draw(st.permutations(names))[:2]
    more = {"field": "type", "before": '"killing"', "after": '"attack"'} if kind == "correct" else {}
    if kind in ("same", "not_same", "unsure", "independent"):
        more = {"other": other} | ({"field": "independent"} if kind == "independent" else {})
    count = case.count(kinds.DECISIONS)
    case.keep_decision(
        Decision(id=record_id("dec", count), kind="not_same" if kind == "independent" else kind, record=record,  # type: ignore[arg-type]
                 who="A. Analyst", when=f"2031-05-02T09:00:{count:02}Z", why="So it is.", **more)
    )  # fmt: skip


def change(case: Casefile, draw: st.DataObject) -> None:
    """One step of a history: texts arrive, one leaves or is read again, or a person decides."""
    here = case.ids(kinds.DOCUMENTS)
    step = draw.draw(st.sampled_from(["arrive", "arrive", "arrive", "leave", "read again", "decide"]))
    if step == "arrive":
        away = [n for n in range(len(TEXTS)) if f"doc-{n}" not in here]
        for n in draw.draw(st.lists(st.sampled_from(away), max_size=3, unique=True)) if away else ():
            arrive(case, n, draw)
    elif step == "decide":
        decide(case, draw)
    elif here:
        number = int(draw.draw(st.sampled_from(here)).removeprefix("doc-"))
        if step == "leave":
            case.take_out(f"src-{number}")
        else:
            case.keep_reading(reading_of(number, draw), "made")


def linked(case: Casefile, jobs: int = 1) -> dict[str, list[bytes]]:
    """All that is linked in a case, record by record."""
    link(Standing(case, after_review(case), case.superseded()), SETTINGS, GAZETTEER, jobs)
    return {kind.table: [to_json(record) for record in case.all(kind)] for kind in LINKED}


def linked_from_nothing(case: Casefile) -> dict[str, list[bytes]]:
    """The same by the pure steps alone, in memory, over all records at once."""
    review = after_review(case)
    standing = Standing(case, review, case.superseded())
    documents = {d.id: d for d in case.all(kinds.DOCUMENTS)}
    readings = [r for d in documents if (r := standing.reading_of(d)) is not None]
    acts, said = list(standing.acts()), list(standing.statements())
    links = (*reference(documents, OriginLinker(SETTINGS)).links, *standing.translations())
    grouped = origins(documents.values(), links, SETTINGS, review.pairs, dates=standing.dates)
    countries = {code: place.name for code, place in GAZETTEER.countries.items()}
    resolved = actors(readings, SETTINGS, countries=countries, decisions=review.pairs)
    resting = rests_on(acts, said, documents.values(), grouped, links, resolved, SETTINGS)
    roots = {o.root: o.id for o in grouped if o.root is not None}
    told = tellings(acts, said, standing.dates, resolved, resting, review.pairs, roots)
    joined = reference({t.id: t for t in told}, IncidentLinker(widest=WIDEST))
    events = incidents(told, joined.links, review.pairs)
    among = sorted({event.origins for event in events if len(event.origins) > 1})
    proposed = coinciding(events, acts, said, resolved, resting)
    between = dependences(grouped, links, resting, review.pairs, among=among, acts=acts, proposed=proposed)
    made = zip(LINKED, (grouped, resting, between, events, resolved.actors), strict=True)
    return {kind.table: [to_json(record) for record in records] for kind, records in made}


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are too common from a few acts on, so that small histories cross the bound in both directions."""
    monkeypatch.setattr("chapeau.pipeline.linking.IncidentLinker", partial(IncidentLinker, widest=WIDEST))


@limits(
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(draw=st.data())
def test_any_history_of_arrivals_removals_changes_and_decisions_links_as_from_nothing(
    draw: st.DataObject,
) -> None:
    with TemporaryDirectory() as folder, created(Path(folder) / "case") as case:
        for _ in range(draw.draw(st.integers(2, 12))):
            change(case, draw)
            if draw.draw(st.booleans()):
                assert linked(case) == linked_from_nothing(case)
        assert linked(case) == linked_from_nothing(case)


def read_by(case: Casefile, reader: str, found: dict[int, list[int]]) -> None:
    """What a reader finds in each text: acts by where they stand. Two readers find the same act under one id."""
    for number, places in found.items():
        document = f"doc-{number}"
        acts = tuple(
            act(act_id(document, at, at + 4), document, place=PLACES[number % 3], count=(at, at), at=at)
            for at in places
        )
        case.keep_reading(
            Reading(document=document, made_by=reader, date=None, language="en", length=9, statements=(), acts=acts,
                    mentions=()), reader
        )  # fmt: skip


def test_an_act_that_people_joined_with_one_since_rejected_keeps_an_incident_of_its_own(
    tmp_path: Path,
) -> None:
    with created(tmp_path / "case") as case:
        for number, family in enumerate(("killing", "deportation")):
            case.keep_source(source_of(number))
            case.keep(kinds.DOCUMENTS, document_of(number))
            acts = (act(act_id(f"doc-{number}", 10, 14), f"doc-{number}", family, at=10),)
            case.keep_reading(
                Reading(document=f"doc-{number}", made_by="made", date=None, language="en", length=9,
                        statements=(), acts=acts, mentions=()), "made"
            )  # fmt: skip
        stays, goes = case.ids(kinds.ACTS)
        assert len(linked(case)["incidents"]) == len([stays, goes])
        decided(case, 0, "same", stays, goes)
        assert len(linked(case)["incidents"]) == 1
        decided(case, 1, "reject", goes)
        assert linked(case) == linked_from_nothing(case)
        assert [i.acts for i in case.all(kinds.INCIDENTS)] == [(stays,)]


def decided(case: Casefile, count: int, kind: DecisionKind, record: str, other: str | None = None) -> None:
    case.keep_decision(
        Decision(id=record_id("dec", count), kind=kind, record=record, other=other, who="A. Analyst",
                 when=f"2031-05-02T09:00:{count:02}Z", why="So it is.")
    )  # fmt: skip


FINDS = st.fixed_dictionaries({n: st.lists(st.sampled_from([10, 30, 50]), unique=True) for n in range(4)})


@limits(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    first=FINDS, then=FINDS, kind=st.sampled_from(["same", "not_same"]), rng=st.randoms(use_true_random=False)
)
def test_a_new_reader_keeps_every_decision_and_those_that_still_name_acts_hold(
    first: dict[int, list[int]], then: dict[int, list[int]], kind: str, rng: Random
) -> None:
    with TemporaryDirectory() as folder, created(Path(folder) / "case") as case:
        for number in first:
            case.keep_source(source_of(number))
            case.keep(kinds.DOCUMENTS, document_of(number))
        read_by(case, "one", first)
        acts = case.ids(kinds.ACTS)
        pairs = [rng.sample(acts, 2) for _ in range(3)] if len(acts) > 1 else []
        for n, (record, other) in enumerate(pairs):
            decided(case, n, kind, record, other)
        for reader, found in (("one", first), ("two", then), ("one", first)):
            read_by(case, reader, found)
            assert linked(case) == linked_from_nothing(case)
            assert case.count(kinds.DECISIONS) == len(pairs)
            of = {a: i.id for i in case.all(kinds.INCIDENTS) for a in i.acts}
            named = [(record, other) for record, other in pairs if record in of and other in of]
            assert all((of[record] == of[other]) == (kind == "same") for record, other in named)


def test_processes_that_compare_pairs_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chapeau.casefile.join.BATCH", 1)
    monkeypatch.setattr("chapeau.engine.local.FEW", 0)
    with created(tmp_path / "case") as case:
        for number in range(len(TEXTS)):
            case.keep_source(source_of(number))
            case.keep(kinds.DOCUMENTS, document_of(number))
            document = f"doc-{number}"
            acts = [
                act(act_id(document, n, n + 4), document, victim=who, by="Ridge Guard", at=40 * n)
                for n, who in enumerate(("Ana Vell", None, "Odo Venn"))
            ]
            named = (mention("Ridge Guard", document, start=9),)
            case.keep_reading(
                Reading(document=document, made_by="made", date=None, language="en", length=9, statements=(),
                        acts=tuple(acts), mentions=named), "made"
            )  # fmt: skip
        assert linked(case, jobs=2) == linked_from_nothing(case)
        assert case.connection.execute("SELECT count(*) FROM link_pairs").fetchone()[0] > len(TEXTS)


def named_in(case: Casefile, number: int, who: str) -> None:
    """A text that names one person."""
    document = f"doc-{number}"
    case.keep_source(source_of(number))
    case.keep(kinds.DOCUMENTS, document_of(number))
    named = (mention(who, document, "person", start=1),)
    case.keep_reading(
        Reading(document=document, made_by="made", date=None, language="en", length=9, statements=(), acts=(),
                mentions=named), "made"
    )  # fmt: skip


def test_one_whom_a_decision_joined_is_told_anew_when_the_only_text_of_the_other_goes(tmp_path: Path) -> None:
    with created(tmp_path / "case") as case:
        named_in(case, 0, "Tomas Velk")
        named_in(case, 2, "Olena Vell")
        (one,), (other,) = (anchors_of([who])[:1] for who in ("Tomas Velk", "Olena Vell"))
        case.keep_decision(
            Decision(id="dec-1", kind="same", record=one, other=other, who="A. Analyst", when="2031-05-02T09:00:00Z",
                     why="Her name before she married.")
        )  # fmt: skip
        linked(case)
        assert any(actor.joined for actor in case.all(kinds.ACTORS))
        case.take_out("src-2")
        assert linked(case) == linked_from_nothing(case)
        assert not any(actor.joined for actor in case.all(kinds.ACTORS))


@pytest.mark.parametrize("settings", [SETTINGS, Settings()], ids=["a party", "a state"])
def test_a_state_or_party_that_its_forces_implied_may_be_named_later_by_a_pronoun_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(f"{__name__}.SETTINGS", settings)
    they = replace(party("Corrin", "doc-2")[1], country="XO")
    with created(tmp_path / "case") as case:
        for number, named in ((0, party("Orvanian forces", "doc-0")), (2, (they,))):
            case.keep_source(source_of(number))
            case.keep(kinds.DOCUMENTS, document_of(number))
            case.keep_reading(
                Reading(document=f"doc-{number}", made_by="made", date=None, language="en", length=9, statements=(),
                        acts=(), mentions=named), "made"
            )  # fmt: skip
            assert linked(case) == linked_from_nothing(case)
        case.take_out("src-2")
        assert linked(case) == linked_from_nothing(case)


def test_a_body_that_bears_a_persons_name_is_linked_with_the_texts_that_name_the_person(
    tmp_path: Path,
) -> None:
    with created(tmp_path / "case") as case:
        for number, who in ((0, "Tomas Karl Velk"), (2, "Tomas Jan Velk")):
            named_in(case, number, who)
        linked(case)
        case.keep_source(source_of(4))
        case.keep(kinds.DOCUMENTS, document_of(4))
        body = mention("Tomas Karl Velk", "doc-4", "organisation", start=1)
        case.keep_reading(
            Reading(document="doc-4", made_by="made", date=None, language="en", length=9, statements=(), acts=(),
                    mentions=(body,)), "made"
        )  # fmt: skip
        assert linked(case) == linked_from_nothing(case)


def test_what_later_steps_alone_take_from_the_settings_links_nothing_anew_and_a_party_does() -> None:
    conflict = ConflictSetting(
        territory="XO", conflict="none", decided_by="L. Lawyer", reasons="No fighting."
    )
    later = replace(
        SETTINGS,
        conflicts=(conflict,),
        periods=(PeriodSetting(name="Spring", low="2031-03-01", high="2031-05-31"),),
    )
    assert for_linking(later) == for_linking(SETTINGS)
    assert for_linking(replace(SETTINGS, parties=())) != for_linking(SETTINGS)


def test_a_translation_whose_original_goes_is_told_anew(tmp_path: Path) -> None:
    with created(tmp_path / "case") as case:
        for number in (2, 4):
            case.keep_source(source_of(number))
            case.keep(kinds.DOCUMENTS, document_of(number))
        assert len(linked(case)["origins"]) == 1
        case.take_out("src-2")
        assert linked(case) == linked_from_nothing(case)


@pytest.mark.long
def test_the_example_links_as_from_nothing_as_each_source_in_turn_is_taken_out(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "two-rivers"
    run(
        [example / "reports"],
        tmp_path / "case",
        ANALYST,
        settings=read_settings(example / "case.toml"),
        jobs=1,
    )
    with created(tmp_path / "case") as case:
        for source in case.ids(kinds.SOURCES):
            case.take_out(source)
            assert linked(case) == linked_from_nothing(case)
        assert all(case.count(kind) == 0 for kind in LINKED)
