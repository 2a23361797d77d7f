"""Who reports: the settings of a data set, from `dataset.yml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ictanalysis.catalog.models import Label, OptionalLabel
from ictanalysis.catalog.yamlfile import read_model
from ictanalysis.dataset.periods import ReportingWindow
from ictanalysis.language.locales import Locale
from ictanalysis.language.messages import Language

__all__ = ["Settings", "Signature", "read_settings"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Signature(_Part):
    """Who signs: the authority (`KT. GIÁM ĐỐC`, or none), the title and the full name."""

    authority: OptionalLabel = ""
    title: Label
    name: Label


class Settings(_Part):
    """The names and rules of the office that reports.

    Attributes
    ----------
    synthetic
        Whether the figures are made up; everything made from such a data set says so.
    language
        Language of the catalog, of the notebooks and of all that is made from them; of messages,
        too, where the command line does not choose one.
    reporting_window
        `15-14` (Nghị định 09/2019/NĐ-CP) or `calendar`.
    province, department, superior
        The province, the office that reports and the body above it.
    symbol
        Symbol of the office's reports, which follows their number (`BC-STTTT`).
    place
        Place of signature.
    addressees, recipients
        Kính gửi, and Nơi nhận.
    literals
        Phrases of the narrative whose numbers are part of a name (`COVID-19`).
    signature
        Who signs.
    """

    synthetic: bool
    language: Language
    reporting_window: ReportingWindow
    province: Label
    department: Label
    superior: Label
    symbol: Label
    place: Label
    addressees: list[Label]
    recipients: list[Label]
    literals: list[Label] = []
    signature: Signature

    @property
    def locale(self) -> Locale:
        """Return how the language of the data set writes numbers, dates and sentences."""
        return Locale(self.language)


def read_settings(path: Path, name: str) -> Settings:
    """Return the settings that a file holds.

    Raises
    ------
    InputError
        If the file cannot be read or a setting is missing, unknown or wrong.
    """
    settings, _located = read_model(path, name, Settings)
    return settings
