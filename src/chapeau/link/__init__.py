"""Which sources are really one source? Which acts are one event? Who is the same?

The order of calls, each pure:

    links    = join(documents, OriginLinker(settings))
    origins  = origins(documents, links, settings, decisions)
    resolved = actors(readings, settings, countries=...)
    resting  = rests_on(acts, statements, documents, origins, links, resolved, settings)
    tellings = tellings(acts, statements, dates, resolved, resting, decisions, roots)
    joined   = join(tellings, IncidentLinker())
    incidents = incidents(tellings, joined, decisions)
    proposed = coinciding(incidents, acts, statements, resolved, resting)
    between  = dependences(origins, links, resting, decisions, proposed=proposed)
"""

from chapeau.link.accounts import coinciding
from chapeau.link.actors import Resolved, actors
from chapeau.link.corpus import Corpus, corpus_origins, words_in_common
from chapeau.link.credits import masthead
from chapeau.link.incidents import IncidentLinker, incidents
from chapeau.link.origins import OriginLink, OriginLinker, origins
from chapeau.link.resting import dependences, rests_on
from chapeau.link.telling import Telling
from chapeau.link.tellings import tellings

__all__ = [
    "Corpus",
    "IncidentLinker",
    "OriginLink",
    "OriginLinker",
    "Resolved",
    "Telling",
    "actors",
    "coinciding",
    "corpus_origins",
    "dependences",
    "incidents",
    "masthead",
    "origins",
    "rests_on",
    "tellings",
    "words_in_common",
]
