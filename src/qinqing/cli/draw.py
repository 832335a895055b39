"""`qinqing draw`: a random draw of enterprises and inspectors that outsiders can check."""

from __future__ import annotations

from qinqing.cli.draw_after import open_, substitute, void
from qinqing.cli.draw_commit import commit
from qinqing.cli.draw_log import log
from qinqing.cli.draw_options import said
from qinqing.cli.draw_plan import nonce, plan
from qinqing.cli.draw_run import run
from qinqing.cli.draw_verify import verify
from qinqing.cli.usage import Commands

SUBCOMMANDS = (plan, nonce, commit, run, substitute, open_, void, log, verify)

command = Commands(
    "draw",
    help=said(
        "随机抽取企业和检查人员：先承诺、后抽取、人人可核验。次序：plan、nonce（双方各一次）、commit、run、substitute、open；"
        "作废用 void，核验用 verify。做法见 docs/algorithms/draw.md",
        "random draws of enterprises and inspectors: committed first, drawn later, checked by anybody. In order: plan, "
        "nonce (once by each side), commit, run, substitute, open; void and verify. See docs/algorithms/draw.md",
    ),
)
for subcommand in SUBCOMMANDS:
    command.add_command(subcommand)
