"""Words shared by the table and the page, in both languages."""

from __future__ import annotations

from qinqing.law.addresses import label
from qinqing.refusals import Say

VERDICTS = {
    "flagged": Say("符合预警条件", "flagged"),
    "undetermined": Say("无法判定", "undetermined"),
}
LEVELS = {
    "amber": Say("提醒级", "amber"),
    "red": Say("要求说明情况级", "red"),
    "refer": Say("移送级", "refer"),
}
CUSTODIES = {"bureau": Say("本局", "the bureau"), "organ": Say("纪检监察机构", "the discipline organ")}
CAUTION = Say(
    "以下都是疑点，待核实；不是结论。", "What follows are findings to be verified, never conclusions."
)
NOTHING = Say("没有疑点。", "No findings.")
NOTHING_RAN = Say(
    "没有规则能够运行：文件夹缺少它们需要的表或列，什么也没有判断。",
    "No rule could run: the folder lacks the tables or columns they need. Nothing was judged.",
)
JUDGED, KEPT = Say("判断", "judged"), Say("守住", "kept")
FLAGGED, UNDETERMINED = Say("符合预警条件", "flagged"), Say("无法判定", "undetermined")
SKIPPED = Say("跳过", "skipped")
RULE, ARTICLES = Say("规则", "rule"), Say("条文", "articles")
CONCERNED = Say("相关人员", "the person concerned")
LIKE_CASES = Say("类案对照表", "like-case comparison sheet")
EVIDENCE, PATH = Say("依据", "evidence"), Say("路径", "path")


def article_labels(articles: tuple[str, ...]) -> Say:
    labels = [label(article) for article in articles]
    return Say("、".join(said.zh for said in labels), ", ".join(said.en for said in labels))


def standing(verdict: str, level: str) -> str:
    """What was found and how grave; an undetermined unit has no level yet."""
    return f"{VERDICTS[verdict]} · {LEVELS[level]}" if verdict == "flagged" else str(VERDICTS[verdict])


def labelled(word: Say, text: str) -> str:
    return str(Say(f"{word.zh}：{text}", f"{word.en}: {text}"))
