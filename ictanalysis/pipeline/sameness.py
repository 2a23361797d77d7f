"""What must be the same on every machine, so that all of them make the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from ictanalysis.language.errors import UsageError
from ictanalysis.language.messages import Message, _, in_lines
from ictanalysis.pipeline.manifest import library_digest, versions

MOST = 10
"""How many differences are told."""

_SHORT = 12
"""So many digits of a digest are told."""


def about() -> dict[str, str]:
    """Return what reports made by this process depend on beside their sources.

    It is asked of a worker that may have been started before the package was installed anew.
    """
    return {
        **versions(),
        "distributed": version("distributed"),
        "library": library_digest.__wrapped__()[:_SHORT],
        "font": _font(),
    }


def _font() -> str:
    """Return the font of the PDF, and a digest of its files."""
    from ictanalysis.exporters.fonts import available, choose

    fonts = available()
    family = choose("", fonts)
    files = {each.path for each in fonts.fonts() if each.family == family and each.path}
    told = sorted(hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in files)
    return f"{family} {hashlib.sha256(''.join(told).encode()).hexdigest()[:_SHORT]}"


def refuse_others(here: Mapping[str, str], there: Mapping[str, object]) -> None:
    """Refuse workers that are not as this machine.

    Parameters
    ----------
    here
        What `about` returns here.
    there
        The address of each worker → what it returns there, or the error that it raises.

    Raises
    ------
    UsageError
        If there is one; it names the worker and what differs.
    """
    told = [each for worker, what in sorted(there.items()) for each in _told(worker, here, what)]
    if told:
        raise UsageError(in_lines(told[:MOST]))


def _told(worker: str, here: Mapping[str, str], there: object) -> Iterator[Message]:
    if not isinstance(there, Mapping):
        yield _(
            "{worker}: this worker does not know this version of ictanalysis ({error}): install "
            "the same version on every machine, and start its workers anew",
            worker=worker,
            error=f"{type(there).__name__}: {there}",
        )
        return
    for name in _differing(here, there):
        yield _(
            "{worker}: this worker has {name} {there}, and this machine {here}: install the same "
            "on every machine, and start its workers anew",
            worker=worker,
            name=name,
            there=str(there.get(name, "–")),
            here=here.get(name, "–"),
        )


def _differing(here: Mapping[str, str], there: Mapping[str, object]) -> Sequence[str]:
    names = sorted({*here, *map(str, there)})
    return [name for name in names if here.get(name) != there.get(name)]
