"""What runs is what is tested: Procfile, docker-compose.yml and `make run` start the same commands."""

import re

from ruamel.yaml import YAML

from csoregistry.embedded.postgres import TUNING
from csoregistry.environment import ROOT, VARIABLES
from csoregistry.processes import commands


def compose() -> dict:
    return YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_containers_run_the_commands_of_the_procfile() -> None:
    services = compose()["services"]
    # $$ is how Compose writes a $ that the shell inside reads.
    in_containers = {name: services[name]["command"].replace("$$", "$") for name in commands()}
    assert in_containers == {name: f"sh -c 'exec {command}'" for name, command in commands().items()}


def test_the_database_in_a_container_is_tuned_as_the_embedded_one() -> None:
    options = " ".join(f"-c {name}={value}" for name, value in TUNING.items())
    assert compose()["services"]["postgres"]["command"] == f"postgres {options}"


def test_the_procfile_has_web_worker_and_beat() -> None:
    assert list(commands()) == ["web", "worker", "beat"]


def test_every_variable_is_described_in_the_example() -> None:
    described = set(
        re.findall(r"^# ([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert described - {"HOST", "PORT", "POSTGRES_PASSWORD", "PUBLISH"} == VARIABLES


def test_containers_are_given_every_variable() -> None:
    given = set(compose()["x-registry"]["environment"])
    assert VARIABLES - given == {"DEBUG"}
