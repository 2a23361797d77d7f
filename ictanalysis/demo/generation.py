"""The files of the demonstration data set, as texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import as_file, files

import yaml

from ictanalysis.catalog import Catalog, read_catalog
from ictanalysis.dataset.plan import PLAN_FILE
from ictanalysis.dataset.tables import TableReader
from ictanalysis.demo.accounts import certificates, email
from ictanalysis.demo.dice import Dice
from ictanalysis.demo.documents import documents
from ictanalysis.demo.dossiers import dossiers
from ictanalysis.demo.media import component_sites, portal, press, radio
from ictanalysis.demo.narrative import narrative
from ictanalysis.demo.office import COUNTS, assessment, counts, courses, inspections, reception
from ictanalysis.demo.plan import plans
from ictanalysis.demo.rows import Simulation, table_text
from ictanalysis.demo.services import procedures, services
from ictanalysis.demo.timeline import MONTHS
from ictanalysis.files.reading import read_text

SEED = 2021
"""The seed where none is chosen."""

SETTINGS = ("catalog.yml", "dataset.yml", "targets.yml")

SIMULATIONS: Mapping[str, Simulation] = {
    **{table: partial(counts, table) for table in COUNTS},
    "documents": documents,
    "certificates": certificates,
    "email": email,
    "services": services,
    "dossiers": dossiers,
    "procedures": procedures,
    "portal": portal,
    "component_sites": component_sites,
    "press": press,
    "radio": radio,
    "reception": reception,
    "training": courses,
    "inspections": inspections,
    "assessment": assessment,
}
"""Table → its simulation, for every table that has a file."""


def dataset_texts(seed: int = SEED) -> dict[str, str]:
    """Return the files of the data set: path inside it (`2021-05/portal.csv`) → text.

    Parameters
    ----------
    seed
        The same one yields the same bytes, on every machine.
    """
    texts = {name: packaged(name) for name in SETTINGS}
    with as_file(files("ictanalysis.demo") / "catalog.yml") as path:
        catalog = read_catalog(path, "catalog.yml")
    for month, own in zip(MONTHS, _months(seed, catalog), strict=True):
        texts |= {f"{month}/{name}": text for name, text in own.items()}
    return texts


def _months(seed: int, catalog: Catalog) -> Iterator[Mapping[str, str]]:
    """Yield the files of each month: name → text."""
    simulated = zip(
        *(simulation(Dice(seed, table)) for table, simulation in SIMULATIONS.items()), strict=True
    )
    headers = {table: TableReader(catalog, table).header for table in SIMULATIONS}
    planned = plans(Dice(seed, PLAN_FILE), yaml.safe_load(packaged("tasks.yml")))
    for month, rows, plan in zip(MONTHS, simulated, planned, strict=True):
        tables = dict(zip(SIMULATIONS, rows, strict=True))
        yield {
            **{f"{table}.csv": table_text(headers[table], tables[table]) for table in tables},
            "narrative.md": narrative(month, tables, catalog.dimensions["unit"].members),
            PLAN_FILE: plan,
        }


def packaged(name: str) -> str:
    """Return a text of the demonstration that is no figure."""
    with as_file(files("ictanalysis.demo") / name) as path:
        return read_text(path, name)
