"""`qinqing log`: the record of what was done, kept so that an outsider can check it."""

from __future__ import annotations

from qinqing.cli.log_export import export
from qinqing.cli.log_read import read
from qinqing.cli.log_signer import signer
from qinqing.cli.log_verify import verify
from qinqing.cli.log_witness import witness
from qinqing.cli.usage import Commands
from qinqing.refusals import Say

SUBCOMMANDS = (verify, export, read, witness, signer)

command = Commands("log", help=str(Say("存证日志：核验、导出、见证方", "the log: verify, export, witnesses")))
for subcommand in SUBCOMMANDS:
    command.add_command(subcommand)
