"""The narrative report of a month, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ictanalysis.analysis import Month
from ictanalysis.analysis.arguments import check_argument, checked
from ictanalysis.dataset import Task
from ictanalysis.dataset.findings import Finding
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _
from ictanalysis.language.placeholders import unknown_section
from ictanalysis.report import cards, official
from ictanalysis.report.htmltable import Table
from ictanalysis.report.markdown import Prose, escape, quoted
from ictanalysis.report.notes import describe_finding, ended, key_of, remarks
from ictanalysis.report.overview import overview
from ictanalysis.report.prose import fill, gap, words
from ictanalysis.report.quality import compared, quality
from ictanalysis.report.sections import fill_section

OUTCOMES: Mapping[str, Message] = {
    "done": _("Done"),
    "under_way": _("Under way"),
    "not_begun": _("Not begun"),
    "dropped": _("Dropped"),
}
ORDER = {status: place for place, status in enumerate(OUTCOMES)}
NAMED = 3
"""So many missing figures are named among the main points; more are counted."""
UNKNOWN = _("Outcome not known")
"""What stands in a draft for a task of which nobody has said what became of it."""


@dataclass(frozen=True)
class Report:
    """The parts of a month's report, each displayed by one cell of the report notebook."""

    month: Month

    def __post_init__(self) -> None:
        check_argument("month", self.month)

    @checked
    def heading(self, kind: str = "", subject: Sequence[str] = ()) -> official.Part:
        """Return the official heading, named as the data set says; see `official.heading`."""
        return official.heading(self.month, kind=kind, subject=subject)

    @checked
    def cards(self, keys: Sequence[str]) -> official.Part:
        """Return the month in a few figures; see `cards.cards`."""
        return cards.cards(self.month, keys)

    @checked
    def highlights(self, points: Sequence[str]) -> official.Part:
        """Return the main points, templates of `prose`, and after them what calls for caution.

        Raises
        ------
        UsageError
            As `prose.fill`.
        """
        locale = self.month.locale
        cautions = [
            escape(describe_finding(each, locale))
            for each in self._found
            if each.severity == "error"
        ]
        missing = [each for each in self._found if each.rule == "missing" and each.measure]
        if len(missing) > NAMED:
            count = locale.count(len(missing))
            cautions.append(
                locale.say("no figure is available for {count} of the indicators.", count=count)
            )
        elif missing:
            labels = [self.month.catalog.label(key_of(each)) for each in missing]
            names = "; ".join(map(locale.inside, labels))
            cautions.append(escape(locale.say("no figure is available for {names}.", names=names)))
        filled = [text for point in points if (text := fill(self.month, point).markdown)]
        notes = [locale.say("Please note: {caution}", caution=caution) for caution in cautions]
        return official.highlights(self.month, [*filled, *notes])

    @checked
    def text(self, template: str) -> Prose:
        """Return sentences filled from the month; see `prose.fill`."""
        return fill(self.month, template)

    @checked
    def section(self, number: str, template: str = "") -> Prose:
        """Return a section: its title, the sentences of every month, and the month's own news.

        Raises
        ------
        UnknownKeyError
            If the catalog has no such section, unless the month is a draft.
        UsageError
            As `prose.fill_section`.
        """
        return self._title(number) + fill_section(self.month, number, template)

    @checked
    def plan(self, number: str, template: str = "") -> Prose:
        """Return the section of next month's tasks, in the order of `plan.csv`."""
        open_tasks = (task for task in self.month.files.plan if task.is_open)
        tasks = "\n".join(
            f"{position}. {escape(_planned(task, self.month))}"
            for position, task in enumerate(open_tasks, start=1)
        )
        return self.section(number, template) + Prose(tasks)

    @checked
    def follow_up(self, template: str) -> Prose:
        """Return what became of each task of the plan before, done ones first; nothing if none was.

        The template is of `prose`, and stands before the list.
        """
        carried = [
            task for task in self.month.files.plan if task.is_carried_into(self.month.period)
        ]
        if not carried:
            return Prose("")
        carried.sort(key=lambda task: ORDER.get(task.status, len(ORDER)))
        outcomes = [_outcome(task, self.month.locale) for task in carried]
        return fill(self.month, template) + Prose("\n".join(outcomes))

    @checked
    def annex(self, number: str, template: str = "") -> Prose:
        """Return the heading of an annex and what stands under it, as `section`.

        Parameters
        ----------
        number
            A section of the catalog whose key ends with the annex's number: `PL.I`.
        """
        title = words(self.month, self._known(number))
        name = self.month.locale.say("Annex {number}", number=number.partition(".")[2])
        spans = f"<span>{quoted(name)}</span>: <span>{quoted(title)}</span>"
        heading = f'<h2 class="annex">{spans}</h2>'
        reference = official.reference(self.month)
        return (
            Prose(heading)
            + Prose(f'<p class="reference">{quoted(reference)}</p>')
            + fill_section(self.month, number, template)
        )

    def notes(self) -> Prose:
        """Return how the data was checked, what was found, and the notes on single figures."""
        locale = self.month.locale
        found = (describe_finding(each, locale) for each in self._found)
        notes = [*compared(self.month), *found, *remarks(self.month)]
        if not notes:
            return Prose(locale.say("The checks of the data have found nothing."))
        items = "\n".join(f"- {escape(text)}" for text in notes)
        return Prose(locale.say("What the checks of the data have found:")) + Prose(items)

    def quality(self) -> Prose:
        """Return how many findings there are, what was compared, and which figures are not final.

        An item of a list each; no item of what there is none of.
        """
        return Prose("\n".join(f"- {escape(text)}" for text in quality(self.month)))

    @checked
    def figures(self, caption: str) -> Table:
        """Return the table of every figure of the month; the caption is a template of `prose`."""
        return overview(self.month, words(self.month, caption))

    def restated(self) -> Prose:
        """Return the figures of earlier months that were told otherwise, under a heading.

        Nothing where there is none. Each item says what was told, what it is now, and why.
        """
        locale, items = self.month.locale, []
        for each in self.month.restated:
            now = each.figure.hedged if each.figure else locale.say("no longer reported")
            reason = each.reason or locale.say("not given")
            items.append(
                locale.say(
                    "{label}, {month}: {before} was told, it is now {now}; the reason: {reason}.",
                    month=locale.month(each.told.period),
                    label=each.label,
                    before=each.before,
                    now=now,
                    reason=reason.rstrip(". "),
                )
            )
        if not items:
            return Prose("")
        title = locale.say("Figures that were restated")
        listed = "\n".join(f"- {escape(text)}" for text in items)
        return Prose(f"### {escape(title)}") + Prose(listed)

    def separate_annexes(self) -> official.Part:
        """Return the place from which on annexes are signed separately, as a PDF of their own."""
        return official.separation(self.month)

    def sources(self) -> official.Part:
        """Return the place of the list that says where each cited figure comes from."""
        return official.sources(self.month)

    def signature(self) -> official.Part:
        """Return the signature and the recipients."""
        return official.signature(self.month)

    @property
    def _found(self) -> list[Finding]:
        """Return what a reader must know; a mere suspicion is for those who mend the tables.

        But one that a named role has accepted is told with the reason.
        """
        return [
            each
            for each in self.month.findings
            if (each.severity == "error" and each.rule != "structure")
            or each.rule == "missing"
            or each.acknowledged
        ]

    def _known(self, number: str) -> str:
        """Return the title of a section in the catalog; in a draft, a gap where there is none."""
        catalog = self.month.data.catalog
        if number in catalog.sections:
            return catalog.sections[number].title
        if self.month.is_draft:
            return gap(self.month, number)
        raise catalog.unknown(unknown_section(number, catalog.sections))

    def _title(self, number: str) -> Prose:
        title = words(self.month, self._known(number))
        _chapter, dot, rest = number.partition(".")
        heading = f"{rest}. {title}" if dot else f"{number}. {title.upper()}"
        return Prose(f"{'#' * (number.count('.') + 2)} {escape(heading)}")


def _outcome(task: Task, locale: Locale) -> str:
    outcome = locale.render(OUTCOMES.get(task.status, UNKNOWN))
    reason = f" ({task.outcome})" if task.outcome else ""
    return f"- {escape(f'{outcome}{reason}: {ended(task.task)}')}"


def _planned(task: Task, month: Month) -> str:
    """Return a task as the plan of next month prints it, with the day on which it is or was due."""
    text, say = ended(task.task), month.locale.say
    if not task.due:
        return text
    try:
        day = date.fromisoformat(task.due)
    except ValueError:
        return say("{task} (due: {due}).", task=text.removesuffix("."), due=task.due)
    due = month.locale.day(day)
    if day <= month.period.end_time.date():
        return say("{task} (was due: {due}).", task=text.removesuffix("."), due=due)
    return say("{task} (due: {due}).", task=text.removesuffix("."), due=due)
