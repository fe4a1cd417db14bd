"""Link, taken up where the last run left it: what changed is linked anew, with all that it can bear on.

The pure steps of `link` are asked about closed parts of the case alone: documents with all that share text with
them, acts with all that one voice tells, or that links lead to. What they say of such a part is what they say of
it among all others, so that the records are those of a case linked from nothing
(tests/pipeline/test_linking.py compares the two, byte for byte).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import Any

from chapeau.casefile import in_short, kinds
from chapeau.casefile.join import Asked, Found, Links, Stored, bring_up_to_date
from chapeau.casefile.linked import ActRow, Linked, months_of
from chapeau.engine.local import workers
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.join import Linker, components
from chapeau.ground.settings import DeterminationSetting, Settings
from chapeau.link import (
    IncidentLinker,
    OriginLink,
    OriginLinker,
    Resolved,
    Telling,
    dependences,
    origins,
    tellings,
)
from chapeau.link.accounts import Account, because, shared_accounts
from chapeau.link.actors import LocalActor, across_documents, bundles, decided_on, implied_actors, in_document
from chapeau.link.credits import teller_named
from chapeau.link.decided import acts_decided_on
from chapeau.link.event import families, in_total, is_total, told_as_part
from chapeau.link.incidents import events
from chapeau.link.repeated import InWords, beside, in_words, repeating, told_as
from chapeau.link.resting import (
    Home,
    copied_of,
    home,
    printed_in,
    said_by_one_voice,
    settled,
    told_again,
    voices_of,
)
from chapeau.pipeline.rules_in_use import linking_rules
from chapeau.pipeline.standing import Standing
from chapeau.records import (
    Act,
    Actor,
    Decision,
    Dependence,
    Document,
    Incident,
    IncidentLink,
    Origin,
    OriginMember,
    RestsOn,
    Statement,
)

TOGETHER = 500
"""Documents, or acts of whole components, that are taken up at a time: a few MB of records."""

HELD = 1 << 15
"""Documents whose tellings are held, actors, and incidents: some hundred MB where each document has five acts. With
fewer than a case has, each incident would have its tellings made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """What link made of a case. `resolved` maps (document, key) to an actor's id; `incidents` are in short."""

    actors: tuple[Actor, ...]
    resolved: Mapping[tuple[str, str], str]
    origins: tuple[Origin, ...]
    resting: tuple[RestsOn, ...]
    dependences: tuple[Dependence, ...]
    incidents: tuple[Incident, ...]


def for_linking(settings: Settings) -> Settings:
    """Without what only later steps take from the settings: to name a test or a conflict links nothing anew."""
    return replace(
        settings,
        commands=(),
        periods=(),
        tests=(),
        conflicts=(),
        answers=(),
        opened=(),
        law=(),
        official=(),
        determination=DeterminationSetting(),
    )


class Linking:
    """One run's linking of one case. `compare` keeps what it finds as it goes; `take_up` is all or nothing.

    `jobs` worker processes compare pairs where there are many; None: as many as there are cores.
    """

    def __init__(
        self, standing: Standing, settings: Settings, gazetteer: Gazetteer, jobs: int | None = 1
    ) -> None:
        self.standing = standing
        self.jobs = jobs
        self.case = standing.case
        self.settings = settings
        self.countries = {code: place.name for code, place in gazetteer.countries.items()}
        self.on_file = Linked(self.case)
        self.reviewed = as_reviewed(standing)
        self.told_in: Callable[[str], dict[str, Telling]] = lru_cache(HELD)(self._told_in)
        self.tellings_of: Callable[[str], dict[str, Telling]] = lru_cache(HELD)(self._tellings_of)
        self.actor: Callable[[str], Actor] = lru_cache(HELD)(self._actor)
        self.acts_of: Callable[[str], tuple[Act, ...]] = lru_cache(HELD)(standing.acts_of)
        self.said_in: Callable[[str], dict[str, Statement]] = lru_cache(HELD)(self._said_in)
        self.incident: Callable[[str], Incident] = lru_cache(HELD)(self._incident)

    # --- documents

    def compare(self) -> None:
        """Find what changed, and compare the documents that did with those that they share anything with."""
        self.on_file.start_on(self._basis())
        newest = dict.fromkeys(sorted(set(self.case.ids(kinds.DOCUMENTS)) - self.standing.superseded))
        self.newest = newest
        homed = self.on_file.homed()
        self.gone = homed - newest.keys()
        self.touched = (
            (self.on_file.touched() & newest.keys()) | (newest.keys() - homed) | self._decided_anew()
        )
        self.origin_links: Links[OriginLink] = bring_up_to_date(
            self.case.connection,
            Stored(newest, self._document),
            OriginLinker(self.settings),
            OriginLink,
            self._given(),
            touched=self.touched,
            decide=self._decide,
        )

    def _decide(self, linker: Linker[Any, Any], batches: Iterator[Asked[Any]]) -> Iterator[Found]:
        """Pairs are decided by worker processes where there are many."""
        with workers(partial(_deciding, linker), self.jobs, recycled=None) as some:
            for done in some.ordered(batches):
                if done.result is None:
                    raise done.failure or AssertionError("work has a result, or there is a reason why not")
                yield done.result

    def _document(self, document: str) -> Document:
        return self.case.get(kinds.DOCUMENTS, document)

    def _given(self) -> str:
        """What decides a link beside the two documents: the rules, and the settings on which linking stands."""
        return f"{linking_rules()} {hashlib.sha256(to_json(for_linking(self.settings))).hexdigest()}"

    def _basis(self) -> bytes:
        return to_json((self._given(), sorted(self.countries.items())))

    def _decided_anew(self) -> set[str]:
        """Documents of which a record, or one of a pair, was decided on otherwise than when the case was linked."""
        before = self.on_file.reviewed()
        names = {
            name
            for name in before.keys() | self.reviewed.keys()
            if before.get(name) != self.reviewed.get(name)
        }
        self.decided = {part for name in names for part in name.split(" ")}
        acts = [self.case.find(kinds.ACTS, name) for name in sorted(self.decided)]
        said = [self.case.find(kinds.STATEMENTS, name) for name in sorted(self.decided)]
        documents = {record.document for record in (*acts, *said) if record is not None}
        return (documents | self.decided) & self.newest.keys()

    # --- everything else

    def take_up(self) -> None:
        """Bring everything up to date that follows from documents, acts and decisions. Called inside a transaction."""
        moved = self._origins()
        renamed = self._actors()
        resting = self._rests_on(moved, renamed)
        again = self._repeated()
        self._incidents(renamed | moved | self.touched, resting, again)
        self._dependences()
        self.on_file.forget_documents(self.gone)
        self.origin_links.settle()
        self.incident_links.settle()
        self.on_file.settle(self.reviewed)

    def linked(self) -> LinkedCase:
        """All that was linked, for the steps that take it whole."""
        case = self.case
        return LinkedCase(
            actors=tuple(case.all(kinds.ACTORS)),
            resolved=self.on_file.all_resolved(),
            origins=tuple(case.all(kinds.ORIGINS)),
            resting=tuple(case.all(kinds.RESTS_ON)),
            dependences=tuple(case.all(kinds.DEPENDENCES)),
            incidents=tuple(case.all(in_short.INCIDENTS)),
        )

    # --- origins

    def _origins(self) -> set[str]:
        """The origins of the documents that anything changed about; the documents whose home is another now."""
        pairs = [
            (d.record, d.other)
            for d in self.standing.review.pairs
            if d.kind == "same" and d.other in self.newest
        ]
        changed = self.origin_links.changed() | self.touched | self._stated_anew()
        beside = {d for link in self.origin_links.touching(self.touched) for d in (link.left, link.right)}
        links = {}
        closed: set[str] = set()
        edge = (changed | beside) & self.newest.keys()
        while edge:
            closed |= edge
            met = [*self.origin_links.touching(edge), *self._translations(edge)]
            links.update({(k.left, k.right, k.original or ""): k for k in met})
            found = {d for k in met if k.relation != "quotes" for d in (k.left, k.right)}
            found |= {d for p in pairs if set(p) & edge for d in p if d is not None}
            edge = found - closed
        return self._put_origins(closed, [links[p] for p in sorted(links)])

    def _translations(self, edge: set[str]) -> Iterator[OriginLink]:
        return (k for k in self.translations if k.left in edge or k.right in edge)

    def _stated_anew(self) -> set[str]:
        """Documents of which somebody stated otherwise before whether they are, or have, a translation."""
        before, now = (
            self.on_file.translations(),
            {f"{k.left} {k.right} {k.original}": (k.left, k.right) for k in self.translations},
        )
        self.on_file.note_translations(now)
        differ = (found[i] for found in (before, now) for i in before.keys() ^ now.keys() if i in found)
        return {document for two in differ for document in two}

    @cached_property
    def translations(self) -> tuple[OriginLink, ...]:
        """What people stated to be translations of texts in the case."""
        return self.standing.translations()

    def _put_origins(self, closed: set[str], links: list[OriginLink]) -> set[str]:
        around = closed | {d for k in links for d in (k.left, k.right)}
        homes: dict[str, Home] = {}
        made = origins(
            self._seen(sorted(around), homes),
            links,
            self.settings,
            self.standing.review.pairs,
            dates={d: self.standing.date_of(d) for d in around},
        )
        kept = [origin for origin in made if origin.members[0].document in closed]
        of_before = self.on_file.origin_of()
        former = {of_before[d] for d in closed | self.gone if d in of_before}
        self.case.renew(kinds.ORIGINS, kept, former)
        now = {document: its for o in kept for document, its in settled(homes, o)}
        before = self.on_file.homes(now)
        moved = {d: h for d, h in sorted(now.items()) if before.get(d) != to_json(h)}
        self.on_file.put_homes((d, h.origin, to_json(h)) for d, h in moved.items())
        return set(moved)

    def _seen(self, documents: Iterable[str], homes: dict[str, Home]) -> Iterator[Document]:
        """The documents one at a time, with a note of what of each is its acts' home."""
        for name in documents:
            document = self._document(name)
            homes[name] = home(document, "", self.settings)
            yield document

    # --- actors

    def _actors(self) -> set[str]:
        """The actors of changed documents, and all that can be one with them; the documents that name another now."""
        bundled = {decided_on(name) for name in self.decided}
        former: dict[tuple[str, str], str] = {}
        for document in sorted(self.gone | self.touched):
            bundled |= self.on_file.bundles_of(document)
            former |= self.on_file.resolved(document)
            self.on_file.put_locals(document, self._found_in(document))
            bundled |= self.on_file.bundles_of(document)
        local = self._bundled(bundled)
        former |= {
            key: actor
            for d in {d for d, _ in local}
            for key, actor in self.on_file.resolved(d).items()
            if key in local
        }
        found = (
            from_json(LocalActor, self.on_file.local(*key), what=f"An actor of {key[0]}")
            for key in sorted(local)
        )
        resolved = across_documents(
            found, self.settings, countries=self.countries, decisions=self.standing.review.pairs
        )
        changed = self._put_actors(resolved, set(former.values()))
        return (
            self.on_file.put_resolved(resolved.of, former) | self.on_file.naming(changed)
        ) & self.newest.keys()

    def _found_in(self, document: str) -> dict[str, tuple[bytes, tuple[str, ...]]]:
        head = self.case.find(kinds.READINGS, document) if document in self.newest else None
        found: Iterable[LocalActor] = ()
        if head is not None:
            mentions = self.case.of_document(kinds.MENTIONS, document)
            found = in_document(replace(head, acts=self.acts_of(document), mentions=mentions))
        return {a.key: (to_json(a), tuple(bundles(a, self.settings))) for a in found}

    def _bundled(self, seeds: set[str]) -> set[tuple[str, str]]:
        """The actors of documents that are in these bundles, or in one with any that is, or that people named together."""
        pairs = [
            {decided_on(d.record), decided_on(d.other)}
            for d in self.standing.review.pairs
            if d.other is not None
        ]
        local: set[tuple[str, str]] = set()
        seen: set[str] = set()
        while seeds:
            seen |= seeds
            met = self.on_file.bundled(seeds) - local
            local |= met
            beside = seeds | self.on_file.bundles_with(met)
            seeds = (beside | {b for p in pairs if p & beside for b in p}) - seen
        return local

    def _put_actors(self, resolved: Resolved, former: set[str]) -> set[str]:
        """Keep these actors in place of the former, and those that all of them imply; those linked otherwise now."""
        named = set(resolved.of.values())
        made = [actor for actor in resolved.actors if actor.id in named]
        outdated = self.on_file.implied() | former
        self.on_file.put_named(((a.id, a.party, a.country) for a in made), former)
        implied = tuple(implied_actors(self.on_file.named(), self.settings, self.countries))
        before = self.case.renew(kinds.ACTORS, (*made, *implied), outdated | {a.id for a in implied})
        now = {actor.id: actor for actor in made}
        return {
            i
            for i, old in before.items()
            if old and i in now and self._as_linked(old) != self._as_linked(now[i])
        }

    def _as_linked(self, actor: Actor) -> tuple[str | None, str | None]:
        """What of an actor bears on acts: its party, and the agency or body that it speaks for."""
        told = (teller_named(n.text, self.settings) for n in actor.names)
        return actor.party, next((t for t in told if t), None)

    def _actor(self, name: str) -> Actor:
        """An actor without the documents that name it, which would be thousands for a party."""
        whole = self.case.get(kinds.ACTORS, name)
        return replace(whole, names=tuple(replace(n, documents=()) for n in whole.names), positions=())

    def _resolved(self, documents: Iterable[str]) -> Resolved:
        of = {key: actor for d in documents for key, actor in self.on_file.resolved(d).items()}
        return Resolved(actors=tuple(self.actor(i) for i in sorted(set(of.values()))), of=of)

    # --- where acts rest

    def _rests_on(self, moved: set[str], renamed: set[str]) -> set[str]:
        """Where the acts of changed documents rest, and those of the same voices; the acts that rest elsewhere now."""
        beside = {d for k in self.origin_links.touching(moved) for d in (k.left, k.right)}
        documents = (
            self.touched | moved | renamed | beside | self.origin_links.changed()
        ) & self.newest.keys()
        former = self.on_file.acts_of(documents | self.gone)
        voices = {row.voice for row in former if row.voice}
        standing: set[str] = set()
        for part in _parts(sorted(documents)):
            rows = self._printed(part)
            standing.update(row.act for row in rows)
            voices.update(row.voice for row in rows if row.voice)
            self.on_file.put_acts(rows)
        self.lost = {row.act for row in former} - standing
        self.words_lost = self.on_file.words_of(self.lost)
        self.incidents_lost = self.on_file.incidents_of(self.lost)
        self.on_file.forget_acts(sorted(self.lost))
        self.case.forget(kinds.RESTS_ON, sorted(self.lost))
        for voice in sorted(voices):
            documents |= self._said(voice)
        self.rested = documents
        return {act for part in _parts(sorted(documents)) for act in self._rested(part)}

    def _homes(self, documents: Iterable[str]) -> dict[str, Home]:
        found = self.on_file.homes(documents)
        return {d: from_json(Home, record, what=f"The home of {d}") for d, record in found.items()}

    def _printed(self, documents: Sequence[str]) -> list[ActRow]:
        """The acts of these documents, resting where their words stand first, with the voice of each."""
        links = self.origin_links.touching(documents)
        homes = self._homes({*documents, *(d for k in links for d in (k.left, k.right))})
        acts = [act for d in documents for act in self.acts_of(d)]
        said = [s for d in documents for s in self.said_in(d).values()]
        printed = printed_in(acts, homes, links)
        copied = copied_of(printed)
        voices = voices_of(acts, said, homes, self._resolved(documents), self.settings, copied)
        rows = ((act, to_json(printed[act.id])) for act in acts)
        return [ActRow(act.id, act.document, voices.get(act.id), rests, rests) for act, rests in rows]

    def _said(self, voice: str) -> set[str]:
        """Lets what one voice tells of one deed rest on one origin; the documents of acts for which that is new."""
        rows = self.on_file.acts_by_voice(voice)
        resting = {row.act: _resting(row.printed) for row in rows}
        homes = self._homes(row.document for row in rows)
        one_voice: dict[str, RestsOn] = {}
        if len({r.origins for r in resting.values()}) > 1:
            acts = [self._act(row.act) for row in rows]
            one_voice = dict(said_by_one_voice(acts, dict.fromkeys(resting, voice), homes, resting))
        now = [replace(row, said=to_json(one_voice.get(row.act, resting[row.act]))) for row in rows]
        changed = [row for row, before in zip(now, rows, strict=True) if row != before]
        self.on_file.put_acts(changed)
        return {row.document for row in changed}

    def _act(self, act: str) -> Act:
        return self.standing.review.of(self.case.get(kinds.ACTS, act))

    def _rested(self, documents: Sequence[str]) -> Iterator[str]:
        """Where the acts of these documents rest in the end; those whose origins are others now."""
        rows = self.on_file.acts_of(documents)
        resting = {row.act: _resting(row.said) for row in rows}
        homes = self._homes(documents)
        acts = sorted((act for d in documents for act in self.acts_of(d)), key=lambda a: a.id)
        resting |= dict(told_again(acts, homes, resting))
        self.on_file.note_elsewhere(
            (a.id, resting[a.id].origins != (homes[a.document].origin,)) for a in acts
        )
        former = self.case.renew(kinds.RESTS_ON, (resting[act.id] for act in acts), resting)
        return (act for act, old in former.items() if old is None or old.origins != resting[act].origins)

    # --- what copies say again

    def _repeated(self) -> set[str]:
        """The acts that repeat another now, or none any more, and these others: of documents of which anything changed, in
        the words that theirs were told in before and are now."""
        told = [t for document in sorted(self.rested) for t in self.told_in(document).values()]
        on_pairs = acts_decided_on(self.standing.review.pairs, self.document_of)
        words = self.words_lost | self.on_file.words_of({*(t.id for t in told), *on_pairs, *self.decided})
        self.on_file.put_words((t.id, told_as(t), to_json(in_words(t))) for t in told)
        words |= self.on_file.words_of(t.id for t in told)
        again: dict[str, str | None] = dict.fromkeys(t.id for t in told)
        for key in sorted(words):
            again.update(repeating(map(_in_words, self.on_file.told_in_words(key)), on_pairs))
        repeats: dict[str, str | None] = {}
        for document in sorted(self.on_file.put_said_again(again) | self.rested):
            text = self.on_file.said_again_in(document)
            firsts = {act: first for act, (_, first) in text.items()}
            repeats |= beside((_in_words(record) for record, _ in text.values()), firsts, on_pairs)
        return self.on_file.put_repeats(repeats)

    # --- incidents

    def _incidents(self, documents: set[str], resting: set[str], again: set[str]) -> None:
        """The incidents of the acts that anything changed about, and of all that links lead to from there."""
        acts = {row.act for row in self.on_file.acts_of(documents)} | resting | again
        self.incident_links: Links[IncidentLink] = bring_up_to_date(
            self.case.connection,
            self.told,
            IncidentLinker(),
            IncidentLink,
            linking_rules(),
            touched=acts,
            decide=self._decide,
        )
        left_behind = self.on_file.acts_in(self.incidents_lost)
        closed, edges = self._closed(self.incident_links.changed() | self.decided | left_behind | again)
        former = self.on_file.incidents_of(closed) | self.incidents_lost
        holders = {holder for i in sorted(former) for holder in self.on_file.forget_incident(i)}
        self.case.forget(kinds.INCIDENTS, sorted(former))
        new = [i for part in _groups(components(closed, edges)) for i in self._put_events(part)]
        for document in sorted({self.document_of[act] for act in closed} | documents | self.gone):
            holders |= self._tell_parts(document)
        told_anew = frozenset(new)
        for name in new:
            holders |= self._tell_within(name, told_anew)
        self._put_held(holders)
        retold = {row.act for row in self.on_file.acts_of(self.touched | documents)}
        self._put_accounts(told_anew | self.on_file.incidents_of(retold))

    @cached_property
    def document_of(self) -> dict[str, str]:
        """The document of every act that stands."""
        return self.on_file.documents_of_acts()

    @cached_property
    def told(self) -> Mapping[str, Telling]:
        """Every act with all that is needed to compare it, made when it is asked for."""
        return Stored(self.document_of, lambda act: self.tellings_of(self.document_of[act])[act])

    def _tellings_of(self, document: str) -> dict[str, Telling]:
        told, repeats = self.told_in(document), self.on_file.repeats_in(document)
        return {act: replace(t, repeats=repeats[act]) if act in repeats else t for act, t in told.items()}

    def _told_in(self, document: str) -> dict[str, Telling]:
        """The tellings of a document, as far as it alone goes."""
        resting = (_resting(record) for record in self.on_file.rests_on(document))
        made = tellings(
            self.acts_of(document),
            self.said_in(document).values(),
            {document: self.standing.date_of(document)},
            self._resolved([document]),
            resting,
            self.decisions_in.get(document, ()),
            {d: home.origin for d, home in self._homes([document]).items() if home.root},
        )
        return {telling.id: telling for telling in made}

    @cached_property
    def decisions_in(self) -> Mapping[str, Sequence[Decision]]:
        """What people decided on two acts, by the document of either."""
        found: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in self.standing.review.pairs:
            told_in = {self.document_of.get(act or "") for act in (decision.record, decision.other)}
            for document in told_in - {None}:
                found[document or ""].append(decision)
        return found

    def _said_in(self, document: str) -> dict[str, Statement]:
        return {said.id: said for said in self.standing.statements_of(document)}

    def _closed(self, seeds: set[str]) -> tuple[set[str], set[tuple[str, str]]]:
        """Acts with all that links, or people, bring together with them; and those links."""
        same = {
            (d.record, d.other)
            for d in self.standing.review.pairs
            if d.kind == "same" and d.other is not None
        }
        known = {p for p in same if p[0] in self.document_of and p[1] in self.document_of}
        closed: set[str] = set()
        edges: set[tuple[str, str]] = set()
        edge = seeds & self.document_of.keys()
        while edge:
            closed |= edge
            met = self.incident_links.pairs(edge) | {p for p in known if p[0] in edge or p[1] in edge}
            met |= self.on_file.repeats_beside(edge)
            edges |= met
            edge = {act for p in met for act in p} - closed
        return closed, edges

    def _put_events(self, acts: Sequence[str]) -> list[str]:
        """The incidents of whole components, without what they hold."""
        told = {act: self.told[act] for act in acts}
        made = events(told, self.incident_links.touching(acts), self.standing.review.pairs)
        self.case.renew(kinds.INCIDENTS, made, ())
        for i in made:
            self.on_file.put_incident(i.id, i.origins, i.acts)
            total = is_total(i)
            if total is not None and i.time is not None:
                months = months_of(i.time.low, i.time.high)
                self.on_file.put_in_time(i.id, families(i), months, total=total)
        return [i.id for i in made]

    def _put_accounts(self, incidents: Iterable[str]) -> None:
        """By which accounts the origins of these incidents coincide."""
        for incident in map(self.incident, sorted(incidents)):
            shared: list[tuple[tuple[str, str], Account]] = []
            if len(incident.origins) > 1:
                told = [self.told[act] for act in incident.first_told]
                said = {}
                speaking = {}
                for t in told:
                    statement = self.said_in(t.act.document).get(t.act.said_in or "")
                    if statement is not None and statement.speaker is not None:
                        said[statement.id] = statement
                        if t.speaker is not None:
                            speaking[t.act.document, statement.speaker.actor or ""] = t.speaker
                origins = {t.id: t.origins for t in told}
                acts = [t.act for t in told]
                shared = list(shared_accounts(incident, acts, said, speaking, origins))
            self.on_file.put_accounts(incident.id, shared)

    # --- incidents within one another

    def _tell_parts(self, document: str) -> set[str]:
        """What one document tells as part of another deed; the incidents that hold other things now."""
        holders = self.on_file.forget_held_in(document)
        of = self.on_file.incidents_in(document)
        for whole, part in told_as_part(self.tellings_of(document).values()) if of else ():
            self.on_file.put_held(of[whole], of[part], document)
            holders.add(of[whole])
        return holders

    def _tell_within(self, name: str, new: frozenset[str]) -> set[str]:
        """The totals that an incident lies in or overlaps, and what lies in it or overlaps it; those totals."""
        incident = self.incident(name)
        total = is_total(incident)
        if total is None or incident.time is None:
            return set()
        months = months_of(incident.time.low, incident.time.high)
        met = self.on_file.met_in_time(families(incident), months, totals=not total) - {name}
        told = [self.incident(i) for i in sorted(met) if total or i not in new]
        pairs = [(incident, i) for i in told if total] + [(i, incident) for i in told if is_total(i)]
        return {holder.id for holder, one in pairs if self._note_in_total(holder, one)}

    def _note_in_total(self, holder: Incident, one: Incident) -> bool:
        how = in_total(one, holder, self.told)
        if how is not None:
            self.on_file.put_held(holder.id, one.id, sure=how == "within")
        return how is not None

    def _incident(self, name: str) -> Incident:
        """An incident without its links, which are most of it."""
        return replace(self.case.get(in_short.INCIDENTS, name), links=(), contradictions=())

    def _put_held(self, holders: set[str]) -> None:
        for name in sorted(holders):
            incident = self.case.find(kinds.INCIDENTS, name)
            if incident is not None:
                held, shared = self.on_file.held_by(name), self.on_file.overlapped_by(name)
                told = replace(incident, contains=held, overlaps=shared)
                self.case.renew(kinds.INCIDENTS, [told], [name])

    # --- dependence

    def _dependences(self) -> None:
        """Between all origins: from the few facts that it takes, since one text can bear on any two."""
        of = self.on_file.origin_of()
        elsewhere = self.on_file.resting_elsewhere()
        made = dependences(
            _with_members(of),
            chain(self.origin_links.between(of), self.translations),
            (_resting(record) for record in self.on_file.rests_elsewhere()),
            self.standing.review.pairs,
            among=sorted(self.on_file.origins_together()),
            acts=elsewhere,
            proposed=self._proposed(),
        )
        self.case.renew(kinds.DEPENDENCES, made, self.case.ids(kinds.DEPENDENCES))

    def _proposed(self) -> dict[tuple[str, str], str]:
        """The origins whose accounts of one incident coincide, each with the reason in the first of them."""
        found: dict[tuple[str, str], str] = {}
        for left, right, account in self.on_file.accounts():
            if (left, right) not in found:
                found[left, right] = because(account, lambda actor: self.actor(actor).name)
        return found


def _deciding(linker: Linker[Any, Any]) -> Callable[[Asked[Any]], Found]:
    return partial(Asked.decided, linker=linker)


def _with_members(of: Mapping[str, str]) -> Iterator[Origin]:
    """The origins as far as it takes to know which document is in which."""
    for document, origin in of.items():
        member = OriginMember(document=document, relation="root", of=None, why="")
        yield Origin(id=origin, root=None, members=(member,))


def as_reviewed(standing: Standing) -> dict[str, str]:
    """How people's decisions stand: a digest for each record that they changed, and each pair decided on."""
    review = standing.review
    found = {name: _digest(record) for name, record in review.changed.items()}
    found |= dict.fromkeys(review.rejected, "rejected")
    return found | {f"{d.record} {d.other} {d.field or ''}": _digest(d) for d in review.pairs}


def _digest(record: object) -> str:
    return hashlib.sha256(to_json(record)).hexdigest()


def _resting(record: bytes) -> RestsOn:
    return from_json(RestsOn, record, what="Where an act rests")


def _in_words(record: bytes) -> InWords:
    return from_json(InWords, record, what="An act as its words tell it")


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[at : at + TOGETHER] for at in range(0, len(items), TOGETHER))


def _groups(of: Iterable[tuple[str, ...]]) -> Iterator[list[str]]:
    """Whole components, some at a time."""
    part: list[str] = []
    for members in of:
        part.extend(members)
        if len(part) >= TOGETHER:
            yield part
            part = []
    if part:
        yield part
