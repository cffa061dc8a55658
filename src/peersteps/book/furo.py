"""Furo without what our pages do not have: its stylesheet loses two thirds of its weight, and a page its navigation."""

import re
from importlib import resources

from sphinx.application import Sphinx

_NOT_OURS = re.compile(
    r"sidebar|toc-|toctree|mobile-header|announcement|nav-overlay|overlay|back-to-top|theme-|\.sig|\.admonition[.-]\w|"
    r"topic|viewcode|versionmodified|div\.(?:deprecated|version)|highlighttable|linenos|code-block-caption|headerlink|"
    r"footnote|citation|genindex|domainindex|field-list|option-list|line-block|math|rubric|only-(?:light|dark)|no-js|"
    r"skip-to-content|content-icon|related|bottom-of-page|\.page|\.main|\.content|search|epigraph|pull-quote|highlights|"
    r"data-theme|kbd|problematic|guilabel|menuselection|sd-|\.copybtn|\.icon|muted-link|header|dl\[class\]|-moz-focus|:target"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VALUE = re.compile(r"--(?:icon|color-(?:admonition-title|topic|api|sidebar|toc|header|announcement|card))[\w-]*:")
"""Furo's names for what we do not draw. Its dark colours go too (data-theme): ours come by the same names."""
_KEPT = ("p.admonition-title", "table.docutils")
_EMPTY = re.compile(r"@media[^{}]+\{\s*\}")


def leave_navigation_out(app: Sphinx) -> None:
    """Furo draws the whole contents for every page, a third of a build's time. Our template draws its own."""
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler.__module__ == "furo":
            app.disconnect(listener.id)


def style() -> str:
    """The rules that can match something in our pages."""
    text = resources.files("furo").joinpath("theme/furo/static/styles/furo.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return _EMPTY.sub("", _RULE.sub(_ours, text))


def _ours(rule: re.Match[str]) -> str:
    selectors = [one for one in rule[1].split(",") if one.startswith(_KEPT) or not _NOT_OURS.search(one)]
    values = [one for one in _values(rule[2]) if not _VALUE.match(one.strip())]
    return f"{','.join(selectors)}{{{';'.join(values)}}}" if selectors and values else ""


def _values(declarations: str) -> list[str]:
    """Split at semicolons, but not inside a url(...), where pictures have some of their own."""
    return [one for one in re.split(r";(?![^(]*\))", declarations) if one.strip()]
