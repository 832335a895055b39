"""Every setting the installation reads, declared once: name, type, default, unit, what it is for.

`read()` takes the environment and refuses the whole of it at once when something is missing or
malformed, naming each setting. docs/reference/settings.md is generated from `DECLARED`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from qinqing.config.databases import parse_database_url
from qinqing.config.declared_erasure import OF_ERASURE
from qinqing.config.declared_notices import OF_NOTICES
from qinqing.config.parsing import address, flag, names, one_of, origin, port, positive, scanner
from qinqing.config.setting import Setting
from qinqing.law.bindings import load_binding
from qinqing.refusals import Problem, Refused, Say

# Whose pages these are, and whose findings go above the bureau: nobody else can know.
NEEDED = ("QINQING_OFFICE", "QINQING_HEADS")
TRUE_FALSE = Say("true 或 false", "true or false")

DECLARED: tuple[Setting, ...] = (
    Setting(
        "QINQING_HOME",
        "path",
        Path,
        "./var",
        "",
        Say("数据、密钥和事实版本所在文件夹", "folder of data, keys and fact versions"),
        Say("路径", "a path"),
    ),
    Setting(
        "QINQING_CUSTODY",
        "bureau|organ",
        one_of("bureau", "organ"),
        "bureau",
        "",
        Say(
            "本进程属于哪一方：本局或纪检监察机构",
            "whose installation this process is: the bureau's or the organ's",
        ),
        Say("bureau 或 organ", "bureau or organ"),
    ),
    Setting(
        "DATABASE_URL",
        "url",
        parse_database_url,
        None,
        "",
        Say(
            "本局数据库；缺省为 QINQING_HOME/bureau/db.sqlite3",
            "the bureau's database; default QINQING_HOME/bureau/db.sqlite3",
        ),
        Say(
            "sqlite:///路径 或 postgres://用户:口令@主机/库",
            "sqlite:///path or postgres://user:password@host/name",
        ),
        secret=True,
    ),
    Setting(
        "ORGAN_DATABASE_URL",
        "url",
        parse_database_url,
        None,
        "",
        Say(
            "纪检监察机构数据库，只由其进程读取；缺省为 QINQING_HOME/organ/db.sqlite3",
            "the organ's database, read by its own process only; default QINQING_HOME/organ/db.sqlite3",
        ),
        Say(
            "sqlite:///路径 或 postgres://用户:口令@主机/库",
            "sqlite:///path or postgres://user:password@host/name",
        ),
        secret=True,
    ),
    Setting(
        "QINQING_SECRET_KEY",
        "text",
        str,
        None,
        "",
        Say(
            "签名密钥；缺省在首次需要时生成于 keys/ 下，权限 0600",
            "signing key; by default made under keys/ on first need, mode 0600",
        ),
        Say("不少于 32 个字符", "at least 32 characters"),
    ),
    Setting(
        "QINQING_ALLOWED_HOSTS",
        "list",
        names,
        "127.0.0.1,localhost,[::1]",
        "",
        Say("本站域名，逗号分隔", "host names served, comma separated"),
        Say("逗号分隔的域名", "comma separated host names"),
    ),
    Setting(
        "QINQING_TRUSTED_ORIGINS",
        "list",
        names,
        "",
        "",
        Say("经代理访问时的来源，含协议，逗号分隔", "origins behind a proxy, with scheme, comma separated"),
        Say("逗号分隔的来源", "comma separated origins"),
    ),
    Setting(
        "QINQING_HTTPS",
        "bool",
        flag,
        "true",
        "",
        Say(
            "是否只经 HTTPS 访问（决定安全 Cookie 与 HSTS）；前面的代理须自行写 X-Forwarded-Proto 和 X-Forwarded-For；演示为 false",
            "served over HTTPS only (secure cookies, HSTS); the proxy before it must itself write X-Forwarded-Proto and X-Forwarded-For; false in the demo",
        ),
        TRUE_FALSE,
    ),
    Setting(
        "QINQING_DEMO",
        "bool",
        flag,
        "false",
        "",
        Say(
            "演示安装：页顶说明机构、人物、数字均为虚构",
            "a demonstration: every page says that its people and figures are invented",
        ),
        TRUE_FALSE,
    ),
    Setting(
        "QINQING_SECOND_FACTOR",
        "bool",
        flag,
        "true",
        "",
        Say("工作人员是否必须使用第二重验证", "whether staff must use a second factor"),
        TRUE_FALSE,
    ),
    Setting(
        "QINQING_IDLE_MINUTES",
        "int",
        positive,
        "30",
        "分钟 minutes",
        Say("无操作多久自动退出", "idle time after which a session ends"),
        Say("正整数", "a positive whole number"),
    ),
    Setting(
        "QINQING_API_RATE",
        "int",
        positive,
        "600",
        "次/分钟 per minute",
        Say(
            "企业系统接口：一个令牌每分钟最多请求几次，超过的立即拒绝（429）",
            "the interface for enterprises' systems: how often one token may ask in a minute; more is refused at once (429)",
        ),
        Say("正整数", "a positive whole number"),
    ),
    Setting(
        "QINQING_MEASURE",
        "id",
        str,
        "xuchang-civil-air-defence",
        "",
        Say("本局办法的绑定编号", "id of the home measure's bindings"),
        Say("绑定编号", "a bindings id"),
    ),
    Setting(
        "QINQING_OFFICE",
        "text",
        str,
        "清宁市人民防空办公室（虚构）",
        "",
        Say("单位名称，显示在页首", "name of the bureau, shown in every masthead"),
        Say("文字", "text"),
    ),
    Setting(
        "QINQING_OFFICE_EN",
        "text",
        str,
        "Qingning Civil Air Defence Office (invented)",
        "",
        Say("单位英文名称", "name of the bureau in English"),
        Say("文字", "text"),
    ),
    Setting(
        "QINQING_HEADS",
        "list",
        names,
        "",
        "",
        Say(
            "主要负责人的工号，逗号分隔；涉及其本人的疑点送外部监督和上级纪检监察机关",
            "staff numbers of the bureau's head, comma separated; what concerns them goes to the outside supervisor and the superior organ",
        ),
        Say("逗号分隔的工号", "comma separated staff numbers"),
    ),
    Setting(
        "QINQING_PORT",
        "int",
        port,
        "8000",
        "",
        Say("本局站点端口", "port of the bureau's site"),
        Say("1 至 65535", "1 to 65535"),
    ),
    Setting(
        "QINQING_ORGAN_PORT",
        "int",
        port,
        "8001",
        "",
        Say("纪检监察机构站点端口", "port of the organ's site"),
        Say("1 至 65535", "1 to 65535"),
    ),
    Setting(
        "QINQING_ORGAN_URL",
        "url",
        address,
        "",
        "",
        Say(
            "纪检监察机构站点地址，事前核对由此询问；缺省按端口在本机",
            "address of the organ's site, asked by the check before an act; by default this machine's organ port",
        ),
        Say("http(s) 地址", "an http(s) address"),
    ),
    Setting(
        "QINQING_EXCHANGE",
        "path",
        Path,
        None,
        "",
        Say(
            "两方交换公布总数的文件夹；缺省为 QINQING_HOME/exchange",
            "folder where released totals pass from organ to bureau; default QINQING_HOME/exchange",
        ),
        Say("路径", "a path"),
    ),
    Setting(
        "QINQING_GUARD_TOKEN",
        "text",
        str,
        "",
        "",
        Say(
            "事前核对时两方互认的口令，两方相同；缺省在交换文件夹中生成，权限 0600（两方同一操作系统用户时）",
            "the word both installations know for the check before an act; by default made in the exchange folder, "
            "mode 0600 (where one operating-system user runs both)",
        ),
        Say("文字", "text"),
    ),
    Setting(
        "QINQING_BUREAU_FACTS",
        "path",
        Path,
        None,
        "",
        Say(
            "纪检监察机构只读的本局事实版本；缺省为 QINQING_HOME/bureau/facts",
            "the bureau's fact versions, read by the organ; default QINQING_HOME/bureau/facts",
        ),
        Say("路径", "a path"),
    ),
    *OF_ERASURE,
    *OF_NOTICES,
    Setting(
        "QINQING_CLAMD",
        "url",
        scanner,
        "",
        "",
        Say(
            "扫描附件的 clamd；设了它，附件扫描通过才能打开，它不应答时附件留在待扫描；缺省不扫描",
            "the clamd that scans attachments: with it none is opened before it is found clean, and while it does not answer they wait; by default none scans",
        ),
        Say(
            "tcp://主机:端口 或 unix:///路径",
            "tcp://host:port or unix:///path",
        ),
    ),
    Setting(
        "QINQING_LOG_ORIGIN",
        "text",
        origin,
        "",
        "",
        Say(
            "存证日志的名称，写在每个检查点首行；缺省由本安装生成，别处没有相同的",
            "name of the log, the first line of every checkpoint; by default made by this installation and unlike any other's",
        ),
        Say(
            "不含空格和 + 的 ASCII 文字，如 log.example.gov.cn/bureau",
            "ASCII without spaces or +, such as log.example.gov.cn/bureau",
        ),
    ),
    Setting(
        "QINQING_LOG_PROFILE",
        "standard|standard+guomi|guomi",
        one_of("standard", "standard+guomi", "guomi"),
        "standard",
        "",
        Say(
            "存证所用算法：standard（SHA-256、Ed25519）或 guomi（SM3、SM2），日志有了条目后不能互换；standard+guomi：日志照用 standard，旁边再用 SM3、SM2 对同样的条目建第二棵树，随时可以加上、停用",
            "algorithms of the log: standard (SHA-256, Ed25519) or guomi (SM3, SM2), not to be exchanged once it has entries; standard+guomi: the log stays standard, and beside it stands a second tree over the same entries by SM3 and SM2, which may be added or stopped at any time",
        ),
        Say("standard、standard+guomi 或 guomi", "standard, standard+guomi or guomi"),
    ),
)


def read(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Every declared setting, parsed. Refuses with all malformed ones named, never with the first only."""
    found: dict[str, Any] = {}
    problems = [*mistyped(environment)]
    for setting in DECLARED:
        text = environment.get(setting.name) or setting.default
        try:
            found[setting.name] = None if text is None else setting.parse(text)
        except (ValueError, KeyError):
            problems.append(Problem(setting.name, _malformed(setting, text or "")))
    secret = found.get("QINQING_SECRET_KEY")
    if secret is not None and len(secret) < 32:
        problems.append(
            Problem("QINQING_SECRET_KEY", Say("太短，不少于 32 个字符", "too short; at least 32 characters"))
        )
    if problems:
        raise Refused(
            "settings.malformed", Say("设置有误，没有启动", "settings are wrong; not started"), problems
        )
    return found


def _malformed(setting: Setting, text: str) -> Say:
    """What is wrong; of a secret, not what it was."""
    was, was_en = ("所设内容（不显示）", "what was set (not shown)") if setting.secret else (f"“{text}”",) * 2
    return Say(
        f"{was}不能用，应为{setting.expected.zh}", f"{was_en} cannot be used; expected {setting.expected.en}"
    )


def mistyped(environment: Mapping[str, str]) -> Iterator[Problem]:
    """Names almost like a setting's: whoever wrote one meant the setting, and would never learn it was not read."""
    names = [setting.name for setting in DECLARED]
    for name in sorted(environment.keys() - {*names}):
        near = get_close_matches(name, names, 1, 0.9) if name.startswith("QINQING_") else []
        if near:
            says = Say(
                f"没有这个设置，您是要 {near[0]} 吗？", f"there is no such setting; did you mean {near[0]}?"
            )
            yield Problem(name, says)


def refuse_incomplete(environment: Mapping[str, str] = os.environ) -> None:
    """What an installation of a real bureau cannot be without, asked for before it is served; a demonstration has its own.

    Refused `settings.missing`, each setting named; `measure.unknown`.
    """
    found = read(environment)
    load_binding(found["QINQING_MEASURE"])
    problems = [
        Problem(setting.name, Say(f"还没有设置：{setting.help.zh}", f"is not set: {setting.help.en}"))
        for setting in DECLARED
        if setting.name in NEEDED and not environment.get(setting.name)
    ]
    if problems and not found["QINQING_DEMO"]:
        raise Refused(
            "settings.missing", Say("设置不全，没有启动", "settings are missing; not started"), problems
        )
