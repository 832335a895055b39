"""Steps that need one custody's database, run in a process of that custody: it knows the other's not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qinqing.config.django import bring_up, collect_static, migrate, ready_database
from qinqing.refusals import Failed, Refused


def fill(custody: str, county: Path) -> None:
    """Database, parties, findings and one account per role of this custody."""
    migrate()
    from qinqing.accounts.demo import make_people
    from qinqing.facts.folder import open_folder
    from qinqing.organisations.loading import load_parties
    from qinqing.oversight.services.sweep import sweep_folder

    folder = open_folder(county, custody="bureau")
    with folder.connect(folder.latest_event) as facts:
        load_parties(facts, folder.tables)
    make_people(county)  # before the sweep: where a finding goes depends on who supervises
    if custody == "organ":
        from qinqing.organ.services.sweep import sweep_organ_folder

        sweep_organ_folder(county / "organ", progress=_quiet)
        from qinqing.organ.demo import play
    else:
        sweep_folder(county, progress=_quiet)
        from qinqing.oversight.demo import play
    play()
    if custody == "bureau":
        from qinqing.affairs.demo import play as play_affairs

        play_affairs()  # after the supervisors' play, which seats the clerk
    from qinqing.record.stock import take_stock

    take_stock()


def prepare(custody: str) -> None:
    """What a changed program or setting needs: a database of its version, collected style sheets, the heads marked, stock taken."""
    ready_database()
    collect_static()
    from qinqing.organisations.heads import mark_heads

    mark_heads()
    from qinqing.record.stock import take_stock

    take_stock()


def erase_again(custody: str) -> None:
    """What an erasure that was cut short still has to do, and those a restored database does not know of."""
    from qinqing.accounts.services.erasing import replay_erasures
    from qinqing.record.erasing import run

    run.finish_pending()
    run.destroy_listed_keys()
    replay_erasures(run.unapplied())


def _quiet(line: str) -> None:
    """A demonstration builds in seconds; its steps are announced, not its rules."""


def main() -> None:
    step, custody, *rest = sys.argv[1:]
    bring_up(custody)
    try:
        if step == "fill":
            fill(custody, Path(rest[0]))
        else:
            {"prepare": prepare, "erase_again": erase_again}[step](custody)
    except (Refused, Failed) as trouble:
        click.echo(str(trouble), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
