"""Forgetting a learner: nothing about them is left in a real cohort, and nobody else loses anything."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cohorts import ASSIGNMENT, BEST, answers, fresh_cohort, gradebook_rows, mark_by_hand, save, submit
from team import told
from typer.testing import CliRunner

from peersteps.cli import app
from peersteps.evidence import Store
from peersteps.nbgrading import cohort
from peersteps.nbgrading.forgetting import forget, traces
from peersteps.nbgrading.settings import CohortError

pytestmark = [
    pytest.mark.slow,
    # nbgrader's release_feedback.py leaves timestamp.txt open and lets the garbage collector close it.
    pytest.mark.filterwarnings("ignore:.*timestamp.txt:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file.*timestamp.txt:ResourceWarning"),
]

WORDS, COMMENT = "only-heron-wrote-this", "only-heron-was-told-this"


def run(*words: object, answer: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], input=answer)
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Heron handed in twice through the exchange and once as a file; Wren and Owl once each. All have feedback."""
    folder = fresh_cohort(tmp_path, tmp_path_factory)
    submit(folder, tmp_path / "desk", "p-wren", answers(BEST))
    for number in range(2):
        submit(folder, tmp_path / "desk", "p-heron", answers(BEST, written={"own": f"{WORDS} {number}"}))
        _mark(folder)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-heron.json", answers(BEST, who="p-heron", written={"own": WORDS}), later)
    save(tmp_path / "inbox", f"{ASSIGNMENT}.p-owl.json", answers(BEST, who="p-owl"))
    cohort.collect(folder, from_folder=tmp_path / "inbox")
    cohort.grade(folder)
    mark_by_hand(folder, "p-heron", "own", 1, COMMENT)
    cohort.feedback(folder)
    return folder


def _mark(folder: Path) -> None:
    cohort.collect(folder)
    cohort.grade(folder)
    cohort.feedback(folder)


def about(folder: Path, *words: bytes) -> list[str]:
    """Files whose name or content holds one of these words."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if any(
            word in str(path.relative_to(folder)).encode() or (path.is_file() and word in path.read_bytes())
            for word in words
        )
    ]


def test_nothing_about_them_is_left_and_the_others_keep_everything(folder: Path) -> None:
    wanted = (b"p-heron", WORDS.encode(), COMMENT.encode())
    assert len(about(folder, *wanted)) > 20
    before = {key: row for key, row in gradebook_rows(folder).items() if key[0] != "p-heron"}
    others = about(folder, b"p-wren", b"p-owl")
    pages = folder / "exchange" / "peersteps" / "feedback"
    assert len(list(pages.iterdir())) == 5
    found = traces(folder, "p-heron")
    assert (found.kept, found.inbound, found.pages, found.gradebook, found.listed) == (4, 2, 4, True, True)

    assert forget(folder, "p-heron") == []
    assert about(folder, *wanted) == []
    assert gradebook_rows(folder) == before
    assert about(folder, b"p-wren", b"p-owl") == others
    assert len(list(pages.iterdir())) == 2
    assert {one.student for one in cohort.marks(folder)} == {"p-wren", "p-owl"}
    assert "p-heron" not in {one.student for one in cohort.status(folder).rows}
    assert about(folder, b"p-heron") == [], "a later command must not bring them back"


def test_the_command_asks_first_and_says_what_it_did_and_what_it_could_not(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "evidence"
    with Store(store) as kept:
        kept.add(told(who, "module/role", datetime(2026, 1, 5, tzinfo=UTC)) for who in ("p-heron", "p-wren"))
    words = ("cohort", "forget", folder, "p-heron", "--evidence", store)
    code, said = run(*words, answer="n\n")
    assert (code, said.endswith("Nothing was deleted.")) == (1, True), said
    assert "hand-ins in the exchange: 2, folders of the course: 4, feedback pages: 4, marks" in said
    assert f"p-heron, in {store}: rows of evidence: 1." in said
    assert "It cannot be undone." in said
    assert about(folder, b"p-heron")

    code, said = run(*words, "--yes")
    assert code == 0, said
    assert "Deleted all that was kept here about p-heron." in said
    for elsewhere in ("Backups", "files that were sent to you", "Letters and tables", "own browser and Jupyter folder"):
        assert elsewhere in said
    assert about(folder, b"p-heron") == []
    with Store(store) as kept:
        assert kept.learners() == ("p-wren",)


def test_without_the_evidence_it_says_how_to_remove_that_too(folder: Path) -> None:
    code, said = run("cohort", "forget", folder, "p-heron", "--yes")
    assert code == 0
    assert "peersteps evidence purge STORE --learner p-heron" in said


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("p-hern", "There is nothing about 'p-hern' here: did you mean 'p-heron'?"),
        ("../p-heron", "'../p-heron' is not a pseudonym"),
        ("*", "'*' is not a pseudonym"),
    ],
)
def test_who_is_not_there_is_said_and_nothing_is_deleted(folder: Path, who: str, says: str) -> None:
    before = about(folder, b"p-heron")
    with pytest.raises(CohortError, match=r"p-hern|is not a pseudonym"):
        forget(folder, who)
    code, said = run("cohort", "forget", folder, who, "--yes")
    assert (code, says in said) == (1, True), said
    assert about(folder, b"p-heron") == before


def test_a_link_that_somebody_left_is_removed_and_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "answers.json").write_text("keep me")
    link = folder / "exchange" / "peersteps" / "inbound" / f"p-heron+{ASSIGNMENT}+2026-11-22 20:00:00.000000 UTC+x"
    link.symlink_to(outside)
    assert forget(folder, "p-heron") == []
    assert not link.is_symlink()
    assert (outside / "answers.json").read_text() == "keep me"


def test_a_row_of_people_csv_is_taken_out_and_the_others_stay_as_they_are(folder: Path) -> None:
    people = folder / "people.csv"
    text = people.read_text().replace(
        "p-heron,Fictional p-heron", '"p-heron","Fictional\nHeron, of two lines",p-wren,,,,,'
    )
    people.write_bytes(("\N{BYTE ORDER MARK}" + text).replace("\n", "\r\n").encode())
    forget(folder, "p-heron")
    left = people.read_bytes()
    assert left.startswith("\N{BYTE ORDER MARK}".encode())
    assert b"heron" not in left.lower()
    assert left.count(b"\r\n") == left.count(b"\n") == 6
    assert people.stat().st_mode & 0o077 == 0
