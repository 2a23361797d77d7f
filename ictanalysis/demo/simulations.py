"""The simulation of every table that has a file."""

from __future__ import annotations

from collections.abc import Mapping

from ictanalysis.demo.accounts import certificates, email
from ictanalysis.demo.documents import documents
from ictanalysis.demo.dossiers import dossiers
from ictanalysis.demo.media import component_sites, portal, press, radio
from ictanalysis.demo.office import COUNTS, assessment, counts, courses, inspections, reception
from ictanalysis.demo.rows import Simulation
from ictanalysis.demo.services import procedures, services

SIMULATIONS: Mapping[str, Simulation] = {
    **{table: counts(table) for table in COUNTS},
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
