"""Whose installation a command is about: an option several commands have."""

from __future__ import annotations

import os

import click

from qinqing.refusals import Say

custody_option = click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    default=lambda: os.environ.get("QINQING_CUSTODY") or "bureau",
    show_default="bureau",
    help=str(Say("本局或纪检监察机构", "the bureau's or the organ's")),
)
