"""A case that never was: two parties, an agency story with copies, a denial, figures that do not agree.

People, places and parties are invented. Records are literals; spans are found by their words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from chapeau.dossier.view import CasePlace, LostDecision, Making, ReadFact, Rule
from chapeau.errors import RecordUnknown
from chapeau.ground.identity import act_id, document_id, response_id, source_id, statement_id, text_hash
from chapeau.records import (
    Act,
    Actor,
    ActorName,
    ActTime,
    Bar,
    Capture,
    Chance,
    Contradiction,
    Count,
    CountTelling,
    CustodyEntry,
    Decision,
    Dependence,
    Determination,
    Document,
    DocumentDate,
    Element,
    Finding,
    Hypothesis,
    Incident,
    Mention,
    Method,
    Origin,
    OriginMember,
    OverLinkages,
    Pattern,
    Period,
    Perpetrator,
    Place,
    Position,
    Provision,
    Response,
    RestsOn,
    Reviewed,
    RightOfReply,
    SaidAt,
    Skipped,
    Source,
    Span,
    Speaker,
    Statement,
    Victim,
)  # fmt: skip

RULES = "rules 0.1"
TELLING = (
    "DUNMERE, 2 April 2031 - Soldiers of the Fourth Brigade of Kalverra shot dead at least 12 civilians at the market "
    "in Dunmere on Tuesday, the Sarn Health Office said.\n\n"
    "The wounded were carried over the bridge to Olt. A spokesman could not be reached on the day."
)
SHORT = (
    "At least 12 civilians were shot dead by soldiers of the Fourth Brigade of Kalverra at the market in Dunmere, "
    "the Sarn Health Office said on Wednesday, Upland Wire reports."
)
RELEASE = (
    "The Ministry of Defence of Kalverra states: no soldier of the Fourth Brigade killed anyone in Dunmere. "
    "“Not one shot was fired at the market,” Colonel Brand Ister said. <script>alert('it must not run')</script>"
)
REPORT = (
    "Open Ground counted 19 bodies in Dunmere between 1 and 3 April 2031.\n\n"
    "Its researchers write that soldiers of Kalverra killed 19 people in Dunmere on 1 April 2031, most of them with "
    "rifles. Those who fled were driven from Dunmere towards the coast; hundreds of families have not come back."
)
WITNESS = (
    "Mira Dole, a baker, said she saw two men in grey take Anselm Torv from his shop in Olt. “They beat Torv with a "
    "cable in the cellar,” Dole said. She heard him through the wall until the morning."
)
ADMISSION = (
    "The Sarn Front admits that its fighters beat two captured soldiers of Kalverra at Olt on 5 April 2031. "
    "It says that those who did it were sent home."
)
UNION = "The Harbour Union imposed sanctions on the Fourth Brigade on 9 April 2031, and pledged aid of 3 million crowns."
FOREIGN = "Im Tal von Sarn wird seit Wochen gekämpft."


def _pattern(name: str, unit: str, **more: Any) -> Pattern:
    return Pattern(
        id=f"pat-{name}", name=name, of=more.pop("of", "incidents"), unit=unit, value=more.pop("value", None), low=more.pop("low", None),
        high=more.pop("high", None), words=more.pop("words", f"Words on {name}."), null_hypothesis=more.pop("null", None),
        assumptions=("Something is assumed.",), cannot_show=f"what {name} does not show", rests_on=("inc-market", "inc-admitted"),
        rivals=("Reporting.",), **more,
    )  # fmt: skip


#: One of each shape that is drawn: against chance, with other linkages; floors; a strip of days; spans; an estimate.
PATTERNS = (
    _pattern(
        "method_recurs", "pairs", value=9.0, null="Methods are dealt out anew within each place and month.",
        chance=Chance(statistic="pairs of one method", low=1.0, middle=3.0, high=6.0, effect=3.0, p=0.001, corrected=0.006, tests=6,
                      draws=999, named="before", named_by="N. Reader", named_on="2031-04-20"),
        over_linkages=OverLinkages(low=7.0, high=10.0, tried=40, words="Each doubtful link was cut or kept."),
    ),
    _pattern(
        "victims_recur", "pairs", value=2.0, null="The same.",
        chance=Chance(statistic="pairs of one kind of victim", low=0.0, middle=0.0, high=3.0, effect=None, p=0.4, corrected=1.0, tests=6, draws=999),
    ),
    _pattern(
        "scale.killed", "people", low=31.0, words="Killed, as told: at least 31.",
        bars=(Bar(label="from two or more origins", low=12.0, rests_on=("inc-market",)), Bar(label="from origins found independent"),
              Bar(label="totals and series, as told", low=40.0, high=4000.0, rests_on=("inc-admitted",))),
    ),
    _pattern("scale.killed.by_party", "people", low=31.0, bars=(Bar(label="Kalverra", low=31.0, rests_on=("inc-market",)),)),
    _pattern(
        "spread.share_of_days", "of 100 days", value=50.0, low=50.0, high=75.0,
        bars=tuple(Bar(label=f"2031-04-0{d}", value=float(d % 2), high=1.0, rests_on=("inc-market",) if d % 2 else ()) for d in range(1, 5)),
    ),
    _pattern(
        "gaps", "days", value=3.0, low=0.0, high=3.0,
        bars=(Bar(label="2031-04-02 to 2031-04-04, no first texts written in it", value=3.0, low=0.0, high=3.0, rests_on=("inc-market",)),),
    ),
    _pattern("undercount.chao", "people", value=120.0, low=80.0, high=400.0),
    _pattern("count.killed", "people", of="inc-market", low=12.0, high=19.0, words="Killed, by origin: at least 12; 19."),
)  # fmt: skip


@dataclass
class Held:
    """A case in memory, as a `CaseView`."""

    making: Making
    determination: Determination
    held: dict[str, list[Any]] = field(default_factory=dict)
    outlines: str | None = None
    places: tuple[CasePlace, ...] = ()

    def country(self, code: str) -> str:
        return {"XK": "Kalverra"}.get(code, code)

    def counts(self) -> dict[str, int]:
        return {kind: len(records) for kind, records in self.held.items()}

    def __getattr__(self, name: str) -> Any:
        held = self.__dict__.get("held", {})
        if name in held:
            return lambda: iter(held[name])
        if name.endswith("_of") and name[:-3] in held:
            return lambda document: tuple(r for r in held[name[:-3]] if r.document == document)
        if f"{name}s" in held:
            return lambda record: _one(held[f"{name}s"], record)
        raise AttributeError(name)


def _one(records: list[Any], record: str) -> Any:
    for r in records:
        if r.id == record:
            return r
    raise RecordUnknown(f"{record} is not in the case.", hint="Check the id.")


def at(text: str, words: str, nth: int = 0) -> Span:
    """The span of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def like(kind: type, found: Span, /, **more: Any) -> Any:
    """A richer span over the same words."""
    return kind(start=found.start, end=found.end, text=found.text, **more)


def _source(name: str, text: str, publisher: str) -> Source:
    blob = text_hash(text + name)
    return Source(
        id=source_id(blob, name, None), blob=blob, size=len(text.encode()), media_type="text/plain", publisher=publisher,
        capture=Capture(name=name, by="R. Example", at="2031-05-01T10:00:00Z", clock="system", how="file"),
    )  # fmt: skip


def _document(source: Source, text: str, title: str, date: str | None) -> Document:
    hashed = text_hash(text)
    return Document(
        id=document_id(source.id, 0, "plain 1", hashed), source=source.id, position=0, extractor="plain 1",
        text_hash=hashed, text=text, title=title, publisher=source.publisher, date=date, language="en",
    )  # fmt: skip


def _statement(
    d: Document,
    cue: Span,
    speaker: Span | None,
    content: tuple[Span, ...],
    stance: str,
    actor: str | None = None,
    **more: Any,
) -> Statement:
    return Statement(
        id=statement_id(d.id, cue.start, cue.end), document=d.id, made_by=RULES, cue=cue, content=content,
        speaker=like(Speaker, speaker, actor=actor) if speaker else None, kind="indirect", stance=stance, score=0.9, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _act(d: Document, kind: str, trigger: Span, evidence: Span, **more: Any) -> Act:
    return Act(
        id=act_id(d.id, trigger.start, trigger.end), document=d.id, made_by=RULES, type=kind, triggers=(trigger,),
        evidence=evidence, **more,
    )  # fmt: skip


DUNMERE = {"lat": 46.2, "lon": 33.4, "precision": "settlement", "id": "case:1", "country": "XQ"}
OLT = {"lat": 46.6, "lon": 34.3, "precision": "district", "id": "case:2", "country": "XQ"}
APRIL_1 = {"low": "2031-04-01", "high": "2031-04-01", "precision": "day"}
PERIOD = Period(low="2031-04-01", high="2031-04-30")

MURDER = Provision(
    id="rs-7-1-a", body="Rome Statute, article 7", citation="7(1)(a)", title="Murder as a crime against humanity",
    conflict="any", acts=("killing",),
    elements=(
        Element(id="rs-7-1-a.1", citation="7(1)(a) element 1", kind="material", wording="Someone was killed.",
                machine="whether a text says so", person="whether it happened", alleged_when="killed"),
        Element(id="rs-7-1-a.2", citation="7(1)(a) element 2", kind="contextual",
                wording="It was part of a widespread or systematic attack on civilians.",
                machine="how many incidents are told", person="whether there was an attack", alleged_when="attack"),
        Element(id="rs-7-1-a.3", citation="7(1)(a) element 3", kind="mental", wording="Whoever did it knew of the attack.",
                machine="nothing", person="what they knew", alleged_when="never"),
    ),
)  # fmt: skip
TORTURE = Provision(
    id="rs-8-2-a-ii", body="Rome Statute, article 8", citation="8(2)(a)(ii)-1", title="Torture as a war crime",
    conflict="international", acts=("torture", "assault"),
    elements=(
        Element(id="rs-8-2-a-ii.1", citation="element 1", kind="material", wording="Severe pain was inflicted.",
                machine="whether a text says so", person="how severe it was", alleged_when="hurt"),
    ),
    note="Only where a person finds an international armed conflict.",
)  # fmt: skip
ENSLAVEMENT = Provision(
    id="rs-7-1-c", body="Rome Statute, article 7", citation="7(1)(c)", title="Enslavement", conflict="any",
    acts=("forced_labour",),
    elements=(
        Element(id="rs-7-1-c.1", citation="7(1)(c) element 1", kind="material", wording="People were treated as property.",
                machine="whether a text says so", person="whether it was so", alleged_when="enslaved"),
    ),
)  # fmt: skip


def case() -> Held:
    """The whole case."""
    made = _Maker()
    made.tell()
    made.link()
    made.assess()
    held = {kind: _ordered(kind, records) for kind, records in made.held.items()}
    return Held(
        Making(
            title="The valley of Sarn", program="Chapeau 0.1.0", now="2031-05-02T09:00:00Z", by="R. Example",
            gazetteer="places of the case, edition 3", law="Rome Statute, as packaged",
            steps=("read: rules 0.1", "link: origins 1, incidents 1", "assess: rules of 2031"), custody_root="ab" * 32,
        ),
        Determination(
            id="det-1", state="working_draft", findings=tuple(f.id for f in held["findings"]),
            replies=(RightOfReply(party="act-kalverra", state="not_asked"), RightOfReply(party="act-sarn", state="asked")),
        ),
        held,
        places=(
            CasePlace(id="case:1", name="Dunmere", kind="settlement"),
            CasePlace(id="case:9", name="Uppersarn", kind="settlement"),
            CasePlace(id="case:10", name="Sarn valley", kind="region"),
        ),
    )  # fmt: skip


def _ordered(kind: str, records: list[Any]) -> list[Any]:
    keys: dict[str, Any] = {
        "documents": lambda d: (d.source, d.position), "mentions": lambda m: (m.document, m.start, m.end),
        "rests_on": lambda r: r.act, "dependences": lambda d: (d.left, d.right), "read_facts": lambda f: f.document,
        "reviewed": lambda r: r.record, "provisions": lambda _: 0, "rules": lambda _: 0, "custody": lambda c: c.index,
        "person_links": lambda k: (k.left, k.right), "listed": lambda r: (r.list, r.position),
        "decisions": lambda d: (d.when, d.id), "lost_decisions": lambda d: d.decision,
    }  # fmt: skip
    return sorted(records, key=keys.get(kind, lambda r: r.id))


KINDS = [
    "sources",
    "documents",
    "read_facts",
    "statements",
    "acts",
    "responses",
    "mentions",
    "origins",
    "rests_on",
    "dependences",
    "incidents",
    "actors",
    "commands",
    "lists",
    "listed",
    "named_victims",
    "persons",
    "person_links",
    "likeness_models",
    "undercounts",
    "patterns",
    "findings",
    "determinations",
    "differences",
    "provisions",
    "rules",
    "modes",
    "mode_bearings",
    "decisions",
    "reviewed",
    "skipped",
    "withdrawals",
    "lost_decisions",
    "custody",
]


class _Maker:
    def __init__(self) -> None:
        self.held: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        self.by: dict[str, Any] = {}

    def add(self, kind: str, record: Any, name: str | None = None) -> Any:
        self.held[kind].append(record)
        self.by[name or getattr(record, "id", str(len(self.held[kind])))] = record
        return record

    def text(
        self, name: str, text: str, publisher: str, title: str, date: str | None, *, language: str = "en"
    ) -> Document:
        source = self.add("sources", _source(f"{name}.txt", text, publisher))
        document: Document = self.add("documents", _document(source, text, title, date), name)
        if language == "en":
            known = DocumentDate(low=date, high=date, inferred=False) if date else None
            self.add(
                "read_facts", ReadFact(document=document.id, made_by=RULES, language=language, date=known)
            )
        return document

    def tell(self) -> None:
        wire = self.text("wire", TELLING, "Upland Wire", "Soldiers shoot 12 at market", "2031-04-02")
        self._shooting(wire, TELLING, "Soldiers of the Fourth Brigade of Kalverra", "shot dead", "wire")
        for i, paper in enumerate(("Morning Ledger", "Coast Bulletin", "Evening Post", "Hill Courier")):
            copy = self.text(
                f"copy{i}", f"{paper}\n\n{SHORT}", paper, "Twelve dead in Dunmere", f"2031-04-0{3 + i}"
            )
            self._shooting(
                copy, copy.text, "soldiers of the Fourth Brigade of Kalverra", "shot dead", f"copy{i}"
            )
        self._release()
        self._report()
        self._witness()
        self._admission()
        self._union()
        self.text("foreign", FOREIGN, "Talbote", "Im Tal", None, language="de")

    def _shooting(self, d: Document, text: str, who: str, did: str, name: str) -> None:
        sentence = text[text.index("Soldiers" if name == "wire" else "At least") :].split("\n\n")[0]
        evidence = at(text, sentence)
        said = self.add("statements", _statement(d, at(text, "said"), at(text, "the Sarn Health Office"), (evidence,), "asserts", "sarn-health-office", said_at=SaidAt(low="2031-04-02", high="2031-04-02")))  # fmt: skip
        twelve = at(text, "at least 12" if name == "wire" else "At least 12")
        when = {"time": like(ActTime, at(text, "on Tuesday"), **APRIL_1)} if name == "wire" else {}
        self.add("acts", _act(
            d, "killing.shooting", at(text, did), evidence, said_in=said.id, basis="official_assertion", score=0.9,
            perpetrators=(like(Perpetrator, at(text, who), kind="unit", actor="fourth-brigade"),),
            victims=(like(Victim, at(text, "civilians"), kind="group", status_at_time="civilian"),),
            places=(like(Place, at(text, "Dunmere"), **DUNMERE),),
            counts=(like(Count, twelve, low=12, high=None, of="killed", basis="numeral"),), **when,
        ), f"act:{name}")  # fmt: skip
        self.add(
            "mentions",
            like(Mention, at(text, "Dunmere"), document=d.id, kind="place", **DUNMERE),
            f"m:{name}",
        )

    def _release(self) -> None:
        d = self.text(
            "release", RELEASE, "Ministry of Defence of Kalverra", "Statement of 3 April", "2031-04-03"
        )
        said = self.add("statements", _statement(d, at(RELEASE, "states"), at(RELEASE, "The Ministry of Defence of Kalverra"), (at(RELEASE, "no soldier of the Fourth Brigade killed anyone in Dunmere"),), "denies", "kalverra-mod"), "denial")  # fmt: skip
        self.add("statements", _statement(d, at(RELEASE, "said"), at(RELEASE, "Colonel Brand Ister"), (at(RELEASE, "Not one shot was fired at the market"),), "denies", "brand-ister", said_through=said.id), "ister")  # fmt: skip
        self.add("acts", _act(
            d, "killing", at(RELEASE, "killed"), at(RELEASE, "no soldier of the Fourth Brigade killed anyone in Dunmere"),
            said_in=said.id, certainty="denied", basis="official_assertion",
            perpetrators=(like(Perpetrator, at(RELEASE, "soldier of the Fourth Brigade"), kind="unit", actor="fourth-brigade"),),
            places=(like(Place, at(RELEASE, "Dunmere"), **DUNMERE),),
        ), "act:denied")  # fmt: skip

    def _report(self) -> None:
        d = self.text("report", REPORT, "Open Ground", "Three days in Dunmere", "2031-04-20")
        killed = at(
            REPORT,
            "soldiers of Kalverra killed 19 people in Dunmere on 1 April 2031, most of them with rifles",
        )
        self.add("acts", _act(
            d, "killing.shooting", at(REPORT, "killed"), killed, basis="document",
            perpetrators=(like(Perpetrator, at(REPORT, "soldiers of Kalverra"), kind="group", actor="kalverra"),),
            victims=(like(Victim, at(REPORT, "people"), kind="group"),),
            methods=(like(Method, at(REPORT, "rifles"), kind="weapon", key="firearm"),),
            places=(like(Place, at(REPORT, "Dunmere", 1), **DUNMERE),),
            time=like(ActTime, at(REPORT, "on 1 April 2031"), **APRIL_1),
            counts=(like(Count, at(REPORT, "19", 1), low=19, high=19, of="killed", basis="numeral"),),
        ), "act:report")  # fmt: skip
        driven = at(
            REPORT,
            "Those who fled were driven from Dunmere towards the coast; hundreds of families have not come back.",
        )
        self.add("acts", _act(
            d, "displacement", at(REPORT, "driven"), driven, extent="aggregate",
            victims=(like(Victim, at(REPORT, "families"), kind="group"),),
            counts=(like(Count, at(REPORT, "hundreds"), low=200, high=None, of="displaced", basis="convention"),),
        ), "act:driven")  # fmt: skip

    def _witness(self) -> None:
        d = self.text("witness", WITNESS, "Lamp Post Archive", "The baker of Olt", None)
        first = self.add("statements", _statement(d, at(WITNESS, "said"), at(WITNESS, "Mira Dole, a baker"), (at(WITNESS, "she saw two men in grey take Anselm Torv from his shop in Olt"),), "asserts", "mira-dole"))  # fmt: skip
        second = self.add("statements", _statement(d, at(WITNESS, "said", 1), at(WITNESS, "Dole", 1), (at(WITNESS, "They beat Torv with a cable in the cellar"),), "asserts", "mira-dole"))  # fmt: skip
        common = {"perpetrators": (like(Perpetrator, at(WITNESS, "two men in grey"), kind="group"),)}
        self.add("acts", _act(
            d, "abduction", at(WITNESS, "take"), at(WITNESS, "she saw two men in grey take Anselm Torv from his shop in Olt"),
            said_in=first.id, basis="saw", places=(like(Place, at(WITNESS, "Olt"), **OLT),),
            victims=(like(Victim, at(WITNESS, "Anselm Torv"), kind="individual", name="Anselm Torv", actor="anselm-torv"),), **common,
        ), "act:taken")  # fmt: skip
        self.add("acts", _act(
            d, "torture.beating", at(WITNESS, "beat"), at(WITNESS, "They beat Torv with a cable in the cellar"),
            said_in=second.id, basis="experienced", custody=True,
            victims=(like(Victim, at(WITNESS, "Torv", 1), kind="individual", name="Anselm Torv", actor="anselm-torv"),),
            methods=(like(Method, at(WITNESS, "a cable"), kind="weapon", key="cable"),),
        ), "act:beaten")  # fmt: skip
        for words, nth, actor in (("Mira Dole", 0, "mira-dole"), ("Dole", 1, "mira-dole"), ("Anselm Torv", 0, "anselm-torv"), ("Torv", 1, "anselm-torv")):  # fmt: skip
            self.add(
                "mentions",
                like(Mention, at(WITNESS, words, nth), document=d.id, kind="person", actor=actor),
                f"p:{words}{nth}",
            )

    def _admission(self) -> None:
        d = self.text("admission", ADMISSION, "Sarn Front", "To our people", "2031-04-08")
        sentence = at(ADMISSION, "its fighters beat two captured soldiers of Kalverra at Olt on 5 April 2031")
        said = self.add("statements", _statement(d, at(ADMISSION, "admits"), at(ADMISSION, "The Sarn Front"), (sentence,), "admits", "sarn-front"), "admission:said")  # fmt: skip
        self.add("acts", _act(
            d, "torture.beating", at(ADMISSION, "beat"), sentence, said_in=said.id, custody=True,
            perpetrators=(like(Perpetrator, at(ADMISSION, "its fighters"), kind="group", actor="sarn-front"),),
            victims=(like(Victim, at(ADMISSION, "two captured soldiers of Kalverra"), kind="group", status_at_time="hors_de_combat"),),
            places=(like(Place, at(ADMISSION, "Olt"), **OLT),),
            time=like(ActTime, at(ADMISSION, "on 5 April 2031"), low="2031-04-05", high="2031-04-05", precision="day"),
            counts=(like(Count, at(ADMISSION, "two"), low=2, high=2, of="persons", basis="words"),),
        ), "act:admitted")  # fmt: skip

    def _union(self) -> None:
        d = self.text("union", UNION, "Harbour Union", "Measures", "2031-04-09")
        evidence = at(UNION, "The Harbour Union imposed sanctions on the Fourth Brigade on 9 April 2031")
        self.add("responses", Response(
            id=response_id(d.id, "sanction", evidence.start, evidence.end), document=d.id, made_by=RULES, kind="sanction",
            actor="harbour-union", towards="fourth-brigade", evidence=evidence,
        ), "sanction")  # fmt: skip

    def link(self) -> None:
        wire, copies = self.by["wire"], [self.by[f"copy{i}"] for i in range(4)]
        members = (
            OriginMember(document=wire.id, relation="root", of=None, why="It bears the dateline."),
            *tuple(
                OriginMember(
                    document=c.id,
                    relation="copy",
                    of=wire.id,
                    why="It credits Upland Wire and shares 93 % of its words.",
                )
                for c in copies
            ),
        )
        self.add("origins", Origin(id="org-wire", root=wire.id, members=members, voice="Sarn Health Office"))
        for name in ("release", "report", "witness", "admission", "union", "foreign"):
            root = OriginMember(
                document=self.by[name].id, relation="root", of=None, why="Nothing it repeats is in the case."
            )
            self.add("origins", Origin(id=f"org-{name}", root=self.by[name].id, members=(root,)))
        self.add(
            "dependences",
            Dependence(
                left="org-report",
                right="org-wire",
                state="found",
                why="The report cites the Health Office for the 1st of April.",
            ),
        )
        self.add(
            "dependences",
            Dependence(
                left="org-report",
                right="org-witness",
                state="not_found",
                why="No shared passage, voice or credit.",
            ),
        )
        for act in self.held["acts"]:
            origin = next(
                o.id for o in self.held["origins"] if any(m.document == act.document for m in o.members)
            )
            self.add("rests_on", RestsOn(act=act.id, origins=(origin,), why="Its document's own origin."))
        self._incidents()
        self._actors()

    def _incidents(self) -> None:
        shot = [self.by[f"act:{n}"] for n in ("wire", "copy0", "copy1", "copy2", "copy3", "report", "denied")]
        ids = tuple(a.id for a in shot)
        self.add("incidents", Incident(
            id="inc-market", acts=ids, types=("killing", "killing.shooting"), extent="single", certainty="asserted",
            parties=("act-kalverra",), place=shot[0].places[0], time=Period(**APRIL_1), origins=("org-release", "org-report", "org-wire"),
            tellings=(
                CountTelling(origin="org-report", of="killed", low=19, high=19, acts=(ids[5],)),
                CountTelling(origin="org-wire", of="killed", low=12, high=None, acts=ids[:5]),
            ),
            contradictions=(Contradiction(field="certainty", left=ids[0], right=ids[6], why="One says that it happened, the other that it did not."),),
        ))  # fmt: skip
        for name, party, extent in (
            ("taken", (), "single"),
            ("beaten", (), "single"),
            ("admitted", ("act-sarn",), "single"),
            ("driven", ("act-kalverra",), "aggregate"),
        ):
            act = self.by[f"act:{name}"]
            place = act.places[0] if act.places else None
            time = Period(low=act.time.low, high=act.time.high, precision="day") if act.time else None
            origin = next(r.origins for r in self.held["rests_on"] if r.act == act.id)
            tellings = tuple(
                CountTelling(origin=origin[0], of=c.of, low=c.low, high=c.high, acts=(act.id,))
                for c in act.counts
            )
            self.add("incidents", Incident(id=f"inc-{name}", acts=(act.id,), types=(act.type,), extent=extent, certainty="asserted", parties=party, place=place, time=time, origins=origin, tellings=tellings))  # type: ignore[arg-type]  # fmt: skip

    def _actors(self) -> None:
        wire, release = self.by["wire"], self.by["release"]
        named = ActorName(text="Kalverra", script="latin", documents=(wire.id, release.id))
        self.add(
            "actors",
            Actor(
                id="act-kalverra",
                name="State of Kalverra",
                kind="state",
                aliases=("kalverra", "fourth-brigade", "kalverra-mod"),
                names=(named,),
                country="XQ",
            ),
        )
        self.add(
            "actors",
            Actor(
                id="act-sarn",
                name="Sarn Front",
                kind="organisation",
                aliases=("sarn-front",),
                names=(ActorName(text="Sarn Front", script="latin", documents=(self.by["admission"].id,)),),
            ),
        )
        colonel = at(RELEASE, "Colonel")
        self.add(
            "actors",
            Actor(
                id="act-ister",
                name="Brand Ister",
                kind="individual",
                aliases=("brand-ister",),
                names=(ActorName(text="Colonel Brand Ister", script="latin", documents=(release.id,)),),
                positions=(
                    Position(title="Colonel", document=release.id, start=colonel.start, end=colonel.end),
                ),
                party="act-kalverra",
            ),
        )
        self.add(
            "actors",
            Actor(
                id="act-dole",
                name="Mira Dole",
                kind="individual",
                aliases=("mira-dole",),
                names=(ActorName(text="Mira Dole", script="latin", documents=(self.by["witness"].id,)),),
            ),
        )

    def assess(self) -> None:
        for provision in (MURDER, ENSLAVEMENT, TORTURE):
            self.add("provisions", provision)
        self.add(
            "rules",
            Rule(
                id="alleged-killed", field="alleged", words="A text says that someone was killed, as a fact."
            ),
        )
        self.add(
            "rules",
            Rule(
                id="support-origins",
                field="support",
                words="Origins behind those acts are counted; copies are not.",
            ),
        )
        told = [self.by[f"act:{n}"].id for n in ("wire", "copy0", "copy1", "copy2", "copy3", "report")]
        murder = {
            "party": "act-kalverra", "provision": "rs-7-1-a", "period": PERIOD, "area": "XQ", "against": "denied",
            "acts_against": (self.by["act:denied"].id,), "statements_against": (self.by["denial"].id, self.by["ister"].id),
            "origins_against": ("org-release",), "rules": ("alleged-killed", "support-origins"),
        }  # fmt: skip
        support = {
            "support": "several_origins_no_dependence_found",
            "acts_for": tuple(told),
            "origins_for": ("org-report", "org-wire"),
            "fragility": 1,
        }
        gaps = (
            "No text says how any of the dead was known to be a civilian.",
            "2 of 7 tellings give no date.",
        )
        hypothesis = Hypothesis(
            key="crossfire",
            wording="They died in fighting between armed people.",
            predicts="Texts tell of fire from both sides.",
        )
        self.add(
            "findings",
            Finding(
                id="fin-1",
                element="rs-7-1-a.1",
                alleged="yes",
                incidents_for=("inc-market",),
                gaps=gaps,
                hypotheses=(hypothesis,),
                **support,
                **murder,
            ),
        )  # type: ignore[arg-type]
        self.add(
            "findings",
            Finding(
                id="fin-2",
                element="rs-7-1-a.2",
                alleged="yes",
                incidents_for=("inc-driven", "inc-market"),
                gaps=gaps[:1],
                shown_beside=(self.by["sanction"].id,),
                **support,
                **murder,
            ),
        )  # type: ignore[arg-type]
        self.add(
            "findings",
            Finding(
                id="fin-3",
                element="rs-7-1-a.3",
                alleged="no",
                support="none",
                gaps=("What anyone knew, a person must find.",),
                **murder,
            ),
        )  # type: ignore[arg-type]
        for i, (party, act, incident, origin) in enumerate((("act-sarn", "act:admitted", "inc-admitted", "org-admission"), ("unattributed", "act:beaten", "inc-beaten", "org-witness")), start=4):  # fmt: skip
            self.add("findings", Finding(id=f"fin-{i}", party=party, provision="rs-8-2-a-ii", element="rs-8-2-a-ii.1", period=PERIOD, area="not_stated", alleged="yes", support="one_origin", against="none", incidents_for=(incident,), acts_for=(self.by[act].id,), origins_for=(origin,), fragility=1, gaps=("one origin only",)))  # fmt: skip
        self._rest()

    def _rest(self) -> None:
        told = self.by["act:admitted"].id
        self.add("patterns", Pattern(id="pat-1", name="days_with_incidents", of="inc", unit="days", value=2, low=2, high=4, words="Incidents are told on 2 days at least, 4 at most.", null_hypothesis="None: it is a count.", assumptions=("dates are as told",), cannot_show="how many days there were of which nobody told", rests_on=("inc-market", "inc-admitted"), left_out=("inc-taken", "inc-beaten")))  # fmt: skip
        for pattern in PATTERNS:
            self.add("patterns", pattern)
        self.add(
            "decisions",
            Decision(
                id="dec-1",
                kind="accept",
                record=told,
                who="N. Reader",
                when="2031-05-01T12:00:00Z",
                why="The sentence says so.",
            ),
        )
        self.add("reviewed", Reviewed(record=told, state="accepted", decisions=("dec-1",)))
        self.add(
            "skipped",
            Skipped(
                id="skp-1",
                step="preserve",
                what="scan.pdf",
                reference="input-format",
                message="No installed format takes it. Bring it as text.",
            ),
        )
        self.add(
            "skipped",
            Skipped(
                id="skp-2",
                step="preserve",
                what="posts.jsonl",
                reference="input-line",
                message="The line is not a document.",
                line=7,
            ),
        )
        self.add(
            "lost_decisions", LostDecision(decision="dec-1", why="The record of 2 acts is gone."), "lost"
        )
        self.add(
            "custody",
            CustodyEntry(
                index=0,
                at="2031-05-01T10:00:00Z",
                by="R. Example",
                action="case_opened",
                subject="case",
                digest="cd" * 32,
            ),
        )


def with_documents(held: Held, documents: list[Document]) -> Held:
    """The same case with other documents."""
    return replace(held, held={**held.held, "documents": documents})
