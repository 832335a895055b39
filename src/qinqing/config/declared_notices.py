"""Settings of how people are told beside the platform itself."""

from __future__ import annotations

from qinqing.config.channels import channel
from qinqing.config.parsing import address, positive
from qinqing.config.setting import Setting
from qinqing.refusals import Say

OF_NOTICES: tuple[Setting, ...] = (
    Setting(
        "QINQING_SITE_URL",
        "url",
        address,
        "",
        "",
        Say(
            "人们打开本局站点所用的地址，写在发出的通知里；缺省则通知里没有链接",
            "address at which people open the bureau's site, for links in notices that go out; by default they have none",
        ),
        Say("http(s) 地址", "an http(s) address"),
    ),
    Setting(
        "QINQING_NOTICE_DAYS",
        "int",
        positive,
        "365",
        "天 days",
        Say(
            "通知保存几天，逾期连同发送记录一起删除；事情本身在案卷和存证里，不受影响",
            "how long a notice is kept; then it goes with what is known of its delivery. What happened stays in the case and the log",
        ),
        Say("正整数", "a positive whole number"),
    ),
    Setting(
        "QINQING_NOTICE_MAIL",
        "url",
        channel("mail"),
        "",
        "",
        Say(
            "通知用的电子邮件，如 mailtos://用户:口令@smtp.example.cn:465/{to}?from=qinqing@example.cn，{to} 是收件人；缺省不发邮件",
            "mail for notices, such as mailtos://user:password@smtp.example.cn:465/{to}?from=qinqing@example.cn with {to} for the reader; by default none is sent",
        ),
        Say("含一个 {to} 的 mailto(s):// 地址", "a mailto(s):// address with one {to}"),
        secret=True,
    ),
    Setting(
        "QINQING_NOTICE_WECOM",
        "url",
        channel("wecom"),
        "",
        "",
        Say(
            "通知用的企业微信：应用消息 wechat://企业ID:密钥@应用ID/{to}（{to} 是成员账号），或各人自己的机器人 wecombot://{to}；缺省不用",
            "WeCom for notices: an application's messages wechat://corpid:secret@agentid/{to} ({to} a member's id), or each reader's own robot wecombot://{to}; by default not used",
        ),
        Say(
            "含一个 {to} 的 wechat:// 或 wecombot:// 地址", "a wechat:// or wecombot:// address with one {to}"
        ),
        secret=True,
    ),
    Setting(
        "QINQING_NOTICE_DINGTALK",
        "url",
        channel("dingtalk"),
        "",
        "",
        Say(
            "通知用的钉钉，各人自己的机器人：dingtalk://{to}；缺省不用",
            "DingTalk for notices, each reader's own robot: dingtalk://{to}; by default not used",
        ),
        Say("含一个 {to} 的 dingtalk:// 地址", "a dingtalk:// address with one {to}"),
        secret=True,
    ),
    Setting(
        "QINQING_NOTICE_FEISHU",
        "url",
        channel("feishu"),
        "",
        "",
        Say(
            "通知用的飞书，各人自己的机器人：feishu://{to}；缺省不用",
            "Feishu for notices, each reader's own robot: feishu://{to}; by default not used",
        ),
        Say("含一个 {to} 的 feishu:// 或 lark:// 地址", "a feishu:// or lark:// address with one {to}"),
        secret=True,
    ),
)
