"""What is a document mainly about? For people who skim: never an input to link, weigh or assess."""

from __future__ import annotations

from chapeau.ground.gazetteer import Gazetteer
from chapeau.read.parsed import Parsed
from chapeau.records import About, Act, ActTime, DocumentDate, Mention


def about(
    parsed: Parsed,
    acts: tuple[Act, ...],
    places: tuple[Mention, ...],
    times: tuple[ActTime, ...],
    date: DocumentDate | None,
    gazetteer: Gazetteer,
) -> About:
    """The main acts, their place and time, and what kind of actor is said to have done them."""
    return About()
