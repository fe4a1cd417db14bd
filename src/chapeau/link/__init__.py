"""Which sources are really one source? Which acts are one event? Who is the same?

The order of calls, each pure:

    links    = join(documents, OriginLinker(settings))
    origins  = origins(documents, links, settings, decisions)
    resolved = actors(readings, settings, countries=...)
    resting  = rests_on(acts, statements, documents, origins, links, resolved, settings)
    tellings = tellings(acts, statements, dates, resolved, resting)
    joined   = join(tellings, IncidentLinker())
    incidents = incidents(tellings, joined, decisions)
    between  = dependences(origins, links, resting, decisions)
"""

from chapeau.link.actors import Resolved, actors
from chapeau.link.credits import masthead
from chapeau.link.incidents import IncidentLinker, incidents
from chapeau.link.origins import OriginLink, OriginLinker, origins
from chapeau.link.resting import dependences, rests_on
from chapeau.link.telling import Telling
from chapeau.link.tellings import tellings

__all__ = [
    "IncidentLinker",
    "OriginLink",
    "OriginLinker",
    "Resolved",
    "Telling",
    "actors",
    "dependences",
    "incidents",
    "masthead",
    "origins",
    "rests_on",
    "tellings",
]
