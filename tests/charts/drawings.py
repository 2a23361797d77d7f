"""A drawing as it is measured: every text with its place, every colour, every line."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ictanalysis.analysis import Dataset, Month
from ictanalysis.catalog import Target
from ictanalysis.charts import Chart, Sentence
from ictanalysis.charts.style import in_style
from ictanalysis.exporters.document import palette

PALETTE = {getattr(palette, name).lower() for name in palette.__all__}
LONG = "Chỉ tiêu có tên gọi rất dài theo quyết định của Thủ tướng Chính phủ và văn bản hướng dẫn"
UNBROKEN = "Mộttừkhôngcókhoảngtrắngnàomàvẫnphảiđứngtronghìnhvẽkhôngtrànrangoài"


def chart_of(drawn: Chart | Sentence) -> Chart:
    assert isinstance(drawn, Chart), drawn
    return drawn


def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Return every text that is drawn and the box that it fills in the SVG, in points."""
    with in_style():
        figure.savefig(io.StringIO(), format="svg")
        renderer = RendererSVG(figure.bbox.width, figure.bbox.height, io.StringIO())
    shown = [
        each for each in figure.findobj(Text) if each.get_visible() and each.get_text().strip()
    ]
    return [(each.get_text(), each.get_window_extent(renderer)) for each in shown]


def wording(figure: Figure) -> list[str]:
    return [text for text, _box in texts(figure)]


def misplaced(chart: Chart) -> list[str]:
    """Return the complaints about both drawings of a chart."""
    return misplaced_on(chart.figure) + misplaced_on(chart.narrow)


def misplaced_on(figure: Figure) -> list[str]:
    """Return the texts that leave the sheet or touch another, as they are to be complained of."""
    drawn = texts(figure)
    sheet = figure.bbox
    leaving = [
        f"{text!r} leaves the sheet: {box}"
        for text, box in drawn
        if box.x0 < -1 or box.y0 < -1 or box.x1 > sheet.x1 + 1 or box.y1 > sheet.y1 + 1
    ]
    meeting = [
        f"{one!r} meets {other!r}"
        for (one, box), (other, another) in combinations(drawn, 2)
        if shared(box, another)
    ]
    return leaving + meeting


def shared(one: Bbox, other: Bbox) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > 0
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 0
    )


def rectangles(figure: Figure, colour: str) -> list[Bbox]:
    """Return the rectangles of a colour that stand on the sheet itself."""
    return [
        each.get_window_extent()
        for each in figure.get_children()
        if isinstance(each, Rectangle)
        and each is not figure.patch
        and to_hex(each.get_facecolor()) == colour.lower()
    ]


def outlines(
    figure: Figure, colour: str, *, filled: bool, opacity: float | None = None
) -> list[list[tuple[float, float]]]:
    """Return the corners of the shapes of a colour, or of the lines, in points from the left below.

    Parameters
    ----------
    opacity
        That of the shapes; None takes all.
    """
    found = []
    for patch in figure.findobj(PathPatch):
        shown = patch.get_facecolor() if filled else patch.get_edgecolor()
        if to_hex(shown) != colour.lower() or patch.get_fill() != filled or not shown[3]:
            continue
        if opacity is not None and abs(shown[3] - opacity) > 0.001:
            continue
        found += _corners(patch)
    return found


def _corners(patch: PathPatch) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = []
    path = patch.get_transform().transform_path(patch.get_path())
    for corner, code in zip(path.vertices.tolist(), path.codes.tolist(), strict=True):
        if code == Path.MOVETO:
            found.append([])
        if code != Path.CLOSEPOLY:
            found[-1].append(tuple(corner))
    return found


def middles(shapes: Iterable[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return the middle of each shape's extent, from left to right."""
    found = []
    for shape in shapes:
        across, up = zip(*shape, strict=True)
        found.append(((min(across) + max(across)) / 2, (min(up) + max(up)) / 2))
    return sorted(found)


def lines(figure: Figure, colour: str) -> list[tuple[list[float], list[float]]]:
    """Return the lines of a colour in a plot over months, as its axes have them.

    Months are counted from the first that has a point; both axes are read off what is drawn.
    """
    at, value = _months(figure), _values(figure)
    axis = _axis(figure)
    drawn = [line for line in outlines(figure, colour, filled=False) if line not in axis]
    return [([at(x) for x, _y in line], [value(y) for _x, y in line]) for line in drawn]


def dots(figure: Figure) -> list[tuple[float, float]]:
    """Return the points that bear a mark, as the axes of their plot have them."""
    at, value = _months(figure), _values(figure)
    return [(at(x), value(y)) for x, y in middles(outlines(figure, palette.NAVY, filled=True))]


def _axis(figure: Figure) -> list[list[tuple[float, float]]]:
    """Return the axis and its ticks, which are the lines of its colour that are not dashed."""
    solid = [
        patch
        for patch in figure.findobj(PathPatch)
        if not patch.get_fill()
        and to_hex(patch.get_edgecolor()) == palette.MUTED.lower()
        and patch.get_linewidth() == 0.8
    ]
    return [shape for patch in solid for shape in _corners(patch)]


def _months(figure: Figure) -> Callable[[float], float]:
    """Return x → months since the first point, read off two ticks and their names."""
    ticks = sorted(line[0][0] for line in _axis(figure) if line[0][0] == line[-1][0])
    names = sorted(
        int(name.split("/")[1]) * 12 + int(name.split("/")[0])
        for name in wording(figure)
        if re.fullmatch(r"\d+/\d{4}", name)
    )
    month = (ticks[-1] - ticks[0]) / (names[-1] - names[0])
    filled = outlines(figure, palette.NAVY, filled=True)
    points = [x for line in outlines(figure, palette.NAVY, filled=False) for x, _y in line]
    first = min([*points, *(x for x, _y in middles(filled))])
    return lambda x: round((x - first) / month, 3)


def _values(figure: Figure) -> Callable[[float], float]:
    """Return y → value, read off the lines of the grid and their names."""
    (axis,) = (line for line in _axis(figure) if line[0][1] == line[-1][1])
    heights = [axis, *outlines(figure, palette.GRID, filled=False)]
    low, high = (each([line[0][1] for line in heights]) for each in (min, max))
    left = axis[0][0]
    names = [name.rstrip("%") for name, box in texts(figure) if box.x1 < left]
    values = [float(name.replace(".", "").replace(",", ".")) for name in names]
    step = (max(values) - min(values)) / (high - low)
    return lambda y: round(min(values) + (y - low) * step, 3)


def colours(svg: str) -> set[str]:
    return {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", svg)}


def target(
    indicator: str,
    value: float,
    decision: str = "1/QĐ-TTg",
    direction: str = "at_least",
    since: date = date(2020, 1, 1),
    until: date | None = None,
    remark: str = "",
) -> Target:
    return Target(
        indicator=indicator,
        value=value,
        direction=direction,
        decision=decision,
        issued=since,
        valid_from=since,
        valid_to=until,
        label="Mục tiêu",
        denominators_agree=not remark,
        remark=remark,
    )


def aimed(data: Dataset, targets: Iterable[Target]) -> Dataset:
    """Return a data set with other targets."""
    return Dataset(replace(data.files, targets=tuple(targets)))


def aimed_month(month: Month, targets: Sequence[Target]) -> Month:
    return aimed(month.data, targets).month(month.period)
