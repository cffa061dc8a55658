"""The picture of a scenario: scenes as boxes, ways on as lines that carry the names of their choices.

grandalf lays it out in rows (Sugiyama's method) and keeps a corridor free for each line that passes a row. A line moves
sideways only between two rows, so that none runs behind a box. The way that a choice leads back is dashed.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from grandalf.graphs import Edge, Graph, Vertex, graph_core
from grandalf.layouts import SugiyamaLayout

from peersteps.model import Scenario

Point = tuple[float, float]

_HEIGHT, _GAP_X, _GAP_Y, _MARGIN = 44.0, 24.0, 92.0, 24.0
_NARROWEST, _BOLD = 120.0, 8.6
"""The narrowest box, and about how wide a letter in it is."""

_CORRIDOR = 30.0
"""How wide a row's corridor for a passing line is."""

_LOOP = 84.0
"""The room beside a box for a choice that leads back to it, with its name."""

_LETTER, _LINE = 6.4, 13.0
"""About how wide a letter of a choice's name is, and how high a line of them."""

_MOST = 3
"""A line carries this many names at the most."""

_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
"""Where on its first stretch a line may carry its names, best first."""

_STYLE = (
    "text{font:600 14px system-ui,sans-serif;fill:#1d282c}"
    ".scene{fill:#fff;stroke:#0a5a5b;stroke-width:2}.ending{fill:#f4e4d8;stroke:#1d282c;stroke-width:3}"
    ".way{fill:none;stroke:#3f4b4f;stroke-width:1.5;marker-end:url(#tip)}.back{stroke-dasharray:5 4}"
    ".choice{font:400 12px system-ui,sans-serif;paint-order:stroke;stroke:#fff;stroke-width:4px}"
)


@dataclass(eq=False)
class _Box:
    """A scene's box and where the layout puts its middle (grandalf's protocol); `loops` are choices that lead back."""

    name: str
    loops: tuple[str, ...] = ()
    h: float = _HEIGHT
    xy: Point = (0.0, 0.0)

    @property
    def width(self) -> float:
        """How wide it is drawn."""
        return max(_NARROWEST, len(self.name) * _BOLD + 28)

    @property
    def w(self) -> float:
        """How much room it needs."""
        return self.width + (2 * _LOOP if self.loops else 0)


@dataclass(eq=False)
class _Line:
    """Where the layout leads a way (grandalf's protocol), and the choices that go it."""

    source: str
    target: str
    names: tuple[str, ...]
    points: tuple[Point, ...] = ()

    def setpath(self, points: list[Point]) -> None:
        """Take the middles of the two boxes, and between them those of the corridors."""
        self.points = tuple(points)

    @property
    def down(self) -> float:
        """1 if it leads down the page, -1 if it leads back up."""
        return 1.0 if self.points[-1][1] > self.points[0][1] else -1.0


class _Way(Edge):  # type: ignore[misc]  # grandalf has no types
    """A line of the graph. grandalf goes through sets of them: by their numbers, a picture is the same each time."""

    def __init__(self, start: Vertex, end: Vertex, line: _Line, number: int) -> None:
        super().__init__(start, end)
        self.view, self.number = line, number

    def __hash__(self) -> int:
        return self.number


def as_svg(scenario: Scenario) -> str:
    """The picture, with a title and a description for screen readers."""
    ways = _ways(scenario)
    lines = [_Line(source, target, names) for (source, target), names in ways.items() if source != target]
    boxes = {name: _Box(name, ways.get((name, name), ())) for name in scenario.scenes}
    points = {name: Vertex(name) for name in boxes}
    for name, vertex in points.items():
        vertex.view = boxes[name]
    edges = [_Way(points[line.source], points[line.target], line, at) for at, line in enumerate(lines)]
    right = 0.0
    for component in Graph(list(points.values()), edges).C:
        right = _lay_out(component, right, points[scenario.start])
    return _draw(scenario, boxes, lines, right)


def _ways(scenario: Scenario) -> dict[tuple[str, str], tuple[str, ...]]:
    """Each pair of scenes of which one leads to the other, with the choices that do so."""
    found: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for name, scene in scenario.scenes.items():
        if scene.next:
            found[name, scene.next] += ()
        for choice in scene.choices:
            found[name, choice.next] += (choice.id,)
    return found


def _lay_out(component: graph_core, left: float, start: Vertex) -> float:
    """Place one connected part to the right of `left`; returns where it ends."""
    layout = SugiyamaLayout(component)
    layout.xspace, layout.yspace = _GAP_X, _GAP_Y
    layout.dw, layout.dh = _CORRIDOR, _HEIGHT
    layout.init_all(roots=[start] if start in component.sV else None, optimize=True)
    layout.draw()
    views = [vertex.view for vertex in component.sV]
    lines = [edge.view for edge in component.sE]
    edges_left = [view.xy[0] - view.w / 2 for view in views] + [x for line in lines for x, _ in line.points]
    shift = left + _MARGIN - min(edges_left)
    for view in views:
        view.xy = (view.xy[0] + shift, view.xy[1] + _MARGIN)
    for line in lines:
        line.points = tuple((x + shift, y + _MARGIN) for x, y in line.points)
    edges_right = [view.xy[0] + view.w / 2 for view in views] + [x for line in lines for x, _ in line.points]
    return float(max(edges_right))


def _draw(scenario: Scenario, boxes: dict[str, _Box], lines: list[_Line], right: float) -> str:
    width, height = right + _MARGIN, max(box.xy[1] for box in boxes.values()) + _HEIGHT / 2 + _MARGIN
    leaves, comes = _ports(lines, boxes)
    stretches = {line: list(_stretches(line, leaves[line], comes[line])) for line in lines}
    ways = [_way(line, stretches[line]) for line in lines]
    names = _names_along({line: stretch[0] for line, stretch in stretches.items()})
    back = [_loop(box) for box in boxes.values() if box.loops]
    scenes = [_scene(box, ending=bool(scenario.scenes[box.name].ending)) for box in boxes.values()]
    count = f"{len(scenario.scenes)} scenes, {len(scenario.endings())} endings"
    description = f"{count}. A dashed line leads back. The same as text: peersteps map {scenario.id}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="map-title map-words">'
        f'<title id="map-title">Map of {escape(scenario.title)}</title>'
        f'<desc id="map-words">{escape(description)}</desc><style>{_STYLE}</style>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#3f4b4f"/></marker></defs><rect width="100%" height="100%" fill="#fff"/>'
        f"{''.join((*ways, *back, *scenes, *names))}</svg>\n"
    )


def _ports(lines: list[_Line], boxes: dict[str, _Box]) -> tuple[dict[_Line, float], dict[_Line, float]]:
    """How far from the middle of its box each line leaves and comes, so that those of one side stand side by side."""
    sides: dict[tuple[str, float], list[tuple[float, int, _Line, bool]]] = defaultdict(list)
    for at, line in enumerate(lines):
        sides[line.source, line.down].append((line.points[1][0], at, line, True))
        sides[line.target, -line.down].append((line.points[-2][0], at, line, False))
    leaves: dict[_Line, float] = {}
    comes: dict[_Line, float] = {}
    for (name, _), ends in sides.items():
        step = min(28.0, (boxes[name].width - 28) / len(ends))
        for place, (_, _, line, is_leaving) in enumerate(sorted(ends, key=lambda end: end[:2])):
            (leaves if is_leaving else comes)[line] = (place - (len(ends) - 1) / 2) * step
    return leaves, comes


def _stretches(line: _Line, leaves: float, comes: float) -> Iterator[tuple[Point, Point]]:
    """The parts of a line between two rows."""
    half = line.down * _HEIGHT / 2
    middles = [(line.points[0][0] + leaves, line.points[0][1]), *line.points[1:-1]]
    middles.append((line.points[-1][0] + comes, line.points[-1][1]))
    for (x, y), (to_x, to_y) in pairwise(middles):
        yield (x, y + half), (to_x, to_y - half)


def _way(line: _Line, stretches: list[tuple[Point, Point]]) -> str:
    """Curves between the rows, straight along the corridors."""
    path = f"M{stretches[0][0][0]:.0f} {stretches[0][0][1]:.0f}"
    for (x, y), (to_x, to_y) in stretches:
        bend = (to_y - y) / 2
        path += f"L{x:.0f} {y:.0f}C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"
    kind = "way" if line.down > 0 else "way back"
    return f'<path class="{kind}" d="{path}"/>'


def _names_along(first: dict[_Line, tuple[Point, Point]]) -> Iterator[str]:
    """The choices of each line on its first stretch, where they cover no others, if there is such a place."""
    taken: list[tuple[float, float, float, float]] = []
    for line, (start, end) in first.items():
        names = _shown(line.names)
        if not names:
            continue
        wide, high = max(map(len, names)) * _LETTER, len(names) * _LINE
        places = [_on_curve(start, end, along) for along in _ALONG]
        rooms = [(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in places]
        best = min(range(len(rooms)), key=lambda at: (sum(_common(rooms[at], other) for other in taken), at))
        taken.append(rooms[best])
        yield from _text(names, places[best][0], rooms[best][1], "middle")


def _shown(names: tuple[str, ...]) -> tuple[str, ...]:
    """As many names as a line can carry."""
    return names if len(names) <= _MOST else (*names[: _MOST - 1], f"and {len(names) - _MOST + 1} more")


def _on_curve(start: Point, end: Point, along: float) -> Point:
    """A point of the curve that `_way` draws."""
    (x, y), (to_x, to_y) = start, end
    rest = 1 - along
    middle = (y + to_y) / 2
    onward = along**3 + 3 * along**2 * rest
    down = rest**3 * y + 3 * along * rest**2 * middle + 3 * along**2 * rest * middle + along**3 * to_y
    return x + (to_x - x) * onward, down


def _common(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    """The area that two rooms share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)


def _loop(box: _Box) -> str:
    """A way out of a box at its right side and in again, with its choices beside it."""
    x, y = box.xy[0] + box.width / 2, box.xy[1]
    shown = _shown(box.loops)
    path = f"M{x:.0f} {y - 10:.0f}C{x + 28:.0f} {y - 26:.0f} {x + 28:.0f} {y + 26:.0f} {x:.0f} {y + 10:.0f}"
    words = "".join(_text(shown, x + 24, y - len(shown) * _LINE / 2, "start"))
    return f'<path class="way back" d="{path}"/>{words}'


def _text(names: tuple[str, ...], x: float, top: float, anchor: str) -> Iterator[str]:
    """Names below each other."""
    for at, name in enumerate(names):
        y = top + at * _LINE + 10
        yield f'<text class="choice" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(name)}</text>'


def _scene(box: _Box, *, ending: bool) -> str:
    x, y = box.xy
    kind = "ending" if ending else "scene"
    return (
        f'<rect class="{kind}" x="{x - box.width / 2:.0f}" y="{y - _HEIGHT / 2:.0f}" width="{box.width:.0f}"'
        f' height="{_HEIGHT:.0f}" rx="10"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(box.name)}</text>'
    )
