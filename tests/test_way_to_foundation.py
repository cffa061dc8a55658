"""Somebody who studies alone reaches Foundation with a browser and signatures: no server, no nbgrader."""

from pathlib import Path

import pytest
from browser import chromium, file_base, watched
from typer.testing import CliRunner

from peersteps.book import build
from peersteps.cli import app
from peersteps.model import Course
from peersteps.reading import read_course

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
READ = ("role-and-boundaries", "suicide-awareness", "self-disclosure")
PEOPLE = """pseudonym,name,manager,service,joined,left,leave_from,leave_to
m-oak,Fictional Manager Oak,,,,,,
p-heron,Fictional Learner Heron,m-oak,,,,,
"""


def run(*words: object) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def saved_record(course: Course, site: Path, folder: Path) -> Path:
    """Open the book from the disk, read modules and a call as a script, and save the record under a pseudonym."""
    base = file_base(site)
    with chromium() as browser, watched(browser, base, accept_downloads=True) as page:
        for slug in READ:
            page.goto(f"{base}modules/{slug}/{course.modules[slug].pages[-1]}.html")
            page.get_by_role("button", name="I have read this module").click()
        page.goto(base + "book/practise/quiet-evening.html")
        page.get_by_role("button", name="Read as a script").click()
        page.get_by_role("button", name="I have read this").click()
        page.goto(base + "book/your-record.html")
        page.get_by_label("The name your trainer gave you").fill("p-heron")
        page.get_by_role("button", name="Use this name").click()
        with page.expect_download() as saving:
            page.get_by_role("button", name="Save my record as a file").click()
        saving.value.save_as(folder / "peersteps-record.json")
    return folder / "peersteps-record.json"


def test_a_record_and_signatures_reach_foundation(tmp_path: Path) -> None:
    site, store, people = tmp_path / "site", tmp_path / "evidence", tmp_path / "people.csv"
    build(ROOT, site)
    people.write_text(PEOPLE, encoding="utf-8")
    course, problems = read_course(ROOT)
    assert course is not None, problems
    assert "Added 4." in run("evidence", "import", store, saved_record(course, site, tmp_path))
    for level in course.pathway.levels[:2]:
        for item in level.items:
            if item.known in ("seen", "marked"):
                signed = item.item if item.known == "seen" else item.instead[0]
                role = item.sign_off_roles[0]
                run(
                    "evidence",
                    "sign-off",
                    store,
                    "p-heron",
                    signed,
                    "--by",
                    "m-oak",
                    "--role",
                    role,
                    "--course",
                    ROOT,
                )
    run("report", store, "--people", people, "-o", tmp_path / "report", "--course", ROOT)
    page = (tmp_path / "report" / "people" / "p-heron.html").read_text("utf-8")
    assert "Foundation reached" in page
    assert "Practising reached" not in page
