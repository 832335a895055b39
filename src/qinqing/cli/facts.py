"""`qinqing facts`: what a fact folder may hold, whether one does, and one made from a bureau's own tables."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qinqing.cli.facts_output import (
    echo_json,
    echo_outcome,
    echo_validated,
    outcome_data,
    refusal_data,
    validated_data,
)
from qinqing.cli.usage import Commands
from qinqing.refusals import Refused, Say

if TYPE_CHECKING:
    from qinqing.facts.mapping.run import Outcome

LEGEND = Say(
    "K 主键；→ 表：必须在那张表里；? 可空，整列也可没有；⁕ 事件之日；⚑ 只归纪检监察机构；{} 里是可取的值；不写类型的：…_cny 是金额，…_m2、…_rate 是小数，其余是文字",
    "K key; → table: must be there; ? may be null, the column may be absent; ⁕ day of an event; ⚑ the organ's only; {} the values it may take; without a type: …_cny is money, …_m2 and …_rate decimals, the rest text",
)
SHIPPED = Path(__file__).parents[1] / "facts" / "mappings"
IS_PATH = click.Path(path_type=Path)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=str(Say("输出形式", "form of the output")),
)


class FactsCommands(Commands):
    """`export` asks the platform, and is loaded when called: the others run without it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), "export"]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name == "export":
            return importlib.import_module("qinqing.cli.facts_export").command
        return super().get_command(ctx, name)


@click.group(
    cls=FactsCommands,
    help=str(
        Say(
            "事实文件夹：校验、结构、映射、读公开采购和公开股权数据",
            "fact folders: validate, schema, map, from-ocds, from-bods",
        )
    ),
)
def command() -> None:
    pass


@command.command(
    help=str(Say("事实表的结构（全部，或一张表）", "the structure of the fact tables, all or one"))
)
@click.argument("table", required=False)
@FORMAT
def schema(table: str | None, form: str) -> None:
    from qinqing.facts.cells import BOUNDS
    from qinqing.facts.notation import table_data, table_text
    from qinqing.facts.schema import TABLES

    if table is not None and table not in TABLES:
        zh, en = (
            f"没有这张事实表：{table}；有：{'、'.join(TABLES)}",
            f"no fact table {table}; known: {', '.join(TABLES)}",
        )
        raise Refused("facts.no-table", Say(zh, en))
    chosen = [TABLES[table]] if table else list(TABLES.values())
    if form == "json":
        echo_json([table_data(each) for each in chosen])
    else:
        click.echo("\n\n".join(table_text(each) for each in chosen))
        click.echo(f"\n{Say('文本', 'texts')}: {BOUNDS}")
        click.echo(f"\n{LEGEND}")


@command.command(
    help=str(Say("校验事实文件夹：一次列出全部问题", "examine a fact folder: every problem at once"))
)
@click.argument("folder", type=IS_PATH)
@click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    default="bureau",
    help=str(Say("由谁保管：本局或纪检监察机构", "in whose custody it is read")),
)
@FORMAT
def validate(folder: Path, custody: str, form: str) -> None:
    from qinqing.facts.folder import open_folder

    try:
        opened = open_folder(folder, "organ" if custody == "organ" else "bureau")
    except Refused as refused:
        if form == "json":
            echo_json(refusal_data(refused))
        raise
    if form == "json":
        echo_json(validated_data(folder, opened))
    else:
        echo_validated(folder, opened)


MAP_HELP = Say(
    "按映射文件把自有表格（CSV、XLSX、JSON）转为事实文件夹；MAPPING 可为文件，也可为随附映射的名称",
    "make a fact folder of your own tables (CSV, XLSX, JSON); MAPPING: a file, or a shipped one by name",
)
SOURCE_HELP = Say(
    "来源文件所在文件夹（默认：映射文件旁）", "folder of the sources (default: beside the mapping)"
)


@command.command("map", help=str(MAP_HELP))
@click.argument("mapping", type=IS_PATH)
@click.argument("out", type=IS_PATH)
@click.option("--source", type=IS_PATH, help=str(SOURCE_HELP))
@FORMAT
def map_sources(mapping: Path, out: Path, source: Path | None, form: str) -> None:
    from qinqing.facts.mapping.parse import load_mapping
    from qinqing.facts.mapping.run import run_mapping

    tell(out, run_mapping(load_mapping(mapping_file(mapping), source), out), form)


OCDS_HELP = Say(
    "把公开采购数据（OCDS 1.1 的发布包、记录包，或每行一个发布）转为事实文件夹：招标、投标、合同、付款",
    "make a fact folder of open contracting data (OCDS 1.1: a release or record package, or one release to a line): "
    "tenders, bids, contracts, payments",
)
OCDS_MAPPING_HELP = Say(
    "映射文件（默认用随附的 ocds；可复制后修改）",
    "the mapping (default: the shipped one, ocds; copy and change it)",
)


@command.command("from-ocds", help=str(OCDS_HELP))
@click.argument("file", type=IS_PATH)
@click.argument("out", type=IS_PATH)
@click.option("--mapping", type=IS_PATH, default=Path("ocds"), help=str(OCDS_MAPPING_HELP))
@FORMAT
def from_ocds(file: Path, out: Path, mapping: Path, form: str) -> None:
    from qinqing.facts import ocds

    tell(out, ocds.from_ocds(file, out, mapping_file(mapping)), form)


BODS_HELP = Say(
    "把公开的股权声明（BODS 0.4 的声明列表，或每行一个声明）转为事实文件夹：企业、持股",
    "make a fact folder of declared ownership (BODS 0.4: a list of statements, or one to a line): "
    "enterprises, holdings",
)
BODS_MAPPING_HELP = Say(
    "映射文件（默认用随附的 bods；可复制后修改）",
    "the mapping (default: the shipped one, bods; copy and change it)",
)


@command.command("from-bods", help=str(BODS_HELP))
@click.argument("file", type=IS_PATH)
@click.argument("out", type=IS_PATH)
@click.option("--mapping", type=IS_PATH, default=Path("bods"), help=str(BODS_MAPPING_HELP))
@FORMAT
def from_bods(file: Path, out: Path, mapping: Path, form: str) -> None:
    from qinqing.facts import bods

    tell(out, bods.from_bods(file, out, mapping_file(mapping)), form)


def tell(out: Path, outcome: Outcome, form: str) -> None:
    if form == "json":
        echo_json(outcome_data(outcome))
    else:
        echo_outcome(out, outcome)


def mapping_file(mapping: Path) -> Path:
    """A file as given, else the shipped mapping of that name."""
    shipped = SHIPPED / f"{mapping.name}.toml"
    if mapping.exists():
        return mapping
    if not shipped.is_file():
        names = [path.stem for path in sorted(SHIPPED.glob("*.toml"))]
        says = Say(
            f"没有映射文件 {mapping}；随附的映射有：{'、'.join(names)}",
            f"there is no mapping {mapping}; shipped ones: {', '.join(names)}",
        )
        raise Refused("facts.mapping", says)
    return shipped
