import re
import subprocess
import tomllib
from itertools import chain

from csoregistry.environment import ROOT

# Spelled apart, so that this file does not name what it looks for.
HOSTS = re.compile(
    "pypi" + r"\.org|pythonhosted" + r"\.org|npmjs" + r"\.(org|com)|--index" + "-url|--extra-index" + "-url"
)


def tracked_files() -> list[str]:
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_package_index_is_named() -> None:
    naming = [
        name for name in tracked_files() if HOSTS.search((ROOT / name).read_bytes().decode("utf-8", errors="ignore"))
    ]
    assert naming == []


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    names = [*project["project"]["dependencies"], *chain.from_iterable(project["dependency-groups"].values())]
    reasoned = re.findall(r'^    "([^"]+)",\s+# \S.*$', text, re.MULTILINE)
    assert [name for name in names if name not in reasoned] == []


def test_every_locked_package_has_a_digest() -> None:
    for kind in ("run", "dev", "peers"):
        locked = (ROOT / f"requirements/{kind}.txt").read_text(encoding="utf-8")
        packages = re.split(r"^(?=\S+==)", locked, flags=re.MULTILINE)[1:]
        assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    marks = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b")
    marked = [
        name
        for name in tracked_files()
        if name.startswith("tests/") and name.endswith(".py") and name != "tests/ground/test_repository.py"
        if marks.search((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert marked == []
