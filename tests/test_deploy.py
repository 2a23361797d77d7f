"""The files for servers and clusters: each is whole, and its parts name each other rightly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ictanalysis.cli.commands import app
from ictanalysis.pipeline.addresses import refuse_address

ROOT = Path(__file__).parents[1]
OBJECTS: list[dict[str, Any]] = list(
    yaml.safe_load_all((ROOT / "deploy/kubernetes.yml").read_text(encoding="utf-8"))
)


def named(kind: str) -> dict[str, dict[str, Any]]:
    return {each["metadata"]["name"]: each for each in OBJECTS if each["kind"] == kind}


def templates() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield name and template of everything that starts pods."""
    for name, each in named("Deployment").items():
        yield name, each["spec"]["template"]
    for name, each in named("CronJob").items():
        yield name, each["spec"]["jobTemplate"]["spec"]["template"]


def container(name: str) -> dict[str, Any]:
    (found,) = dict(templates())[name]["spec"]["containers"]
    return dict(found)


def test_the_cluster_has_all_of_its_parts() -> None:
    assert [(each["kind"], each["apiVersion"]) for each in OBJECTS] == [
        ("Deployment", "apps/v1"),
        ("Service", "v1"),
        ("Deployment", "apps/v1"),
        ("NetworkPolicy", "networking.k8s.io/v1"),
        ("CronJob", "batch/v1"),
    ]


def test_selectors_find_their_pods() -> None:
    labels = {name: each["metadata"]["labels"] for name, each in templates()}
    for name, each in named("Deployment").items():
        assert each["spec"]["selector"]["matchLabels"].items() <= labels[name].items()
    (service,) = named("Service").values()
    assert service["spec"]["selector"].items() <= labels["ictanalysis-scheduler"].items()
    (policy,) = named("NetworkPolicy").values()
    (rule,) = policy["spec"]["ingress"]
    (source,) = rule["from"]
    for chosen in (policy["spec"]["podSelector"], source["podSelector"]):
        assert all(chosen["matchLabels"].items() <= each.items() for each in labels.values())


def test_everybody_has_one_image_and_the_address_of_the_scheduler() -> None:
    assert len({container(name)["image"] for name, _template in templates()}) == 1
    (service,) = named("Service").values()
    (port,) = service["spec"]["ports"]
    address = f"tcp://{service['metadata']['name']}:{port['port']}"
    refuse_address(address)
    assert f"dask worker {address} " in container("ictanalysis-worker")["command"][-1]
    scheduler = container("ictanalysis-scheduler")
    assert scheduler["ports"] == [{"containerPort": port["targetPort"]}]
    assert str(port["targetPort"]) in scheduler["command"]
    program, name, *words = container("ictanalysis-run")["command"]
    assert (program, name) == ("ictanalysis", "run")
    assert words[words.index("--scheduler") + 1] == address
    known = {option for each in app.commands["run"].params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("name", [name for name, _template in templates()])
def test_pods_may_do_no_more_than_they_need(name: str) -> None:
    pod = dict(templates())[name]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    allowed = container(name)["securityContext"]
    assert allowed["allowPrivilegeEscalation"] is False
    assert allowed["readOnlyRootFilesystem"] is True
    assert allowed["capabilities"] == {"drop": ["ALL"]}
    assert container(name)["resources"]["limits"].keys() == {"memory"}
    mounted = {each["name"]: each["mountPath"] for each in container(name)["volumeMounts"]}
    assert mounted["tmp"] == "/tmp"
    assert mounted.keys() == {each["name"] for each in pod["volumes"]}


def test_the_image_is_made_from_what_is_locked() -> None:
    text = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")
    assert "--require-hashes --requirement /opt/ictanalysis/requirements.lock" in text
    assert "USER 10001:10001" in text
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "\ndistributed==" in locked
