"""`python -m qinqing` is the `qinqing` command."""

from qinqing.cli import main

main()
