"""Notices of how a run has ended, to people who do not read logs.

A notice is sent once for what became of a month: what was sent last stands beside the settings,
and is written before it is sent, so that a run that is killed sends nothing twice.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ictanalysis.catalog.yamlfile import read_model
from ictanalysis.cli.journal import Entry
from ictanalysis.files.publication import rewrite_file
from ictanalysis.language.errors import InputError, UsageError
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Message, _, harmless

MOST = 20
"""How many findings a notice tells."""

READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


Result = Literal["published", "draft", "current", "refused", "failed", "not begun"]


class NoticeSettings(BaseModel):
    """Where notices go.

    Attributes
    ----------
    urls
        Addresses as Apprise has them: `mailtos://user:password@host?to=…`, `json://host/path`, ….
    results
        Of which results somebody is told.
    attach
        Whether the page of the report goes with the notice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    urls: Annotated[list[str], Field(min_length=1)]
    results: list[Result] = ["published", "draft", "refused", "failed"]
    attach: bool = False


def read_notice_settings(path: Path) -> NoticeSettings:
    """Return the settings of a file that nobody but its owner can read.

    Raises
    ------
    InputError
        If it cannot be read, is not of this form, or others can read it: it holds passwords.
    """
    name = path.as_posix()
    settings, _located = read_model(path, name, NoticeSettings)
    if os.name != "nt" and path.stat().st_mode & READABLE_BY_OTHERS:
        message = _("others can read it, and it holds passwords: chmod 600 {path}", path=name)
        raise InputError(message, file=name)
    return settings


class Notifier:
    """Tells people what became of months.

    Parameters
    ----------
    path
        The file of settings.
    locale
        The language of the notices.

    Raises
    ------
    InputError
        As `read_notice_settings`; or if an address is none.
    UsageError
        If the extra `notify` is not installed.
    """

    def __init__(self, path: Path, locale: Locale) -> None:
        self._path, self._locale = path, locale
        self._settings = read_notice_settings(path)
        try:
            import apprise
        except ImportError as error:
            message = _("notices need a library: pip install 'ictanalysis[notify]'")
            raise UsageError(message) from error
        logging.getLogger("apprise").setLevel(logging.CRITICAL)
        self._apprise = apprise.Apprise()
        for at, url in enumerate(self._settings.urls, start=1):
            if not self._apprise.add(url):
                # An address may hold a password, which nobody prints.
                message = _("“urls”, number {number}: Apprise knows no such address", number=at)
                raise InputError(message, file=path.as_posix())

    def tell(self, entries: Sequence[Entry], code: int) -> Iterator[Message]:
        """Tell what became of months and yield what to say of it: that a notice went nowhere.

        Parameters
        ----------
        entries
            What became of each month.
        code
            The exit code of the run.
        """
        for entry in entries:
            if entry.result not in self._settings.results:
                continue
            title, text = self._words(entry, code)
            if self._was_sent(entry.label, f"{entry.result}\n{text}"):
                continue
            if not self._sent(title, text, entry):
                # The next run tries again.
                self._remember(entry.label, "")
                yield _("{month}: a notice could not be sent to some address", month=entry.label)

    def _words(self, entry: Entry, code: int) -> tuple[str, str]:
        locale = self._locale
        result = locale.render(_RESULTS[entry.result])
        title = locale.say("Report of {month}: {result}", month=entry.label, result=result)
        lines = [title, locale.say("Exit code {code}", code=code)]
        if entry.folder:
            lines.append(locale.say("Folder: {folder}", folder=entry.folder))
        if entry.problem:
            lines.append(entry.problem)
        lines += [str(each["message"]) for each in entry.findings[:MOST]]
        if (left := len(entry.findings) - MOST) > 0:
            lines.append(locale.say("{count} more findings", count=left))
        return harmless(title), "\n".join(map(harmless, lines))

    def _sent(self, title: str, text: str, entry: Entry) -> bool:
        page = Path(entry.folder or "") / "report.html"
        attached = str(page) if self._settings.attach and entry.folder and page.is_file() else None
        try:
            return bool(
                self._apprise.notify(title=title, body=text, body_format="text", attach=attached)
            )
        except Exception:
            return False

    def _was_sent(self, month: str, text: str) -> bool:
        """Return whether this was sent already, and write down that it is from now on."""
        line = f"{month} {hashlib.sha256(text.encode()).hexdigest()}"
        if line in self._known():
            return True
        self._remember(month, line)
        return False

    @property
    def _sent_file(self) -> Path:
        return self._path.with_name(f"{self._path.name}.sent")

    def _known(self) -> list[str]:
        path = self._sent_file
        return path.read_text("utf-8", "replace").splitlines() if path.is_file() else []

    def _remember(self, month: str, line: str) -> None:
        """Write down what was sent of a month; nothing where it was not."""
        others = [each for each in self._known() if not each.startswith(f"{month} ")]
        content = "".join(f"{each}\n" for each in [*others, line] if each)
        rewrite_file(self._sent_file, content.encode)


_RESULTS: dict[str, Message] = {
    "published": _("is made"),
    "current": _("is current"),
    "draft": _("is a draft"),
    "refused": _("cannot be made from its files"),
    "failed": _("has failed"),
    "not begun": _("was not begun"),
}
