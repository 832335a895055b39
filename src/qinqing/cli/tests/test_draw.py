"""`qinqing draw` from plan to verification, on the example folder, as bureau, supervisor and outsider use it."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
import time_machine
from click.testing import CliRunner, Result

from qinqing.cli.draw import command
from qinqing.draw.tests.make import COMMITTED, DRAW, EXAMPLE, OPENED, RUN_AT
from qinqing.refusals import Refused

STEPS = ["plan", "nonce", "commit", "run", "substitute", "open", "void", "verify"]
SOURCES = ["--source", "双色球=lottery.txt", "--source", "沪深收盘=index.txt"]
NUMBERS = ["--nonce", "bureau.nonce", "--nonce", "supervisor.nonce"]
BUNDLE = f"2026/{DRAW}.json"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch) -> Path:
    """The example copied; nothing confirmed at home; two sides with their numbers, one witness."""
    shutil.copytree(EXAMPLE, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("QINQING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QINQING_LANG", "zh")
    return tmp_path / "work"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def refused(*arguments: str) -> Refused:
    with pytest.raises(Refused) as caught:
        run(*arguments)
    return caught.value


def prepared() -> None:
    """Plan kept, witness's key made, both sides' numbers."""
    key = pyrage.x25519.Identity.generate()
    Path("witness.key").write_text(f"# public key: {key.to_public()}\n{key}\n", encoding="utf-8")
    run("plan", "plan.csv", "2026")
    for side in ("bureau", "supervisor"):
        run(
            "nonce",
            DRAW,
            side,
            "--witness",
            str(key.to_public()),
            "--secret",
            f"{side}.nonce",
            "--part",
            f"{side}.json",
        )


def commit(*more: str) -> Result:
    given = [
        "--pool",
        "pool",
        "--sources",
        "sources.yaml",
        "--part",
        "bureau.json",
        "--part",
        "supervisor.json",
    ]
    with time_machine.travel(COMMITTED, tick=False):
        return run("commit", "2026", DRAW, *given, *(more or ["--values", "values.yaml"]))


def drawn(*arguments: str) -> Result:
    with time_machine.travel(RUN_AT, tick=False):
        return run("run", BUNDLE, *(arguments or [*NUMBERS, *SOURCES, "--list", "visits.csv"]))


def visits() -> list[list[str]]:
    return list(csv.reader(Path("visits.csv").read_text("utf-8-sig").splitlines()))[1:]


def test_a_draw_from_plan_to_verification():
    prepared()
    assert "D 类：可抽 15 户，抽 5 户（30%），备选 3 户" in commit().output
    assert "要检查 9 户" in drawn().output
    first = next(row[2] for row in visits() if row[0] == "D")
    with time_machine.travel(OPENED, tick=False):
        assert (
            "第 1 次替补"
            in run("substitute", BUNDLE, first, "--reason", "企业已迁出", "--list", "visits.csv").output
        )
        assert first not in {row[2] for row in visits()} and len(visits()) == 9
        run("open", BUNDLE)
    told = run("verify", BUNDLE)
    assert f"{DRAW} 核验通过：已公开，4 步" in told.output
    assert "3 家企业被排除" in told.output


def test_who_was_drawn_is_never_printed_and_its_list_is_for_its_owner():
    prepared()
    commit()
    output = drawn().output
    assert not any(row[2] in output for row in visits())
    assert Path("visits.csv").stat().st_mode & 0o777 == 0o600
    for secret in ("bureau.nonce", f"2026/{DRAW}.secret.json"):
        assert Path(secret).stat().st_mode & 0o777 == 0o600


def test_where_a_side_withholds_its_number_a_witness_opens_it():
    prepared()
    commit()
    Path("supervisor.nonce").unlink()
    drawn("--nonce", "bureau.nonce", "--unseal", "supervisor=witness.key", *SOURCES)
    assert "由见证方打开密封的随机数：supervisor" in run("verify", BUNDLE).output


def test_a_witness_checks_before_the_draw_that_what_it_holds_opens():
    prepared()
    commit()
    assert run("verify", BUNDLE, "--identity", "witness.key").exit_code == 0
    Path("other.key").write_text(str(pyrage.x25519.Identity.generate()), encoding="utf-8")
    assert refused("verify", BUNDLE, "--identity", "other.key").code == "draw.sealed"


def head(told: Result) -> str:
    return re.findall("[0-9a-f]{64}", told.output)[-1]


def test_verification_with_the_log_says_nothing_of_its_absence():
    prepared()
    heads = [head(commit()), head(drawn())]
    Path("log.txt").write_text(f"{heads[0]} 2026-07-01T09:00:10+08:00\n{heads[1]}\n", encoding="utf-8")
    said = json.loads(run("verify", BUNDLE, "--logged", "log.txt", "--format", "json").output)
    assert said["anchored"] and said["head"] == heads[1]
    assert ["存证" in notice["zh"] for notice in said["notices"]] == [False]


def test_an_altered_bundle_is_refused_with_its_code_in_json_too():
    prepared()
    commit()
    drawn()
    path = Path(BUNDLE)
    path.write_bytes(path.read_bytes().replace(b'risk\\":\\"B', b'risk\\":\\"A', 1))
    told = CliRunner().invoke(command, ["verify", BUNDLE, "--format", "json"])
    assert isinstance(told.exception, Refused)
    assert json.loads(told.output)["refused"] == "draw.root-enterprises"


def test_without_confirmed_values_the_shares_are_named():
    prepared()
    Path("empty.yaml").write_text("confirmed: []\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"draw\.share-unset") as caught:
        commit("--values", "empty.yaml")
    assert "dr_ratio_A_pct" in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["run", BUNDLE, *NUMBERS, *SOURCES], "draw.too-early", id="太早"),
        pytest.param(["run", BUNDLE, *NUMBERS], "draw.source-missing", id="没有来源"),
        pytest.param(["run", BUNDLE, *NUMBERS, "--source", "lottery.txt"], "draw.option", id="没有名称"),
        pytest.param(
            ["run", BUNDLE, *NUMBERS, *SOURCES, "--fallback", "双色球=lottery.txt", "--why", "推迟"],
            "draw.option",
            id="正选和备用都给",
        ),
        pytest.param(
            ["run", BUNDLE, *NUMBERS, "--fallback", "双色球=lottery.txt"], "draw.no-reason", id="备用没有理由"
        ),
        pytest.param(["run", BUNDLE, "--nonce", "none", *SOURCES], "draw.file", id="没有文件"),
        pytest.param(["run", BUNDLE, "--nonce", "plan.csv", *SOURCES], "draw.nonce-form", id="不是随机数"),
        pytest.param(
            ["run", BUNDLE, "--unseal", "mayor=witness.key", *SOURCES], "draw.option", id="没有这一方"
        ),
        pytest.param(["run", "none.json", *NUMBERS, *SOURCES], "draw.no-bundle", id="没有档案"),
        pytest.param(["open", BUNDLE], "draw.no-secret", id="没有抽取就公开"),
        pytest.param(["substitute", BUNDLE, "E1", "--reason", "迁出"], "draw.no-secret", id="没有抽取就替补"),
        pytest.param(
            ["void", BUNDLE, "--by", "10023", "--reason", "有误"], "draw.two-people", id="一个人作废"
        ),
        pytest.param(["plan", "values.yaml", "2026"], "draw.plan", id="不是计划"),
        pytest.param(
            ["commit", "2026", "X-1", "--pool", "pool", "--sources", "sources.yaml", "--part", "bureau.json"],
            "draw.unplanned",
            id="计划之外",
        ),
        pytest.param(
            ["nonce", DRAW, "bureau", "--witness", "age1x", "--secret", "n", "--part", "p"],
            "draw.witness-key",
            id="不是公钥",
        ),
        pytest.param(["verify", "plan.csv"], "draw.bundle-form", id="不是档案"),
        pytest.param(["verify", BUNDLE, "--logged", "plan.csv"], "draw.logged-form", id="不是存证"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(arguments: list[str], code: str):
    prepared()
    commit()
    with time_machine.travel(COMMITTED, tick=False):
        wrong = refused(*arguments)
    assert wrong.code == code and wrong.says.zh and wrong.says.en


def test_a_number_is_never_overwritten():
    prepared()
    before = Path("bureau.nonce").read_bytes()
    key = str(pyrage.x25519.Identity.generate().to_public())
    again = refused(
        "nonce", DRAW, "bureau", "--witness", key, "--secret", "bureau.nonce", "--part", "new.json"
    )
    assert again.code == "draw.file-there" and Path("bureau.nonce").read_bytes() == before


def test_it_is_drawn_once_and_a_lost_secret_is_restored():
    prepared()
    commit()
    drawn()
    with pytest.raises(Refused, match=r"draw\.order"):
        drawn()
    Path(f"2026/{DRAW}.secret.json").unlink()
    assert "只补写了保密文件" in drawn().output


def test_a_draw_is_voided_and_stays_visible():
    prepared()
    commit()
    with time_machine.travel(RUN_AT, tick=False):
        run("void", BUNDLE, "--by", "10023", "--by", "10045", "--reason", "名单有误")
    told = run("verify", BUNDLE).output
    assert "已作废" in told and "名单有误" in told


@pytest.mark.parametrize("step", STEPS)
def test_every_step_says_what_it_does(step: str):
    said = CliRunner().invoke(command, [step, "--help"], terminal_width=1000).output
    assert step in said and "--help" in said and len(said) > 100


@pytest.mark.parametrize(("language", "word"), [("zh", "先承诺"), ("en", "committed first")])
def test_the_help_speaks_the_language_asked_for(language: str, word: str):
    """In a program of its own: the language is chosen when a command is read."""
    asked = [sys.executable, "-m", "qinqing", "draw", "--help"]
    done = subprocess.run(
        asked, env={**os.environ, "QINQING_LANG": language}, capture_output=True, check=True
    )
    said = done.stdout.decode()
    assert word in " ".join(said.split()).replace(" ", "") or word in " ".join(said.split())
    assert all(f"  {step}" in said for step in STEPS)
