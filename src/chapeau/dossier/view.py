"""What does a dossier see of a case? Records by kind and by id, and the facts it prints of its making.

The casefile satisfies `CaseView`; so does a handful of literals in a test. Every iterator gives its
records in order of id (documents: in order of source id, then position; provisions: in the statute's
order; rules: in the file's order; decisions and custody: in order of time), since what is printed
follows that order byte for byte. An iterator may be asked for again and begins anew. A look-up for an
id that the case does not hold raises `RecordUnknown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from chapeau.records import (
    Act,
    Actor,
    Answered,
    CasualtyList,
    Command,
    CustodyEntry,
    Decision,
    Dependence,
    Determination,
    Difference,
    Document,
    DocumentDate,
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
    Response,
    RestsOn,
    Reviewed,
    Skipped,
    Source,
    Statement,
    Undercounted,
    Withdrawal,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """That a document was read: by which reader, in which language, and the date it found.

    `language` is ISO 639-1, or 'und' where none was told; `date` None where the text gives none.
    """

    document: str
    made_by: str
    language: str
    date: DocumentDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that set a field of a finding, as it is printed beside it.

    `field` is the field of `Finding` that it sets ('alleged', 'support', 'against', 'fragility',
    'gaps', 'set_by_people'); `words` is the whole rule in one or two plain sentences.
    """

    id: str
    field: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How the case was made: printed, and nothing else. No path, key or random number.

    `now` is RFC 3339; `program` the name and version of what ran; `steps` name each step and the
    version of its rules ('link: origins 1'); `gazetteer` is the edition of the places, `outlines`
    the edition of the outlines that the case brings (None: the packaged ones are drawn). `questions`
    stand beside the elements, with what people answered: none is unanswered, and not a no.
    """

    title: str
    program: str
    now: str
    by: str
    gazetteer: str
    law: str
    outlines: str | None = None
    steps: tuple[str, ...] = ()
    custody_root: str | None = None
    questions: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlace:
    """A place that the case brings in its own table: `kind` is 'settlement', 'district', ..."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostDecision:
    """A person's decision that could not be applied, and why: shown, never dropped."""

    decision: str
    why: str


class CaseView(Protocol):
    """All records of a case, after decisions have been applied, by kind and by id."""

    @property
    def making(self) -> Making:
        """Title, versions, editions, and the time that the dossier bears."""
        ...

    @property
    def outlines(self) -> str | None:
        """The case's own outlines as GeoJSON text, or None for the packaged ones."""
        ...

    @property
    def places(self) -> tuple[CasePlace, ...]:
        """The places of the case's own table; none where it brings none."""
        ...

    def country(self, code: str, /) -> str:
        """The name of a country by its code; the code itself where no table has it."""
        ...

    def lost_decisions(self) -> Iterator[LostDecision]:
        """In order of decision."""
        ...

    @property
    def determination(self) -> Determination:
        """What was determined, or the working draft."""
        ...

    def determinations(self) -> Iterator[Determination]:
        """Every version that was proposed or determined, with its signatures, in order of version."""
        ...

    def differences(self) -> Iterator[Difference]:
        """What moved from each determination to the next, and from the latest to the case as it is (version 0)."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many records of each kind: keys are the names of the iterators below."""
        ...

    def sources(self) -> Iterator[Source]: ...

    def documents(self) -> Iterator[Document]: ...

    def read_facts(self) -> Iterator[ReadFact]:
        """One for each document that was read; a document without one was not read."""
        ...

    def statements(self) -> Iterator[Statement]: ...

    def acts(self) -> Iterator[Act]: ...

    def responses(self) -> Iterator[Response]: ...

    def mentions(self) -> Iterator[Mention]:
        """In order of document, start and end."""
        ...

    def origins(self) -> Iterator[Origin]: ...

    def rests_on(self) -> Iterator[RestsOn]:
        """In order of act."""
        ...

    def dependences(self) -> Iterator[Dependence]:
        """In order of left and right."""
        ...

    def incidents(self) -> Iterator[Incident]: ...

    def actors(self) -> Iterator[Actor]: ...

    def commands(self) -> Iterator[Command]: ...

    def lists(self) -> Iterator[CasualtyList]: ...

    def listed(self) -> Iterator[Listed]:
        """In order of list and position."""
        ...

    def named_victims(self) -> Iterator[NamedVictim]: ...

    def persons(self) -> Iterator[Person]: ...

    def person_links(self) -> Iterator[PersonLink]:
        """In order of left and right."""
        ...

    def likeness_models(self) -> Iterator[LikenessModel]: ...

    def undercounts(self) -> Iterator[Undercounted]:
        """What the lists of the case say of those on none: at most one, and no part of `counts`."""
        ...

    def patterns(self) -> Iterator[Pattern]: ...

    def findings(self) -> Iterator[Finding]: ...

    def provisions(self) -> Iterator[Provision]:
        """In the statute's order, all that the case was assessed under."""
        ...

    def rules(self) -> Iterator[Rule]: ...

    def modes(self) -> Iterator[Mode]:
        """The modes of liability that people may set, in the statute's order."""
        ...

    def mode_bearings(self) -> Iterator[ModeBearing]:
        """What in the case bears now on the modes that were set, in order of party and mode."""
        ...

    def decisions(self) -> Iterator[Decision]: ...

    def reviewed(self) -> Iterator[Reviewed]:
        """Only records that a person touched; all others are as the machine left them."""
        ...

    def skipped(self) -> Iterator[Skipped]: ...

    def withdrawals(self) -> Iterator[Withdrawal]: ...

    def custody(self) -> Iterator[CustodyEntry]: ...

    def source(self, record: str, /) -> Source: ...

    def document(self, record: str, /) -> Document: ...

    def statement(self, record: str, /) -> Statement: ...

    def act(self, record: str, /) -> Act: ...

    def response(self, record: str, /) -> Response: ...

    def statements_of(self, document: str, /) -> tuple[Statement, ...]:
        """Of one document, in order of id."""
        ...

    def acts_of(self, document: str, /) -> tuple[Act, ...]: ...

    def responses_of(self, document: str, /) -> tuple[Response, ...]: ...

    def mentions_of(self, document: str, /) -> tuple[Mention, ...]:
        """Of one document, in order of start and end."""
        ...
