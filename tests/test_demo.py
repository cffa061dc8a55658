"""The demo cohort: what its report says is what its fictional learners did, through the real gradebook and store."""

import csv
import sys
from pathlib import Path

import pytest

from peersteps.cli.common import today
from peersteps.evidence import Store
from peersteps.nbgrading import cohort as nbgrading
from peersteps.reading import read_course

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "demo"))
import cohort  # noqa: E402 - the demo is a folder of scripts, not a package

pytestmark = [
    pytest.mark.slow,
    # nbgrader's release_feedback.py leaves timestamp.txt open and lets the garbage collector close it.
    pytest.mark.filterwarnings("ignore:.*timestamp.txt:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp.txt:ResourceWarning"),
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course, problems = read_course(ROOT)
    assert course is not None, problems
    folder = tmp_path_factory.mktemp("demo")
    cohort.make(course, folder, folder / "report", today(), lambda _: None)
    return folder


def rows(demo: Path) -> dict[tuple[str, str], str]:
    with (demo / "report" / "progress.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["pseudonym"], row["item"]): row["state"] for row in csv.DictReader(file)}


def test_marks_are_those_worked_out_by_hand(demo: Path) -> None:
    """Fourteen questions can be chosen, the fifteenth is written and left out; Wren and Robin miss `must` questions."""
    found = {row.student: (row.state, row.points, row.passed) for row in nbgrading.status(demo / "cohort").rows}
    assert found == {
        "p-heron": ("marked", 14, True),
        "p-wren": ("marked", 13, False),
        "p-robin": ("marked", 10, False),
        "p-owl": ("could not be read", None, None),
        "p-swift": ("not handed in", None, None),
        "p-finch": ("not handed in", None, None),
    }


def test_the_report_says_what_the_statements_say(demo: Path) -> None:
    with Store(demo / "evidence") as store:
        statements = store.of(["p-heron", "p-swift", "p-wren"])
    passed = {one.statement.learner for one in statements if one.statement.verb.id.endswith("/passed")}
    assert passed == {"p-heron", "p-swift", "p-wren"}
    states = rows(demo)
    quiz = {who: states[who, "quiz/difficult-calls"] for who in ("p-heron", "p-swift", "p-wren", "p-robin", "p-owl")}
    met = {who for who, state in quiz.items() if state == "met"}
    assert met == {"p-heron", "p-swift"}, "marked, or talked through instead: no report shows which"


def test_everybody_in_it_is_plainly_fictional(demo: Path) -> None:
    for page in (demo / "report").rglob("m-*.html"):
        assert "Fictional Learner" in page.read_text("utf-8")
