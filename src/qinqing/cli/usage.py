"""A wrong call in words: what, where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

import click

from qinqing.refusals import Say

# What click says of arguments nobody asked for; it has no class of its own for it.
SURPLUS = re.compile(r"Got unexpected extra arguments? \((.*)\)$", re.DOTALL)


class UnknownCommand(click.UsageError):
    """A command that does not exist, with the one probably meant."""

    def __init__(self, name: str, known: Sequence[str], ctx: click.Context):
        super().__init__(name, ctx)
        self.near = next(iter(get_close_matches(name, known, 1, 0.6)), "")


class Commands(click.Group):
    """A group that knows what was probably meant."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = super().get_command(ctx, name)
        if found is None:
            raise UnknownCommand(name, list(self.commands), ctx)
        return found


def misused(wrong: click.UsageError) -> str:
    """The message for a wrong call, and where help is."""
    path = wrong.ctx.command_path if wrong.ctx else "qinqing"
    help_at = Say(f"用法见 {path} --help", f"see {path} --help")
    return f"{_what(wrong)} [usage]\n{help_at}"


def _what(wrong: click.UsageError) -> Say:
    match wrong:
        case UnknownCommand(near=""):
            return Say(f"没有“{wrong.message}”这个命令", f"there is no command {wrong.message!r}")
        case UnknownCommand():
            return Say(
                f"没有“{wrong.message}”这个命令，您是要 {wrong.near} 吗？",
                f"there is no command {wrong.message!r}; did you mean {wrong.near}?",
            )
        case click.NoSuchOption():
            near = next(iter(wrong.possibilities or ()), "")
            ask = Say(f"，您是要 {near} 吗？", f"; did you mean {near}?") if near else Say("", "")
            return Say(
                f"没有 {wrong.option_name} 这个选项{ask.zh}",
                f"there is no option {wrong.option_name}{ask.en}",
            )
        case click.MissingParameter(param=click.Parameter() as missing):
            return Say(f"缺少 {_name(missing)}", f"{_name(missing)} is missing")
        case click.BadParameter(param=click.Parameter() as given):
            return Say(
                f"{_name(given)} 写得不对{_wanted(given)}", f"{_name(given)} is wrong: {wrong.message}"
            )
    if surplus := SURPLUS.match(wrong.format_message()):
        return Say(f"多写了：{surplus[1]}", f"this is too much: {surplus[1]}")
    return Say(f"用法不对：{wrong.format_message()}", wrong.format_message())


def _name(parameter: click.Parameter) -> str:
    """An option as it is typed; an argument as the help shows it."""
    return parameter.opts[-1] if parameter.param_type_name == "option" else str(parameter.human_readable_name)


def _wanted(parameter: click.Parameter) -> str:
    """What would have been right, where the type of the parameter tells."""
    match parameter.type:
        case click.Choice(choices=choices):
            return f"，应为 {'、'.join(map(str, choices))} 之一"
        case click.DateTime():
            return "，应为日期，例如 2026-06-30"
        case click.types.IntParamType():
            return "，应为整数"
        case click.types.FloatParamType():
            return "，应为数字"
    return ""
