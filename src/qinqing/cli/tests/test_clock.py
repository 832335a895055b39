"""`qinqing clock`, as somebody with a file of events uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.custody("bureau")

ASKED = {
    "limit": {"n": 20, "unit": "workday"},
    "promised": {"n": 10, "unit": "workday"},
    "on": "2026-02-24",
    "events": [{"type": "accepted", "on": "2026-02-09"}, {"type": "received", "on": "2026-02-06"}],
}
KEYS = "state accepted_on due_on promised_due_on days_used days_left late_by unsure_from stretches"


def clock(*words: str, given: str = "", language: str = "zh") -> subprocess.CompletedProcess[str]:
    own = {name: text for name, text in os.environ.items() if not name.startswith(("QINQING_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "qinqing", "clock", *words],
        env=own | {"QINQING_LANG": language},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def answer(asked: dict[str, Any], language: str = "zh") -> dict[str, Any]:
    ran = clock("-", given=json.dumps(asked), language=language)
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def test_the_example_in_its_help_is_reckoned():
    help = clock("--help").stdout
    answer = clock("-", given=help[help.index("{") :])
    assert json.loads(answer.stdout)["promised_due_on"] == "2026-02-28"


def test_a_file_is_answered_with_json_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_text(json.dumps(ASKED), encoding="utf-8")
    ran = clock(str(file))
    told = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert " ".join(told) == KEYS
    assert told | {"stretches": []} == {
        "state": "running",
        "accepted_on": "2026-02-09",
        "due_on": "2026-03-13",
        "promised_due_on": "2026-02-28",
        "days_used": 6,
        "days_left": 14,
        "late_by": 0,
        "unsure_from": None,
        "stretches": [],
    }
    assert told["stretches"][:2] == [
        {"from": "2026-02-06", "to": "2026-02-08", "counts": False, "why": "已收到，尚未受理，不计入。"},
        {
            "from": "2026-02-09",
            "to": "2026-02-09",
            "counts": False,
            "why": "受理之日，当日不计入，次日起算。",
        },
    ]


def test_without_a_day_it_is_the_day_of_the_last_event() -> None:
    told = answer({name: given for name, given in ASKED.items() if name != "on"})
    assert told["stretches"][-1]["to"] == "2026-02-09"


def test_why_is_spoken_in_the_readers_language() -> None:
    assert answer(ASKED, "en")["stretches"][0]["why"] == "Received and not yet accepted: does not count."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param("{", "clock.json", id="不是JSON"),
        pytest.param(json.dumps(ASKED | {"events": []}), "clock.events", id="没有收到"),
    ],
)
def test_a_refusal_is_exit_2_with_its_code_and_an_empty_output(given: str, code: str) -> None:
    ran = clock("-", given=given)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"[{code}]" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    ran = clock(str(tmp_path / "nothing.json"))
    assert ran.returncode == 2
    assert "[clock.file]" in ran.stderr


def test_a_closed_standard_input_is_refused() -> None:
    command = f"{sys.executable} -m qinqing clock - <&-"
    ran = subprocess.run(["/usr/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "[clock." in ran.stderr and "Traceback" not in ran.stderr


def test_the_example_of_the_guide_is_answered() -> None:
    guide = (Path(__file__).parents[4] / "docs" / "guide" / "clock.md").read_text(encoding="utf-8")
    example = guide.partition("```json\n")[2].partition("```")[0]
    told = answer(json.loads(example))
    assert (told["due_on"], told["promised_due_on"], told["days_used"]) == ("2026-04-03", "2026-03-06", 27)


def test_the_clock_runs_without_django_and_without_an_installation(tmp_path: Path) -> None:
    """No settings, no database, no folder made."""
    script = (
        "import sys; from qinqing.clock import *; assert not any(m.startswith('django') for m in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not [*tmp_path.iterdir()]


def test_an_argument_too_many_is_named_in_the_reader_s_language():
    said = clock("甲.json", "乙.json")
    assert (said.returncode, said.stderr.splitlines()[0]) == (2, "多写了：乙.json [usage]")
