"""The words of a catalog, and which of its labels another office's headings mean."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import pairwise

from ictanalysis.catalog import Catalog
from ictanalysis.exchange.sources.officewords import SILENT, TOTALS
from ictanalysis.language.spelling import fold

NEAR = 85
"""From which likeness on (0 to 100) a word is another one with a slip of the hand."""

SHORT = 4
"""Words up to this length have no slips: they are other words."""

PAIR = 0.5
"""What two neighbouring words count, beside one."""

STRANGE = 0.5
"""What a word counts that no label of the catalog has, beside the one that tells most."""

_WORD = re.compile(r"[^\W_]+")

Features = Mapping[str, float]
"""Word, or two neighbouring words → how much it tells."""


@cache
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without marks, in lower case, without the silent ones.

    Examples
    --------
    >>> words("Levels 1, 2 (online)")
    ('levels', '1', '2', 'online')
    """
    plain = unicodedata.normalize("NFD", fold(text).replace("\u0111", "d"))
    found = _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
    return tuple(word for word in found if word not in SILENT)


def is_total(text: str) -> bool:
    """Return whether a label is that of a total.

    Examples
    --------
    >>> is_total("Total"), is_total("Totals of letters")
    (True, False)
    """
    return {*words(text)} <= TOTALS and bool(text)


def pairs(texts: Iterable[tuple[str, ...]]) -> set[str]:
    """Return the words of texts, and the neighbours in each."""
    return {
        feature
        for text in texts
        for feature in (*text, *(f"{one} {other}" for one, other in pairwise(text)))
    }


class Vocabulary:
    """The labels of a catalog, and how much each of their words tells.

    Attributes
    ----------
    measures
        Table → measure (or ratio) → features of its label.
    members
        Dimension → member → features of its label, by what tells it from the other members.
    labels
        Table → the features of all its labels and of those of its members.
    context
        Table → the features of its own label and of its dimensions, which explain a word and name
        no figure.
    """

    def __init__(self, catalog: Catalog) -> None:
        tables = {name: each for name, each in catalog.tables.items() if each.rows_of is None}
        labels = [
            words(spec.label) for each in tables.values() for spec in each.indicators.values()
        ]
        members = {
            name: {key: words(label) for key, label in each.members.items()}
            for name, each in catalog.dimensions.items()
        }
        known = [*labels, *(label for each in members.values() for label in each.values())]
        self._tells = _weights(known)
        self._most = max(self._tells.values(), default=1.0)
        self._known = sorted({word for label in known for word in label if len(word) > SHORT})
        self._mends: dict[str, str] = {}
        self.measures = {
            name: {key: self._features(spec.label) for key, spec in each.indicators.items()}
            for name, each in tables.items()
        }
        self.members = {name: _apart(each) for name, each in members.items()}
        self.labels = {
            name: frozenset(
                feature
                for label in (
                    *self.measures[name].values(),
                    *(label for key in each.dimensions for label in self.members[key].values()),
                )
                for feature in label
            )
            for name, each in tables.items()
        }
        self.context = {
            name: pairs(
                words(text)
                for text in (
                    each.label,
                    *(catalog.dimensions[key].label for key in each.dimensions),
                )
            )
            for name, each in tables.items()
        }

    def _features(self, label: str) -> Features:
        return {feature: self._tells[feature] for feature in pairs([words(label)])}

    def read(self, texts: Iterable[str]) -> set[str]:
        """Return the features of texts, with slips of the hand mended."""
        return pairs(tuple(map(self._mended, words(text))) for text in texts)

    def _mended(self, word: str) -> str:
        if word in self._tells or word in TOTALS or len(word) <= SHORT:
            return word
        if word not in self._mends:
            from rapidfuzz import fuzz, process

            near = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=NEAR)
            self._mends[word] = near[0] if near else word
        return self._mends[word]

    def tells(self, features: Collection[str]) -> float:
        """Return how much single words tell."""
        strange = self._most * STRANGE
        return sum(self._tells.get(each, strange) for each in features if " " not in each)


def _weights(labels: Iterable[tuple[str, ...]]) -> Features:
    """Return how much each word of some labels tells: the rarer, the more."""
    listed = [pairs([label]) for label in labels]
    counts = Counter(feature for label in listed for feature in label)
    return {
        feature: math.log(1 + len(listed) / count) * (PAIR if " " in feature else 1)
        for feature, count in counts.items()
    }


def _apart(members: Mapping[str, tuple[str, ...]]) -> Mapping[str, Features]:
    weights = _weights(members.values())
    return {
        key: {feature: weights[feature] for feature in pairs([label])}
        for key, label in members.items()
    }


def covered(label: Features, features: Collection[str]) -> float:
    """Return how much of a label the features of a text have, from 0 to 1."""
    return sum(tells for each, tells in label.items() if each in features) / sum(label.values())
