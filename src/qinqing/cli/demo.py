"""`qinqing demo`: an invented county, built once, swept in both custodies, served with one sign-in per role."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from qinqing.cli.prepare import prepare, run_step
from qinqing.cli.serve import check_ports, serve, sites
from qinqing.config.home import DEMO_MARK
from qinqing.facts.found import OWN_VALUES
from qinqing.refusals import Failed, Refused, Say, system_words

DEMO_ENVIRONMENT = {
    "QINQING_DEMO": "true",
    "QINQING_HTTPS": "false",
    "QINQING_SECOND_FACTOR": "false",
    "QINQING_HEADS": "GW001",  # the invented bureau's 主任
}


@click.command(
    help=str(
        Say(
            "建立（首次）并运行演示县；不碰任何其他数据库",
            "build (once) and run the demonstration county; touches no other database",
        )
    )
)
@click.option("--build-only", is_flag=True, help=str(Say("只建立，不运行", "build it, do not serve")))
def command(build_only: bool) -> None:
    _leave_given_databases_alone()
    for name, text in DEMO_ENVIRONMENT.items():
        os.environ.setdefault(name, text)
    home = _home()
    wanted = sites()
    if not build_only:
        check_ports(wanted)
    build(home)
    if not build_only:
        serve(wanted, _greeting(home))


def build(home: Path) -> None:
    """The county and both stores; each step is done once and skipped when it is there."""
    county = home / "demo" / "county"
    _step(
        county / "truth.parquet",
        Say(
            "生成虚构县（约 400 户企业、60 名工作人员、3 年事实）",
            "making an invented county (about 400 enterprises, 60 officials, 3 years)",
        ),
        lambda: _make_county(county),
    )
    for custody in ("bureau", "organ"):
        says = (
            Say("建立并判断本局一侧", "building and judging the bureau's side")
            if custody == "bureau"
            else Say("建立并判断纪检监察一侧", "building and judging the organ's side")
        )
        _step(home / custody / "built.txt", says, partial(_fill, home, custody, county))
        prepare(home, custody)


def _make_county(county: Path) -> None:
    from qinqing.facts.world import DEMO, make_world

    if county.exists():
        shutil.rmtree(county)
    make_world(county, **DEMO)


def _fill(home: Path, custody: str, county: Path) -> None:
    """From nothing: what an interrupted building left is no half to go on from."""
    left = [home / custody, *([home / "exchange"] if custody == "organ" else [])]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    _take_values(home, county)
    run_step("fill", custody, str(county))


def _take_values(home: Path, county: Path) -> None:
    """What the county confirmed and set, before anything is judged: its planted breaches hold by these values.

    One figure that a rule asks for is left open on purpose, `gift_handover_cny`, and samples no rule asks for yet:
    the page of values has something to decide. What somebody changed on that page since stays.
    """
    own = home / OWN_VALUES
    if not own.exists():
        shutil.copyfile(county / OWN_VALUES, own)


def _step(done: Path, says: Say, act: Callable[[], None]) -> None:
    if done.exists():
        return
    click.echo(f"· {says} …", err=True)
    act()
    done.parent.mkdir(parents=True, exist_ok=True)
    if not done.exists():
        done.write_text("demo\n", encoding="ascii")


def _leave_given_databases_alone() -> None:
    given = [name for name in ("DATABASE_URL", "ORGAN_DATABASE_URL") if os.environ.get(name)]
    if given:
        names = "、".join(given)
        raise Refused(
            "demo.database_given",
            Say(
                f"设置了 {names}：演示只用自己的数据库，不碰它。要升级它请运行 qinqing migrate，要运行它请用 qinqing serve",
                f"{', '.join(given)} is set: the demonstration uses databases of its own and leaves yours alone. To migrate yours run `qinqing migrate`, to serve it `qinqing serve`",
            ),
        )


def _home() -> Path:
    """The demo's folder; refused where it holds somebody's real data, or cannot be written."""
    home = Path(os.environ.get("QINQING_HOME") or "./var").absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
        if any(home.iterdir()) and not (home / DEMO_MARK).exists():
            raise Refused(
                "demo.not_a_demo",
                Say(
                    f"{home} 里有别的内容，不是演示数据，演示不会碰它；请用 QINQING_HOME 指定空的或新的文件夹",
                    f"{home} holds something else than a demonstration and is left alone; name an empty or a new folder with QINQING_HOME",
                ),
            )
        (home / DEMO_MARK).write_text(
            "This folder holds a demonstration: every person, firm and figure is invented. 演示数据，均为虚构。\n",
            encoding="utf-8",
        )
    except OSError as error:
        why = system_words(error)
        raise Failed(
            "demo.unwritable",
            Say(
                f"不能写入 {home}：{why.zh}；请换一个可写的文件夹（QINQING_HOME）",
                f"cannot write to {home}: {why.en}; choose a writable folder (QINQING_HOME)",
            ),
        ) from error
    os.environ["QINQING_HOME"] = str(home)
    return home


def _greeting(home: Path) -> list[str]:
    bureau, organ = sites()
    people = {
        custody: (home / "demo" / f"sign-ins-{custody}.txt").read_text(encoding="utf-8").splitlines()
        for custody in ("bureau", "organ")
    }
    says = Say("登录名、口令、角色", "sign-in name, password, role")
    return [
        "",
        str(
            Say(
                "亲清演示已运行：机构、人物、企业、数字均为虚构",
                "the Qinqing demonstration is running: offices, people, firms and figures are invented",
            )
        ),
        f"http://127.0.0.1:{bureau.port}/     {Say('公开页面、工作端、企业端', 'public pages, staff and enterprises')}；{says}：",
        *people["bureau"],
        "",
        f"http://127.0.0.1:{organ.port}/jj/  {Say('纪检监察机构（另一个库、另一个进程）', 'the discipline organ (another store, another process)')}；{says}：",
        *people["organ"],
        "",
        str(
            Say(
                "按 Ctrl-C 停止；再次运行保留数据；make clean-demo 删除演示",
                "Ctrl-C stops; run again and the data are kept; `make clean-demo` removes it",
            )
        ),
    ]
