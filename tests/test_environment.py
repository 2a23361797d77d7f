"""What is installed: pyproject.toml decides, environment.yml and the lock files follow."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {
    "jupyter-client": "jupyter_client",
    "jupyter-core": "jupyter_core",
    "matplotlib": "matplotlib-base",  # without the windows of a desktop
    "pypandoc-binary": "pypandoc",  # brings conda-forge's own pandoc
    "typst": "typst-py",
}
# What is needed without an import: JupyterLab is where an analyst works.
NEVER_IMPORTED = {"jupyterlab"}
LOCKS = ["requirements.lock", "requirements-conformance.lock", "requirements-docs.lock"]


def requirements(*groups: str) -> list[Requirement]:
    listed = [PROJECT["dependency-groups"][group] for group in groups]
    return [Requirement(line) for group in listed for line in group]


def runtime() -> list[Requirement]:
    return [Requirement(line) for line in PROJECT["project"]["dependencies"]]


def extras() -> list[Requirement]:
    listed = PROJECT["project"]["optional-dependencies"].values()
    return [Requirement(line) for group in listed for line in group]


def imported() -> set[str]:
    """Names of the modules from outside that the package imports, anywhere in its files."""
    trees = [ast.parse(path.read_bytes()) for path in (ROOT / "ictanalysis").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    froms = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names = {name.partition(".")[0] for name in [*plain, *froms]}
    return names - sys.stdlib_module_names - {"ictanalysis"}


def conda_line(requirement: Requirement) -> str:
    name = canonicalize_name(requirement.name)
    return f"{CONDA_NAMES.get(name, name)} {requirement.specifier}"


def pins(lock: str) -> dict[str, list[str]]:
    """Versions that a lock file holds of each package: one, or one for each Python."""
    found: dict[str, list[str]] = {}
    text = (ROOT / lock).read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def test_conda_environment_equals_the_project() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python = f"python {PROJECT['project']['requires-python']}"
    expected = {python, "pip", *map(conda_line, [*runtime(), *requirements("dev")])}
    assert set(environment["dependencies"]) == expected
    assert len(environment["dependencies"]) == len(expected)


def test_what_is_imported_is_what_is_declared() -> None:
    providers = packages_distributions()
    optional = {canonicalize_name(requirement.name) for requirement in extras()}
    modules = {module for module in imported() if canonicalize_name(module) not in optional}
    used = {canonicalize_name(name) for module in modules for name in providers[module]}
    declared = {canonicalize_name(requirement.name) for requirement in runtime()}
    assert used == declared - NEVER_IMPORTED


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", [*runtime(), *requirements("dev")]),
        ("requirements-conformance.lock", requirements("conformance")),
        ("requirements-docs.lock", requirements("docs")),
    ],
    ids=["requirements", "conformance", "docs"],
)
def test_lock_holds_what_the_project_wants(lock: str, wanted: list[Requirement]) -> None:
    locked = pins(lock)
    for requirement in wanted:
        versions = locked[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_place_and_hashes_everything(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^[\w.-]+==.*(?:\n    --hash.*)*", text, re.MULTILINE)
    assert "://" not in text
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_locks_agree() -> None:
    main = pins("requirements.lock")
    for lock in LOCKS[1:]:
        other = pins(lock)
        shared = main.keys() & other.keys()
        assert {name: main[name] for name in shared} == {name: other[name] for name in shared}
