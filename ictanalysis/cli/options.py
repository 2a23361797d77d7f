"""The arguments and options of the commands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ictanalysis.language.messages import LANGUAGES, N_

Command = TypeVar("Command", bound=Callable[..., Any])

DATA = Path("data")
"""Folder of the data set, unless another is named."""

FORMATS = ("xlsx", "csv", "parquet", "datapackage")
"""Forms of export."""

FILE = click.Path(path_type=Path)

month = click.argument("month", metavar=N_("MONTH"), help=N_("Month, as YYYY-MM."))
known_month = click.argument(
    "month", metavar=N_("MONTH|latest"), help=N_("Month, as YYYY-MM, or latest.")
)
months = click.argument(
    "months", metavar=N_("MONTH|FROM:TO|latest"), help=N_("Months, as YYYY-MM.")
)
folder = click.argument("folder", type=FILE, metavar=N_("DIR"), help=N_("New or empty folder."))
units = click.argument(
    "folder", type=FILE, metavar=N_("FOLDER"), help=N_("Folder of the units' data sets.")
)
to_import = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar=N_("[MONTH] FILE..."),
    help=N_(
        "The template, filled in; report.docx, edited; or a month, as YYYY-MM, and offices' files."
    ),
)
to_map = click.argument(
    "files",
    type=FILE,
    nargs=-1,
    required=True,
    metavar=N_("FILE..."),
    help=N_("Files of an office: .xlsx, .xls, .ods, .docx, .csv."),
)

to_audit = click.argument(
    "file",
    type=FILE,
    metavar=N_("FILE"),
    help=N_("Any report: .docx, .pdf, .html, .md, .txt."),
)


def _folder(name: str, default: Path, text: str) -> Callable[[Command], Command]:
    return click.option(
        name, type=FILE, metavar=N_("DIR"), default=default, show_default=True, help=text
    )


data = _folder("--data", DATA, N_("Folder of the data set."))
datasets = click.option(
    "--data",
    "datasets",
    type=FILE,
    metavar=N_("DIR"),
    multiple=True,
    default=[DATA],
    show_default=True,
    help=N_("Folder of the data set, or of several; may be given more than once."),
)
scheduler = click.option(
    "--scheduler",
    metavar=N_("ADDRESS"),
    default="",
    help=N_("Scheduler of a Dask cluster that makes the reports, as tcp://host:8786."),
)
reports = _folder("--reports", Path("reports"), N_("Folder of the reports."))
notebooks = _folder("--notebooks", Path("notebooks"), N_("Folder of the notebooks."))

lang = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    show_default=N_("the data set's"),
    help=N_("Language of messages."),
)
debug = click.option(
    "--debug", is_flag=True, expose_value=False, help=N_("Show the traceback of an error.")
)


def messages(command: Command) -> Command:
    """Add the options about messages; `speech` reads them before the command line is parsed."""
    return lang(debug(command))


version = click.version_option(
    package_name="ictanalysis", message="%(prog)s %(version)s", help=N_("Print the version.")
)

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default=True,
    help=N_("How many processes work at a time."),
)
force = click.option("--force", is_flag=True, help=N_("Make reports that are current, too."))
as_json = click.option(
    "--json", "as_json", is_flag=True, help=N_("Print one JSON object and nothing else.")
)
timeout = click.option(
    "--timeout",
    type=click.IntRange(min=1),
    metavar=N_("SECONDS"),
    show_default=N_("any"),
    help=N_("How long the whole run may take."),
)
cell_timeout = click.option(
    "--cell-timeout",
    type=click.IntRange(min=1),
    metavar=N_("SECONDS"),
    show_default=N_("any"),
    help=N_("How long one cell of a notebook may take."),
)
quiet = click.option(
    "--quiet", is_flag=True, help=N_("Print only what somebody has to do something about.")
)
notify = click.option(
    "--notify",
    type=FILE,
    metavar=N_("FILE.yml"),
    help=N_("Settings of notices, in a file that only its owner can read."),
)
log = click.option(
    "--log",
    type=FILE,
    metavar=N_("FILE"),
    help=N_("Append what became of each month, a JSON object a line."),
)
by = click.option(
    "--by", metavar=N_("ROLE"), required=True, help=N_("The role that publishes, not a person.")
)
certificate = click.option(
    "--certificate",
    type=FILE,
    metavar=N_("FILE.p12"),
    required=True,
    help=N_("Certificate with its key, PKCS #12."),
)
organisation = click.option(
    "--organisation", is_flag=True, help=N_("Sign for the organisation, beside who has signed.")
)
timestamps = click.option(
    "--timestamps",
    metavar=N_("ADDRESS"),
    default="",
    help=N_("Server of timestamps, for PAdES B-T."),
)
password_fd = click.option(
    "--password-fd",
    type=click.IntRange(min=0),
    metavar=N_("NUMBER"),
    show_default=N_("asked for"),
    help=N_("File descriptor to read the password from."),
)
quick = click.option(
    "--quick", is_flag=True, help=N_("Do not make the report again to compare the bytes.")
)
key = click.argument("key", metavar=N_("KEY"), help=N_("Figure, as table.measure."))
chart = click.option(
    "--chart", type=FILE, metavar=N_("FILE.svg"), help=N_("Chart to make, as SVG, PNG or PDF.")
)
catalog = click.option(
    "--catalog", type=FILE, metavar=N_("FILE"), help=N_("Catalog of your own, catalog.yml.")
)
language = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="vi",
    show_default=True,
    help=N_("Language of everything that is written."),
)
first_month = click.option(
    "--month",
    metavar=N_("MONTH"),
    show_default=N_("this month"),
    help=N_("First month, as YYYY-MM."),
)
seed = click.option(
    "--seed",
    type=int,
    default=2021,
    show_default=True,
    help=N_("The same seed writes the same figures."),
)
reporters = click.option(
    "--reporters",
    type=click.IntRange(min=1, max=75),
    metavar=N_("NUMBER"),
    help=N_("Write a country of so many provinces, to roll up."),
)
mapping = click.option(
    "--name",
    metavar=N_("NAME"),
    show_default=N_("every one that fits"),
    help=N_("Mapping to use, of the folder sources of the data set."),
)
new_mapping = click.option(
    "--name",
    metavar=N_("NAME"),
    show_default=N_("that of the first file"),
    help=N_("Name of the mapping."),
)
map_month = click.option(
    "--month",
    metavar=N_("MONTH"),
    show_default=N_("the one that titles name"),
    help=N_("Month of the files, as YYYY-MM."),
)
page = click.option(
    "--html",
    "page",
    type=FILE,
    metavar=N_("FILE.html"),
    help=N_("Page to make, which shows the cells that were taken."),
)
accept = click.option(
    "--accept", is_flag=True, help=N_("Write the mapping into the folder sources of the data set.")
)
against = click.option(
    "--against",
    metavar=N_("MONTH|latest"),
    help=N_("Hold every number against the figures of this month, too."),
)
replace = click.option(
    "--replace", is_flag=True, help=N_("Replace values that are there and differ.")
)
form = click.option(
    "--to", "form", type=click.Choice(FORMATS), required=True, help=N_("Form of the files.")
)
excel = click.option(
    "--excel", is_flag=True, help=N_("Write CSV that Excel opens as it is, in the data's language.")
)
out_workbook = click.option(
    "--out", type=FILE, metavar=N_("FILE.xlsx"), show_default=N_("MONTH.xlsx"), help=N_("New file.")
)
out_export = click.option(
    "--out",
    type=FILE,
    metavar=N_("PATH"),
    show_default=N_("export-MONTHS"),
    help=N_("New file (xlsx) or folder (all others)."),
)
