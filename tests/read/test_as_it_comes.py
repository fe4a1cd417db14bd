"""Text as it comes: testimony, lists, headlines, posts, scans. What must be found in each, by every reader.

A new kind of text is a new `Case`; a reader that is known to fail at one is named in its `fails`, with the
reason, and the test then demands that it still fails, so that the mark goes when the fault does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from chapeau.read.reader import Reader, Text
from chapeau.records import Act, Reading

DAY = "2031-03-10"
"""A Monday: the day on which the texts came."""


@dataclass(frozen=True)
class Deed:
    """A deed that must be found: its family, words of each doer and sufferer (None: not looked at).

    `low` is its first day; `undated`: no time of its own is told.
    """

    family: str
    by: tuple[str, ...] | None = ()
    to: tuple[str, ...] | None = ()
    certainty: str = "asserted"
    low: str | None = None
    undated: bool = False

    def fits(self, act: Act) -> bool:
        """Whether an act tells this deed, with these parties and no others."""
        return (
            act.family == self.family
            and act.certainty == self.certainty
            and _named(self.by, [p.text for p in act.perpetrators])
            and _named(self.to, [v.text for v in act.victims])
            and (self.low is None or (act.time is not None and act.time.low == self.low))
            and not (self.undated and act.time is not None)
        )


def _named(expected: tuple[str, ...] | None, printed: list[str]) -> bool:
    if expected is None:
        return True
    pairs = zip(expected, printed, strict=False)
    return len(expected) == len(printed) and all(e.lower() in p.lower() for e, p in pairs)


@dataclass(frozen=True)
class Voice:
    """A statement that must be found: words of its speaker and content, and its stance."""

    speaker: str
    content: str
    stance: str = "asserts"


@dataclass(frozen=True)
class Case:
    """A text, its kind, and what must and must not be read in it."""

    kind: str
    text: str
    deeds: tuple[Deed, ...] = ()
    voices: tuple[Voice, ...] = ()
    never: tuple[str, ...] = ()
    """Families of which no asserted act may be found."""
    fails: Mapping[str, str] = field(default_factory=dict)
    """For a reader that is known to fail here, the reason."""


CASES = (
    Case(
        "testimony",
        "They beat me with cables. Then they gave me electric shocks. My brother was shot in front of me.",
        (
            Deed("assault", ("They",), ("me",)),
            Deed("torture", ("they",), ("me",)),
            Deed("use_of_force", (), ("My brother",)),
        ),
    ),
    Case(
        "testimony",
        "We were held for nine days in Kessin. The soldiers beat us every night. They broke my arm.",
        (
            Deed("detention", (), ("We",)),
            Deed("torture", ("The soldiers",), ("us",)),
            Deed("injury", ("They",), ("my",)),
        ),
    ),
    Case(
        "testimony",
        "I saw two soldiers drag my neighbour out of his house. They shot him at the gate.",
        (
            Deed("abduction", ("two soldiers",), ("my neighbour",)),
            Deed("use_of_force", ("They",), ("him",)),
        ),
    ),
    Case(
        "interview",
        "Q: Who took you?\nA: Three men in uniform took my brother and me.\n"
        "Q: What did they do to you?\nA: They beat me with rifle butts.\nQ: Were you raped?\nA: No.",
        (
            Deed("abduction", ("Three men",), ("my brother", "me")),
            Deed("torture", ("They",), ("me",)),
            Deed("rape", (), ("you",), certainty="negated"),
        ),
        (Voice("Q", "Who took you?", "asks"), Voice("A", "Three men in uniform")),
        never=("rape",),
    ),
    Case(
        "interview",
        "INTERVIEWER: Did the police beat you?\nWITNESS: Yes. With sticks.\n"
        "INTERVIEWER: Did they kill your brother?\nWITNESS: No, he escaped.",
        (
            Deed("assault", ("the police",), ("you",)),
            Deed("killing", ("they",), ("your brother",), certainty="negated"),
        ),
        (Voice("INTERVIEWER", "Did the police beat you?", "asks"), Voice("WITNESS", "No, he escaped")),
        never=("killing",),
    ),
    Case(
        "casualty list on a line",
        "Killed: Ana Vell, 34, teacher; Ivo Lan, 9, pupil; Mira Tolen, 61.\n"
        "Injured: Bo Kin, 20; Ada Lim, 44, nurse.",
        (
            Deed("killing", (), ("Ana Vell", "Ivo Lan", "Mira Tolen")),
            Deed("injury", (), ("Bo Kin", "Ada Lim")),
        ),
    ),
    Case(
        "numbered list",
        "Persons killed by soldiers in Kessin on 3 March 2031\n\n"
        "1. Ana Vell, 34, teacher\n2. Ivo Lan (9), pupil\n3. Mira Tolen, 61\n",
        (Deed("killing", ("soldiers",), ("Ana Vell", "Ivo Lan", "Mira Tolen"), low="2031-03-03"),),
    ),
    Case(
        "table as plain text",
        "Name | Age | Work | Fate\nAna Vell | 34 | teacher | killed in shelling\n"
        "Ivo Lan | 9 | pupil | injured\nMira Tolen | 61 | farmer | detained by soldiers",
        (
            Deed("killing", (), ("Ana Vell",)),
            Deed("injury", (), ("Ivo Lan",)),
            Deed("detention", ("soldiers",), ("Mira Tolen",)),
        ),
    ),
    Case(
        "headline without a verb",
        "Two dead in shelling of market",
        (Deed("killing", (), ()), Deed("attack", (), ("market",))),
    ),
    Case(
        "headline without a verb",
        "Three monks dead after army shelling",
        (Deed("killing", ("army",), ("Three monks",)),),
    ),
    Case(
        "headline in the present",
        "Troops shell market, kill five villagers",
        (
            Deed("attack", ("Troops",), ("market",)),
            Deed("killing", ("Troops",), ("five villagers",)),
        ),
    ),
    Case(
        "headline that leaves out its auxiliary",
        "Editor shot dead in Kessin",
        (Deed("killing", (), ("Editor",)),),
    ),
    Case(
        "headline of a denial",
        "Army denies shelling hospital",
        (Deed("attack", None, ("hospital",), certainty="denied"),),
        never=("attack",),
    ),
    Case(
        "post",
        "BREAKING: soldiers just shot 3 people at the Kessin bridge!!! #Kessin #stopthekilling",
        (Deed("use_of_force", ("soldiers",), ("3 people",)),),
        never=("killing",),
    ),
    Case(
        "post",
        "Vela Dorn (@vdorn) March 4, 2031: Police beat my brother outside the court today.",
        (Deed("assault", ("Police",), ("my brother",)),),
        (Voice("Vela Dorn", "Police beat my brother"),),
    ),
    Case(
        "post",
        "RT @kessin_now: army shelling the market AGAIN. 2 dead so far",
        (Deed("attack", ("army",), ("market",)),),
        (Voice("@kessin_now", "army shelling the market"),),
    ),
    Case(
        "lower case",
        "soldiers came to kessin at dawn and shot three farmers. they burned the school and took my uncle away.",
        (
            Deed("use_of_force", ("soldiers",), ("three farmers",)),
            Deed("destruction", ("they",), ("school",)),
        ),
    ),
    Case(
        "lower case",
        "mira tolen said soldiers shot her brother on sunday",
        (Deed("use_of_force", ("soldiers",), ("her brother",), low="2031-03-09"),),
        (Voice("mira tolen", "soldiers shot her brother"),),
    ),
    Case(
        "capitals",
        "SOLDIERS SHOT THREE FARMERS IN KESSIN ON MONDAY. THE ARMY DENIED KILLING CIVILIANS.",
        (
            Deed("use_of_force", ("SOLDIERS",), ("THREE FARMERS",), low="2031-03-10"),
            Deed("killing", ("THE ARMY",), ("CIVILIANS",), certainty="denied"),
        ),
    ),
    Case(
        "capitals",
        "POLICE ARRESTED THE EDITOR MIRA TOLEN IN KESSIN ON SUNDAY AND BEAT HER IN A CELL.",
        (
            Deed("detention", ("POLICE",), ("MIRA TOLEN",), low="2031-03-09"),
            Deed("torture", ("POLICE",), ("HER",)),
        ),
    ),
    Case(
        "capitals",
        "ARMY SHELLS HOSPITAL IN KESSIN; 12 PATIENTS KILLED",
        (Deed("attack", ("ARMY",), ("HOSPITAL",)), Deed("killing", None, ("12 PATIENTS",))),
        fails={"rules": "the parser takes the first two nouns for one name"},
    ),
    Case(
        "testimony of a raid",
        "They came at 4 in the morning, kicked in the door and beat my husband. His body was never found.",
        (Deed("assault", ("They",), ("my husband",)),),
        never=("killing",),
        fails={"rules": "the parser takes the three verbs for the parts of a noun"},
    ),
    Case(
        "headline of an admission",
        "Soldier admits shooting prisoner",
        (Deed("use_of_force", None, ("prisoner",)),),
    ),
    Case(
        "post",
        "UPDATE: 2nd shell hit the hospital, staff say patients trapped. Army denies involvement.",
        (Deed("attack", (), ("hospital",)),),
        (Voice("Army", "involvement", "denies"),),
    ),
    Case(
        "no punctuation",
        "soldiers came at dawn they shot three farmers they burned the school then they took my uncle away",
        (
            Deed("use_of_force", ("they",), ("three farmers",)),
            Deed("destruction", ("they",), ("school",)),
            Deed("abduction", ("they",), ("my uncle",)),
        ),
    ),
    Case(
        "quotation marks of two kinds",
        "``They shot my brother,\" said Mira Tolen. ``He was nine.''",
        (Deed("use_of_force", ("They",), ("my brother",)),),
        (Voice("Mira Tolen", "They shot my brother"), Voice("Mira Tolen", "He was nine")),
    ),
    Case(
        "a quotation mark that is missing",
        '"They shot my brother, said Mira Tolen. The army denied it.',
        (Deed("use_of_force", ("They",), ("my brother",)),),
        (Voice("Mira Tolen", "They shot my brother"), Voice("The army", "it", "denies")),
    ),
    Case(
        "quotation marks as entities",
        "&quot;They shot my brother,&quot; said Mira Tolen. &quot;He was nine.&quot;",
        (Deed("use_of_force", ("They",), ("my brother",)),),
        (Voice("Mira Tolen", "They shot my brother"), Voice("Mira Tolen", "He was nine")),
    ),
    Case(
        "scan with misread letters",
        "Po1ice arrestcd three students in Kessin on Sunday. The so1diers ki11ed two monks.",
        (
            Deed("detention", ("Po1ice",), ("three students",), low="2031-03-09"),
            Deed("killing", ("The so1diers",), ("two monks",)),
        ),
    ),
    Case(
        "scan with words broken at line ends",
        "On Sunday in Kessin the police arrest-\ned three students, and the sol-\ndiers killed two monks there.",
        (
            Deed("detention", ("the police",), ("three students",), low="2031-03-09"),
            Deed("killing", ("the sol-",), ("two monks",)),
        ),
    ),
    Case(
        "testimony of a disappearance",
        "Soldiers entered our village. My husband and my sons were taken to the mill. I never saw them again.",
        (Deed("disappearance", (), ("them",)),),
    ),
    Case(
        "interview with full stops after its labels",
        "Q. What happened on the bridge?\nA. The police opened fire.\n"
        "Q. Were you beaten?\nA. Not me. They beat my cousin.",
        (Deed("use_of_force", ("The police",), ()), Deed("assault", ("They",), ("my cousin",))),
        (Voice("Q", "What happened", "asks"), Voice("A", "The police opened fire")),
    ),
    Case(
        "toll",
        "Shelling of Kessin. Killed: 4; injured: 12, among them 9 children.",
        (Deed("killing", (), ()), Deed("injury", (), ())),
    ),
    Case(
        "post",
        "Confirmed 3 journalists arrested tonight by security forces in Kessin, phones taken",
        (Deed("detention", ("security forces",), ("3 journalists",), low="2031-03-10"),),
    ),
    Case(
        "headline in the present",
        "Gunmen abduct priest, demand ransom",
        (Deed("abduction", ("Gunmen",), ("priest",)),),
        fails={"rules": "the parser hangs the first verb on the second, which asks for something"},
    ),
    Case(
        "headline in the present",
        "Police arrest editor",
        (Deed("detention", ("Police",), ("editor",)),),
        fails={"rules": "the parser takes the three nouns for one name"},
    ),
    Case(
        "headline that leaves out its auxiliary",
        "Journalist's home raided, laptop seized",
        (Deed("attack", (), ("home",)),),
        fails={"rules": "the parser takes the two halves for one name"},
    ),
    Case(
        "headline of an accusation",
        "Police accused of beating protesters to death",
        (Deed("killing", None, ("protesters",), certainty="possible"),),
        never=("killing",),
    ),
    Case(
        "no punctuation",
        "the soldiers killed my brother and took my sister we never saw her again",
        (
            Deed("killing", ("the soldiers",), ("my brother",)),
            Deed("abduction", ("the soldiers",), ("my sister",)),
            Deed("disappearance", (), ("her",)),
        ),
    ),
    Case(
        "scan with misread letters",
        "The detainecs were bcaten with r1fle butts. Ana Ve11 d1ed in custody.",
        (Deed("torture", (), ("The detainecs",)), Deed("killing", (), ("Ana Ve11",))),
    ),
    Case(
        "report of a denial that is none",
        "The general did not deny killing the prisoners. The ministry did not confirm that soldiers shot a monk.",
        (
            Deed("killing", ("The general",), ("the prisoners",), certainty="possible"),
            Deed("use_of_force", ("soldiers",), ("a monk",), certainty="possible"),
        ),
        never=("killing", "use_of_force"),
    ),
    Case(
        "report of intentions",
        'The gang was hired to kidnap the banker. Officers plotted to kill the mayor. "I\'d like to punch him," he said.',
        (
            Deed("abduction", ("The gang",), ("the banker",), certainty="future"),
            Deed("killing", ("Officers",), ("the mayor",), certainty="future"),
        ),
        never=("abduction", "killing", "assault"),
    ),
    Case(
        "report of words",
        "The senator attacked the minister over the budget. The opposition launched a scathing attack on him.",
        never=("attack", "assault"),
    ),
    Case(
        "report of a death by what led to it",
        "The editor succumbed to his injuries after soldiers beat him in custody. Two men died in police firing.",
        (
            Deed("killing", ("soldiers",), ("The editor",)),
            Deed("killing", ("police",), ("Two men",)),
        ),
    ),
    Case(
        "report of a body",
        "The body of a farmer was found in a ditch with his hands tied and a bullet in his head.",
        (Deed("killing", (), ("a farmer",)),),
    ),
    Case(
        "wire report with the day of a saying",
        "The UN on Tuesday called for a probe into a fire that killed two monks in Kessin.",
        (Deed("killing", (), ("two monks",), undated=True),),
    ),
)


def _read(reader: Reader, case: Case) -> Reading:
    return reader.read(Text(id="doc", text=case.text, date=DAY))


def _name(case: Case) -> str:
    return f"{case.kind}: {case.text[:30]}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_what_a_text_tells_is_found_however_it_comes(
    reader: Reader, case: Case, request: pytest.FixtureRequest
) -> None:
    if reason := case.fails.get(reader.name):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    reading = _read(reader, case)
    for deed in case.deeds:
        assert any(deed.fits(a) for a in reading.acts), (deed, [_brief(a) for a in reading.acts])
    for voice in case.voices:
        assert any(_voiced(voice, reading)), (voice, reading.statements)
    for family in case.never:
        assert not [_brief(a) for a in reading.acts if a.family == family and a.certainty == "asserted"]


def _voiced(voice: Voice, reading: Reading) -> list[bool]:
    return [
        s.stance == voice.stance
        and s.speaker is not None
        and voice.speaker in s.speaker.text
        and any(voice.content in c.text for c in s.content)
        for s in reading.statements
    ]


def _brief(act: Act) -> tuple[object, ...]:
    parties = [p.text for p in act.perpetrators], [v.text for v in act.victims]
    return (act.type, act.certainty, *parties, act.time and act.time.low)


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_every_span_is_the_text_as_it_came(reader: Reader, case: Case) -> None:
    reading = _read(reader, case)
    spans = [
        s for a in reading.acts for s in (*a.triggers, *a.perpetrators, *a.victims, *a.places, a.evidence)
    ]
    spans += [c for s in reading.statements for c in s.content]
    assert all(case.text[s.start : s.end] == s.text for s in spans)
