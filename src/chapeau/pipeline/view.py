"""What a dossier sees of a case: the casefile, with people's decisions applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from chapeau import __version__
from chapeau.assess.codes import law_of
from chapeau.assess.modes import modes
from chapeau.assess.questions import answered
from chapeau.assess.rules import rules
from chapeau.casefile import kinds
from chapeau.casefile.kinds import Kind
from chapeau.casefile.repository import Casefile
from chapeau.determine.draft import draft
from chapeau.dossier.modes import modes_set
from chapeau.dossier.view import CasePlace, LostDecision, Making, ReadFact, Rule
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.settings import Settings
from chapeau.link import IncidentLinker, OriginLinker
from chapeau.pipeline.bearings import bearings_of
from chapeau.pipeline.case_settings import gazetteer_of
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.undercount_of_case import kept_undercounted
from chapeau.pipeline.versions import Determined
from chapeau.records import (
    Act,
    Actor,
    CasualtyList,
    Command,
    CustodyEntry,
    Decision,
    Dependence,
    Determination,
    Difference,
    Document,
    Finding,
    Incident,
    LikenessModel,
    Listed,
    Mention,
    Mode,
    ModeBearing,
    NamedVictim,
    Origin,
    Pattern,
    Person,
    PersonLink,
    Provision,
    Reading,
    Response,
    RestsOn,
    Reviewed,
    Skipped,
    Source,
    Statement,
    Undercounted,
    Withdrawal,
)

R = TypeVar("R", Reading, Statement, Act, Response, Mention)

COUNTED: tuple[Kind[Any], ...] = (
    kinds.SOURCES,
    kinds.DOCUMENTS,
    kinds.STATEMENTS,
    kinds.ACTS,
    kinds.RESPONSES,
    kinds.MENTIONS,
    kinds.ORIGINS,
    kinds.RESTS_ON,
    kinds.DEPENDENCES,
    kinds.INCIDENTS,
    kinds.ACTORS,
    kinds.COMMANDS,
    kinds.LISTS,
    kinds.LISTED,
    kinds.NAMED_VICTIMS,
    kinds.PERSONS,
    kinds.PERSON_LINKS,
    kinds.LIKENESS_MODELS,
    kinds.PATTERNS,
    kinds.FINDINGS,
    kinds.PROPOSED,
    kinds.DECISIONS,
    kinds.REVIEWED,
    kinds.SKIPPED,
)


def making(settings: Settings, gazetteer: Gazetteer, occasion: Occasion, made_by: str) -> Making:
    """Versions, editions and the time, for print. The custody root stays out: its salts are random."""
    return Making(
        title=settings.title,
        program=f"Chapeau {__version__}",
        now=occasion.at,
        by=occasion.who,
        gazetteer="; ".join(gazetteer.edition),
        law=law_of(settings).title,
        outlines=None if settings.outlines is None else "brought by the case",
        steps=(f"read: {made_by}", *(f"link: {linker.name} {linker.version}" for linker in _linkers())),
        questions=answered(settings.answers),
    )


def _linkers() -> tuple[OriginLinker, IncidentLinker]:
    return OriginLinker(), IncidentLinker()


class View:
    """A `CaseView` over a casefile: nothing is held but what decisions changed.

    Of several extractions of one text it shows the latest; with `every_extraction`, all. With `undecided` it leaves
    out what people determined.
    """

    def __init__(
        self,
        case: Casefile,
        review: AfterReview,
        settings: Settings,
        made: Making,
        *,
        every_extraction: bool = False,
        undecided: bool = False,
    ) -> None:
        self._case = case
        self._review = review
        self._settings = settings
        self._making = made
        self._superseded = frozenset() if every_extraction else case.superseded()
        self._determined = Determined(case, review, left_out=undecided)

    @property
    def determined(self) -> Determined:
        """What was determined in the case, and what has moved since."""
        return self._determined

    @property
    def making(self) -> Making:
        """Title, versions, editions and the time."""
        return self._making

    @property
    def outlines(self) -> str | None:
        """The case's own outlines, if it brings any."""
        return self._settings.outlines

    @property
    def places(self) -> tuple[CasePlace, ...]:
        """The places of the case's own table."""
        own = gazetteer_of(self._settings).own
        return tuple(CasePlace(id=place.id, name=place.name, kind=place.kind) for place in own)

    def country(self, code: str) -> str:
        """The name of a country, by the case's own table, else the packaged one."""
        place = gazetteer_of(self._settings).country(code)
        return place.name if place else code

    def lost_decisions(self) -> Iterator[LostDecision]:
        """Decisions that could not be applied, and why."""
        return (LostDecision(decision=u.decision, why=u.why) for u in self._review.unanchored)

    @property
    def determination(self) -> Determination:
        """What was determined last, else the working draft; a draft over no findings before the first whole run."""
        return self._determined.latest or next(self._case.all(kinds.DETERMINATIONS), draft(()))

    def determinations(self) -> Iterator[Determination]:
        """Every version that was proposed or determined, with its signatures."""
        return iter(self._determined.versions)

    def differences(self) -> Iterator[Difference]:
        """From each determination to the next, and from the latest to the case as it is."""
        return iter(self._determined.differences)

    def counts(self) -> Mapping[str, int]:
        """How many records of each kind."""
        found = {kind.table: self._case.count(kind) for kind in COUNTED}
        return found | {"determinations": found.pop(kinds.PROPOSED.table), "custody": 0}

    def read_facts(self) -> Iterator[ReadFact]:
        """One for each document that was read."""
        for head in self._newest(self._case.all(kinds.READINGS)):
            yield ReadFact(
                document=head.document, made_by=head.made_by, language=head.language, date=head.date
            )

    def statements(self) -> Iterator[Statement]:
        """All statements, as people left them."""
        return map(self._review.of, self._newest(self._case.all(kinds.STATEMENTS)))

    def acts(self) -> Iterator[Act]:
        """All acts, as people left them."""
        return map(self._review.of, self._newest(self._case.all(kinds.ACTS)))

    def responses(self) -> Iterator[Response]:
        """All responses, as people left them."""
        return map(self._review.of, self._newest(self._case.all(kinds.RESPONSES)))

    def provisions(self) -> Iterator[Provision]:
        """The law of the case, in the order of each body of law."""
        return iter(law_of(self._settings).provisions)

    def rules(self) -> Iterator[Rule]:
        """The rules that set fields of findings."""
        return (Rule(id=rule.id, field=rule.field, words=rule.words) for rule in rules().rules)

    def modes(self) -> Iterator[Mode]:
        """The modes of articles 25 and 28, in the statute's order."""
        return (known.mode for known in modes())

    def mode_bearings(self) -> Iterator[ModeBearing]:
        """What bears on the modes that the latest determination sets, in order of party and mode."""
        wanted: dict[str, set[str]] = {}
        for part in self.determination.parts:
            wanted.setdefault(part.party, set()).update(m.id for m in modes_set(part, self.modes()))
        return iter(self._bearing(wanted) if any(wanted.values()) else ())

    def _bearing(self, wanted: Mapping[str, set[str]]) -> Iterator[ModeBearing]:
        bearings = bearings_of(self._case, self._review)
        for party in sorted(wanted):
            yield from (b for b in bearings.on(party) if b.mode in wanted[party])

    def statement(self, record: str, /) -> Statement:
        """One statement, as people left it. Raises RecordUnknown."""
        return self._review.of(self._case.get(kinds.STATEMENTS, record))

    def act(self, record: str, /) -> Act:
        """One act, as people left it. Raises RecordUnknown."""
        return self._review.of(self._case.get(kinds.ACTS, record))

    def response(self, record: str, /) -> Response:
        """One response, as people left it. Raises RecordUnknown."""
        return self._review.of(self._case.get(kinds.RESPONSES, record))

    def statements_of(self, document: str, /) -> tuple[Statement, ...]:
        """One document's statements, as people left them."""
        return tuple(map(self._review.of, self._case.of_document(kinds.STATEMENTS, document)))

    def acts_of(self, document: str, /) -> tuple[Act, ...]:
        """One document's acts, as people left them."""
        return tuple(map(self._review.of, self._case.of_document(kinds.ACTS, document)))

    def responses_of(self, document: str, /) -> tuple[Response, ...]:
        """One document's responses, as people left them."""
        return tuple(map(self._review.of, self._case.of_document(kinds.RESPONSES, document)))

    def sources(self) -> Iterator[Source]:
        """All sources."""
        return self._case.all(kinds.SOURCES)

    def documents(self) -> Iterator[Document]:
        """All documents; of several extractions of one text, the latest."""
        return (d for d in self._case.all(kinds.DOCUMENTS) if d.id not in self._superseded)

    def mentions(self) -> Iterator[Mention]:
        """All mentions."""
        return self._newest(self._case.all(kinds.MENTIONS))

    def _newest(self, records: Iterator[R]) -> Iterator[R]:
        return (record for record in records if record.document not in self._superseded)

    def origins(self) -> Iterator[Origin]:
        """All origins."""
        return self._case.all(kinds.ORIGINS)

    def rests_on(self) -> Iterator[RestsOn]:
        """All rests on."""
        return self._case.all(kinds.RESTS_ON)

    def dependences(self) -> Iterator[Dependence]:
        """All dependences."""
        return self._case.all(kinds.DEPENDENCES)

    def incidents(self) -> Iterator[Incident]:
        """All incidents."""
        return self._case.all(kinds.INCIDENTS)

    def actors(self) -> Iterator[Actor]:
        """All actors."""
        return self._case.all(kinds.ACTORS)

    def commands(self) -> Iterator[Command]:
        """All commands of units."""
        return self._case.all(kinds.COMMANDS)

    def lists(self) -> Iterator[CasualtyList]:
        """All lists of persons, as people left what is declared of them."""
        return map(self._review.of, self._case.all(kinds.LISTS))

    def listed(self) -> Iterator[Listed]:
        """All rows of lists, by list and position."""
        return self._case.all(kinds.LISTED)

    def named_victims(self) -> Iterator[NamedVictim]:
        """All victims whom texts name."""
        return self._case.all(kinds.NAMED_VICTIMS)

    def persons(self) -> Iterator[Person]:
        """All persons behind rows and namings."""
        return self._case.all(kinds.PERSONS)

    def person_links(self) -> Iterator[PersonLink]:
        """All likenesses of persons."""
        return self._case.all(kinds.PERSON_LINKS)

    def likeness_models(self) -> Iterator[LikenessModel]:
        """All models by which lists were compared."""
        return self._case.all(kinds.LIKENESS_MODELS)

    def undercounts(self) -> Iterator[Undercounted]:
        """What the lists say of those on none, as the last run made it; nothing without lists."""
        return iter(kept_undercounted(self._case))

    def patterns(self) -> Iterator[Pattern]:
        """All patterns."""
        return self._case.all(kinds.PATTERNS)

    def findings(self) -> Iterator[Finding]:
        """All findings; with verdicts, where people gave one and nothing has moved since."""
        return map(self._determined.decided, self._case.all(kinds.FINDINGS))

    def decisions(self) -> Iterator[Decision]:
        """All decisions."""
        return self._case.all(kinds.DECISIONS)

    def reviewed(self) -> Iterator[Reviewed]:
        """All reviewed."""
        return self._case.all(kinds.REVIEWED)

    def skipped(self) -> Iterator[Skipped]:
        """All skipped."""
        return self._case.all(kinds.SKIPPED)

    def withdrawals(self) -> Iterator[Withdrawal]:
        """All withdrawals."""
        return self._case.all(kinds.WITHDRAWALS)

    def custody(self) -> Iterator[CustodyEntry]:
        """None: salted hashes differ between two runs over one input. `export` writes the log."""
        return iter(())

    def source(self, record: str, /) -> Source:
        """One source. Raises RecordUnknown."""
        return self._case.get(kinds.SOURCES, record)

    def document(self, record: str, /) -> Document:
        """One document. Raises RecordUnknown."""
        return self._case.get(kinds.DOCUMENTS, record)

    def mentions_of(self, document: str, /) -> tuple[Mention, ...]:
        """One document's mentions, in order of place."""
        return self._case.of_document(kinds.MENTIONS, document)
