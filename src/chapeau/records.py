"""The nouns: every record that flows through the house, frozen.

A record travels with the place it was found in (`Span`s into a document's text), who made it
(`made_by`: reader and version, or a person), and an id that is derived from content, so that the
same input gives the same id on every machine. `records.py` imports nothing of the house.

Offsets count Unicode code points of `Document.text`, half open: `text[start:end]`. Dates are full
ISO 8601 dates (`2023-02-18`), both ends inclusive, `None` where open. Countries are ISO 3166-1
alpha-2 (a case may bring user-assigned codes, XA to XZ). The reading format, and what each field
means to a reader of the JSON, stand in docs/records.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# --- the closed vocabularies of the reading format ---------------------------------------------

StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "asserts",
    "admits",
    "denies",
    "doubts",
    "asks",
    "vows",
    "orders",
    "retracts",
    "corrects",
    "declines",
    "did_not_respond",
]
Certainty = Literal[
    "asserted",
    "possible",
    "denied",
    "negated",
    "attempted",
    "threatened",
    "future",
    "conditional",
]
Basis = Literal[
    "saw",
    "experienced",
    "told_by",
    "document",
    "imagery",
    "forensic",
    "official_assertion",
    "not_stated",
]
Extent = Literal["single", "series", "aggregate"]
Precision = Literal["hour", "day", "week", "month", "year", "range"]
PlacePrecision = Literal["site", "settlement", "district", "region", "country"]
PlaceRole = Literal["at", "from", "to"]
PartyKind = Literal["individual", "group", "unit", "organisation", "state"]
PartyRole = Literal["direct", "ordered", "aided", "failed_to_prevent", "unclear"]
VictimKind = Literal["individual", "group", "object"]
Sex = Literal["man", "woman", "other", "unknown"]
AgeGroup = Literal["adult", "child", "other", "unknown"]
VictimStatus = Literal[
    "civilian",
    "combatant",
    "hors_de_combat",
    "protected_personnel",
    "participation_claimed",
    "not_stated",
]
CountOf = Literal["killed", "injured", "missing", "detained", "displaced", "persons", "events"]
CountBasis = Literal["numeral", "words", "convention"]
MethodKind = Literal["method", "weapon"]
MentionKind = Literal[
    "person",
    "organisation",
    "unit",
    "place",
    "nationality",
    "weapon",
    "money",
    "equipment",
]
ResponseKind = Literal[
    "designation",
    "sanction",
    "warrant",
    "aid",
    "pledge",
    "denial",
    "no_comment",
    "condemnation",
]
PerpetratorCategory = Literal[
    "state",
    "foreign_state",
    "state_backed",
    "non_state_armed",
    "non_state_other",
    "regional_organisation",
    "unknown",
]
Family = Literal[
    "killing",
    "injury",
    "torture",
    "assault",
    "detention",
    "abduction",
    "disappearance",
    "rape",
    "sexual_violence",
    "deportation",
    "displacement",
    "child_removal",
    "attack",
    "use_of_force",
    "destruction",
    "taking",
    "deprivation",
    "forced_labour",
    "recruitment",
    "human_shield",
    "humiliation",
    "unfair_trial",
    "threat",
    "order",
    "denial_of_information",
    "evacuation",
    "invasion",
    "other",
]
Sensitivity = Literal["open", "limited", "restricted"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
RelationToOrigin = Literal["root", "copy", "quotes", "restates"]
DependenceState = Literal["found", "proposed", "not_found", "independent"]
ElementKind = Literal["contextual", "material", "mental"]
Alleged = Literal["yes", "no"]
Support = Literal["none", "one_origin", "several_origins_no_dependence_found", "independent"]
Against = Literal["none", "denied", "contradicted"]
VerdictValue = Literal[
    "met",
    "not_met",
    "insufficient_information",
    "may_amount_further_investigation",
    "outside_mandate_or_jurisdiction",
    "not_assessed",
]
ListKind = Literal["identified", "news"]
ListedField = Literal[
    "name",
    "given",
    "middle",
    "family",
    "sex",
    "age",
    "born",
    "died",
    "place",
    "address",
    "postcode",
    "identity",
    "status",
    "number",
]
CommandKind = Literal["de_jure", "de_facto"]
ConflictClass = Literal["international", "non_international", "none"]
AnswerValue = Literal["yes", "no", "open"]
LikenessState = Literal["one_person", "for_a_person_to_decide", "kept_apart"]
CrimeKind = Literal["provision", "category", "characterisation", "violation"]
DeterminationState = Literal["working_draft", "proposed", "determined"]
CauseKind = Literal[
    "text_came",
    "text_went",
    "read_otherwise",
    "decision",
    "law",
    "rules",
    "linked_otherwise",
]
CustodyAction = Literal[
    "case_opened",
    "received",
    "extracted",
    "read",
    "decided",
    "exported",
    "verified",
    "withdrawn",
    "proposed",
    "signed",
    "determined",
    "published",
]
DecisionKind = Literal["accept", "correct", "reject", "same", "not_same", "unsure", "withdraw"]


# --- spans and times -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a document: `text == document.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `low` to `high`, both included; `None` is open. `inferred`: not printed in the text.

    Without days it is all days, if it has a precision; else no day is told.
    """

    low: str | None = None
    high: str | None = None
    precision: Precision | None = None
    inferred: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """Its days for ids and look-ups: 'open' for an end that is, and empty where no day is told."""
        if self.low is None and self.high is None and self.precision is None:
            return "", ""
        return self.low or "open", self.high or "open"


# --- preserve --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """How a source came to us: by whom, when (RFC 3339) and by which clock, how, under what name.

    `name` is the bare file name as received: no folder of this machine enters a record.
    """

    name: str
    by: str
    at: str
    clock: Literal["system", "given"]
    how: Literal["file", "feed", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a source's giver allowed: uses, on which day, under which conditions."""

    uses: tuple[str, ...]
    date: str | None = None
    conditions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Circumstances of a testimony. `witness` is a pseudonym, never a name."""

    witness: str
    taken_by: str | None = None
    interpreted: bool | None = None
    language: str | None = None
    form: Literal["verbatim", "summary"] | None = None
    read_back: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """`source` was translated by `by` (a person or a machine's name); draft or certified."""

    source: str
    by: str
    state: Literal["draft", "certified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A person's grading of a source: reliability A to F, credibility 1 to 6 (F, 6: cannot be judged)."""

    reliability: Reliability
    credibility: Credibility
    reasons: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One capture of a blob. The same bytes from two addresses are two sources.

    `blob` is the SHA-256 of the bytes, hex. `address`, `publisher`, `author`, `published` and
    `language` are what the item itself states (a claim, not a finding), or `None`.
    """

    id: str
    blob: str
    size: int
    media_type: str
    capture: Capture
    address: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    sensitivity: Sensitivity = "open"
    consent: Consent | None = None
    account: Account | None = None
    translation_of: Translation | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one item of a source, never replaced: a better extraction is a further document.

    `position` counts documents in the source from 0 (a line of JSONL; 0 elsewhere). `given_id` is
    the id that a JSONL line brought. `date` is the day the item states as its own (or was given
    with), `None` where it states none. `address` to `title`: what the item states of itself.
    """

    id: str
    source: str
    position: int
    extractor: str
    text_hash: str
    text: str
    given_id: str | None = None
    title: str | None = None
    address: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEntry:
    """One leaf of the custody log (RFC 9162): references and a salted hash, never content.

    `index` counts leaves from 0. `subject` is the id of the record it speaks of. `digest` is the
    SHA-256 of salt and content, hex; the salt lies beside the log and can be destroyed.
    """

    index: int
    at: str
    by: str
    action: CustodyAction
    subject: str
    digest: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The content of `source` was destroyed: by whom, when (RFC 3339) and why. The source's record is a stub since.

    `documents` are the ids of the texts that went with it, `lists` those of the lists with all their rows.
    """

    source: str
    who: str
    when: str
    why: str
    documents: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file of a dossier as a run wrote it: its name within the case, with `/`, and the SHA-256 of its bytes (hex)."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The dossier that a run wrote beside the case: when (RFC 3339), in whose name, by which program, and its files.

    `rules` is the digest of the program's own code and data: another one may say the same records in other words.
    """

    id: str
    at: str
    by: str
    program: str
    rules: str
    files: tuple[PublishedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that was not taken, and why: counted and shown, never dropped.

    `what` names the file or record; `reference` is the error's; `message` says what to do.
    """

    id: str
    step: str
    what: str
    reference: str
    message: str
    line: int | None = None


# --- read: statements ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Span):
    """Who is said to have said it, as printed; `actor` is the one in-document name for all spellings."""

    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Characterisation:
    """A word that judges ('systematic', 'war crimes'): kept on the statement, support for nothing."""

    key: str
    start: int
    end: int
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAt:
    """The days on which a statement was made."""

    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution inside a document.

    `speaker` and `cue` may be `None` (a passive 'it was reported' has no speaker; a headline quote
    no cue). `said_through` is the id of the statement that relays this one. `score` is 0 to 1.
    """

    id: str
    document: str
    made_by: str
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: StatementKind
    stance: Stance
    said_at: SaidAt | None = None
    said_through: str | None = None
    characterises: tuple[Characterisation, ...] = ()
    score: float = 0.5


# --- read: acts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Span):
    """How it was done, or with what. `key` is the vocabulary's name for it."""

    kind: MethodKind
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator(Span):
    """Who is said to have done it. `identified_by` says on whose word ('Blinken', 'the author')."""

    kind: PartyKind
    actor: str | None = None
    role: PartyRole = "direct"
    identified_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim(Span):
    """To whom. Sex, age and status only where the text says them."""

    kind: VictimKind
    actor: str | None = None
    name: str | None = None
    occupation: str | None = None
    sex: Sex = "unknown"
    age_group: AgeGroup = "unknown"
    status_at_time: VictimStatus = "not_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Span):
    """Where. `id` is the gazetteer's ('geonames:703448', 'case:12'); coordinates in degrees (WGS 84)."""

    role: PlaceRole = "at"
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    id: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTime(Span):
    """When, as printed and as resolved against the document's date."""

    low: str | None = None
    high: str | None = None
    precision: Precision | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Span):
    """How many, as an interval: 'hundreds of thousands' is 200,000 upwards (`high` None)."""

    low: int | None
    high: int | None
    of: CountOf
    basis: CountBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One alleged deed. `said_in` None means the author's own voice.

    `type` is a family, or family.kind. `id` derives from document, 'act' and the first trigger's
    span alone, so two acts of a document never share a first trigger. `custody`: was the victim in
    the perpetrator's hands (None: not said). `evidence` is the sentence or clause it rests on.
    """

    id: str
    document: str
    made_by: str
    type: str
    triggers: tuple[Span, ...]
    evidence: Span
    methods: tuple[Method, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    victims: tuple[Victim, ...] = ()
    places: tuple[Place, ...] = ()
    time: ActTime | None = None
    counts: tuple[Count, ...] = ()
    extent: Extent = "single"
    certainty: Certainty = "asserted"
    basis: Basis = "not_stated"
    said_in: str | None = None
    custody: bool | None = None
    score: float = 0.5

    @property
    def family(self) -> str:
        """The part of `type` before the dot."""
        return self.type.partition(".")[0]


# --- read: mentions, responses, the document in a line -----------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A name in the text, resolved within the document (`actor`) or to a gazetteer (`id`)."""

    document: str
    kind: MentionKind
    actor: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    id: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money, as an interval in whole units of `currency` (ISO 4217)."""

    low: int | None
    high: int | None
    currency: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Goods given or promised."""

    count: int | None
    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What others did about it: evidence for no act."""

    id: str
    document: str
    made_by: str
    kind: ResponseKind
    actor: str | None
    towards: str | None
    evidence: Span
    amount: Amount | None = None
    items: tuple[Item, ...] = ()
    time: ActTime | None = None
    said_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """The interval in which the document was written. Not inferred: stated by the item (no span)."""

    low: str | None
    high: str | None
    inferred: bool
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPlace:
    """The place that a document is mainly about, in names (country as alpha-2)."""

    country: str | None = None
    region: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The document in a line, for people who skim: never an input to link, weigh or assess."""

    acts: tuple[str, ...] = ()
    place: AboutPlace | None = None
    time: SaidAt | None = None
    perpetrator_category: PerpetratorCategory = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one reader found in one document."""

    document: str
    made_by: str
    date: DocumentDate | None
    language: str
    length: int
    statements: tuple[Statement, ...] = ()
    acts: tuple[Act, ...] = ()
    mentions: tuple[Mention, ...] = ()
    responses: tuple[Response, ...] = ()
    about: About = About()


# --- review ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided: on one record's field, or on whether two acts are one event.

    accept, reject: of `record` whole. correct: `field` from `before` to `after` (JSON texts); also of what was declared of a list.
    same, not_same, unsure: of acts (one event?), documents (one origin?), actors (one actor?), or
    listed persons and named victims (one person?) `record` and `other`. withdraw: takes back decision `record`.
    Decisions are never edited: a later one on the same record and field outranks an earlier.
    """

    id: str
    kind: DecisionKind
    record: str
    who: str
    when: str
    why: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Where a record stands after decisions: who accepted, changed or rejected it, if anyone."""

    record: str
    state: Literal["machine", "accepted", "corrected", "rejected"]
    decisions: tuple[str, ...] = ()


# --- link ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One reason in a score: what was compared, what came out, and why, in words."""

    name: str
    value: float
    why: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A value from 0 to 1 with the parts it was made of."""

    value: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that two documents share: `start:end` in `document`, `of_start:of_end` in `of`."""

    document: str
    start: int
    end: int
    of: str
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginMember:
    """A document's membership in an origin: relation, to which document, why, and the passages."""

    document: str
    relation: RelationToOrigin
    of: str | None
    why: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Documents that go back to one original telling. Origins partition documents.

    `root` is the document all go back to, or None where it is not in the case (`root_unknown` then
    says why it is believed to exist). `voice` names the agency or body that told it first, if known.
    """

    id: str
    root: str | None
    members: tuple[OriginMember, ...]
    voice: str | None = None
    root_unknown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn:
    """An act rests on these origins: its document's own, or that of a passage quoted from elsewhere.

    `copied`: another text of its document's origin has the words in which it is told.
    """

    act: str
    origins: tuple[str, ...]
    why: str
    copied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """Between two origins: found, proposed where accounts coincide, not found, or found independent by a person.

    What is proposed changes no count: a person decides. `decision` is the decision's id, where one stands.
    """

    left: str
    right: str
    state: DependenceState
    why: str
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLink:
    """Two acts taken as tellings of one event, with the parts of the score, or a person's decision."""

    left: str
    right: str
    score: Score
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTelling:
    """What one origin says of one figure: its interval, resting on these acts."""

    origin: str
    of: CountOf
    low: int | None
    high: int | None
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two tellings of one event that cannot both be right, or one that denies the other."""

    field: str
    left: str
    right: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """An act that only tells again what `of`, an act of an earlier text of the same origin, tells of the event."""

    act: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Acts that are about one event.

    `types` are the acts' types in order of name. `place` is the most precise place told, `time` the
    narrowest period all agree on, else the widest told. `tellings` hold counts by origin, never
    added up. `extent` aggregate or series: it holds other incidents (`contains`) or shares some of its
    time and place with them, but not all (`overlaps`), and is never added to them. `repeated` are those of the acts that
    a copy tells again: they are shown, and nothing is made of them.
    """

    id: str
    acts: tuple[str, ...]
    types: tuple[str, ...]
    extent: Extent
    certainty: Certainty
    parties: tuple[str, ...] = ()
    place: Place | None = None
    time: Period | None = None
    links: tuple[IncidentLink, ...] = ()
    tellings: tuple[CountTelling, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    contains: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    repeated: tuple[Repeated, ...] = ()

    @property
    def first_told(self) -> tuple[str, ...]:
        """The acts without those that only tell again: what an incident is made of, counted by and assessed on."""
        again = {one.act for one in self.repeated}
        return tuple(act for act in self.acts if act not in again) if again else self.acts


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """One spelling of an actor's name, its script, and the documents that print it."""

    text: str
    script: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An office or belonging that a text gives an actor ('Secretary of State'), with its span."""

    title: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLink:
    """Two names taken for one actor's, or set before a person to decide: with reasons, or a person's decision."""

    left: str
    right: str
    score: Score
    state: LikenessState
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, unit, organisation or state, resolved across documents.

    `aliases` are the in-document actor keys that were joined. `party` is the id of the actor that
    findings are grouped under (a state, an organisation), or None where nothing is named. `joined` are the ids that
    its names would have each alone, where several were taken for one; `links` say why, in words.
    """

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]
    names: tuple[ActorName, ...]
    country: str | None = None
    positions: tuple[Position, ...] = ()
    party: str | None = None
    joined: tuple[str, ...] = ()
    links: tuple[ActorLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A unit stands under another, in law or in fact, from `low` to `high`, on whose word.

    `superior` and `subordinate` are actor ids. `source` says in words what it rests on; `document`, `start` and
    `end` where a text says it. `made_by`: a person who entered it, or the machine that read it.
    """

    id: str
    superior: str
    subordinate: str
    kind: CommandKind
    source: str
    made_by: str
    low: str | None = None
    high: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None


# --- link: lists of persons ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column of a list: its header, and which field it holds; None is kept as printed and not compared."""

    header: str
    holds: ListedField | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyList:
    """A list of persons as received: what it says it covers, and by which rule a person came onto it.

    `scope`: place, time and kind of harm that it covers. `inclusion`: its compiler's rule ('reported by relatives and
    confirmed by a morgue'). `as_of`: the day up to which it goes, from which ages count. `digest`: SHA-256 over its
    rows as kept. `entered_by`: who declared columns, scope and rule; who corrected what of it, decisions say. `kind`: 'identified' where its compilers came to know
    of the persons themselves, 'news' where it was drawn from reports.
    """

    id: str
    source: str
    name: str
    scope: str
    inclusion: str
    columns: tuple[ListColumn, ...]
    rows: int
    digest: str
    entered_by: str
    as_of: str | None = None
    kind: ListKind = "identified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a row, as printed under its header."""

    header: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row of a list: its cells as printed, and what they say of the person.

    `position` counts rows from 1, below the header. `age_low` to `age_high` are years completed. What a cell does not
    say, or says in no way that is understood, is `None` here and stands in `cells`.
    """

    id: str
    list: str
    position: int
    cells: tuple[Cell, ...]
    name: str
    given: str | None = None
    middle: str | None = None
    family: str | None = None
    sex: Sex = "unknown"
    age_low: int | None = None
    age_high: int | None = None
    born: Period | None = None
    died: Period | None = None
    place: str | None = None
    address: str | None = None
    postcode: str | None = None
    identity: str | None = None
    status: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVictim:
    """A victim whom a text names, as an entry that can be compared with lists. Its id is made of the name's span."""

    id: str
    document: str
    start: int
    end: int
    name: str
    acts: tuple[str, ...]
    sex: Sex = "unknown"
    age_group: AgeGroup = "unknown"
    age_low: int | None = None
    age_high: int | None = None
    died: Period | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessLevel:
    """One level of a comparison: how often entries of one person (m), and of two (u), fall into it.

    `weight` is log2(m / u): above 0 it speaks for one person. `by` says whether data or the program gave m and u.
    """

    comparison: str
    level: str
    m: float
    u: float
    weight: float
    by: Literal["estimated", "shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessModel:
    """How entries of lists were compared: the whole of it, so that a stranger can do it again.

    `prior` is the chance that any two entries are one person's. From `high` on two entries are taken for one
    person's; from `low` on a person is asked; below, nothing is said. `blocking` are what two entries must share to
    be compared; `pairs` how many were.
    """

    id: str
    made_by: str
    entries: int
    pairs: int
    prior: float
    low: float
    high: float
    blocking: tuple[str, ...]
    levels: tuple[LikenessLevel, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """Two entries (of lists, or named in texts) compared: the chance that they are one person's, part by part.

    Each part's `value` is a weight in bits, log2 of how much likelier what is seen is of one person than of two;
    `score.value` is the chance that they make together with the prior.
    """

    left: str
    right: str
    score: Score
    state: LikenessState
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as lists and texts together tell of them: machine-linked until a person has looked.

    `listed` are rows, `victims` named victims, `lists` and `acts` what they stand in. `age_low` to `age_high` span
    all ages told. `contradictions` name two entries and the field in which both cannot be right.
    """

    id: str
    name: str
    names: tuple[str, ...]
    listed: tuple[str, ...]
    victims: tuple[str, ...]
    lists: tuple[str, ...]
    acts: tuple[str, ...]
    incidents: tuple[str, ...] = ()
    sex: Sex = "unknown"
    age_low: int | None = None
    age_high: int | None = None
    born: Period | None = None
    died: Period | None = None
    place: str | None = None
    contradictions: tuple[Contradiction, ...] = ()


# --- weigh -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One part of a pattern's drawing: what it is of, its figure and interval, the records it rests on."""

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What chance alone would give under the pattern's null hypothesis, and how far what is told lies from it.

    `low` to `high` is the band that holds 95 of 100 draws, `middle` their median, in the pattern's unit.
    `effect` is the observed figure over that median, None where the median is 0, and for a correlation, whose
    median lies near 0 whatever is told. `p` is the share of draws at least as far off, the observed one counted
    among them; `corrected` the same for all `tests` made at once (Holm 1979). `named` says whether the test was named before results were seen, by whom and when.
    """

    statistic: str
    low: float
    middle: float
    high: float
    effect: float | None
    p: float
    corrected: float
    tests: int
    draws: int
    named: Literal["before", "exploratory"] = "exploratory"
    named_by: str | None = None
    named_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverLinkages:
    """A pattern's figure, made again over plausible linkages: its lowest and highest, and how many were tried."""

    low: float
    high: float
    tried: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A figure or test over incidents, with what it assumes and what it cannot show.

    `low` to `high` is the interval; `value` the figure where there is one. `rests_on` are record
    ids; `left_out` those that it is not of, or that are told too coarsely for it. `rivals` are
    explanations other than design that would give the same figure, in words. No pattern is worded as law.
    """

    id: str
    name: str
    of: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    words: str
    null_hypothesis: str | None
    assumptions: tuple[str, ...]
    cannot_show: str
    rests_on: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    chance: Chance | None = None
    over_linkages: OverLinkages | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many there were by one method, those on no list among them: never alone, and never part of a count.

    `low` to `high` is the 95 % interval. Where a method is `refused` that says why, in words, and there is no figure.
    `assumptions` must hold for the figure to mean anything.
    """

    method: str
    estimate: int | None
    low: int | None
    high: int | None
    refused: str | None
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undercounted:
    """What every method says of how many there were, over the lists of a case: part of no count, pattern or finding.

    `lists` are the ids of the lists, `left_out` those of lists drawn from news, by which nothing is estimated; `scope` is what a person declared that all of them cover, `declared_by` who. `observed` persons
    stand on one list or more, `several` on two or more; `joined` would be observed if every likeness that waits for a person
    joined two (None: nothing would change). Where the lists cannot be laid beside each other at all `refused` says why, in
    words, and there are no `estimates`.
    """

    id: str
    lists: tuple[str, ...]
    left_out: tuple[str, ...]
    scope: str
    declared_by: str
    observed: int
    several: int
    joined: int | None
    seed: int
    refused: str | None
    estimates: tuple[Estimate, ...]


# --- assess ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """When a provision applies: to what was done from `low` to `high` (days, inclusive; None: open).

    Not `verified`: nobody has yet checked the days against `source`, which says in words where they come from.
    """

    low: str | None = None
    high: str | None = None
    verified: bool = True
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """The official text of an element, as a user brought it, with its source. The program vouches for none of it."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of a provision, in the project's own short wording.

    `machine` says what a machine may say of it, `person` what only a person may. `alleged_when`
    names the rule (assess/rules.yaml) under which an act's text makes it alleged. `official` is
    shown beside the wording, marked as the user's.
    """

    id: str
    citation: str
    kind: ElementKind
    wording: str
    machine: str
    person: str
    alleged_when: str
    official: Official | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A crime of a body of law. `acts` are the act types that make it a candidate.

    Without elements it is a citation alone, and no finding is ever made on it. `binds` says in words whom it binds;
    `territories` are the countries to which its body of law belongs, none where it belongs to no one State. No act
    lists it where it is `opened_by` a person.
    """

    id: str
    body: str
    citation: str
    title: str
    conflict: Literal["any", "international", "non_international"]
    acts: tuple[str, ...]
    elements: tuple[Element, ...]
    note: str | None = None
    edition: str = ""
    in_force: Force = Force()
    binds: str | None = None
    territories: tuple[str, ...] = ()
    opened_by: Literal["an_act", "a_person"] = "an_act"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeQuestion:
    """One thing that a person has to answer before a mode of responsibility stands."""

    id: str
    citation: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A way in which a person answers for a crime (articles 25 and 28). People set it; a machine never does.

    `only_for` are the provisions it is known for; none: any.
    """

    id: str
    citation: str
    title: str
    questions: tuple[ModeQuestion, ...]
    only_for: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeBearing:
    """What in a case bears on one mode of one party or person: records to look at, and no answer.

    `commands` in which it stands above; `acts` told of it in such a role, or orders; `done_below` are acts of those under
    it; `responses` by it or its side that bear on preventing, repressing or submitting. Nothing listed does
    not mean that nothing happened.
    """

    mode: str
    subject: str
    commands: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    done_below: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question beside the elements (jurisdiction, limitation, complementarity, gravity), for people alone."""

    id: str
    about: str
    citation: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A person's answer to a question, with reasons and the day; narrower where a party or a provision is named."""

    question: str
    answer: AnswerValue
    reasons: str
    who: str
    when: str
    party: str | None = None
    provision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question with all answers that people gave. None is not a no: the question is open still."""

    question: Question
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """Another explanation: what it would predict, what was looked for in how many documents, what bears on it.

    Nothing found where it was looked for does not make it wrong.
    """

    key: str
    wording: str
    predicts: str
    looked_for: tuple[str, ...] = ()
    looked_in: int = 0
    bears_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBy:
    """How the tellers of these acts know: they saw it, were told, hold a document, say it as an office."""

    basis: Basis
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided on an element. A machine leaves it `not_assessed`."""

    value: VerdictValue = "not_assessed"
    standard: str | None = None
    reasons: str | None = None
    who: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """For one party, provision, element, period and area: support, contradiction, state, fragility.

    `contested`: of a count that some of its incidents' being contested leaves standing, how many are, in words; else ''.

    `party` is an actor id or 'unattributed'; `area` a country code, a case's own area, or
    'not_stated'. `period` is what it is asked of: one that the case names, all days, or no day told; where all days,
    `span` is from the first to the last that is told of them, and no part of what the finding is. `admissions` and
    `retractions` are statements. `fragility`: the fewest origins whose removal changes a field, None where nothing
    supports it. `rules` are the ids of the rules that set each field. `set_by_people`: what people set
    that it stands on, in words with their names (the class of a conflict, that a provision was opened).
    """

    id: str
    party: str
    provision: str
    element: str
    period: Period
    area: str
    alleged: Alleged
    support: Support
    against: Against
    incidents_for: tuple[str, ...] = ()
    acts_for: tuple[str, ...] = ()
    origins_for: tuple[str, ...] = ()
    known_by: tuple[KnownBy, ...] = ()
    admissions: tuple[str, ...] = ()
    retractions: tuple[str, ...] = ()
    acts_against: tuple[str, ...] = ()
    statements_against: tuple[str, ...] = ()
    origins_against: tuple[str, ...] = ()
    shown_beside: tuple[str, ...] = ()
    fragility: int | None = None
    gaps: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    rules: tuple[str, ...] = ()
    verdict: Verdict = Verdict()

    @property
    def fragility_is_a_bound(self) -> bool:
        """Whether no fewer origins would do, but perhaps more are needed: the search was ended."""
        return "fragility.at_least" in self.rules

    set_by_people: tuple[str, ...] = ()
    span: Period | None = None
    contested: str = ""

    @property
    def when(self) -> Period:
        """The days to print: those told where it is asked of all, else those of its period."""
        return self.span or self.period


# --- determine -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RightOfReply:
    """Whether a party was asked, answered, or the asking was withheld, and for which reason."""

    party: str
    state: Literal["not_asked", "asked", "answered", "withheld"]
    reason: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisAnswer:
    """What a person answers to another explanation: what was searched for, where, and what came of it.

    `key` is that of the `Hypothesis`, `wording` as it stood when it was answered. `answer` is empty while it is open.
    `bears_on` are the records that bore on it then.
    """

    key: str
    wording: str
    answer: str = ""
    bears_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAcknowledged:
    """A gap of the findings, in the words it had, and whether the people who determine acknowledge it."""

    gap: str
    acknowledged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminedPart:
    """What is determined of one party, crime, period and area.

    `crime` is a provision's id, a category of crimes ('war_crimes'), a characterisation ('ethnic_cleansing'), or
    a violation of other law; `kind` says which. A characterisation is no crime of the statute. `subject` names the
    group of victims it speaks of, None where it speaks of all. `findings` are the findings as they stood, each with
    the verdict on its element; none where a body states its verdict without elements. `verdict` is on the whole:
    by the rule `rule_gives`, or stricter. `modes` are modes of liability as a person set them ('25(3)(a)').
    """

    party: str
    party_name: str
    crime: str
    kind: CrimeKind
    title: str
    citation: str
    period: Period
    area: str
    verdict: Verdict
    category: str = ""
    rule_gives: VerdictValue | None = None
    subject: str | None = None
    modes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: tuple[HypothesisAnswer, ...] = ()
    gaps: tuple[GapAcknowledged, ...] = ()

    @property
    def when(self) -> Period:
        """The days to print: those told of its findings where they are asked of all, else those of its period."""
        return next((f.span for f in self.findings if f.span), self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """Who among those who determined sees it otherwise, and in which words."""

    who: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One named person's Ed25519 signature (RFC 8032) over one determination.

    What is signed are the bytes of RFC 8785 JSON of `at`, `determination`, `digest`, `public_key` and `signer`.
    `public_key` (32 bytes) and `signature` (64) are hex; `fingerprint` is the SHA-256 of the public key, hex.
    """

    determination: str
    digest: str
    signer: str
    at: str
    public_key: str
    fingerprint: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestedOn:
    """A record that a determination rests on, as it was: SHA-256, hex, of a salt and the record's JSON.

    The salt stays in the case and is destroyed with a source that is withdrawn: nobody can then test a guess.
    """

    kind: Literal["incident", "act", "statement", "pattern"]
    id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDocument:
    """A text that the case held: its source, its origin, and the digest of the rules under which it was read."""

    document: str
    source: str
    origin: str | None = None
    reading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An act or statement that findings cite, the text in which it stands, and the origins that it rests on."""

    record: str
    document: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a case held at one moment, by ids alone: what a later moment is compared with.

    `findings` are all findings, undecided. `law` is edition and digest of the law, `rules` the digest of the rules
    that link and assess. `decisions` are those by people that stood.
    """

    id: str
    findings: tuple[Finding, ...] = ()
    documents: tuple[HeldDocument, ...] = ()
    cited: tuple[Cited, ...] = ()
    decisions: tuple[str, ...] = ()
    law: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """What named people determine, on a stated standard of proof; unsigned, it is proposed, or a working draft.

    `version` counts from 1; 0 is the working draft. `findings` are ids of all findings it speaks of. `signers` are
    those who are to sign, `wanted` how many of them must. `replaces` is the determination that it takes the place
    of. `rests_on` and `snapshot` say what it stood on. `body` is whose it is, where it is not the case's own people's.
    The digest that is signed is the SHA-256 of all fields but `id`, `state` and `signatures`, without what is null or
    empty, as RFC 8785 JSON.
    """

    id: str
    state: DeterminationState
    findings: tuple[str, ...]
    version: int = 0
    standard: str | None = None
    signers: tuple[str, ...] = ()
    wanted: int = 1
    dissents: tuple[Dissent, ...] = ()
    replies: tuple[RightOfReply, ...] = ()
    replaces: str | None = None
    parts: tuple[DeterminedPart, ...] = ()
    rests_on: tuple[RestedOn, ...] = ()
    snapshot: str | None = None
    proposed_by: str | None = None
    proposed_at: str | None = None
    body: str | None = None
    citation: str | None = None
    signatures: tuple[Signature, ...] = ()


# --- what moved between two versions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What moved a finding: a text that came or went, another reading, a decision, or other law or rules.

    `record` is the document or decision; `source` and `origin` those of the document. `linked_otherwise`: the same
    tellings were linked otherwise.
    """

    kind: CauseKind
    record: str = ""
    source: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field, before and after, each in its own closed words; `standard`, `verdict` among them."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMove:
    """How one finding differs between two versions, and what moved it.

    `finding` is its id in the earlier version, in the later where it is new; `period` are the days to print.
    `state`: new (it was not there), gone, moved, or `verdict_only`: nothing but a person's verdict moved.
    """

    finding: str
    party: str
    provision: str
    element: str
    period: Period
    area: str
    state: Literal["new", "gone", "moved", "verdict_only"]
    changes: tuple[Change, ...] = ()
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BearsMore:
    """Another explanation that people answered, and what has come to bear on it since, of origins that did not bear on it then.

    It moves no finding: what was answered is to be looked at anew. `records` are acts and statements, `period` the days to print.
    """

    party: str
    provision: str
    period: Period
    area: str
    key: str
    wording: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimeMove:
    """What was determined of a party's crimes of one category, before and after; None: nothing was."""

    party: str
    party_name: str
    category: str
    before: VerdictValue | None
    after: VerdictValue | None
    standard_before: str | None = None
    standard_after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What moved between version `earlier` and version `later`; 0 is the case as it is now, undetermined.

    `came` and `went` are texts; `rested_on` are those of the latter that the earlier determination rested on. `bearing`
    are the explanations that the earlier determination answered and on which more bears in the later version.
    """

    id: str
    earlier: int
    later: int
    crimes: tuple[CrimeMove, ...] = ()
    moves: tuple[FindingMove, ...] = ()
    came: tuple[HeldDocument, ...] = ()
    went: tuple[HeldDocument, ...] = ()
    rested_on: tuple[HeldDocument, ...] = ()
    law: tuple[str, ...] = ()
    bearing: tuple[BearsMore, ...] = ()
