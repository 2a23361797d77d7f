"""A data set to try everything on: three years of a province that does not exist.

Examples
--------
This is all that is wrong with it, on purpose:

>>> for each in PLANTED:
...     print(each)
2019-04  missing     radio.minutes_per_day
2019-09  break       portal.posts
2019-10  restated    email.mailboxes
2019-11  correction  email.opening
2020-06  slip        portal.documents
2020-10  anomaly     portal.posts
2021-03  anomaly     dossiers.received[unit=vi-du]
"""

from ictanalysis.demo.country import YEAR, country_texts
from ictanalysis.demo.generation import SEED, dataset_texts
from ictanalysis.demo.planted import FIRST_LOOK, PLANTED, Planted
from ictanalysis.demo.timeline import MONTHS

__all__ = [
    "FIRST_LOOK",
    "MONTHS",
    "PLANTED",
    "SEED",
    "YEAR",
    "Planted",
    "country_texts",
    "dataset_texts",
]
