"""Small fact folders for tests: invented people and firms, tables written as they would stand in a CSV."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from qinqing.facts.folder import FactFolder, open_folder
from qinqing.refusals import Refused

FIRM = "91110000600037341L"

SOUND = {
    "departments": """
        department_id,name,parent_id
        D1,甲局,
        D2,乙科,D1
        """,
    "officials": """
        official_id,name,department_id,post,leader
        P1,张某,D1,科长,true
        P2,李某,D2,科员,false
        """,
    "enterprises": f"""
        enterprise_id,name,size
        {FIRM},甲厂,small
        E-2,乙店,
        """,
}


def write_csv(folder: Path, tables: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def sound(folder: Path, **more: str) -> Path:
    """A folder that fits, with further tables or other content for its own."""
    return write_csv(folder, {**SOUND, **more})


def opened(folder: Path, **more: str) -> FactFolder:
    return open_folder(sound(folder, **more))


def refusal(folder: Path, custody: str = "bureau") -> Refused:
    with pytest.raises(Refused) as caught:
        open_folder(folder, custody)  # type: ignore[arg-type]
    return caught.value


def told(refused: Refused) -> list[tuple[str, str]]:
    """Where and, in English, what."""
    return [(problem.where, problem.says.en) for problem in refused.problems]
