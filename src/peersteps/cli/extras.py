"""What each command needs beside the core: said in one line when it is not installed."""

from collections.abc import Mapping, Sequence

EXTRAS: Mapping[tuple[str, ...], str] = {
    ("build",): "book",
    ("cohort",): "evidence,grade",
    ("cohort", "talk-through"): "evidence,report",
    ("evidence",): "evidence",
    ("report",): "evidence,report",
    ("review",): "report",
}
"""The first words of a command -> its extras. A command that is not here needs nothing more."""


def packages_for(words: Sequence[str], missing: ModuleNotFoundError) -> str | None:
    """What to install for a command that lacks a package; None when that is not what is wrong."""
    module = (missing.name or "").partition(".")[0]
    command = next((tuple(words[:number]) for number in (2, 1) if tuple(words[:number]) in EXTRAS), None)
    if command is None or module == "peersteps":
        return None
    # Only `evidence import --cohort` looks into a gradebook; the other commands for evidence do without.
    extras = EXTRAS["cohort",] if module == "nbgrader" else EXTRAS[command]
    says = f"peersteps {' '.join(command)} needs packages that are not installed ({module} is missing)."
    return f"{says} In the folder of this training, run: pip install -e '.[{extras}]'"
