"""The `qinqing` command: one group, each subcommand in a module of its own, loaded when it is called."""

from __future__ import annotations

import importlib
import signal
import sys

import click

from qinqing.cli.streams import let_go, make_whole
from qinqing.cli.usage import UnknownCommand, misused
from qinqing.no_room import no_room
from qinqing.refusals import Failed, Refused, Say

STOPPED = 130
# name → (module, one line of help). Modules are imported only when called: `qinqing --help` stays instant.
COMMANDS: dict[str, tuple[str, Say]] = {
    "law": ("qinqing.cli.law", Say("办法文本、规范、数值", "measures, norms, values")),
    "facts": (
        "qinqing.cli.facts",
        Say("事实文件夹：校验、结构、映射", "fact folders: validate, schema, map"),
    ),
    "items": ("qinqing.cli.items", Say("服务事项：校验", "service items: validate")),
    "check": ("qinqing.cli.check", Say("按规则判断一个事实文件夹", "judge a fact folder by the rules")),
    "clock": (
        "qinqing.cli.clock",
        Say(
            "办理时限：到期日、已用和剩余天数、逐日理由",
            "time limits: day due, days used, why each day counts",
        ),
    ),
    "draw": (
        "qinqing.cli.draw",
        Say("随机抽取：先承诺、后抽取、可核验", "random draws: committed, drawn, checked by anybody"),
    ),
    "sweep": (
        "qinqing.cli.sweep",
        Say("把事实文件夹接入平台并更新疑点", "take a fact folder into the platform"),
    ),
    "log": ("qinqing.cli.log", Say("存证日志：核验、导出、见证方", "the log: verify, export, witnesses")),
    "witness": (
        "qinqing.cli.witness",
        Say("外部见证：建立、运行、按文件", "witness a log: make, run, by file"),
    ),
    "receipt": ("qinqing.cli.receipt", Say("回执：核验", "receipts: verify")),
    "erase": ("qinqing.cli.erase", Say("清除一个人的资料，两人办理", "erase a person, by two people")),
    "keys": ("qinqing.cli.keys", Say("个人密钥的短期备份", "short-lived copies of persons' keys")),
    "accounts": ("qinqing.cli.accounts", Say("建立头三位管理员", "found the first administrators")),
    "demo": ("qinqing.cli.demo", Say("建立并运行演示县", "build and run the demonstration county")),
    "serve": ("qinqing.cli.serve", Say("运行两方站点和后台", "run both sites and the workers")),
    "work": ("qinqing.cli.work", Say("运行一方的后台", "run one installation's worker")),
    "migrate": ("qinqing.cli.migrate", Say("升级数据库", "bring a database up to date")),
    "world": ("qinqing.cli.world", Say("生成虚构的县，已知真相", "make a synthetic county with known truth")),
}


class Lazy(click.Group):
    """A group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            raise UnknownCommand(name, list(COMMANDS), ctx)
        return importlib.import_module(COMMANDS[name][0]).command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 Commands"):
            formatter.write_dl([(name, str(says)) for name, (_, says) in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="qinqing")
def root() -> None:
    """亲清 Qinqing：让一部亲清政商关系办法真正运行。 Runs a measure on government–business relations."""


def main(command: click.Command = root) -> None:
    """Entry point: a wrong call and a refusal are exit 2, a failure of the machine 3; each is one clear message.

    What a command printed is whole, or the exit is 3.
    """
    make_whole()
    code = ended(command)
    if code == STOPPED:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # people press Ctrl-C twice; we are leaving
    let_go()
    sys.exit(code)


def ended(command: click.Command = root) -> int:
    """The exit code of the command called, its message said."""
    try:
        code = command(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as nothing:
        return told(nothing.format_message(), 2)
    except click.UsageError as wrong:
        return told(misused(wrong), 2)
    except Refused as refused:
        return told(refused, 2)
    except Failed as failed:
        return told(failed, 3)
    except (click.Abort, KeyboardInterrupt):
        return told(Say("已停止", "stopped"), STOPPED)
    except Exception as error:
        if full := no_room(error):
            return told(full, 3)
        if old := behind(error):
            return told(old, 2)
        raise
    return code if isinstance(code, int) else 0


def behind(error: Exception) -> Refused | None:
    """A database older than the program, said as such; most commands ask none and never load what would tell."""
    brought_up = sys.modules.get("qinqing.config.django")
    return brought_up.behind(error) if brought_up else None


def told(what: object, code: int) -> int:
    """The exit code, once the message is said, or 3 where there is nowhere left to say it."""
    try:
        click.echo(str(what), err=True)
    except Failed:
        return 3
    return code
