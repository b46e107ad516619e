"""The Helm chart as Helm itself renders it: rights, settings, secrets and probes of every container."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.secrets import Secrets
from config.settings import KEYS, PREFIX, load

ROOT = Path(__file__).parents[2]
CHART, HELM = ROOT / "deploy" / "helm" / "cordboard", ROOT / "build" / "helm"
RENDER = """
import json, sys
from helm_python import Chart, lint
found = Chart.load(sys.argv[1]).render(values=json.loads(sys.argv[2]), name="house")
print(json.dumps({"errors": lint(sys.argv[1])["errors"], "files": found}))
"""
Json = dict[str, Any]

pytestmark = pytest.mark.skipif(
    not (HELM / "helm_python").exists(), reason="there is no Helm for this machine: python3 scripts/setup.py --tests"
)


def rendered(**values: object) -> list[Json]:
    """Raises AssertionError for what Helm finds wrong."""
    command = [sys.executable, "-c", RENDER, str(CHART), json.dumps(values)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(HELM)})
    told = json.loads(done.stdout)
    assert not told["errors"]
    return [each for text in told["files"].values() for each in yaml.safe_load_all(text) if each]


@pytest.fixture(scope="module")
def pods() -> dict[str, Json]:
    """Name of a workload → its pod."""
    found = [each for each in rendered() if each["kind"] in ("StatefulSet", "Deployment")]
    return {each["metadata"]["name"]: each["spec"]["template"]["spec"] for each in found}


def containers(pod: Json) -> list[Json]:
    return [*pod.get("initContainers", []), *pod["containers"]]


def told(container: Json) -> dict[str, str]:
    return {each["name"]: each["value"] for each in container.get("env", [])}


def test_the_house_has_all_its_parts(pods: dict[str, Json]) -> None:
    assert set(pods) == {"server", "asterisk-east", "asterisk-west", "gateway1", "gateway2", "kamailio"}


def test_nothing_is_root_or_writes_into_its_image(pods: dict[str, Json]) -> None:
    for pod in pods.values():
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        for each in containers(pod):
            assert each["securityContext"]["readOnlyRootFilesystem"] is True
            assert each["securityContext"]["allowPrivilegeEscalation"] is False
            assert each["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert re.search(r":\d", each["image"])


def test_every_setting_exists_and_can_be_read(pods: dict[str, Json]) -> None:
    for each in (one for pod in pods.values() for one in containers(pod)):
        settings = told(each)
        assert {name.removeprefix(PREFIX).lower() for name in settings} <= set(KEYS)
        load({**settings, "CORDBOARD_DATA": "/var/lib/cordboard"})


def test_secrets_are_files_and_never_variables(pods: dict[str, Json]) -> None:
    secret = {PREFIX + name.upper() for name in Secrets.__dataclass_fields__} | {"PGPASSWORD"}
    for name, pod in pods.items():
        assert not any(secret & set(told(each)) for each in containers(pod))
        if name != "kamailio":
            assert {"secretName": "cordboard", "defaultMode": 0o440} in [each.get("secret") for each in pod["volumes"]]


def test_the_server_finds_nodes_and_gateways_where_they_listen(pods: dict[str, Json]) -> None:
    server = told(containers(pods["server"])[0])
    nodes = [told(containers(pods[f"asterisk-{name}"])[0])["CORDBOARD_ARI"] for name in ("east", "west")]
    assert server["CORDBOARD_NODES"] == f"east=http://{nodes[0]}/5038,west=http://{nodes[1]}/5038"
    gateways = [told(containers(pods[name])[0])["CORDBOARD_GATEWAY"] for name in ("gateway1", "gateway2")]
    assert server["CORDBOARD_GATEWAYS"] == ",".join(gateways)
    assert server["CORDBOARD_STANDBY"] == "true"


def test_a_server_is_ready_when_it_can_take_calls_and_one_that_waits_is_not_restarted(pods: dict[str, Json]) -> None:
    server = containers(pods["server"])[0]
    assert server["readinessProbe"]["httpGet"] == {"path": "/api/health", "port": 8080}
    assert "livenessProbe" not in server


def test_every_mount_has_its_volume(pods: dict[str, Json]) -> None:
    for name, pod in pods.items():
        there = {each["name"] for each in pod["volumes"]} | ({"data"} if name != "kamailio" else set())
        assert {mount["name"] for each in containers(pod) for mount in each["volumeMounts"]} <= there


def test_one_node_more_is_one_line_more_of_values() -> None:
    three = [{"name": name, "machine": name, "address": f"192.0.2.{at}"} for at, name in enumerate(("a", "b", "c"), 1)]
    files = rendered(nodes=three)
    assert sum(each["metadata"]["name"].startswith("asterisk-") for each in files) == 3
    told_to_kamailio = next(each for each in files if each["kind"] == "ConfigMap")["data"]["dispatcher.list"]
    assert told_to_kamailio.count("sip:192.0.2.") == 3
