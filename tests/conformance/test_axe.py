"""Every page under every rule of axe-core, best practices among them."""

from pathlib import Path
from typing import Any

import pytest

from tests.conformance.visits import Visit

EXCUSED = {
    "color-contrast-enhanced": "level AAA; the pages keep to AA, 4.5:1",
    "focus-order-semantics": "an experiment; wide tables take the focus so that keys scroll them",
}
AUDIT = """async (excused) => {
  const all = axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !excused.includes(ruleId) }]);
  const { violations, passes } = await axe.run(document, { rules: Object.fromEntries(all) });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
  return { found, passed: passes.map(({ id }) => id) };
}"""


@pytest.fixture(scope="session")
def axe(libraries: Path) -> str:
    return (libraries / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def test_breaks_no_rule(visit: Visit, axe: str) -> None:
    visit.page.evaluate(axe)
    audit: dict[str, Any] = visit.page.evaluate(AUDIT, list(EXCUSED))
    # A rule that fits every page, so that an audit of nothing does not pass.
    assert "document-title" in audit["passed"]
    assert audit["found"] == []
