"""A scenario as a picture and as text: which scene leads where.

The picture is a layered graph laid out by grandalf (Sugiyama's method); the text says the same in words,
for readers who do not see it and for a terminal.
"""

from collections.abc import Iterator
from html import escape

from grandalf.graphs import Edge, Graph, Vertex, graph_core
from grandalf.layouts import SugiyamaLayout

from peersteps.authoring.play import PRACTICE
from peersteps.model import Scenario, Scene

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _MARGIN = 168.0, 44.0, 28.0, 56.0, 24.0
_STYLE = (
    "text{font:600 14px system-ui,sans-serif;fill:#1d282c}"
    ".scene{fill:#fff;stroke:#0a5a5b;stroke-width:2}.ending{fill:#f4e4d8;stroke:#1d282c;stroke-width:3}"
    ".way{fill:none;stroke:#3f4b4f;stroke-width:1.5;marker-end:url(#tip)}"
)


class _Box:
    """The size of a scene's box, and where the layout puts its middle (grandalf's protocol)."""

    def __init__(self) -> None:
        self.w, self.h = _WIDTH, _HEIGHT
        self.xy = (0.0, 0.0)


def as_text(scenario: Scenario) -> str:
    """One block a scene: what can be chosen there and where it leads."""
    blocks = []
    for name, scene in scenario.scenes.items():
        head = f"{name} (ending): {scene.ending}" if scene.ending else name
        blocks.append("\n".join([head, *(f"  {way}" for way in _ways_in_words(scene))]))
    return "\n".join(blocks)


def as_svg(scenario: Scenario) -> str:
    """The picture, with a title and a description for screen readers."""
    boxes = {name: Vertex(name) for name in scenario.scenes}
    for vertex in boxes.values():
        vertex.view = _Box()
    ways = sorted({(name, target) for name, scene in scenario.scenes.items() for target in targets(scene)})
    graph = Graph(list(boxes.values()), [Edge(boxes[a], boxes[b]) for a, b in ways if a != b])
    right = 0.0
    for component in graph.C:
        right = _lay_out(component, right, scenario.start, boxes)
    return _draw(scenario, {name: vertex.view.xy for name, vertex in boxes.items()}, ways)


def targets(scene: Scene) -> Iterator[str]:
    """The scenes that a scene can lead to."""
    if scene.next:
        yield scene.next
    for choice in scene.choices:
        yield choice.next


def _ways_in_words(scene: Scene) -> Iterator[str]:
    if scene.next:
        yield f"goes on to {scene.next}"
    for choice in scene.choices:
        word = PRACTICE[choice.practice].lower()
        yield f"{choice.id}{f' ({word})' if word else ''}: to {choice.next}"


def _lay_out(component: graph_core, left: float, start: str, boxes: dict[str, Vertex]) -> float:
    """Place one connected part to the right of `left`; returns where it ends."""
    layout = SugiyamaLayout(component)
    layout.xspace, layout.yspace = _GAP_X, _GAP_Y
    first = [boxes[start]] if boxes[start] in component.sV else []
    layout.init_all(roots=first or None, optimize=True)
    layout.draw()
    views = [vertex.view for vertex in component.sV]
    shift = left + _MARGIN + _WIDTH / 2 - min(view.xy[0] for view in views)
    for view in views:
        view.xy = (view.xy[0] + shift, view.xy[1] + _MARGIN)
    return float(max(view.xy[0] for view in views)) + _WIDTH / 2


def _draw(scenario: Scenario, at: dict[str, tuple[float, float]], ways: list[tuple[str, str]]) -> str:
    width = max(x for x, _ in at.values()) + _WIDTH / 2 + _MARGIN
    height = max(y for _, y in at.values()) + _HEIGHT / 2 + _MARGIN
    lines = "".join(_way(at[a], at[b]) for a, b in ways if a != b)
    boxes = "".join(_scene(name, at[name], ending=bool(scenario.scenes[name].ending)) for name in scenario.scenes)
    description = f"{len(scenario.scenes)} scenes, {len(scenario.endings())} endings. The same as text: peersteps map"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-labelledby="map-title map-words"><title id="map-title">Map of {escape(scenario.title)}</title>'
        f'<desc id="map-words">{escape(description)} {escape(scenario.id)}.</desc><style>{_STYLE}</style>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#3f4b4f"/></marker></defs>'
        f"{lines}{boxes}</svg>\n"
    )


def _way(a: tuple[float, float], b: tuple[float, float]) -> str:
    """A curve from the bottom of one box to the top of another; ways back leave at the side."""
    if b[1] > a[1]:
        start, end = (a[0], a[1] + _HEIGHT / 2), (b[0], b[1] - _HEIGHT / 2)
        bend = (end[1] - start[1]) / 2
        path = f"C{start[0]:.0f} {start[1] + bend:.0f} {end[0]:.0f} {end[1] - bend:.0f}"
    else:
        start, end = (a[0] + _WIDTH / 2, a[1]), (b[0] + _WIDTH / 2, b[1])
        path = f"C{start[0] + 60:.0f} {start[1]:.0f} {end[0] + 60:.0f} {end[1]:.0f}"
    return f'<path class="way" d="M{start[0]:.0f} {start[1]:.0f}{path} {end[0]:.0f} {end[1]:.0f}"/>'


def _scene(name: str, at: tuple[float, float], *, ending: bool) -> str:
    x, y = at
    kind = "ending" if ending else "scene"
    return (
        f'<rect class="{kind}" x="{x - _WIDTH / 2:.0f}" y="{y - _HEIGHT / 2:.0f}" width="{_WIDTH:.0f}"'
        f' height="{_HEIGHT:.0f}" rx="10"/><text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(name)}</text>'
    )
