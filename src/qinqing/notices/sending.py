"""One message to one address, by the channel's own library, outside any transaction and never longer than a deadline."""

from __future__ import annotations

import threading

from django.conf import settings

from qinqing.config.channels import address_in
from qinqing.refusals import Say

# A socket that does not answer is given up by the library; one that answers a byte at a time by the deadline.
SOCKET_SECONDS = 10.0
DEADLINE_SECONDS = 30.0
# Attempts past their deadline that still hang: with so many, a channel is not tried until one has ended.
MOST_HANGING = 3

TROUBLES = {
    "refused": Say("对方没有收下", "the other side did not take it"),
    "slow": Say("对方长时间没有应答", "the other side did not answer in time"),
    "failed": Say("没有发出去", "it could not be sent"),
    "hanging": Say("前几次还没有结束", "earlier attempts have not ended"),
    "lost": Say("发送中途进程结束", "the process ended while sending"),
}

_hanging: dict[str, list[threading.Thread]] = {}


def send(channel: str, address: str, title: str, body: str) -> str:
    """'' once the channel took it, else a key of TROUBLES. Asks the database nothing."""
    hanging = _hanging[channel] = [thread for thread in _hanging.get(channel, []) if thread.is_alive()]
    if len(hanging) >= MOST_HANGING:
        return "hanging"
    answer: list[str] = []
    thread = threading.Thread(
        target=lambda: answer.append(_attempt(channel, address, title, body)), daemon=True
    )
    thread.start()
    thread.join(DEADLINE_SECONDS)
    if thread.is_alive():
        hanging.append(thread)
        return "slow"
    return answer[0] if answer else "failed"


def _attempt(channel: str, address: str, title: str, body: str) -> str:
    """Nothing of what went wrong is kept: it may hold the channel's password, or the address."""
    try:
        return "" if handed_over(channel, address, title, body) else "refused"
    except Exception:
        return "failed"


def handed_over(channel: str, address: str, title: str, body: str) -> bool:
    """Whether the channel took it. Tests put their own channel here."""
    import apprise

    url = address_in(settings.NOTICE_CHANNELS[channel], address)
    plugin = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    if plugin is None:
        return False
    plugin.socket_connect_timeout = plugin.socket_read_timeout = SOCKET_SECONDS
    return bool(plugin.notify(body=body, title=title, notify_type=apprise.NotifyType.INFO))
