"""The index of the reports, written from what is in their folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from ictanalysis.analysis import Dataset
from ictanalysis.dataset.periods import parse_month
from ictanalysis.exporters.document.parts import Masthead
from ictanalysis.exporters.index import FEWEST, Edition, Entry, Line, State, index_page
from ictanalysis.exporters.links import Link
from ictanalysis.files.publication import rewrite_file
from ictanalysis.language.errors import UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _
from ictanalysis.pipeline.keyfigures import KeyFigure
from ictanalysis.pipeline.manifest import Manifest, read_manifest
from ictanalysis.pipeline.navigation import FORMS, INDEX, anchor, short_title
from ictanalysis.pipeline.outcomes import Folders, is_current

STATES: dict[State, Message] = {
    "published": _("Published"),
    "stale": _("Published; made from what has changed since"),
    "draft": _("Draft, not released"),
}

_GENERATOR = b'name="generator" content="ictanalysis"'


def write_index(data: Dataset, folders: Folders) -> None:
    """Write the index of all reports anew, whole; none where no report was ever made.

    Raises
    ------
    UsageError
        If a page that no run has made stands in its place, or it cannot be written.
    """
    path = folders.reports / INDEX
    if path.exists() or any(_manifests(folders.reports)):
        refuse_other_index(folders.reports)
        rewrite_file(path, lambda: _page(data, folders).encode())


def refuse_other_index(reports: Path) -> None:
    """Refuse to write the index in the place of a page that no run has made.

    Raises
    ------
    UsageError
        If there is one.
    """
    path = reports / INDEX
    if path.is_file() and _GENERATOR not in path.read_bytes():
        raise UsageError(
            _("{path}: no run has made this file: move it away first", path=path.as_posix())
        )


def _page(data: Dataset, folders: Folders) -> str:
    settings, say = data.settings, data.locale.say
    months: dict[pd.Period, list[Manifest]] = {}
    for manifest in _manifests(folders.reports):
        months.setdefault(parse_month(manifest.month), []).append(manifest)
    opening = Masthead(
        title=say("Monthly reports"),
        province=settings.province,
        department=settings.department,
        synthetic=settings.synthetic,
        language=settings.language,
    )
    newest = max((month for month, made in months.items() if not made[0].draft), default=None)
    entries = [
        Entry(
            anchor(month),
            str(month.year),
            _capital(data.locale.month(month)),
            [_edition(data, folders, month, each) for each in months[month]],
            month == newest,
        )
        for month in sorted(months, reverse=True)
    ]
    return index_page(opening, entries)


def _manifests(reports: Path) -> Iterator[Manifest]:
    """Yield what the folders of reports say of themselves, in the order of their names."""
    for folder in sorted(reports.iterdir()) if reports.is_dir() else ():
        manifest = read_manifest(folder)
        if manifest is not None and manifest.folder == folder.name:
            yield manifest


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _edition(data: Dataset, folders: Folders, month: pd.Period, made: Manifest) -> Edition:
    name = data.locale.month(month)
    forms = {file: data.locale.render(form) for file, form in FORMS.items()}
    current = month in data.months and is_current(made, data.month(month), folders)
    state: State = "draft" if made.draft else "published" if current else "stale"
    return Edition(
        state,
        data.locale.render(STATES[state]),
        [
            Link(text, f"{made.folder}/{file}", f"{text}, {name}")
            for file, text in forms.items()
            if file in made.outputs
        ],
        [
            Link(short_title(title, name), f"{made.folder}/{file}", title)
            for file, title in made.pages.items()
            if file not in FORMS
        ],
        data.locale.say("Main figures"),
        [_line(figure, month, data.locale) for figure in made.figures],
    )


def _line(figure: KeyFigure, month: pd.Period, locale: Locale) -> Line:
    known = [at for at, value in enumerate(figure.history) if value is not None]
    if len(known) < FEWEST:
        return Line(figure.label, figure.text, figure.unit, "", ())
    history = figure.history[known[0] :]
    sign = "%" if figure.text.endswith("%") else ""
    first, last = (
        locale.number(figure.history[at] or 0.0, figure.decimals) + sign
        for at in (known[0], known[-1])
    )
    about = locale.say(
        "from {first} in {since} to {last} in {month}",
        first=first,
        since=locale.month_short(month - len(history) + 1),
        last=last,
        month=locale.month_short(month - len(figure.history) + 1 + known[-1]),
    )
    return Line(figure.label, figure.text, figure.unit, about, history)
