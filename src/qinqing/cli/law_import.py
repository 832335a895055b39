"""`qinqing law import FILE`: a measure's text into the database, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from qinqing.cli.own_data import say_if_demo
from qinqing.refusals import Say


@click.command(
    "import",
    help=str(Say("载入一部办法的文本（txt、md、docx、html）", "load a measure's text (txt, md, docx, html)")),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--measure",
    "key",
    help=str(Say("办法编号；缺省由标题得出", "the measure's id; by default from its title")),
)
@click.option(
    "--issuer",
    help=str(
        Say("制定机关；以后也可在“规范确认”页面填写", "who issued it; may be filled in on the page later")
    ),
)
def load(file: Path, key: str | None, issuer: str | None) -> None:
    from qinqing.law.text import read_measure

    read_measure(file)  # a text that is refused must not even create a database
    from qinqing.config.django import bring_up, ready_database

    bring_up()
    ready_database()
    say_if_demo()
    from django.conf import settings

    from qinqing.measures.models import Suggestion
    from qinqing.measures.services import import_measure, is_shipped

    measure = import_measure(file, key, issuer)
    chapters, articles = measure.chapters.count(), measure.articles.count()
    click.echo(
        Say(
            f"已载入《{measure.title}》（{measure.key}）：{chapters} 章 {articles} 条",
            f"loaded {measure.title} ({measure.key}): {chapters} chapters, {articles} articles",
        )
    )
    if measure.key != settings.MEASURE:
        click.echo(
            Say(
                f"平台现在按 {settings.MEASURE} 运行；改按这一部：设置 QINQING_MEASURE={measure.key} 后再启动",
                f"the platform runs by {settings.MEASURE}; to run by this one set QINQING_MEASURE={measure.key} and start again",
            )
        )
    if is_shipped(measure.key):
        click.echo(
            Say(
                "它的规范随程序绑定，不需要确认",
                "its norms are bound by the program: nothing needs confirming",
            )
        )
        return
    waiting = Suggestion.objects.filter(article__measure=measure, state=Suggestion.State.SUGGESTED).count()
    click.echo(
        Say(
            f"待确认的规范 {waiting} 项。下一步：法制审核登录后，在“规范确认”逐项确认",
            f"{waiting} norms to confirm. Next: a reviewer signs in and confirms each under Confirm norms",
        )
    )
