"""The import graph of the package: its rooms, who knows whom, and on which floor each stands.

``python -m tests.layering`` prints it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ictanalysis"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    """Return the folder or the module at the root of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything of this package that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_known(path: Path) -> set[str]:
    """Return the other rooms that a file imports from; `__init__` is the package itself."""
    parts = [name.split(".") for name in imported(path)]
    own = [part[1:] for part in parts if part[0] == "ictanalysis"]
    known = {part[0] if part and part[0] in rooms() else "__init__" for part in own}
    return known - {room(path)}


@cache
def rooms() -> frozenset[str]:
    """Return every room, `__init__` aside."""
    return frozenset(map(room, FILES))


def graph() -> dict[str, set[str]]:
    """Return room → the rooms that it imports from."""
    known: dict[str, set[str]] = {name: set() for name in rooms()}
    for path in FILES:
        known[room(path)] |= rooms_known(path)
    return known


def floors(known: Mapping[str, set[str]]) -> dict[str, int]:
    """Return room → its floor: one above the highest that it imports from, 1 on the ground.

    Raises
    ------
    graphlib.CycleError
        If rooms import from each other in a circle.
    """
    standing: dict[str, int] = {}
    for name in TopologicalSorter(known).static_order():
        standing[name] = 1 + max((standing[below] for below in known.get(name, ())), default=0)
    return standing


def lines(name: str) -> int:
    """Return how many lines a room has."""
    return sum(
        len(path.read_text(encoding="utf-8").splitlines()) for path in FILES if room(path) == name
    )


def main() -> None:
    """Print the rooms from the top floor down, with their lines and what they know."""
    known = {name: below - {"__init__"} for name, below in graph().items()}
    standing = floors(known)
    for name in sorted(standing, key=lambda each: (-standing[each], each)):
        below = ", ".join(sorted(known[name])) or "-"
        print(f"{standing[name]:>2}  {name:<12} {lines(name):>6}  {below}")
    print(
        f"{len(known)} rooms, {max(standing.values())} floors, "
        f"{sum(map(len, known.values()))} imports between rooms, {sum(map(lines, known))} lines"
    )


if __name__ == "__main__":
    main()
