"""核验随机抽取的档案：次序、见证时刻、名单、户数、随机源、种子、排序、检查组、替补。 Verify the bundle of a draw, offline.

    python verify_draw.py BUNDLE [--key LOGKEY] [--witness KEY …] [--threshold N]

Needs verify.py beside it, which checks the receipts, and nothing else of anybody's. A key is given as its text or as a
file. Formulas: docs/algorithms/draw.md. Exit: 0 proved, 1 not proved, 2 wrong call, 3 the machine failed.
"""

# ruff: noqa: B905, RUF007 — zip's strict and pairwise came with Python 3.10; outsiders may have 3.9
from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
import sys
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING or __package__:
    from qinqing.verify import verify
else:
    import verify

want, Refusal = verify.want, verify.Refusal
Step = dict[str, Any]
SHOWN = "请保留这个文件，向保存者索取原件，并向监督方反映。"
DO = "Keep this file, ask for the original, and tell the supervisor."
verify.WORDS.update(
    verify.table(f"""
draw.bundle-form 这不是抽取档案，或者被改动、截断过。{SHOWN} | This is no bundle of a draw, or it was altered or cut. {DO}
draw.step-form 档案里有的步骤或名单不是规定的样子。{SHOWN} | A step or a row of the bundle is not of its form. {DO}
draw.chain 第 {{n}} 步不接在前一步之后。{SHOWN} | Step {{n}} does not follow on the one before it. {DO}
draw.step-order 第 {{n}} 步次序不对。{SHOWN} | Step {{n}} is out of order. {DO}
draw.backwards 第 {{n}} 步早于前一步。{SHOWN} | Step {{n}} is earlier than the one before it. {DO}
draw.receipts-missing 各步的回执不全：应有 {{wanted}} 份，有 {{have}} 份。请保存者运行 qinqing draw log 补齐。 | Receipts are missing: {{have}} of {{wanted}}. Have the keeper run qinqing draw log.
draw.log-order 日志里各步的先后不对。{SHOWN} | In the log the steps stand in another order. {DO}
draw.log-plan 存证的年度计划不是这一份。{SHOWN} | The plan that was logged is not this one. {DO}
draw.not-logged 第 {{n}} 步不是存证的那一步。{SHOWN} | Step {{n}} is not the one that was logged. {DO}
draw.log-chain 日志里第 {{n}} 步之前另有这次抽取的记录，档案里没有。{SHOWN} | Before step {{n}} the log has more of this draw than the bundle shows. {DO}
draw.witnessed-late 见证方看到承诺时，随机源已经公布。{SHOWN} | A source was out when the witness saw the commitment. {DO}
draw.root 名单或计划不是承诺的那一份：{{name}}。{SHOWN} | It is not the list committed to: {{name}}. {DO}
draw.plan-days 计划里没有这次抽取，或者不在计划的日子里承诺。{SHOWN} | The plan has no such draw, or it was committed on other days. {DO}
draw.pool-order 名单没有按编号排列、有重复，或者与承诺的户数不符。{SHOWN} | The pool is out of order, repeats a row, or is of another size. {DO}
draw.size {{name}} 类的户数与比例、数值不符。{SHOWN} | The size of class {{name}} is not what its share yields. {DO}
draw.source-known 承诺时随机源“{{name}}”已经公布。{SHOWN} | The source {{name}} was out when the draw was committed. {DO}
draw.source 随机源“{{name}}”不是承诺的，或者文本不合规则。{SHOWN} | The source {{name}} is not the one committed to, or its text does not fit its rule. {DO}
draw.source-early 抽取时“{{name}}”还没有公布。{SHOWN} | The source {{name}} was not out when the draw was run. {DO}
draw.parts 两份随机数承诺不对。{SHOWN} | The two commitments to numbers are wrong. {DO}
draw.shown-early 没有公开的内容出现在档案里。{SHOWN} | The bundle shows what was not opened. {DO}
draw.nonce 公开的随机数不是承诺的。{SHOWN} | A number opened is not the one committed to. {DO}
draw.seed 种子算出来不是这个。{SHOWN} | The seed is another. {DO}
draw.ranking 结果的第 {{n}} 行不是种子抽出来的。{SHOWN} | Line {{n}} of the result is not what the seed draws. {DO}
draw.result 公开的结果不是抽取时承诺的。{SHOWN} | The result is not the one committed to when it was drawn. {DO}
draw.substitution 第 {{n}} 次替补没有按备选次序，或者不是存证的。{SHOWN} | Substitution {{n}} does not go down the reserve, or is not the one logged. {DO}
draw.void-people 作废的不是两个不同的人。{SHOWN} | It was not voided by two different people. {DO}
draw 抽取 {{draw}} 核验通过：{{steps}} 步，最近一步是 {{last}} | The draw {{draw}} holds: {{steps}} steps, the last is {{last}}
draw.reckoned 种子和 {{places}} 个名次、检查组由承诺、随机数和随机源重新算出，一致 | Seed, {{places}} places and teams follow from commitment, numbers and sources
draw.in_time 见证方在 {{time}} 已经见到承诺，早于第一个随机源公布的 {{known}} | Witnesses had seen the commitment by {{time}}, before the first source was out at {{known}}
draw.unseen 没有见证时刻：承诺早于随机源公布，只凭本单位自己的钟 | No witness's time: that the commitment came first rests on the bureau's own clock
draw.alone 没有与日志核对（没有给公钥）：只说明档案前后一致，整个另造一份也会这样 | Not compared with the log, no key was given: it agrees with itself, as one made up whole would
draw.used 随机源“{{name}}”：{{text}}。请与公布的对照 | Source {{name}}: {{text}}. Compare with what was published
draw.beacon “{{name}}”是 drand 信标，它的签名（BLS）没有核验：务必对照 drand 公布的同一轮 | {{name}} is a drand beacon whose BLS signature is not verified: do compare it with the round drand published
draw.fallback “{{name}}”用了备用来源：{{why}} | The fallback of {{name}} was used: {{why}}
draw.voided 已作废，由 {{by}} 提出：{{why}} | Void, by {{by}}: {{why}}
draw.excluded 有 {{count}} 家企业被排除在抽取之外，理由见名单 | {{count}} enterprises were excluded; the list gives the reasons
""")
)
LISTS = ("enterprises", "inspectors", "plan", "receipts", "result", "sources", "steps", "substitutions")
COMMON = {"v", "draw", "n", "type", "at", "prev"}
OWN = {
    "draw.commit": {"algorithm", "plan", "enterprises", "inspectors", "team", "sizes", "values", "sources", "parts"},
    "draw.run": {"sources", "result", "unsealed"},
    "draw.substitute": {"number", "substitution"},
    "draw.open": {"nonces", "seed", "result"},
    "draw.void": {"by", "reason"},
}  # fmt: skip
AFTER = {"": "commit", "commit": "run void", "run": "substitute open void", "substitute": "substitute open void", "open": "void", "void": "open"}  # fmt: skip
CLASSES = ("A", "B", "C", "D")
CHINA = timezone(timedelta(hours=8))


class Draw(NamedTuple):
    """The lists as texts, the steps as they say; `commit` and the others where they were made."""

    lists: dict[str, list[str]]
    steps: list[Step]
    firms: list[Step]
    people: list[Step]

    @property
    def commit(self) -> Step:
        return self.steps[0]

    def step(self, kind: str) -> Step:
        return next((step for step in self.steps if step["type"] == f"draw.{kind}"), {})


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def root(title: str, lines: list[str]) -> str:
    return digest("\n".join([title, *lines, ""]))


def committed(tag: str, salt: bytes, payload: Step) -> str:
    return sha(b"qq-commit/v1\0", tag.encode(), b"\0", salt, verify.canonical(payload).encode()).hex()


def row(text: str, *fields: str) -> Step:
    """The object of a canonical text, with these fields and no other."""
    read = verify.read_canonical(text.encode())
    want(not fields or set(read) == set(fields), "draw.step-form")
    return read


def time_of(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    want(moment.tzinfo, "draw.step-form")
    return moment


def verify_draw(data: bytes, trust: verify.Trust | None) -> list[verify.Pair]:
    """What a bundle proves, in sentences; `trust` None: nothing of the log."""
    try:
        draw = read_bundle(data)
        check_steps(draw)
        logged = check_logged(draw, trust) if trust else [verify.say("draw.alone")]
        check_pool(draw)
        check_sizes(draw)
        used = check_sources(draw)
        reckoned = check_result(draw)
    except (
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        AttributeError,
        ZeroDivisionError,
        OverflowError,
    ) as wrong:
        raise Refusal("draw.step-form") from wrong
    head = verify.say(
        "draw", draw=draw.commit["draw"], steps=len(draw.steps), last=draw.steps[-1]["type"][5:]
    )
    return [head, *reckoned, *logged, *used, *about(draw)]


def about(draw: Draw) -> list[verify.Pair]:
    """What is allowed and yet should be known."""
    told, void = [], draw.step("void")
    if void:
        want(len(void["by"]) == 2 == len({*void["by"]}), "draw.void-people")
        told.append(verify.say("draw.voided", by=verify.shown(", ".join(void["by"])), why=verify.shown(void["reason"])))  # fmt: skip
    if count := draw.commit["enterprises"]["excluded"]:
        told.append(verify.say("draw.excluded", count=count))
    return told


def read_bundle(data: bytes) -> Draw:
    """Refused unless the bytes are exactly those such a file is written in."""
    parts = verify.parsed(data)
    fits = isinstance(parts, dict) and set(parts) == {*LISTS, "v"} and parts["v"] == "qqdraw-bundle/v1"
    fits = fits and all(isinstance(parts[name], list) and all(isinstance(line, str) for line in parts[name]) for name in LISTS)  # fmt: skip
    want(fits and dumped(parts).encode("utf-8", "replace") == data and parts["steps"], "draw.bundle-form")
    firms = [row(line, "excluded", "id", "needs", "risk", "went_last") for line in parts["enterprises"]]
    people = [row(line, "away", "id", "recused_from", "skills") for line in parts["inspectors"]]
    return Draw(parts, [row(line) for line in parts["steps"]], firms, people)


def dumped(parts: dict[str, list[str]]) -> str:
    def listed(lines: list[str]) -> str:
        return "[\n" + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]" if lines else "[]"  # fmt: skip

    rows = [f'"{name}":{listed(parts[name])}' for name in LISTS]
    return "\n".join(["{", ",\n".join([*rows, '"v":"qqdraw-bundle/v1"']), "}", ""])


def check_steps(draw: Draw) -> None:
    """Each of its form, on the one before, in an order the procedure allows, forward in time."""
    kinds, before, at = list[str](), "0" * 64, None
    for n, (text, step) in enumerate(zip(draw.lists["steps"], draw.steps), 1):
        want(
            set(step) == COMMON | OWN.get(step.get("type", ""), set())
            and type(step["n"]) is type(step["v"]) is int,
            "draw.step-form",
        )
        chained = [step[name] for name in ("v", "n", "prev", "draw")] == [1, n, before, draw.commit["draw"]]
        want(chained, "draw.chain", n=n)
        kind, moment = step["type"][5:], time_of(step["at"])
        want(kind in following(kinds), "draw.step-order", n=n)
        want(at is None or moment >= at, "draw.backwards", n=n)
        kinds, before, at = [*kinds, kind], digest(text), moment
    want(draw.commit["algorithm"] == "qqdraw/v1", "draw.step-form")


def following(kinds: list[str]) -> list[str]:
    """What may come next: after voiding only the opening of a draw that was run, and nothing is voided twice."""
    last = kinds[-1] if kinds else ""
    allowed = AFTER[last].split()
    if "void" not in kinds:
        return allowed
    return ["open"] if last == "void" and "run" in kinds and "open" not in kinds else []


def check_logged(draw: Draw, trust: verify.Trust) -> list[verify.Pair]:
    """The plan and every step stand in the log, in this order, nothing of the draw between them, the first in time."""
    proved = [receipt(text, trust) for text in draw.lists["receipts"]]
    want(len(proved) == len(draw.steps) + 1, "draw.receipts-missing", have=len(proved), wanted=len(draw.steps) + 1)  # fmt: skip
    places = [(origin, index) for origin, index, _, _ in proved]
    rising = all(one[0] == other[0] and one[1] < other[1] for one, other in zip(places, places[1:]))
    want(rising, "draw.log-order")
    plan, *entries = [entry for _, _, entry, _ in proved]
    want((plan["type"], plan["pub"]["plan"]) == ("draw.plan", draw.commit["plan"]), "draw.log-plan")
    before = None
    for n, (text, step, entry) in enumerate(zip(draw.lists["steps"], draw.steps, entries), 1):
        said = [entry["type"], *(entry["pub"].get(name) for name in ("draw", "n", "step"))]
        want(said == [step["type"], step["draw"], n, digest(text)], "draw.not-logged", n=n)
        follows = (entry["cseq"], entry["cprev"]) == (n, before) and entry["case"] == entries[0]["case"]
        want(follows, "draw.log-chain", n=n)
        before = entry["id"]
    return [in_time(draw, proved[1][3], trust[2])]


def in_time(draw: Draw, seen: list[int], threshold: int) -> verify.Pair:
    """Enough witnesses had seen the commitment before any source was out."""
    times = sorted(seen)[max(threshold, 1) - 1 :]
    if not times:
        return verify.say("draw.unseen")
    known = min(time_of(source["known_from"]).timestamp() for source in draw.commit["sources"])
    want(times[0] < known, "draw.witnessed-late")
    return verify.say("draw.in_time", time=verify.moment(times[0]), known=verify.moment(int(known)))


def receipt(text: str, trust: verify.Trust) -> tuple[str, int, Step, list[int]]:
    """Log, place, entry, and when each known witness saw it; refused where the receipt does not hold."""
    written, _, signed = verify.read_handout(text.encode(), "receipt", "proof")
    index, hashes, note = verify.read_proof(signed)
    origin, size, top, _ = verify.open_checkpoint(note, trust)
    found = verify.root_by_inclusion(sha(b"\0", written), index, size, hashes)
    want(found == top, "tree.not_included", index=index, size=size)
    own = [key for key in trust[0] if key.name == origin]
    seen = [time for key, time in verify.open_note(note, own + trust[1]).items() if key.cosigns]
    return origin, index, verify.read_canonical(written), seen


def check_pool(draw: Draw) -> None:
    """Plan and lists are those committed to, in order, counted, and committed to on the days of the plan."""
    commit, lists = draw.commit, draw.lists
    roots = (("plan", commit["plan"]), ("pool", commit["enterprises"]["root"]), ("inspectors", commit["inspectors"]["root"]))  # fmt: skip
    for (title, told), name in zip(roots, ("plan", "enterprises", "inspectors")):
        want(root(f"qqdraw-{title}/v1", lists[name]) == told, "draw.root", name=name)
    planned = [plan for plan in map(row, lists["plan"]) if plan["id"] == commit["draw"]]
    today = time_of(commit["at"]).astimezone(CHINA).date()
    days = planned and date.fromisoformat(planned[0]["since"]) <= today <= date.fromisoformat(planned[0]["until"])  # fmt: skip
    want(len(planned) == 1 and days, "draw.plan-days")
    for rows, told, flag in ((draw.firms, commit["enterprises"], "excluded"), (draw.people, commit["inspectors"], "away")):  # fmt: skip
        ids = [one["id"] for one in rows]
        counted = (told["count"], told[flag]) == (len(rows), sum(one[flag] is not None for one in rows))
        want(ids == sorted({*ids}) and counted, "draw.pool-order")
    parts = commit["parts"]
    named = [(part["party"], part["draw"]) for part in parts]
    want(named == [(party, commit["draw"]) for party in ("bureau", "supervisor")], "draw.parts")
    want(parts[0]["commitment"] != parts[1]["commitment"], "draw.parts")


def check_sizes(draw: Draw) -> None:
    """Each class its share of those eligible, rounded up, and a reserve behind them, by the values named."""
    commit = draw.commit
    want([size["risk"] for size in commit["sizes"]] == [*CLASSES], "draw.size", name="A–D")
    values = {value["id"]: value["value"] for value in commit["values"]}
    reserve, team = values["dr_reserve_pct"], values["dr_min_inspectors"]
    want(team == str(commit["team"]) and 1 <= commit["team"] <= 9 and len(values) == len(commit["values"]) == 6, "draw.size", name="A–D")  # fmt: skip
    for size in commit["sizes"]:
        share = values[f"dr_ratio_{size['risk']}_pct"]
        plain = all(re.fullmatch(r"(0|[1-9]\d{0,5})(\.\d{1,10})?", text, re.ASCII) for text in (share, reserve))  # fmt: skip
        eligible = sum(firm["risk"] == size["risk"] and firm["excluded"] is None for firm in draw.firms)
        drawn = ceil(Fraction(share) * eligible / 100) if plain else -1
        spare = min(ceil(Fraction(reserve) * drawn / 100), eligible - drawn) if plain else -1
        told = {"risk": size["risk"], "eligible": eligible, "share_pct": share, "drawn": drawn, "reserve_pct": reserve, "reserve": spare}  # fmt: skip
        want(size == told and plain and Fraction(share) <= 100, "draw.size", name=size["risk"])


def check_sources(draw: Draw) -> list[verify.Pair]:
    """Two or more, none out at the commitment; once drawn, each out by then and read from its text by its rule."""
    commit, run, texts = draw.commit, draw.step("run"), draw.lists["sources"]
    want(2 <= len(commit["sources"]) <= 9, "draw.source", name="")
    specs = [spec for source in commit["sources"] for spec in (source, source["fallback"])]
    events = {verify.canonical([spec["kind"], spec["rule"]]) for spec in specs}
    want(len(events) == len(specs), "draw.source", name="")  # one event under two names is one source
    for spec in specs:
        known, rule = time_of(spec["known_from"]), spec["rule"]
        want(known > time_of(commit["at"]), "draw.source-known", name=verify.shown(spec["name"]))
        if (
            spec["kind"] == "drand"
        ):  # the chain's own clock says when a round is out, not whoever commits to it
            out = rule["genesis"] + (rule["round"] - 1) * rule["period"]
            want(known.timestamp() == out, "draw.source", name=verify.shown(spec["name"]))
    if not run:
        want(not texts, "draw.shown-early")
        return []
    want([one["name"] for one in run["sources"]] == [one["name"] for one in commit["sources"]] and len(texts) == len(run["sources"]), "draw.source", name="")  # fmt: skip
    return [pair for three in zip(commit["sources"], run["sources"], texts) for pair in check_source(run, *three)]  # fmt: skip


def check_source(run: Step, source: Step, used: Step, text: str) -> list[verify.Pair]:
    spec, name = source if used["fallback"] is None else source["fallback"], verify.shown(source["name"])
    moments = [time_of(spec[key]) for key in ("known_from", "after") if key in spec]
    want(max(moments) <= time_of(run["at"]), "draw.source-early", name=name)
    try:
        normal = "\n".join([spec["kind"], spec["name"], *KINDS[spec["kind"]](spec["rule"], text), ""])
    except (ValueError, KeyError, TypeError, IndexError):
        normal = ""
    want(normal == used["normal"] and digest(text) == used["text"], "draw.source", name=name)
    told = [verify.say("draw.used", name=name, text=verify.shown(" / ".join(normal.splitlines()[2:])))]
    if spec["kind"] == "drand":
        told.append(verify.say("draw.beacon", name=name))
    if used["fallback"] is not None:
        told.append(verify.say("draw.fallback", name=name, why=verify.shown(used["fallback"])))
    return told


def lottery(rule: Step, text: str) -> list[str]:
    issue, numbers = text.splitlines()
    groups = [[int(one) for one in re.split("[ ,，、]+", part.strip())] for part in numbers.split("+")]
    for group, found in zip(rule["groups"], groups):
        wanted = len(found) == group["count"] and all(group["from"] <= one <= group["to"] for one in found)
        if not wanted or (not group.get("ordered") and len({*found}) != len(found)):
            return []
    if issue != rule["issue"] or len(groups) != len(rule["groups"]):
        return []
    ordered = [g if rule["groups"][n].get("ordered") else sorted(g) for n, g in enumerate(groups)]
    return [issue, " + ".join(" ".join(map(str, group)) for group in ordered)]


def index(rule: Step, text: str) -> list[str]:
    day, *rows = text.splitlines()
    cells = [line.split() for line in rows]
    places = f"\\.[0-9]{{{rule['decimals']}}}" if rule["decimals"] else ""
    fits = all(re.fullmatch(f"(0|[1-9][0-9]*){places}", value) for _, value in cells)
    fits = fits and day == rule["day"] and [name for name, _ in cells] == rule["names"]
    return [day, *(" ".join(cell) for cell in cells)] if fits else []


def drand(rule: Step, text: str) -> list[str]:
    beacon = json.loads(text)
    hashed = hashlib.sha256(bytes.fromhex(beacon["signature"])).hexdigest()
    plain = re.fullmatch("[0-9a-f]{96}|[0-9a-f]{192}", beacon["signature"])
    fits = plain and beacon["round"] == rule["round"] and beacon["randomness"] == hashed
    return [rule["chain"], str(rule["round"]), hashed] if fits else []


def published(rule: Step, text: str) -> list[str]:
    return [digest(text)] if text.startswith(rule["begins"]) else []


KINDS = {"lottery": lottery, "index": index, "drand": drand, "file": published}


def check_result(draw: Draw) -> list[verify.Pair]:
    """What was opened follows from what was committed to; what was not opened is not there."""
    opened, run, lists = draw.step("open"), draw.step("run"), draw.lists
    if not opened:
        want(not lists["result"] and not lists["substitutions"], "draw.shown-early")
        return []
    nonces = [bytes.fromhex(nonce) for nonce in opened["nonces"]]
    want([nonce.hex() for nonce in nonces] == opened["nonces"], "draw.nonce")  # in one spelling only
    for part, nonce in zip(draw.commit["parts"], nonces):
        told = committed("draw.nonce", nonce, {"draw": part["draw"], "party": part["party"]})
        want(len(nonces) == 2 and len(nonce) == 32 and told == part["commitment"], "draw.nonce")
    sources = [sha(used["normal"].encode()) for used in run["sources"]]
    seed = sha(b"qqdraw-seed/v1\n", sha(lists["steps"][0].encode()), *nonces, *sources)
    want(seed.hex() == opened["seed"], "draw.seed")
    places = [place for size in draw.commit["sizes"] for place in places_of(draw, seed, size)]
    lines = [verify.canonical(place) for place in places]
    same = [n for n, pair in enumerate(itertools.zip_longest(lines, lists["result"]), 1) if pair[0] != pair[1]]  # fmt: skip
    want(not same, "draw.ranking", n=same[0] if same else 0)
    top = root("qqdraw-result/v1", lines)
    result = committed("draw.result", salt(seed, "result"), {"draw": opened["draw"], "root": top})
    want(opened["result"] == top and run["result"] == result, "draw.result")
    check_substitutions(draw, seed, places)
    return [verify.say("draw.reckoned", places=len(places))]


def salt(seed: bytes, what: str) -> bytes:
    return sha(b"qqdraw-salt/v1\n", seed, b"\n", what.encode())


def places_of(draw: Draw, seed: bytes, size: Step) -> list[Step]:
    firms = [firm for firm in draw.firms if firm["risk"] == size["risk"] and firm["excluded"] is None]
    firms.sort(key=lambda firm: sha(b"qqdraw/v1\n", seed, b"\n", firm["id"].encode()))
    chosen = enumerate(firms[: size["drawn"] + size["reserve"]], 1)
    return [{"risk": size["risk"], "id": firm["id"], "rank": rank, "state": "drawn" if rank <= size["drawn"] else "reserve", "team": team(draw, seed, firm)} for rank, firm in chosen]  # fmt: skip


def team(draw: Draw, seed: bytes, firm: Step) -> list[str]:
    """The first leader who was not there last time, with the first others by whom the skills needed are there."""
    begins = b"qqdraw-team/v1\n" + seed + b"\n" + firm["id"].encode() + b"\n"
    there = [one for one in draw.people if one["away"] is None and firm["id"] not in one["recused_from"]]
    there.sort(key=lambda one: sha(begins, one["id"].encode()))
    for leader in (one for one in there if one["id"] not in firm["went_last"]):
        rest = [one for one in there if one is not leader]
        for others in itertools.combinations(rest, draw.commit["team"] - 1):
            if {*firm["needs"]} <= {skill for one in (leader, *others) for skill in one["skills"]}:
                return [one["id"] for one in (leader, *others)]
    return []


def check_substitutions(draw: Draw, seed: bytes, places: list[Step]) -> None:
    """Each time the next of the same class's reserve, worded as it was when logged."""
    logged, lines = [step for step in draw.steps if step["type"] == "draw.substitute"], draw.lists["substitutions"]  # fmt: skip
    want(len(logged) == len(lines), "draw.substitution", n=len(lines))
    risks = {place["id"]: place["risk"] for place in places}
    going = {place["id"] for place in places if place["state"] == "drawn"}
    waiting = [place for place in places if place["state"] == "reserve"]
    for n, (step, line) in enumerate(zip(logged, lines), 1):
        one = row(line, "into", "number", "out", "reason")
        following = [place["id"] for place in waiting if place["risk"] == risks.get(one["out"])]
        right = one["number"] == step["number"] == n and one["out"] in going and one["into"] == (following or [None])[0]  # fmt: skip
        told = committed("draw.substitution", salt(seed, f"substitution {n}"), {"draw": step["draw"], "sha256": digest(line)})  # fmt: skip
        want(right and told == step["substitution"], "draw.substitution", n=n)
        going = going - {one["out"]} | {one["into"]}
        waiting = [place for place in waiting if place["id"] != one["into"]]


def proved(arguments: list[str] | None = None) -> list[verify.Pair]:
    parser = verify.Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--witness", action="append", default=[])
    parser.add_argument("--threshold", type=int)
    asked = parser.parse_args(arguments)
    logs, witnesses = verify.given_keys(asked.key, cosigns=False), verify.given_keys(asked.witness, cosigns=True)  # fmt: skip
    least = len(witnesses) if asked.threshold is None else asked.threshold
    want(0 <= least <= len(witnesses) and (logs or not witnesses), "usage", "--key --threshold", 2)
    data = verify.read_file(asked.file, 2**30)
    return verify_draw(data, (logs, witnesses, least) if logs else None)


if __name__ == "__main__":
    sys.exit(verify.main(proved))
