"""Which acts is a text mainly about? Those told most, earliest and with parties, without what is told beside them.

What the law did about a deed that the text tells, what a graver deed was done with or brought along, and what
is touched on in passing stand aside. For people who skim: never an input to link, weigh or assess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from chapeau.ground.as_told import TOLD_AS_DONE
from chapeau.ground.names import folded
from chapeau.read.parsed import Parsed
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Act, Span

EARLY = 600
"""Characters after which a mention counts half: about a headline and three sentences. Chosen, like all numbers
here, on the training part of HRDsAttack; see its figures again before changing any."""
POSSIBLE = 0.3
"""An act that is only alleged or possible, beside one that is asserted."""
TOLD_LESS = 0.1
"""A kind with less than this share of the weight of the one told most is not what the text is about."""
IN_PASSING = 0.2
"""The same for a kind of which the text names no place, and for means beside a deed against life or body. From
0.15 to 0.3 all do nearly as well (bench/tried.md)."""
OTHER = "other"
ANSWERS = frozenset({"detention", "unfair_trial"})
"""Families by which the law may answer a deed."""
CHARGE = 120
"""Characters from an arrest to what it was for: about twenty words, a clause."""


def deeds_told(parsed: Parsed, acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts asserted or possible, without what only answers them; all of those where nothing else is told."""
    told = [a for a in acts if a.certainty in TOLD_AS_DONE]
    return tuple(a for a in told if not _answers(a, told, parsed)) or tuple(told)


def most_told(deeds: Sequence[Act]) -> tuple[Act, ...]:
    """Those of the kinds told most, earliest and with parties."""
    weights = _weights(deeds)
    least, kept = TOLD_LESS * max(weights.values(), default=0), events(deeds)
    return tuple(a for a in deeds if weights[kind(a)] >= least or kind(a) in kept)


def events(acts: Sequence[Act]) -> Collection[str]:
    """The kinds told as events, however little: a killing of which the text says as a fact whom it struck and when."""
    told = (a for a in acts if a.certainty == "asserted" and a.victims and a.time is not None)
    return {kind(a) for a in told} & word_set("about", "never_in_passing")


def without_asides(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts without means of graver ones, and without kinds told in passing; all of them where none is left."""
    graver = _graver_by_sentence(acts)
    own = [a for a in acts if not _means_of(a, graver.get(a.evidence.start, ()))] or acts
    passing = _in_passing(own)
    placed = [a for a in own if kind(a) not in passing] or own
    kept = {a.id for a in (*placed, *_naming_the_doer(acts, placed))}
    return tuple(a for a in acts if a.id in kept)


def _naming_the_doer(acts: Sequence[Act], kept: Sequence[Act]) -> Sequence[Act]:
    """Where no act that is kept names who did it, the one told most that does."""
    if any(a.perpetrators for a in kept):
        return ()
    named = sorted((a for a in acts if a.perpetrators), key=how_told, reverse=True)
    return named[:1]


def kind(act: Act) -> str:
    """The families of violations against one's life, body and freedom each alone, all others together."""
    return act.family if act.family in vocabulary("about")["weighed_alone"] else OTHER


def how_told(act: Act) -> float:
    """How early, how surely and with whom an act is told."""
    sure = 1.0 if act.certainty == "asserted" else POSSIBLE
    return sure * early(act.evidence) * (1.5 if act.perpetrators else 1.0) * (1.5 if act.victims else 1.0)


def early(where: Span, half: int = EARLY) -> float:
    """One at the beginning of a text, half of it after so many characters."""
    return half / (half + where.start)


def _weights(acts: Sequence[Act]) -> Mapping[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for act in acts:
        weights[kind(act)] += how_told(act)
    return weights


# --- told beside a graver deed -------------------------------------------------------------------------------


def _graver_by_sentence(acts: Sequence[Act]) -> Mapping[int, Sequence[Act]]:
    graver: defaultdict[int, list[Act]] = defaultdict(list)
    for act in acts:
        if kind(act) != OTHER:
            graver[act.evidence.start].append(act)
    return graver


def _means_of(act: Act, graver: Sequence[Act]) -> bool:
    """'stormed the school and abducted nine pupils': with what a graver deed of the same sentence was done."""
    means = bool(graver) and act.family in word_set("about", "means")
    return means and not _named(act).difference(*map(_named, graver))


def _named(act: Act) -> frozenset[str]:
    """Those who suffered it, by name: whoever is named with it alone suffered a deed of its own."""
    return frozenset(v.name for v in act.victims if v.name)


def _in_passing(acts: Sequence[Act]) -> Collection[str]:
    """The kinds of which little is told: without any place, or as means in a text on deeds against life or body."""
    weights = _weights(acts)
    alone = {k: w for k, w in weights.items() if k != OTHER}
    passing = {k for k, w in alone.items() if w < IN_PASSING * max(weights.values()) and not _placed(k, acts)}
    passing -= set(events(acts))
    bodily = max((w for k, w in alone.items() if k != "detention"), default=0.0)
    apart = {a.family for a in acts} & word_set("about", "of_their_own")
    little = not apart and weights[OTHER] < IN_PASSING * bodily
    return passing | {OTHER} if little else passing


def _placed(which: str, acts: Sequence[Act]) -> bool:
    return any(a.places for a in acts if kind(a) == which)


# --- told as the law's answer --------------------------------------------------------------------------------


def _answers(act: Act, told: Sequence[Act], parsed: Parsed) -> bool:
    """Whether an arrest or trial only answers a deed told in the text: of whoever did it, or 'for' it.

    What is then told is the deed; that its suspect was arrested is what the law did about it.
    """
    if act.family not in ANSWERS:
        return False
    violent = [a for a in told if a.family in vocabulary("about")["answered"]]
    doers = {p.actor for a in violent for p in a.perpetrators if p.actor}
    accused = any(v.actor in doers or _suspect(v.text) for v in act.victims)
    charged = _only_judged(act, told) or any(_charged_with(act, deed, parsed) for deed in violent)
    return bool(violent) and (accused or charged)


def _only_judged(act: Act, told: Sequence[Act]) -> bool:
    """Whether of all custody the text tells a court's sentences alone: how what was done was judged."""
    custody = {a.type for a in told if a.family == "detention"}
    return act.family == "detention" and custody == {"detention.sentenced"}


def _suspect(phrase: str) -> bool:
    return any(w in vocabulary("about")["suspects"] for w in folded(phrase).split())


def _charged_with(act: Act, deed: Act, parsed: Parsed) -> bool:
    """'arrested in connection with the killing': words of a charge lead from the arrest to the deed."""
    after, before = act.triggers[0].end, deed.triggers[0].start
    if deed.evidence.start != act.evidence.start or not 0 < before - after <= CHARGE:
        return False
    return _charges().search(parsed.text[after:before]) is not None


@cache
def _charges() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary('about')['charges'])})\b", re.IGNORECASE)
