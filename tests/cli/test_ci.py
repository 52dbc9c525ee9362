"""The script that decides whether a change is fit: it takes its tests from the README."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
INSTALLING = ROOT / "vinix_tui/help/installing.md"


def ran_with(readme: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run the script in a checkout that has no more than this README."""
    (place / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", place / ".ci/run")
    (place / "README.md").write_text(readme)
    return subprocess.run(
        [place / ".ci/run"], capture_output=True, text=True, cwd="/", timeout=60, check=False
    )


def test_the_readme_has_one_marked_command_that_tests() -> None:
    blocks = re.findall(
        r"^<!-- test -->\n```\w*\n(.*?)^```", (ROOT / "README.md").read_text(), re.M | re.S
    )
    assert len(blocks) == 1 and "pytest" in blocks[0] and "pip" in blocks[0]


def test_ci_builds_what_users_are_told_how_to_build() -> None:
    (block,) = re.findall(r"^<!-- build -->\n```sh\n(.*?)^```", INSTALLING.read_text(), re.M | re.S)
    script = (ROOT / ".ci/run").read_text()
    for command in block.splitlines():
        assert command.split(" dist/")[0].split(" --outdir")[0] in script


def test_the_pythons_named_are_the_same_everywhere() -> None:
    named = re.findall(r"Python :: (3\.\d+)\"", (ROOT / "pyproject.toml").read_text())
    (built,) = re.findall(r"^pythons=\((.*)\)$", (ROOT / ".ci/single-file").read_text(), re.M)
    (told,) = re.findall(r"CPython (3\.11[^;]*);", INSTALLING.read_text())
    assert named == built.split() == re.findall(r"3\.\d+", told)


def test_without_a_marked_command_it_is_red(tmp_path: Path) -> None:
    done = ran_with("# x\n```sh\ntrue\n```\n", tmp_path)
    assert done.returncode != 0
    assert "no fenced block" in done.stderr and "RED" in done.stderr


def test_a_failing_command_makes_it_red_and_runs_in_the_checkout(tmp_path: Path) -> None:
    done = ran_with("<!-- test -->\n```sh\npwd && false\ntouch reached\n```\n", tmp_path)
    assert done.returncode != 0
    assert f"\n{tmp_path}\n" in done.stdout and "RED: the README's tests failed" in done.stderr
    assert not (tmp_path / "reached").exists()


def test_the_steps_have_a_home_of_their_own_and_leave_nothing(tmp_path: Path) -> None:
    readme = '<!-- test -->\n```sh\necho "home=$HOME ${PYTEST_ADDOPTS}"\nfalse\n```\n'
    done = ran_with(readme, tmp_path / "checkout")
    home = re.search(r"home=(\S+)", done.stdout.split("false")[1])
    assert home and not Path(home[1]).exists()
    for room in ("calls", "diagnosis", "api", "storage", "sandbox", "reports"):
        assert f"--cov=vinix_tui.{room}" in done.stdout
    assert "--cov-fail-under=95" in done.stdout
    assert sorted(path.name for path in (tmp_path / "checkout").iterdir()) == [".ci", "README.md"]
