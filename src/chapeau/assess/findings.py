"""What supports each element, what speaks against it, how fragile is it?

One `Finding` for each party (or 'unattributed'), provision, element, period and area in which the
party has an incident whose acts make the provision a candidate. The factual type of an act lists a
provision, never a word that judges it. Every verdict is `not_assessed`: a machine has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chapeau.assess.elements import Law
from chapeau.ground.settings import Settings
from chapeau.records import (
    Act,
    Actor,
    Dependence,
    DocumentDate,
    Finding,
    Incident,
    Origin,
    RestsOn,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a case holds, after review: the input of `findings`. The order of its records is of no account.

    `dates` gives a document's date by document id (the reading's own); without it, undated
    incidents leave the period open.
    """

    incidents: Iterable[Incident]
    acts: Iterable[Act]
    statements: Iterable[Statement] = ()
    origins: Iterable[Origin] = ()
    rests_on: Iterable[RestsOn] = ()
    dependences: Iterable[Dependence] = ()
    actors: Iterable[Actor] = ()
    dates: Mapping[str, DocumentDate] = field(default_factory=dict)


def findings(
    law: Law, material: Material, settings: Settings, opened: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """The findings of a case, in order of party, the statute, area and period.

    `opened` are ids of provisions that a person has opened though no act alone lists them (article 6,
    persecution, apartheid).
    """
    return ()
