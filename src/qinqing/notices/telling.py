"""A notice in words: as a message that leaves the platform, in both languages, without a word of the case."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from qinqing.notices.kinds import kind_of
from qinqing.notices.models import Notice

TITLE = "【亲清】{zh}"
BODY = """{office}
{zh}{about}{late}
{en}{about}

{link}
企业使用本平台免费。不想再这样收到通知，请在平台的“通知方式”中关闭。
Using the platform is free of charge. To stop these messages, see "Ways to be told" there.
"""
LINK = "请登录平台查看 Sign in to read it: {url}"
NO_LINK = "请登录平台，在“通知”中查看。 Sign in to the platform and read it under “Notices”."


def message(notice: Notice) -> tuple[str, str]:
    """Title and body."""
    says = kind_of(notice.kind).says
    site = settings.SITE_URL.rstrip("/")
    link = LINK.format(url=site + reverse("inbox_open", args=[notice.pk])) if site else NO_LINK
    body = BODY.format(
        office=settings.OFFICE["zh"],
        zh=says.zh,
        en=says.en,
        about=f" {notice.about}" if notice.about else "",
        late=f"（补发，原定 {notice.missed_on}）" if notice.missed_on else "",
        link=link,
    )
    return TITLE.format(zh=says.zh), body
