"""Which words say that somebody speaks, who speaks, and what is said? Attributions, by grammar.

A vocabulary (vocabulary/saying.yaml) says which verb or noun announces content in which frame; the
parse says where the speaker and the content of that frame stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from chapeau.ground.spans import trimmed
from chapeau.read.lines import asks, turns
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Span

Range = tuple[int, int]
Form = Literal["verb", "noun", "according", "heading", "hearsay", "post", "quotation"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
OBJECTS = ("dobj", "obj", "dative")
LONGEST_DATELINE = 60
"""Characters of place, day and agency before a story begins ('HALVERN, March 12, 2031 (Meridian Wire) - ')."""
THAT_WITHIN = 14
"""Tokens after a cue in which its 'that' may stand ('said late on Friday in a long statement that')."""
CALLED_SOMETHING = 3
"""Words after 'called' from which it names something ('called it a lie'); with fewer it is a telephone."""
NOT_GOING_ON = frozenset(
    {
        "who",
        "which",
        "according",
        "while",
        "although",
        "though",
        "after",
        "before",
        "as",
        "when",
        "and",
        "but",
    }
)
FIRST_PERSON = frozenset({"i", "we", "you"})
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}\b[^—–\n-]{0,60}?(?:[—–]|\s-{1,2}\s)|\([A-Z][\w .]{1,30}\)\s*[—–-]+)\s*"
)
EDGE = " \t\r\n\u00a0,;:"
HEADING = re.compile(r"^(?P<speaker>[A-Z@][^.!?:;\n“”\"]{1,60}?)(?P<cue>:)\s+(?P<content>\S.{15,})$", re.S)
HEADING_WORDS_AT_MOST = 8
"""Words before the colon of a heading or transcript ('Interior minister: ...'); longer runs are sentences."""


@dataclass(slots=True, kw_only=True)
class Attribution:
    """One attribution while it is being read. `anchor` is the token that makes it one (its cue's head).

    `contents` are ranges of the text; `lemma` is the cue's word in its plain form; `subject` the token
    that heads the speaker's phrase; `heard` the encoder's probability, where it was an encoder that heard it.
    """

    anchor: int
    lemma: str
    frame: str
    form: Form
    cue: Range | None
    speaker: Range | None
    contents: list[Range]
    subject: int | None = None
    quoted: bool = False
    heard: float | None = None


def attributions(parsed: Parsed) -> list[Attribution]:
    """All attributions that grammar shows, in order of their anchors; quotations are added later."""
    found: list[Attribution] = []
    for token in parsed.doc:
        if token.pos_ in ("VERB", "AUX", "NOUN") or token.lower_ in word_set("saying", "hearsay"):
            made = _of_verb(parsed, token) or _of_noun(parsed, token) or _of_hearsay(parsed, token)
            found += [made] if made is not None else []
    found += _according(parsed)
    found += _turns(parsed) or _headings(parsed)
    return sorted(found, key=lambda a: a.anchor)


def lemma_of(token: Token) -> str:
    """The token's lemma, with the tagger's known slips mended ('hop' for 'hoped')."""
    lemma = token.lemma_.lower()
    return str(vocabulary("saying")["lemmas"].get(lemma, lemma))


def speech_verb(token: Token) -> bool:
    """Whether this verb can stand beside a quotation."""
    lemma = lemma_of(token)
    return token.pos_ in ("VERB", "AUX") and (
        lemma in word_set("saying", "verbs", "clause") or lemma in word_set("saying", "quoting")
    )


def bare(parsed: Parsed, token: Token) -> Attribution:
    """An attribution by a verb whose content a quotation will bring."""
    subject = subject_of(token)
    return Attribution(
        anchor=token.i, lemma=lemma_of(token), frame="clause", form="verb", cue=cue_range(parsed, token),
        speaker=speaker_range(parsed, subject, token), contents=[], subject=None if subject is None else subject.i,
    )  # fmt: skip


# --- verbs -------------------------------------------------------------------------------------------


def _of_verb(parsed: Parsed, token: Token) -> Attribution | None:
    if token.pos_ not in ("VERB", "AUX"):
        return None
    lemma = lemma_of(token)
    if lemma not in _told_by() or _own_thought(token, lemma) or _supposed(token) or _naming(token):
        return None
    if (silence := _of_silence(parsed, token, lemma)) is not None:
        return silence
    frame, pieces = next(((f, p) for f, p in _frames(token) if _announces(lemma, f)), ("", []))
    if frame == "passive" and _agent(token) is None and not _unvoiced(token, lemma):
        return None
    made = bare(parsed, token)
    made.frame = frame
    if frame.startswith("passive"):
        agent = _agent(token)
        made.speaker = speaker_range(parsed, agent, token)
        made.subject = None if agent is None else agent.i
    made.contents = [r for r in (_range(parsed, piece, token) for piece in pieces) if r]
    if frame not in ("clause", "passive_clause"):
        made.contents = [(a, _to_the_mark(parsed.text, a, b)) for a, b in made.contents]
    made.cue = cue_range(parsed, token, _preposition(token, frame))
    if frame in ("clause", "") and not frame.startswith("passive"):
        made.contents = _rest_of_sentence(parsed, token, made)
    return made if made.contents else None


def _rest_of_sentence(parsed: Parsed, token: Token, made: Attribution) -> list[Range]:
    """What parsers leave out of reported speech.

    The sentence around an inserted cue ('the plan, she said, is simple'); everything after 'said that'
    where no clause was found; what follows the clause up to a joined clause.
    """
    if made.contents:
        made.contents = [_to_the_end(parsed, token, r) for r in made.contents]
        return [*made.contents, *_after_insertion(parsed, token, made)]
    if not speech_verb(token) or made.speaker is None or parsed.in_quotation(token.idx) is not None:
        return []
    frames = word_set("saying", "verbs", "clause")
    if made.lemma not in frames:
        return []
    that = next(
        (
            t
            for t in parsed.doc[token.i + 1 : token.i + THAT_WITHIN]
            if t.lower_ == "that" and t.dep_ != "det"
        ),
        None,
    )
    sentence = parsed.sentence_at(token.idx)
    if that is not None and that.idx < sentence.end and not any(c.dep_ in OBJECTS for c in token.rights):
        return [r for r in (tidy(parsed.text, that.idx, sentence.end),) if r]
    return _inserted(parsed, made, sentence)


def _to_the_end(parsed: Parsed, token: Token, content: Range) -> Range:
    """Reported speech after its cue, through phrases that the parser hung on the cue itself."""
    start, end = content
    if start < token.idx:
        return content
    later = [
        c
        for c in token.rights
        if c.idx >= end
        and c.dep_ in ("advcl", "prep", "npadvmod", "dep", "acl")
        and c.tag_ != "VBG"
        and not _contrasts(c)
    ]
    for child in later:
        between = parsed.text[end : child.left_edge.idx]
        if between.strip(" ,") or speech_verb(child):
            break
        end = child.right_edge.end_char
    return start, _without_channel(parsed.text, start, end)


def _inserted(parsed: Parsed, made: Attribution, sentence: Span) -> list[Range]:
    """The sentence on both sides of ', she said,' or '..., she said.' or 'As she said, ...'."""
    low, high = _bracket(made)
    high = _past_when_and_where(parsed, high, sentence.end)
    before, after = parsed.text[sentence.start : low].rstrip(), parsed.text[high : sentence.end].lstrip()
    opened = before.endswith(",") or before.lower() in ("as", "but as", "and as")
    if not opened or (after and after[0] not in ",.;)"):
        return []
    first = tidy(parsed.text, sentence.start, low) if before.endswith(",") else None
    return [r for r in (first, tidy(parsed.text, high, sentence.end)) if r]


def _past_when_and_where(parsed: Parsed, high: int, end: int) -> int:
    """Past 'on Thursday' or 'in Corrin' after the cue, where the mark that closes the insertion follows."""
    m = re.compile(
        r"\s+(?:on|in|at|by|late|early|to|last|this|yesterday|today)\b[^,.;:“”\"]{0,40}(?=[,.;])"
    ).match(parsed.text, high, end)
    return high if m is None else m.end()


def _after_insertion(parsed: Parsed, token: Token, made: Attribution) -> list[Range]:
    """'A, she said, B': the B that a parse of 'A, she said' leaves over."""
    low, high = _bracket(made)
    sentence = parsed.sentence_at(token.idx)
    rest = parsed.text[high : sentence.end]
    if not rest.startswith(",") or any(b > low for _, b in made.contents) or parsed.in_quotation(token.idx):
        return []
    following = next((t for t in parsed.doc[token.i :] if t.idx > high), None)
    if (
        following is None
        or following.tag_ == "VBG"
        or following.lower_ in NOT_GOING_ON
        or '"' in rest
        or "“" in rest
    ):
        return []
    return [r for r in (tidy(parsed.text, high, sentence.end),) if r]


def _bracket(made: Attribution) -> Range:
    spans = [r for r in (made.cue, made.speaker) if r]
    return min(a for a, _ in spans), max(b for _, b in spans)


def _unvoiced(token: Token, lemma: str) -> bool:
    """'twelve deaths were reported': words of nobody named; not 'it is not known'."""
    subject = _passive_subject(token)
    return lemma in word_set("saying", "unvoiced") and subject is not None and subject.lower_ != "it"


def _naming(token: Token) -> bool:
    """'the road called the Needle': a name, nobody's words."""
    return (
        token.tag_ == "VBN" and token.dep_ == "acl" and _agent(token) is None and not token.nbor(-1).is_punct
    )


def _supposed(token: Token) -> bool:
    """'if she says that': nobody has said it."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in token.lefts)


def _of_silence(parsed: Parsed, token: Token, lemma: str) -> Attribution | None:
    """'did not respond to a request', 'could not be reached': no answer, which says nothing either way."""
    if not any(c.dep_ == "neg" for c in token.lefts):
        return None
    asked = word_set("stance", "silence", "objects")
    unreached = lemma in word_set("stance", "silence", "unreached") and _passive_subject(token) is not None
    governed = [c for c in token.rights if c.dep_ in ("dobj", "obj") and c.lemma_.lower() in asked]
    to = [p for c in token.rights if c.dep_ == "prep" and c.lower_ in ("to", "for") for p in c.children]
    silent = lemma in word_set("stance", "silence", "verbs") and (governed or to or not list(token.rights))
    if not unreached and not silent:
        return None
    made = bare(parsed, token)
    subject = _passive_subject(token) if unreached else subject_of(token)
    made.frame, made.speaker = "silence", speaker_range(parsed, subject, token)
    made.subject = None if subject is None else subject.i
    made.contents = [r for p in (governed or to)[:1] if (r := _range(parsed, list(p.subtree), token))]
    made.contents = made.contents or [r for r in (made.cue,) if r]
    return made


@cache
def _told_by() -> frozenset[str]:
    """All verbs that can announce something, or tell of silence."""
    announcing = (word_set("saying", "verbs", frame) for frame in vocabulary("saying")["verbs"])
    silent = (word_set("stance", "silence", key) for key in ("verbs", "unreached"))
    return frozenset().union(*announcing, *silent)


def _announces(lemma: str, frame: str) -> bool:
    frames = vocabulary("saying")["verbs"]
    return frame in frames and lemma in word_set("saying", "verbs", frame)


def _own_thought(token: Token, lemma: str) -> bool:
    """'I think', 'you believe': a way of speaking, no statement about someone's thought."""
    if lemma not in word_set("saying", "belief"):
        return False
    subject = subject_of(token)
    return subject is None or subject.lower_ in FIRST_PERSON


def _frames(token: Token) -> Iterator[tuple[str, list[list[Token]]]]:
    """The frames in which a verb stands, the surest first, each with the pieces of its content."""
    passive = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    if passive is not None:
        yield from _passive_frames(token, passive)
        return
    thing = next((c for c in token.rights if c.dep_ in OBJECTS), None)
    yield from _clause_frames(token, thing)
    if thing is not None and lemma_of(token) == "call" and len(list(thing.subtree)) < CALLED_SOMETHING:
        return
    for prep in _prepositions(token):
        inner = [t for c in prep.children for t in c.subtree]
        if thing is None:
            yield prep.lower_, [[prep, *inner] if prep.lower_ == "as" else inner]
        else:
            yield prep.lower_, [[*thing.subtree, *prep.subtree]]
    if thing is not None:
        yield "object", [list(thing.subtree)]
    later = next((c for c in token.rights if c.dep_ == "advcl" and _infinitive(c)), None)
    if later is not None and thing is None:
        yield "infinitive", [list(later.subtree)]


def _clause_frames(token: Token, thing: Token | None) -> Iterator[tuple[str, list[list[Token]]]]:
    """Frames whose content is a clause, an infinitive or what something is called."""
    clause, xcomp, named = _child(token, "ccomp"), _child(token, "xcomp"), _child(token, "oprd")
    small = clause is not None and _small_clause(clause)
    if clause is not None and not small:
        yield "clause", [_said(clause)]
    if clause is not None and _infinitive(clause):
        yield "infinitive", [_said(clause)]
    if xcomp is not None and _infinitive(xcomp):
        yield "infinitive", [list(xcomp.subtree)]
    if xcomp is not None and xcomp.tag_ == "VBG":
        yield "gerund", [list(xcomp.subtree)]
    whole = named or (clause if small else None)
    if whole is not None:
        yield "predicate", [[*(thing.subtree if thing else ()), *whole.subtree]]


def _prepositions(token: Token) -> list[Token]:
    """The prepositions that the verb governs; 'on Monday' tells when it was said."""
    governed = [c for c in token.rights if c.dep_ in ("prep", "agent")]
    return [c for c in governed if any(o.ent_type_ not in ("DATE", "TIME") for o in c.children)]


def _passive_frames(token: Token, subject: Token) -> Iterator[tuple[str, list[list[Token]]]]:
    clause, xcomp, named = _child(token, "ccomp"), _child(token, "xcomp"), _child(token, "oprd")
    about = list(subject.subtree)
    if clause is not None:
        yield "passive_clause", [_said(clause)]
    if xcomp is not None and _infinitive(xcomp):
        yield "passive_infinitive", [about, list(xcomp.subtree)]
    if named is not None:
        yield "passive_predicate", [about, list(named.subtree)]
    for prep in _prepositions(token):
        if prep.lower_ != "by":
            yield "passive_" + prep.lower_, [about, list(prep.subtree)]
    yield "passive", [about]


def _to_the_mark(text: str, start: int, end: int) -> int:
    """Where a thing's phrase ends if a comma inside closing marks ends it: 'called it “theft,” a word ...'."""
    m = re.compile(r",[”\"]").search(text, start, end)
    return end if m is None else m.end()


def _child(token: Token, dep: str) -> Token | None:
    return next((c for c in token.children if c.dep_ == dep), None)


def _said(clause: Token) -> list[Token]:
    """The reported clause without a trailing participle or 'while' clause that goes on reporting."""
    left_out: set[int] = set()
    for token in clause.subtree:
        if reporting_verb(token) is not None and reporting_verb(token) == clause.head:
            left_out.update(range(token.i, token.right_edge.i + 1))
        if token.dep_ == "advcl" and token.i > clause.i and speech_verb(token) and _contrasts(token):
            left_out.update(t.i for t in token.subtree)
    return [t for t in clause.subtree if t.i not in left_out]


def _contrasts(token: Token) -> bool:
    return any(
        c.dep_ == "mark" and c.lower_ in ("while", "though", "although", "whereas") for c in token.lefts
    )


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)


def _small_clause(token: Token) -> bool:
    """'called him a thief': a complement without a verb of its own."""
    return token.pos_ not in ("VERB", "AUX") and not any(
        c.dep_ in ("aux", "cop", "mark") for c in token.children
    )


def _preposition(token: Token, frame: str) -> Token | None:
    """The preposition that belongs to the cue: 'called for', but not 'accused (him) of'."""
    word = frame.removeprefix("passive_")
    if word == "as" or any(c.dep_ in OBJECTS for c in token.rights):
        return None
    return next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == word), None)


# --- who, and with which words --------------------------------------------------------------------------


def accused(cue: Token) -> bool:
    """'officers accused of it', without a word for whom they would accuse: they are accused, and accuse nobody."""
    accusing = cue.tag_ in ("VBD", "VBN") and lemma_of(cue) in word_set("parties", "imputation")
    return accusing and not any(c.dep_ in OBJECTS for c in cue.rights)


def subject_of(token: Token, depth: int = 0) -> Token | None:
    """Who does what this verb says, followed through coordination, participles and infinitives."""
    return _agent(token) if accused(token) else _doing(token, depth)


def _doing(token: Token, depth: int) -> Token | None:
    own = next((c for c in token.children if c.dep_ in ("nsubj", "csubj")), None)
    if own is not None or depth > 4:
        return own
    if depth == 0 and (inverted := _inverted(token)) is not None:
        return inverted
    if depth == 0 and (outer := reporting_verb(token)) is not None:
        return subject_of(outer, depth + 1)
    if any(c.dep_ == "nsubjpass" for c in token.children):
        return _agent(token)
    if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return token.head
    if token.dep_ in ("conj", "advcl", "xcomp", "pcomp", "ccomp", "prep", "dep", "parataxis"):
        head = token.head
        if token.dep_ == "ccomp" and token.tag_ not in ("VBG", "VBN"):
            return None
        while head.dep_ == "prep":
            head = head.head
        if head.pos_ in ("VERB", "AUX"):
            return subject_of(head, depth + 1) or _passive_subject(head)
    return None


def _inverted(token: Token) -> Token | None:
    """'"...," said the former minister': a speaker after the cue that the parser took for an object."""
    before = token.nbor(-1).text if token.i else ""
    if before not in ('"', "''", ",", "'") or not speech_verb(token) or token.tag_ not in ("VBD", "VBZ"):
        return None
    return next(
        (
            c
            for c in token.rights
            if c.dep_ in (*OBJECTS, "attr", "npadvmod", "oprd") and c.pos_ in ("PROPN", "NOUN", "PRON")
        ),
        None,
    )


def reporting_verb(token: Token) -> Token | None:
    """The outer cue of a trailing participle: in 'she said it had rained, adding that ...' it is 'said'.

    Parsers hang such participles on the reported clause; writers mean the one who speaks.
    """
    if token.tag_ != "VBG" or token.i == 0 or token.nbor(-1).text not in (",", '"'):
        return None
    if token.dep_ not in ("advcl", "acl", "conj", "dep", "xcomp") or not speech_verb(token):
        return None
    clause = token.head
    while clause.dep_ not in ("ccomp", "ROOT") and clause.head.i < token.i:
        if clause.head == clause:
            break
        clause = clause.head
    outer = clause.head
    return outer if clause.dep_ == "ccomp" and outer.i < clause.i and speech_verb(outer) else None


def _passive_subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "nsubjpass"), None)


def _agent(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def speaker_range(parsed: Parsed, subject: Token | None, cue: Token | None) -> Range | None:
    """The speaker's whole phrase, title and apposition included, without clauses that follow it."""
    if subject is None or subject.dep_ == "expl" or (subject.lower_ == "it" and subject.dep_ == "expl"):
        return None
    left_out: set[int] = set()
    for child in subject.children:
        holds_cue = cue is not None and (child == cue or child.is_ancestor(cue))
        if child.dep_ in ("relcl", "ccomp", "advcl", "parataxis") or holds_cue:
            left_out.update(t.i for t in child.subtree)
    kept = [t for t in subject.subtree if t.i not in left_out]
    found = _contiguous(parsed, kept, subject)
    if found is None:
        return None
    start, end = trimmed(parsed.text, *found, drop=EDGE + '-—–“”"')
    start += parsed.text.startswith(".@", start)
    if "," in parsed.text[start:end] and parsed.text[end : end + 1] == ",":
        end += 1
    return (start, end) if start < end else None


def cue_range(parsed: Parsed, token: Token, preposition: Token | None = None) -> Range:
    """The verb group: auxiliaries, negation and adverbs before the verb, particle after it."""
    first = token
    for left in reversed(list(token.lefts)):
        if left.dep_ not in ("aux", "auxpass", "neg", "advmod") or left.i != first.i - 1:
            break
        first = left
    if (
        first.lower_ == "to"
        and token.dep_ == "xcomp"
        and token.head.i < first.i
        and first.i - token.head.i <= 2
    ):
        first = parsed.doc[_first_of_group(token.head)]
    last = token
    for right in token.rights:
        if right.dep_ == "prt" and right.i <= last.i + 1:
            last = right
    if preposition is not None and preposition.i <= last.i + 2:
        last = preposition
    end = last.end_char
    channel = _stated_in().match(parsed.text, end)
    return first.idx, channel.end() if channel else end


@cache
def _stated_in() -> re.Pattern[str]:
    """'in a statement' right after the verb, or the colon before what is said."""
    words = "|".join(sorted(word_set("saying", "channels")))
    return re.compile(rf"\s(?:in|during) an? (?:[\w’'-]+ )?(?:{words})\b|:(?=\s*[“\"'‘])")


def _first_of_group(token: Token) -> int:
    first = token.i
    for left in reversed(list(token.lefts)):
        if left.dep_ not in ("aux", "auxpass", "neg", "advmod") or left.i != first - 1:
            break
        first = left.i
    return first


# --- ranges --------------------------------------------------------------------------------------------


def _contiguous(parsed: Parsed, tokens: Iterable[Token], around: Token) -> Range | None:
    """The unbroken run of these tokens that holds `around`."""
    kept = {t.i for t in tokens}
    if around.i not in kept:
        return None
    first = last = around.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    doc = parsed.doc
    return doc[first].idx, doc[last].end_char


def _range(parsed: Parsed, tokens: list[Token], cue: Token) -> Range | None:
    """From the first to the last of these tokens, bounded by the cue's paragraph."""
    if not tokens:
        return None
    start, end = min(t.idx for t in tokens), max(t.end_char for t in tokens)
    paragraph = parsed.paragraph_at(cue.idx)
    if start > cue.idx:
        end = _without_channel(parsed.text, start, len(parsed.text[:end].rstrip(EDGE)))
    return tidy(parsed.text, max(start, paragraph.start), min(end, paragraph.end))


def _without_channel(text: str, start: int, end: int) -> int:
    """Where content ends if a channel trails it: 'it rained in a statement on Friday'."""
    m = _channel().search(text, start, end)
    if m is None:
        return end
    before = text[start : m.start()]
    inside_marks = before.count("“") > before.count("”") or before.count('"') % 2
    return end if inside_marks else m.start()


@cache
def _channel() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("saying", "channels")))
    return re.compile(
        rf"\s(?:in|during|on|via) (?:an?|the|his|her|its|their) (?:[\w’'-]+ ){{0,3}}(?:{words})\b[^,.;“”\"]*$"
    )


def _after_dateline(text: str, start: int, end: int) -> int:
    """Past 'HALVERN, March 12, 2031 (Meridian Wire) - ', or what is left of one."""
    line = text.rfind("\n", 0, start) + 1
    whole = DATELINE.match(text, line)
    if whole is not None and start < whole.end() < end:
        return whole.end()
    rest = DATELINE.match(text, start) if start - line < LONGEST_DATELINE else None
    return rest.end() if rest is not None and rest.end() < end else start


def tidy(text: str, start: int, end: int) -> Range | None:
    """A content range without dateline and the marks that end a clause; quotations keep their full stop."""
    start = _after_dateline(text, start, end)
    start, end = trimmed(text, start, end, drop=EDGE + "—–-")
    if text[start:end].endswith(".") and not _abbreviated(text[start:end]):
        end -= 1
    start, end = trimmed(text, start, end, drop=EDGE)
    return (start, end) if end - start > 1 else None


def _abbreviated(text: str) -> bool:
    return (
        re.search(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Dr|St|Inc|Co|Jr|Sr|a\.m|p\.m|[A-Z]\.[A-Z]))\.$", text) is not None
    )


# --- nouns, adverbs, 'according to', headings -----------------------------------------------------------


@cache
def _nouns() -> frozenset[str]:
    """All nouns that can announce something."""
    listed = (word_set("saying", "nouns", frame) for frame in vocabulary("saying")["nouns"])
    return frozenset().union(*listed)


def _of_noun(parsed: Parsed, token: Token) -> Attribution | None:
    """'the claim by the ministry that it rained': a noun that announces content."""
    if token.pos_ != "NOUN":
        return None
    lemma = token.lemma_.lower()
    if lemma not in _nouns():
        return None
    for frame, piece, last in _noun_frames(token):
        frames = vocabulary("saying")["nouns"]
        if frame not in frames or lemma not in word_set("saying", "nouns", frame):
            continue
        speaker = _noun_owner(token)
        content = _range(parsed, piece, token)
        if content is None or (speaker is None and frame != "clause"):
            continue
        return Attribution(
            anchor=token.i, lemma=lemma, frame=frame, form="noun", cue=(token.idx, last.end_char),
            speaker=speaker_range(parsed, speaker, token), contents=[content],
            subject=None if speaker is None else speaker.i,
        )  # fmt: skip
    return None


def _noun_frames(token: Token) -> Iterator[tuple[str, list[Token], Token]]:
    for child in token.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.dep_ == "mark" and c.lower_ == "that" for c in child.children
        ):
            yield "clause", list(child.subtree), token
        elif child.dep_ in ("acl", "xcomp") and _infinitive(child):
            yield "infinitive", list(child.subtree), token
        elif child.dep_ == "prep" and child.i == token.i + 1:
            inner = [t for c in child.children for t in c.subtree]
            if inner:
                yield child.lower_, inner, child


def _noun_owner(token: Token) -> Token | None:
    for child in token.lefts:
        if child.dep_ == "poss":
            return child
    for child in token.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _of_hearsay(parsed: Parsed, token: Token) -> Attribution | None:
    """'reportedly': words of nobody in particular; the clause around it is the content."""
    if token.lower_ not in word_set("saying", "hearsay") or token.head.pos_ not in ("VERB", "AUX"):
        return None
    pieces = [t for t in token.head.subtree if t.i != token.i]
    before = [t for t in pieces if t.i < token.i]
    after = [t for t in pieces if t.i > token.i]
    contents = [r for r in (_range(parsed, p, token) for p in (before, after)) if r]
    return Attribution(
        anchor=token.i, lemma=token.lower_, frame="clause", form="hearsay", cue=(token.idx, token.end_char),
        speaker=None, contents=contents,
    )  # fmt: skip


def _according(parsed: Parsed) -> list[Attribution]:
    found = []
    for token in parsed.doc:
        if token.lower_ != "according" or token.i + 1 >= len(parsed.doc) or token.nbor().lower_ != "to":
            continue
        to = token.nbor()
        source = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
        speaker = speaker_range(parsed, source, None)
        if source is None or speaker is None:
            continue
        last = source.right_edge
        content = _around(parsed, (token.idx, max(speaker[1], last.end_char)))
        found.append(
            Attribution(
                anchor=token.i, lemma="according to", frame="clause", form="according",
                cue=(token.idx, to.end_char), speaker=speaker, contents=content, subject=source.i,
            )
        )  # fmt: skip
    return found


def _around(parsed: Parsed, phrase: Range) -> list[Range]:
    """What a sentence says besides 'according to X': before it where it ends the sentence, else after it."""
    sentence = parsed.sentence_at(phrase[0])
    before = tidy(parsed.text, sentence.start, phrase[0])
    after = tidy(parsed.text, phrase[1], sentence.end)
    pieces = [before, after] if before and after else [before or after]
    return [p for p in pieces if p]


def _turns(parsed: Parsed) -> list[Attribution]:
    """Question and answer: each turn with all its paragraphs, up to the next label."""
    labels = list(turns(parsed.text))
    if not labels:
        return []
    ends = [*(m.start() for m in labels[1:]), len(parsed.text)]
    return [made for m, end in zip(labels, ends, strict=True) for made in [_turn(parsed, m, end)] if made]


def _turn(parsed: Parsed, label: re.Match[str], end: int) -> Attribution | None:
    tokens = parsed.tokens(*label.span("label"))
    own = [p for p in parsed.paragraphs if label.start() <= p.start < end]
    if not len(tokens) or not own:
        return None
    last = own[-1].end if end < len(parsed.text) else own[0].end
    said = [(max(p.start, label.end()), p.end) for p in own if p.end <= last]
    contents = [r for a, b in said for r in [tidy(parsed.text, a, b)] if r]
    if not contents:
        return None
    return Attribution(
        anchor=tokens[0].i, lemma="ask" if asks(label["label"]) else ":", frame="clause", form="heading",
        cue=label.span("colon"), speaker=label.span("label"), contents=contents, subject=tokens[0].i,
    )  # fmt: skip


def _headings(parsed: Parsed) -> list[Attribution]:
    """'Interior minister: no shots were fired', as headlines and transcripts print it."""
    made = []
    for paragraph in parsed.paragraphs:
        m = HEADING.match(paragraph.text)
        if m is None or len(m["speaker"].split()) > HEADING_WORDS_AT_MOST:
            continue
        start = paragraph.start + m.start("speaker") + (len("RT ") if m["speaker"].startswith("RT @") else 0)
        tokens = [t for t in parsed.doc if start <= t.idx < paragraph.start + m.end("speaker")]
        label = not tokens or tokens[0].pos_ == "ADP" or tokens[-1].lower_ in word_set("saying", "labels")
        if label or "(@" in m["speaker"] or any(t.pos_ in ("VERB", "AUX") for t in tokens):
            continue
        content = tidy(parsed.text, paragraph.start + m.start("content"), paragraph.end)
        colon = paragraph.start + m.start("cue")
        if content is not None:
            made.append(
                Attribution(
                    anchor=tokens[-1].i, lemma=":", frame="clause", form="heading", cue=(colon, colon + 1),
                    speaker=(start, colon), contents=[content], subject=tokens[-1].i,
                )
            )  # fmt: skip
    return made
