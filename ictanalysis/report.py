"""The narrative report of a month, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ictanalysis import official
from ictanalysis.analysis import Month
from ictanalysis.checks.sums import sums
from ictanalysis.errors import UsageError
from ictanalysis.findings import Finding
from ictanalysis.messages import _
from ictanalysis.prose import Prose, escape, fill, fill_narrative, words

__all__ = ["Report"]

NOTES = "Ghi chú về số liệu"


@dataclass(frozen=True)
class Report:
    """The parts of a month's report, each displayed by one cell of the report notebook."""

    month: Month

    def heading(self, kind: str, subject: Sequence[str]) -> official.Part:
        """Yield the official heading; see `official.heading`."""
        return official.heading(self.month, kind=kind, subject=subject)

    def highlights(self, points: Sequence[str]) -> official.Part:
        """Yield the main points, which a director reads first; see `official.highlights`."""
        return official.highlights(self.month, points)

    def text(self, template: str) -> Prose:
        """Yield sentences filled from the month; see `prose.fill`."""
        return fill(self.month, template)

    def section(self, number: str, template: str = "") -> Prose:
        """Yield a section: its title, the sentences of every month, then the month's own news.

        Raises
        ------
        UsageError
            If the catalog has no such section, or as `prose.fill`.
        """
        news = fill_narrative(self.month, number)
        return self._title(number) + fill(self.month, template) + news

    def plan(self, number: str, template: str = "") -> Prose:
        """Yield the section of next month's tasks, numbered as in `plan.csv`."""
        tasks = "\n".join(
            f"{position}. {escape(task.task)}"
            for position, task in enumerate(self.month.files.plan, start=1)
        )
        return self.section(number, template) + Prose(tasks)

    def notes(self) -> Prose:
        """Yield the notes on the data: how it was checked and what was found."""
        found = [each for each in self.month.findings if each.rule != "structure"]
        lines = [f"- {_note(each)}" for each in found]
        return Prose("\n".join([f"## {NOTES}", "", self._checked(), "", *lines]))

    def signature(self) -> official.Part:
        """Yield the signature and the recipients."""
        return official.signature(self.month)

    def _title(self, number: str) -> Prose:
        sections = self.month.data.catalog.sections
        if number not in sections:
            known = ", ".join(sections)
            raise UsageError(
                _("“{value}” is not a section (there are: {known})", value=number, known=known)
            )
        title = words(self.month, sections[number].title)
        _chapter, dot, rest = number.partition(".")
        shown = f"{rest}. {title}" if dot else f"{number}. {title.upper()}"
        return Prose(f"{'#' * (number.count('.') + 2)} {escape(shown)}")

    def _checked(self) -> str:
        catalog, cells = self.month.data.catalog, self.month.cells
        totals = sum(1 for table in catalog.tables for _each in sums(catalog, cells, table))
        rates = sum(key.name in catalog.tables[key.table].ratios for key in cells)
        return (
            f"Đã đối chiếu {totals} tổng với các phần và {rates} tỷ lệ do nguồn công bố "
            "với kết quả tính lại từ số liệu gốc."
        )


def _note(finding: Finding) -> str:
    text = escape(finding.message.render("vi")) + "."
    accepted = finding.acknowledged
    if accepted is None:
        return text
    return f"{text} Được {escape(accepted.by)} chấp nhận: {escape(accepted.reason)}."
