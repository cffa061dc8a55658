"""The rules of `rules.yml`, ready to be asked."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml

Severity = Literal["error", "warn", "info", "silent"]

_CODES = {"error": "unsafe-wording", "warn": "doubtful-wording", "info": "word-choice"}

_QUOTED = re.compile(
    r"\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019|\"[^\"\n]*\"|(?<!\w)'(?:[^'\n]|\b'\b)*'(?!\w)|^>.*$", re.MULTILINE
)
_ABOUT_WORDS = re.compile(
    r"\b(?:the terms?|the words?|phrases?|avoid|instead of|rather than|misconception|myth)\b"
    r"|(?:^|not |n't |never |better to |please )say\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@dataclass(frozen=True)
class Rule:
    """One rule. `hit` and `miss` are its tests."""

    id: str
    pattern: str
    severity: Severity
    why: str
    say: str
    except_: frozenset[str]
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    src: str
    talk: Severity | None = None
    code: str | None = None
    within: str | None = None
    """The subject, by a tag, that a file must speak of for the rule to hold in it."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, ready to search."""
        return re.compile(self.pattern, re.IGNORECASE)

    def severity_in(self, *, talk: bool) -> Severity:
        """How much the rule matters in a conversation, or elsewhere."""
        return self.talk if talk and self.talk else self.severity

    def code_for(self, severity: Severity) -> str:
        """The problem to report. A rule with a code of its own has it only where it is an error."""
        return self.code if self.code and severity == "error" else _CODES[severity]

    def findings(self, words: str, contexts: Collection[str] = ()) -> Iterator[re.Match[str]]:
        """Where the words break the rule. `contexts` say what kind of words they are."""
        if not self.except_.isdisjoint(contexts):
            return
        for found in self.regex.finditer(words):
            if not any(_stands_in(context, words, found) for context in self.except_):
                yield found


def _stands_in(context: str, words: str, found: re.Match[str]) -> bool:
    """Whether the words around a finding make it one of the exceptions that can be seen."""
    match context:
        case "quote":
            return any(span.start() <= found.start() and found.end() <= span.end() for span in _QUOTED.finditer(words))
        case "term":
            sentences = (span for span in _SENTENCE.finditer(words) if span.start() <= found.start() < span.end())
            return any(_ABOUT_WORDS.search(span[0].strip()) for span in sentences)
        case "title":
            return any(start <= found.start() < end for start, end in _titles_in(words))
    return False


def _titles_in(words: str) -> Iterator[tuple[int, int]]:
    for title in titles():
        for found in re.finditer(re.escape(title), words, re.IGNORECASE):
            yield found.span()


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    return tuple(_rule(dict(row)) for row in _data()["rules"])


@cache
def titles() -> tuple[str, ...]:
    """Names of laws, bodies and services, in which any word may stand."""
    return tuple(_data()["titles"])


@cache
def _data() -> dict[str, Any]:
    text = files("peersteps.checks.language").joinpath("rules.yml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


_PART = re.compile(r"<<([A-Z]+)>>")


def _rule(row: dict[str, Any]) -> Rule:
    row["pattern"] = _PART.sub(lambda part: f"(?:{_data()['parts'][part[1]]})", row["pattern"])
    lists: dict[str, Any] = {"except_": frozenset(row.pop("except"))}
    lists |= {name: tuple(row.pop(name)) for name in ("hit", "miss")}
    return Rule(**row, **lists)
