"""`qinqing law`: the measure's articles and what carries them out."""

from __future__ import annotations

from qinqing.cli.law_import import load
from qinqing.cli.law_show import show
from qinqing.cli.law_where import where
from qinqing.cli.usage import Commands
from qinqing.refusals import Say

# One module per subcommand; what needs the platform is imported inside its function: the others stay quick.
SUBCOMMANDS = (load, show, where)

command = Commands("law", help=str(Say("办法条文、规范、数值", "articles, norms, values")))
for subcommand in SUBCOMMANDS:
    command.add_command(subcommand)
