"""Is an element contested, and how many origins would have to go for it to be otherwise?"""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.assess.brought import Objection
from chapeau.assess.fewest import Fewest
from chapeau.assess.fragility import fewest_removed
from chapeau.assess.witnesses import both
from chapeau.records import Against


def against_of(made: Iterable[Objection]) -> Against:
    """The field `against`: a contradiction outranks a denial."""
    states = {objection.state for objection in made}
    if "contradicted" in states:
        return "contradicted"
    return "denied" if states else "none"


def fewest_for_against(made: Iterable[Objection]) -> Fewest | None:
    """The fewest origins without which `against_of` would give another state; None where it is 'none'.

    An objection holds while an origin of each side is there.
    """
    objections = tuple(made)
    state = against_of(objections)
    if state == "none":
        return None
    return fewest_removed(one for o in objections if o.state == state for one in both(o.of, o.origins))
