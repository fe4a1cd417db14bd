"""What speaks against: contradictions, denials that give more than no, other doers named or admitted.

It is looked for as hard as what speaks for. A bare denial contests nothing by itself and is not here:
it is shown beside (`beside.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from chapeau.assess.backing import Backing
from chapeau.assess.case import Case
from chapeau.assess.elsewhere import elsewhere
from chapeau.assess.events import UNATTRIBUTED
from chapeau.assess.predicates import is_of
from chapeau.assess.rules import Rule
from chapeau.assess.told_words import tells_with
from chapeau.ground.as_told import FIRST_HAND
from chapeau.records import Act, Victim

_TAKES_PART = ("combatant", "participation_claimed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One thing that speaks against the tellings `of` an event: what it is, by which rule, on which acts."""

    state: Literal["denied", "contradicted"]
    rule: str
    acts: tuple[Act, ...]
    of: tuple[Act, ...]
    statements: tuple[str, ...] = ()


def contests(case: Case, found: Iterable[Backing]) -> tuple[Contest, ...]:
    """All that speaks against the acts in these backings."""
    return tuple(
        contest
        for backing in found
        for looked_for in (
            _contradictions(case, backing),
            _other_doers(case, backing),
            _denials_with_more(case, backing),
        )
        for contest in looked_for
    )


def told_instead(case: Case, backing: Backing, by: Iterable[Rule]) -> Iterator[Contest]:
    """What a denial of these acts tells besides that speaks, by these rules, against what the element is about.

    That a command post was struck and no hospital speaks against the object of the attack, of which no machine says
    that it is alleged.
    """
    rules = tuple(by)
    for alike, more in _denials_by_speaker(case, backing) if rules else ():
        for rule in rules:
            told = tuple(act for act in more if _tells(case, rule, act))
            if told:
                yield _denied(backing, rule.id, alike, told)
    for rule in rules:
        if rule.admitted_with:
            yield from _admitted_with(case, backing, rule)


def _tells(case: Case, rule: Rule, act: Act) -> bool:
    if any(victim.status_at_time in rule.denier_tells_of for victim in act.victims):
        return True
    words = rule.denier_tells_with
    return is_of(act.type, rule.denier_tells) and (
        words is None or tells_with(act, case.rules.told_words[words])
    )


def _admitted_with(case: Case, backing: Backing, rule: Rule) -> Iterator[Contest]:
    """Who admits a deed and says in the same statement how it came about.

    Of tellings that name no doer, those whose speaker is of the event's party.
    """
    types = {act.type for act in backing.acts}
    own = (
        act
        for act in backing.event.nameless
        if act.type in types and case.party_of(case.speaker_of(act)) == backing.event.party
    )
    for act in (*backing.acts, *own):
        said = tuple(
            said.id
            for said in case.chain(act)
            if said.stance == "admits"
            and any(word.key == rule.admitted_with and not word.negated for word in said.characterises)
        )
        if said:
            of = tuple(told for told in backing.acts if told.family == act.family)
            yield Contest(state="denied", rule=rule.id, acts=(act,), of=of, statements=said)


def _contradictions(case: Case, backing: Backing) -> Iterator[Contest]:
    ids = {act.id: act for act in backing.acts}
    for found in backing.event.incident.contradictions:
        for mine, other in ((found.left, found.right), (found.right, found.left)):
            if (
                found.field in case.rules.contradicting_fields
                and mine in ids
                and _stands(case, backing, other)
            ):
                yield Contest(
                    state="contradicted",
                    rule="against.contradicted_telling",
                    acts=(case.acts[other],),
                    of=(ids[mine],),
                )


def _stands(case: Case, backing: Backing, act_id: str) -> bool:
    """A telling that contradicts must itself be a standing telling, not a bare denial and not taken back."""
    back = {act.id for act in backing.event.taken_back}
    return act_id in case.acts and act_id not in back and case.supports(case.acts[act_id])


def _other_doers(case: Case, backing: Backing) -> Iterator[Contest]:
    """Whoever ordered it or failed to prevent it is no other doer."""
    for family, mine in _by_family(backing):
        others = tuple(
            act for act in backing.event.others if is_of(act.type, (family,)) and case.doers_of(act)
        )
        if others:
            yield Contest(
                state="contradicted",
                rule="against.other_party_named",
                acts=others,
                of=mine,
                statements=tuple(sorted({act.said_in for act in others if act.said_in is not None})),
            )


def _by_family(backing: Backing) -> Iterator[tuple[str, tuple[Act, ...]]]:
    """The acts family by family: another doer of a torture says nothing against a killing of the same event."""
    for family in sorted({act.family for act in backing.acts}):
        yield family, tuple(act for act in backing.acts if act.family == family)


def _denials_with_more(case: Case, backing: Backing) -> Iterator[Contest]:
    for alike, more in _denials_by_speaker(case, backing):
        counting = alike if more else tuple(act for act in alike if act.basis in FIRST_HAND)
        if counting:
            yield _denied(backing, "against.denied_with_more", counting, more)


def _denied(backing: Backing, rule: str, alike: tuple[Act, ...], more: tuple[Act, ...]) -> Contest:
    """By denials of one speaker and family."""
    return Contest(
        state="denied",
        rule=rule,
        acts=(*alike, *more),
        of=tuple(act for act in backing.acts if act.family == alike[0].family),
        statements=tuple(sorted({act.said_in for act in alike if act.said_in is not None})),
    )


def _denials_by_speaker(case: Case, backing: Backing) -> Iterator[tuple[tuple[Act, ...], tuple[Act, ...]]]:
    """The denials of each speaker and family, with what the speaker tells besides that explains: looked for once, however
    often it is denied."""
    denied: defaultdict[tuple[str, str | None], list[Act]] = defaultdict(list)
    for denial in denials(case, backing):
        denied[denial.document, case.speaker_of(denial)].append(denial)
    for of_speaker in denied.values():
        more = _more(case, backing, of_speaker[0])
        for family in sorted({act.family for act in of_speaker}):
            yield tuple(act for act in of_speaker if act.family == family), more


def denials(case: Case, backing: Backing) -> tuple[Act, ...]:
    """Denied or negated acts of the event, or of the same family in the documents that tell of it.

    Of the latter neither bare ones nor those that are told of others, or of another place or day: they deny another event.
    """
    families = {act.family for act in backing.acts}
    denied = [
        case.denied_with_more(document) for document in case.carriers(backing.event.incident, backing.acts)
    ]
    nearby = (
        act
        for by_family in denied
        for family in families & by_family.keys()
        for act in by_family[family]
        if act.id not in case.repeated
        and _may_be_of(case, backing, act)
        and not _only_of_others(case, backing, act)
    )
    of_event = (act for act in backing.event.unasserted if _denies(act, families))
    return tuple(act for _, act in sorted({act.id: act for act in (*of_event, *nearby)}.items()))


def _denies(act: Act, families: Collection[str]) -> bool:
    return act.certainty in ("denied", "negated") and act.family in families


def _may_be_of(case: Case, backing: Backing, act: Act) -> bool:
    """Whether what is told beside the event can be told of it."""
    incident = backing.event.incident
    return act.id in incident.acts or not elsewhere(act, incident, case.acts_in(incident))


def _only_of_others(case: Case, backing: Backing, act: Act) -> bool:
    named = case.parties_of(act)
    return bool(named) and backing.event.party not in (UNATTRIBUTED, *named)


def _more(case: Case, backing: Backing, denial: Act) -> tuple[Act, ...]:
    """What the denying speaker says besides, in the same document, that would explain what was seen."""
    ours = {act.id for act in backing.acts}
    return tuple(
        act
        for act in case.told_by_speaker_of(denial)
        if act.id not in ours and _explains(case, backing, act) and _may_be_of(case, backing, act)
    )


def _explains(case: Case, backing: Backing, act: Act) -> bool:
    same_family = act.family in {mine.family for mine in backing.acts}
    doers = case.doers_of(act)
    if same_family and doers and backing.event.party not in doers:
        return True
    if same_family and any(_took_part(victim) for victim in act.victims):
        return True
    if is_of(act.type, case.rules.explaining_types):
        return True
    if any(
        is_of(act.type, types) and tells_with(act, case.rules.told_words[words])
        for words, types in case.rules.explaining_with.items()
    ):
        return True
    return not same_family and act.family in case.rules.explaining_families


def _took_part(victim: Victim) -> bool:
    return victim.status_at_time in _TAKES_PART
