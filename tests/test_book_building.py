"""Building the book: what a broken course is told, and the ways in which it can be built."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from books import write_book

from peersteps.book import BuildError, build
from peersteps.book.settings import NEVER_PAGES

ROOT = Path(__file__).parent.parent


@pytest.fixture
def book(tiny_course_folder: Path) -> Path:
    return write_book(tiny_course_folder)


@pytest.fixture
def site(book: Path, tmp_path: Path) -> Path:
    build(book, tmp_path / "site")
    return tmp_path / "site"


# What a broken course or page is told


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("scenarios/kind-word.yml", "practice: too-soon", "practice: wrong", r"scenarios/kind-word\.yml:\d+"),
        ("scenarios/kind-word.yml", "fact: TINY-1", "fact: TINY-8", r"scenarios/kind-word\.yml:\d+: .*'TINY-8'"),
        ("scenarios/kind-word.yml", "next: quiet", "next: quite", r"scenarios/kind-word\.yml:\d+: .*quite"),
        (
            "book/index.md",
            "{fact}`TINY-2`",
            "{fact}`TINY-9`",
            r"book/index\.md:4: WARNING: 'TINY-9' is not in the ledger",
        ),
        (
            "book/index.md",
            "{local}`recording`",
            "{local}`recordin`",
            r"book/index\.md:3: WARNING: .*'recordin'",
        ),
        (
            "book/index.md",
            "{quiz} first-call",
            "{quiz} first-cal",
            r"book/index\.md:\d+: .*There is no quiz 'first-cal'.*first-call",
        ),
        (
            "modules/first-call/index.md",
            "{scenario} kind-word",
            "{scenario} kind",
            r"first-call/index\.md:\d+: .*no conversation 'kind'",
        ),
        ("book/index.md", "outcome: listen\noptions", "outcom: listen\noptions", r"book/index\.md:18: .*outcom"),
    ],
)
def test_a_problem_names_its_file_and_line(book: Path, tmp_path: Path, file: str, old: str, new: str, told: str):
    path = book / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        build(book, tmp_path / "site")
    assert re.search(told, str(raised.value)), str(raised.value)
    assert "\x1b" not in str(raised.value)
    assert not (tmp_path / "site").exists(), "a broken book must leave no half site"


def test_what_stood_there_stays_until_the_new_site_is_whole(book: Path, site: Path):
    (book / "book/index.md").write_text("# Home\n\n{fact}`NO-1`\n", encoding="utf-8")
    before = (site / "book/index.html").read_bytes()
    with pytest.raises(BuildError):
        build(book, site)
    assert (site / "book/index.html").read_bytes() == before


def test_a_folder_with_other_files_is_left_alone(book: Path, tmp_path: Path):
    kept = tmp_path / "mine/thesis.txt"
    kept.parent.mkdir()
    kept.write_text("years of work", encoding="utf-8")
    with pytest.raises(BuildError, match="Choose an empty folder"):
        build(book, kept.parent)
    assert kept.read_text(encoding="utf-8") == "years of work"
    with pytest.raises(BuildError, match="holds the course itself"):
        build(book, book)
    with pytest.raises(BuildError, match=r"has no _toc\.yml"):
        build(tmp_path / "mine", tmp_path / "out")
    with pytest.raises(BuildError, match="no settings file"):
        build(book, tmp_path / "out", local=tmp_path / "nowhere.yml")


# Ways to build


def test_settings_may_lie_elsewhere(book: Path, tmp_path: Path):
    other = tmp_path / "other.yml"
    other.write_text("lead: the person in green\n", encoding="utf-8")
    build(book, tmp_path / "site", local=other)
    assert "the person in green" in (tmp_path / "site/book/index.html").read_text(encoding="utf-8")


def test_the_same_pages_give_the_same_zip(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    packs = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for pack in packs:
        build(book, tmp_path / pack.stem, zip_to=pack)
    assert packs[0].read_bytes() == packs[1].read_bytes()
    names = zipfile.ZipFile(packs[0]).namelist()
    assert names == sorted(names)
    assert {".nojekyll", "index.html", "read-me-first.txt", "book/index.html"} <= set(names)


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["sphinx-build", "jupyter-book"])
def test_plain_sphinx_and_jupyter_book_build_it_too(book: Path, tmp_path: Path, tool: str):
    (book / "_config.yml").write_bytes((ROOT / "_config.yml").read_bytes())
    trap = book / ".venv/lib/trap.md"
    trap.parent.mkdir(parents=True)
    trap.write_text("```{nonsense}\n```\n", encoding="utf-8")
    (book / "node_modules").mkdir()
    (book / "node_modules/readme.md").write_text("no title\n", encoding="utf-8")
    out = tmp_path / "made"
    if tool == "sphinx-build":
        run = [
            "sphinx.cmd.build",
            "-W",
            "--keep-going",
            "-q",
            "-C",
            "-D",
            "extensions=peersteps.book",
            str(book),
            str(out),
        ]
        made = out
    else:
        run = ["jupyter_book.cli.main", "build", "-W", "--keep-going", "-q", "--path-output", str(out), str(book)]
        made = out / "_build/html"
    program = f"import sys; from {run[0]} import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", program, *run[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    html = (made / "modules/first-call/index.html").read_text(encoding="utf-8")
    assert 'id="scenario-kind-word"' in html
    assert "Get help now" in html
    assert "furo.js" not in html
    assert not list(made.rglob("trap.html"))


def test_a_page_is_read_again_when_its_yaml_changes(book: Path, tmp_path: Path):
    out = tmp_path / "made"

    def run() -> str:
        program = "import sys; from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
        what = ["-W", "-q", "-C", "-D", "extensions=peersteps.book", str(book), str(out)]
        subprocess.run([sys.executable, "-c", program, *what], check=True, capture_output=True)
        return (out / "modules/first-call/index.html").read_text(encoding="utf-8")

    assert "Rain on the window" in run()
    call = book / "scenarios/kind-word.yml"
    call.write_text(call.read_text(encoding="utf-8").replace("Rain on", "Snow on"), encoding="utf-8")
    assert "Snow on the window" in run()
    settings = book / "local.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("your shift lead", "your team lead"), encoding="utf-8"
    )
    assert "your team lead" in run()


def test_folders_that_hold_no_pages_are_never_looked_into():
    told = (ROOT / "_config.yml").read_text(encoding="utf-8")
    for folder in (".venv", "node_modules", "_build", "src", "tests"):
        assert folder in told
    assert {".*", "node_modules", "_build"} <= set(NEVER_PAGES)
