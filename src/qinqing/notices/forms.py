"""How somebody wants to be told, as typed strings become addresses."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.notices.models import Address, Channel

# Nothing that could mean a second reader, or another place, in a channel's address.
MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WORD = re.compile(r"[A-Za-z0-9_-]{2,100}")
HELP = {
    Channel.MAIL: _("例如 zhang@example.cn。"),
    Channel.WECOM: _("您在企业微信的账号；本局用机器人的，填您自己机器人的密钥。"),
    Channel.DINGTALK: _("您自己的钉钉机器人的 access_token；安全设置用关键词“亲清”。"),
    Channel.FEISHU: _("您自己的飞书机器人地址最后一段。"),
}
SHOWN = 4


class AddressesForm(forms.Form):
    """One field per channel this installation has; empty: not by this channel."""

    def __init__(self, user: User, *args: Any, **given: Any):
        super().__init__(*args, **given)
        self.user = user
        self.held = dict(Address.objects.filter(user=user).values_list("channel", "address"))
        for channel in (one for one in Channel if one.value in settings.NOTICE_CHANNELS):
            self.fields[channel.value] = forms.CharField(
                label=channel.label,
                required=False,
                max_length=200,
                initial=shown(channel, self.held.get(channel.value, "")),
                help_text=HELP[channel],
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in self.fields:
            text = (given.get(name) or "").strip()
            if text == shown(Channel(name), self.held.get(name, "")):  # left as it stands, its middle hidden
                text = self.held.get(name, "")
            elif text and not (MAILBOX if name == Channel.MAIL else WORD).fullmatch(text):
                self.add_error(name, _("写法不对：只能有字母、数字和 . _ - + @"))
            given[name] = text
        return given

    def save(self) -> None:
        for channel in self.fields:
            address = self.cleaned_data[channel]
            if address:
                Address.objects.update_or_create(
                    user=self.user, channel=channel, defaults={"address": address}
                )
            else:
                Address.objects.filter(user=self.user, channel=channel).delete()


def shown(channel: Channel, address: str) -> str:
    """A robot's key is as good as a password: its last characters tell its owner which it is."""
    if channel == Channel.MAIL or not address:
        return address
    return f"••••{address[-SHOWN:]}"
