"""What was found, of whom, under which provision? Findings gathered into one table of elements a group.

A group is one provision, party, period and area: all the provision's elements, and the incidents
that stand behind them. An incident that several groups rest on is shown whole in the first, and by a
link in the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import UNATTRIBUTED, Catalogue
from chapeau.dossier.evidence import AGAINST_BY_ITSELF, Block, Card, block, cards_by_id, plain_type
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.in_a_sentence import Sentence, sentence
from chapeau.dossier.view import CaseView, Rule
from chapeau.dossier.words import asked_of, period_words, say
from chapeau.ground.identity import record_id
from chapeau.records import Element, Finding, Hypothesis, Incident, Period, Provision

#: Incidents of no group, shown so that nothing disappears.
REST = "rest"


@dataclass(frozen=True, slots=True)
class Group:
    """One provision, party, period and area with its findings, in the order of the elements."""

    key: str
    provision: Provision
    party: str
    area: str
    findings: tuple[Finding, ...]

    @property
    def column(self) -> tuple[str, str, str]:
        """The matrix column it belongs to: its party, and the ends of its period."""
        return self.party, *self.findings[0].period.ends

    @property
    def when(self) -> Period:
        """The days to print."""
        return self.findings[0].when

    def conduct(self) -> tuple[Finding, ...]:
        """Findings on the provision's own material elements; all findings where it has none.

        Context is shared by a party's provisions: were it counted, each cell would show the same dots.
        """
        kinds = {e.id: e.kind for e in self.provision.elements}
        own = tuple(f for f in self.findings if kinds.get(f.element) == "material")
        return own or self.findings

    def of(self, field: str, findings: Iterable[Finding] | None = None) -> tuple[str, ...]:
        """Ids in one field of its findings, each once, in order of id."""
        chosen = self.findings if findings is None else findings
        return tuple(sorted({i for f in chosen for i in getattr(f, field)}))


@dataclass(frozen=True, slots=True)
class RuleLink:
    """A rule by its short name ('raped'), leading to its words, which are printed once."""

    id: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One element, by its number, with what was found on it, in words and figures; `law` leads to what it takes."""

    number: int
    law: str
    finding: Finding
    element: Element
    kind: str
    alleged: str
    support: str
    origins: Figure
    incidents: Figure
    acts: Figure
    known_by: tuple[tuple[str, Figure], ...]
    against: str
    against_figure: Figure
    denials: Figure
    fragility: str
    fragility_figure: Figure | None
    gaps: tuple[str, ...]
    verdict: str
    by_whom: str
    rests_on: tuple[str, ...]
    rules: tuple[RuleLink, ...]

    @property
    def silent(self) -> bool:
        """Whether neither the texts nor people say anything on it."""
        return self.quiet and self.finding.verdict.value == "not_assessed"

    @property
    def quiet(self) -> bool:
        """Whether the texts say nothing on it, for or against: such a row is said in one cell."""
        told = (self.finding.alleged, self.finding.support, self.finding.against)
        return told == ("no", "none", "none") and not self.rests_on and not self.denials.rests_on


@dataclass(frozen=True, slots=True)
class ExplanationRow:
    """Another explanation: in how many documents it was looked for, and what was found; `href` leads to how."""

    wording: str
    href: str
    looked_in: Figure
    found: Figure


@dataclass(frozen=True, slots=True)
class ExplanationText:
    """What an explanation would predict and what is looked for: printed once, findings link to it."""

    anchor: str
    wording: str
    predicts: str
    looked_for: str


@dataclass(frozen=True, slots=True)
class GroupContext:
    """A group as a template sees it."""

    group: Group
    party: str
    period: str
    area: str
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    elsewhere: tuple[Figure, ...]
    against: tuple[Card, ...]
    beside: tuple[Card, ...]
    admissions: tuple[Card, ...]
    retractions: tuple[Card, ...]
    gaps: tuple[tuple[str, str], ...]
    hypotheses: tuple[ExplanationRow, ...]
    set_by_people: tuple[str, ...]
    sentence: Sentence
    rules: tuple[tuple[str, tuple[RuleLink, ...]], ...]
    contents: str

    @property
    def told(self) -> tuple[Row, ...]:
        """Rows on which the texts say something or people decided."""
        return tuple(row for row in self.rows if not row.silent)

    @property
    def silent(self) -> tuple[Row, ...]:
        """The others: they share a line."""
        return tuple(row for row in self.rows if row.silent)

    @property
    def decided(self) -> bool:
        """Whether people gave a verdict on one of its elements at least."""
        return any(row.finding.verdict.value != "not_assessed" for row in self.rows)


def groups(view: CaseView, facts: Catalogue) -> tuple[Group, ...]:
    """All groups: parties by name (unattributed last), then the statute's order, period and area."""
    provisions = {p.id: p for p in view.provisions()}
    order = {p: i for i, p in enumerate(provisions)}
    gathered: defaultdict[_Key, list[Finding]] = defaultdict(list)
    for f in view.findings():
        gathered[f.party, f.provision, *f.period.ends, f.area].append(f)
    made = (_group(provisions[key[1]], key, found) for key, found in gathered.items() if key[1] in provisions)
    return tuple(
        sorted(
            made,
            key=lambda g: (
                *party_order(facts, g.party),
                order[g.provision.id],
                *by_time(g.when),
                g.column,
                g.area,
            ),
        )
    )


def by_time(when: Period) -> tuple[str, str]:
    """Periods by their first day; what is not dated comes last."""
    return when.low or when.high or "9999", when.high or "9999"


def party_order(facts: Catalogue, party: str) -> tuple[bool, str]:
    """Parties by name; what nobody is named for comes last."""
    return party == UNATTRIBUTED, facts.party(party)


_Key = tuple[str, str, str, str, str]
"""Party, provision, the ends of the period, area."""


def _group(provision: Provision, key: _Key, found: Sequence[Finding]) -> Group:
    place = {element.id: i for i, element in enumerate(provision.elements)}
    return Group(
        key=record_id("grp", *key), provision=provision, party=key[0], area=key[-1],
        findings=tuple(sorted(found, key=lambda f: (place.get(f.element, len(place)), f.id))),
    )  # fmt: skip


def homes(made: Sequence[Group], incidents: Iterable[str]) -> dict[str, str]:
    """For each incident the group that shows it whole: the first whose conduct rests on it, or 'rest'."""
    home: dict[str, str] = {}
    for group in made:
        for incident in group.of("incidents_for", group.conduct()):
            home.setdefault(incident, group.key)
    return {incident: home.get(incident, REST) for incident in incidents}


def denying(view: CaseView, facts: Catalogue) -> frozenset[str]:
    """The acts and statements of a case that deny."""
    acts = (a for a, fact in facts.acts.items() if fact.certainty in AGAINST_BY_ITSELF)
    return frozenset((*acts, *(s.id for s in view.statements() if s.stance == "denies")))


def group_context(
    view: CaseView,
    facts: Catalogue,
    at: Addresses,
    group: Group,
    verdict: str = "",
    denials: frozenset[str] = frozenset(),
) -> GroupContext:
    """A group with its element table, its incidents and what speaks against.

    `verdict` is what people gave on the whole, in words; `denials` are the records of the case that deny.
    """
    rules = tuple(view.rules())
    own = group.of("incidents_for")
    here = [i for i in own if i in facts.incidents and (at.homes or {}).get(i) == group.key]
    against = frozenset(group.of("acts_against"))
    shown = {act for i in here for act in facts.incidents[i].acts}
    told = (act for i in own if i in facts.incidents for act in facts.incidents[i].acts if act in facts.acts)
    texts = sorted({facts.acts[act].document for act in told})
    return GroupContext(
        group=group,
        party=facts.party(group.party),
        period=_period(group),
        area=facts.area(group.area),
        rows=tuple(_row(at, group.provision, number, finding, rules, denials) for number, finding in enumerate(group.findings, start=1)),
        blocks=tuple(block(view, facts, at, facts.incidents[i], against) for i in in_time(facts, here)),
        elsewhere=tuple(incident_link(facts, at, i) for i in own if i not in here and i in facts.incidents),
        against=cards_by_id(view, facts, at, [*(a for a in sorted(against) if a not in shown), *group.of("statements_against")]),
        beside=cards_by_id(view, facts, at, [r for r in group.of("shown_beside") if r not in shown]),
        admissions=cards_by_id(view, facts, at, group.of("admissions")),
        retractions=cards_by_id(view, facts, at, group.of("retractions")),
        gaps=_gaps(group.findings),
        hypotheses=tuple({h.key: _explanation(at, h, texts) for f in group.findings for h in f.hypotheses}.values()),
        set_by_people=tuple(dict.fromkeys(words for f in group.findings for words in f.set_by_people)),
        sentence=sentence(group.conduct(), tuple(r for r in group.of("shown_beside", group.conduct()) if r in denials), at.overview("origins"), verdict),
        rules=_beneath(at, rules, group), contents=at.overview(f"of-{group.party}"),
    )  # fmt: skip


def _links(at: Addresses, rules: Iterable[Rule]) -> dict[str, tuple[RuleLink, ...]]:
    links: dict[str, tuple[RuleLink, ...]] = {}
    for rule in rules:
        name = rule.id.rpartition(".")[2].replace("_", " ")
        made = RuleLink(rule.id, name, at.making(f"rule-{rule.id}"))
        links[rule.field] = (*links.get(rule.field, ()), made)
    return links


def _gaps(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """Each gap once, with the numbers of its elements in the table; no numbers where it is all of them."""
    found: dict[str, list[str]] = {}
    for number, finding in enumerate(findings, start=1):
        for gap in dict.fromkeys(finding.gaps):
            found.setdefault(gap, []).append(f"{number}")
    return tuple((gap, "" if len(at) == len(findings) else ", ".join(at)) for gap, at in found.items())


def _beneath(
    at: Addresses, rules: Iterable[Rule], group: Group
) -> tuple[tuple[str, tuple[RuleLink, ...]], ...]:
    named = {rule for f in group.findings for rule in f.rules}
    links = _links(at, (r for r in rules if r.id in named and r.field != "alleged"))
    return tuple((say("field", field), found) for field, found in links.items())


def _period(group: Group) -> str:
    return asked_of(group.when)


def in_time(facts: Catalogue, incidents: Iterable[str]) -> list[str]:
    """Incidents by their first day; undated ones last."""

    def when(incident: str) -> tuple[str, str]:
        time = facts.incidents[incident].time
        return ((time.low or time.high) if time else None) or "9999", incident

    return sorted(incidents, key=when)


def incident_link(facts: Catalogue, at: Addresses, incident: str) -> Figure:
    """An incident in a line, leading to where it is shown whole."""
    made: Incident = facts.incidents[incident]
    types = " and ".join(plain_type(t) for t in made.types)
    where = made.place.text if made.place else "place not told"
    return Figure(f"{types}, {where}, {period_words(made.time)}", (incident,), at.incident(incident))


def _row(
    at: Addresses,
    provision: Provision,
    number: int,
    finding: Finding,
    rules: Sequence[Rule],
    denials: frozenset[str],
) -> Row:
    element = next((e for e in provision.elements if e.id == finding.element), None) or _unknown(finding)
    contrary = (*finding.acts_against, *finding.statements_against)
    return Row(
        number=number, law=at.making(f"el-{element.id}"), finding=finding, element=element, kind=say("kind", element.kind),
        alleged=say("alleged", finding.alleged), support=say("support", finding.support),
        origins=counted_words(finding.origins_for, "origin", at.overview("origins")),
        incidents=counted_words(finding.incidents_for, "incident"),
        acts=counted_words(finding.acts_for, "telling"),
        known_by=tuple((say("basis", k.basis), counted_words(k.acts, "telling")) for k in finding.known_by),
        against=finding.contested or say("against", finding.against),
        against_figure=counted_words(contrary, "telling against", many="tellings against"),
        denials=counted_words([r for r in finding.shown_beside if r in denials], "bare denial"),
        fragility=_fragility(finding),
        fragility_figure=_falls_with(finding),
        gaps=finding.gaps, verdict=say("verdict", finding.verdict.value), by_whom=_by_whom(finding),
        rests_on=(*finding.incidents_for, *finding.acts_for, *contrary, *finding.origins_for),
        rules=_links(at, (r for r in rules if r.id in finding.rules)).get("alleged", ()),
    )  # fmt: skip


def _explanation(at: Addresses, h: Hypothesis, documents: Sequence[str]) -> ExplanationRow:
    looked_in = "one document" if h.looked_in == 1 else f"{h.looked_in} documents"
    found = counted_words(h.bears_on, "record")
    return ExplanationRow(h.wording, at.making(_explained(h.key)), Figure(looked_in, tuple(documents)), found)


def _explained(key: str) -> str:
    return f"explanation-{key}"


def explanation_texts(made: Iterable[Group]) -> tuple[ExplanationText, ...]:
    """The other explanations that these findings were held against, each once, in order of key."""
    known = {h.key: h for group in made for f in group.findings for h in f.hypotheses}
    return tuple(
        ExplanationText(_explained(key), h.wording, h.predicts, ", ".join(h.looked_for))
        for key, h in sorted(known.items())
    )


def _unknown(finding: Finding) -> Element:
    return Element(
        id=finding.element, citation=finding.element, kind="material", wording="An element this edition does not list.",
        machine="", person="", alleged_when="",
    )  # fmt: skip


def _fragility(finding: Finding) -> str:
    if finding.fragility is None:
        return "nothing supports it yet"
    return (
        "a field changes only if more fall away than:"
        if finding.fragility_is_a_bound
        else "a field changes if these fall away:"
    )


def _falls_with(finding: Finding) -> Figure | None:
    if finding.fragility is None:
        return None
    count = finding.fragility - 1 if finding.fragility_is_a_bound else finding.fragility
    return Figure(
        "one origin" if count == 1 else f"{count} origins", (*finding.origins_for, *finding.origins_against)
    )


def _by_whom(finding: Finding) -> str:
    """Who gave the verdict, and on which standard; empty where nobody did."""
    verdict = finding.verdict
    by = f"by {', '.join(verdict.who)}" if verdict.who else ""
    on = f"on the standard: {say('standard', verdict.standard)}" if verdict.standard else ""
    return "; ".join(part for part in (by, on) if part)


def rest_incidents(facts: Catalogue, home: Mapping[str, str]) -> tuple[str, ...]:
    """Incidents of no group, by time."""
    return tuple(in_time(facts, (i for i, group in home.items() if group == REST)))


def rest_blocks(view: CaseView, facts: Catalogue, at: Addresses, incidents: Sequence[str]) -> Iterator[Block]:
    """Their blocks, one at a time."""
    return (block(view, facts, at, facts.incidents[i], frozenset()) for i in incidents)
