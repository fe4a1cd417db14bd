"""The settings of a case, kept with it, so that the next run need not be told again."""

from __future__ import annotations

from chapeau.casefile.repository import Casefile
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.gazetteer import Gazetteer
from chapeau.ground.settings import Settings

FACT = "settings"


def settings_of(case: Casefile) -> Settings:
    """The settings kept with the case, or none."""
    kept = case.fact(FACT)
    return Settings() if kept is None else from_json(Settings, kept, what="The settings kept with the case")


def keep_settings(case: Casefile, settings: Settings) -> None:
    """Keep these settings with the case, in place of others."""
    if case.fact(FACT) != to_json(settings):
        case.note_fact(FACT, to_json(settings))


def gazetteer_of(settings: Settings) -> Gazetteer:
    """The packaged places and the case's own. Raises DataInvalid."""
    packaged = Gazetteer.packaged()
    return packaged if settings.places is None else packaged.with_places(settings.places, "the case's places")
