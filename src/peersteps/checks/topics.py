"""Subjects that may be hard to meet: their tags, the words of a note that warns of them, the words that show them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A subject that obliges a content note: its tags, and the words that a note must hold one of."""

    tags: frozenset[str]
    note: tuple[str, ...]
    heard: str | None = None
    """A pattern for words that show the subject, tagged or not."""

    def is_noted(self, notes: str) -> bool:
        """Whether the content notes speak of it."""
        return any(words in notes.lower() for words in self.note)

    def heard_in(self, texts: Iterable[str]) -> str:
        """The first words that show the subject, or none."""
        if self.heard is None:
            return ""
        found = (re.search(rf"(?:{self.heard})\w*", text, re.IGNORECASE) for text in texts)
        return next((match[0] for match in found if match), "")


def _topic(tags: str, note: str, heard: str | None = None) -> Topic:
    return Topic(frozenset(tags.split()), tuple(note.split(", ")), heard)


_SELF = r"(?:my|your|him|her|our|them)sel(?:f|ves)"
_NOT = r"(?:don.t|didn.t|doesn.t|do not|did not|does not)"

_SUICIDE = (
    r"\bsuicid|\b(?:end|take|took)\w* (?:\w+ )?own life|\bend(?:ed|ing)? (?:my|your|his|her|their) life"
    rf"|\bkill(?:s|ed|ing)? {_SELF}(?! laughing)|\bend(?:ing)? it all\b(?! again)|\bbetter off dead"
    rf"|\b{_NOT} want to (?:be here|be alive|live|go on living|wake up)(?! with| by)"
    r"|(?<!not )(?<!n.t )(?<!never )\bwant(?:s|ed|ing)? to die\b"
    r"|\bwish(?:es|ed)? (?:I|he|she|they) (?:was|were) dead"
)
_SELF_HARM = r"\bself[- ](?:harm|injur)"
_HURT = rf"\b(?:hurt|harm|cut|burn|injur)(?:s|ed|t|ing|ting)? {_SELF}(?! off| some| short| by acc)"
_ABUSE = (
    r"\b(?:domestic|child|physical|emotional|financial) abuse|\babus(?:er|ed|es|ing) (?:me|him|her|us|them|by|as)\b"
    r"|\b(?:was|were|been|being|got|gets) abused|\babuse (?:at home|as a child)|\b(?:suffered|years of) abuse"
    r"|\bmy (?:\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mother|uncle)"
    r" (?:hits|beats|punche|slap)"
)
_SEXUAL = (
    r"\brap(?:e|ed|es|ist|ing)\b|\bsexual(?:ly)? (?:assault|abus|harass|violen|attack)|\bmolest|\bgrop(?:ed|ing)\b"
)
_HATE = r"\bracis[mt]|\bracial(?:ly)? abus|\bhomophob|\btransphob|\bislamophob|\bantisemit|\bgo back to where you"

TOPICS = (
    _topic("suicide suicide-attempt suicidal-thoughts", "suicid", _SUICIDE),
    _topic("self-harm self-injury", "self-harm, self-injury", _SELF_HARM),
    _topic("", "self-harm, self-injury, suicid", _HURT),
    _topic("overdose", "overdose, suicide attempt, taken something"),
    _topic("abuse domestic-abuse child-abuse", "abus", _ABUSE),
    _topic("sexual-violence sexual-abuse sexual-harassment", "sexual, rape", _SEXUAL),
    _topic("violence threats weapons", "violen, threat, weapon"),
    _topic(
        "racism discrimination homophobia transphobia hate", "racis, discriminat, phobi, hate, hostil, antisem", _HATE
    ),
    _topic("harassment abusive-call abuse-of-worker", "harass, abusive, hostil, sexual"),
    _topic("bereavement death grief", "death, died, bereave, grief, loss"),
    _topic("bereavement-by-suicide", "suicid"),
    _topic("psychosis voices paranoia", "psychosis, voices, unusual experiences, frighten, paranoi, belie"),
    _topic("drugs alcohol substance-use dual-diagnosis", "drug, alcohol, substance, drink"),
    _topic("eating-disorder eating", "eating, food, weight"),
    _topic("detention restraint sectioning", "detain, detention, restrain, hospital, mental health act"),
    _topic("homelessness poverty debt", "homeless, hous, money, debt, poverty"),
    _topic("pregnancy-loss miscarriage", "pregnan, miscarriage, baby"),
)
"""The table of subjects that oblige a note."""


def speaks_of(tag: str, texts: Iterable[str]) -> bool:
    """Whether texts show the subject that has this tag."""
    return any(topic.heard_in(texts) for topic in TOPICS if tag in topic.tags)
