"""How old a reader has to be, roughly: the Flesch-Kincaid grade plus five, the age in the United Kingdom.

Syllables are counted by rule, with no word list to fetch. Good enough to compare a text with a limit; not a
measure of whether it is well written.
"""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouyscgzxh]es|[^aeiouytd]ed|[^laeiouy]e)$")
_TWO_IN_ONE = re.compile(r"i[ao](?!u)|ia|iet|uic|eing|ying|ua(?!r)|[^q]ue[tn]|[ds]n't$")
_SAID_AS_ONE = re.compile(r"[tcs]i(?:a|o(?!u))")
_END = re.compile(r"[.!?]+(?:[\s\"'\u201d\u2019)]|$)|\n{2,}")


def reading_age(text: str) -> float:
    """The age from which most readers manage a text; 5 at least, and for no words."""
    words = _WORD.findall(text)
    if not words:
        return 5.0
    sentences = len([part for part in _END.split(text) if _WORD.search(part)])
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(5.0, grade + 5)


def syllables(word: str) -> int:
    """The syllables of a word, counted from its vowels; right for about nine words in ten."""
    word = word.lower().replace("\u2019", "'")
    count = len(_VOWELS.findall(word))
    count += len(_TWO_IN_ONE.findall(word)) - len(_SAID_AS_ONE.findall(word))
    if count > 1 and _SILENT.search(word):
        count -= 1
    return max(1, count)
