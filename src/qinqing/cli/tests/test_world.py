"""`qinqing world`: progress on standard error, refusals with their code."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from qinqing.cli.world import command
from qinqing.facts.world.size import FEWEST_ENTERPRISES, FEWEST_OFFICIALS


def test_a_county_is_made_and_its_progress_told_on_standard_error(tmp_path: Path) -> None:
    asked = [
        str(tmp_path / "county"),
        "--enterprises",
        "320",
        "--officials",
        "24",
        "--years",
        "1",
        "--seed",
        "2",
    ]
    ran = CliRunner().invoke(command, asked)
    assert ran.exit_code == 0, ran.output
    assert "applications" in ran.stderr and "320" in ran.stderr
    assert ran.stdout.count("\n") == 1
    assert (tmp_path / "county" / "truth.parquet").is_file()


def test_the_help_names_the_smallest_county_and_how_it_is_judged() -> None:
    said = CliRunner().invoke(command, ["--help"], terminal_width=1000).output
    assert str(FEWEST_ENTERPRISES) in said
    assert str(FEWEST_OFFICIALS) in said
    assert "--values OUT/values.yaml" in said


def test_a_county_too_small_is_refused(tmp_path: Path) -> None:
    ran = CliRunner().invoke(command, [str(tmp_path / "county"), "--enterprises", "3"])
    assert getattr(ran.exception, "code", None) == "world.size"
    assert not list(tmp_path.iterdir())
