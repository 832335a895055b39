"""Checkpoints and the policy under which one is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinqing.tlog.checkpoint import Checkpoint, open_checkpoint, read_checkpoint
from qinqing.tlog.keys import Signer, new_signer
from qinqing.tlog.note import signature_line, write_note
from qinqing.tlog.policy import Group, Policy, read_policy, simple_policy
from qinqing.tlog.profile import Profile, standard
from qinqing.tlog.tests.make import (
    NOW,
    ORIGIN,
    checkpoint_note,
    flips,
    is_refused,
    log_key,
    refused,
    witness_keys,
    world,
)

# The example of C2SP tlog-checkpoint
PUBLISHED = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def test_the_specification_s_example_reads_and_prints_the_same() -> None:
    checkpoint = read_checkpoint(PUBLISHED)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text == PUBLISHED


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.integers(0, 2**63 - 1),
    st.binary(min_size=32, max_size=32),
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=2),
)
def test_a_checkpoint_reads_back(origin: str, size: int, root: bytes, more: list[str]) -> None:
    checkpoint = Checkpoint(origin, size, root, tuple(more))
    assert read_checkpoint(checkpoint.text) == checkpoint


MALFORMED = [
    pytest.param("", id="空"),
    pytest.param(f"o\n1\n{ROOT}", id="没有换行"),
    pytest.param("o\n1\n", id="没有根"),
    pytest.param(f"\n1\n{ROOT}\n", id="没有来源"),
    pytest.param(f"o\n01\n{ROOT}\n", id="前导零"),
    pytest.param(f"o\n+1\n{ROOT}\n", id="加号"),
    pytest.param(f"o\n-1\n{ROOT}\n", id="负数"),
    pytest.param(f"o\n1 \n{ROOT}\n", id="空格"),
    pytest.param(f"o\n١\n{ROOT}\n", id="别的数字"),
    pytest.param(f"o\n9223372036854775808\n{ROOT}\n", id="太大"),
    pytest.param(f"o\n1\n{ROOT[:-1]}\n", id="没有补位"),
    pytest.param("o\n1\nAAAA\n", id="根太短"),
    pytest.param(f"o\n1\n{ROOT[:-2]}J=\n", id="多余的比特"),
    pytest.param(f"o\n1\n{ROOT}\n\n", id="空的附加行"),
    pytest.param(f"o\n1\n{ROOT}\nmore", id="附加行没有换行"),
]


@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_not_written_as_a_checkpoint_is_refused(text: str) -> None:
    with refused("checkpoint.malformed"):
        read_checkpoint(text)


def test_a_checkpoint_opens_with_its_log_s_key(of: Profile) -> None:
    here = world(of)
    opened = open_checkpoint(here.note, [here.log.verifier], [w.verifier for w in here.witnesses])
    assert opened.checkpoint == here.checkpoint and opened.log == here.log.verifier
    assert opened.cosigned == {w.verifier: NOW for w in here.witnesses}


def test_another_log_s_checkpoint_is_refused(of: Profile) -> None:
    here = world(of)
    with refused("checkpoint.origin"):
        open_checkpoint(here.note, [log_key(of, "other.example").verifier])


def test_a_log_cannot_sign_in_another_s_name(of: Profile) -> None:
    """Both keys are known; each signs for its own origin only."""
    here, other = world(of), log_key(of, "other.example")
    text = here.checkpoint.text
    note = write_note(text, [signature_line(text, other)])
    with refused("note.not_signed"):
        open_checkpoint(note, [here.log.verifier, other.verifier])


def test_a_new_key_of_the_same_name_is_not_the_log_s(of: Profile) -> None:
    here = world(of)
    with refused("note.not_signed"):
        open_checkpoint(checkpoint_note(here.checkpoint, new_signer(ORIGIN, of)), [here.log.verifier])


def test_witnesses_do_not_stand_in_for_the_log(of: Profile) -> None:
    here = world(of)
    text = here.checkpoint.text
    note = write_note(text, [signature_line(text, w, NOW) for w in here.witnesses])
    with refused("note.not_signed"):
        here.policy.open(note)


def test_a_cosignature_in_the_log_s_name_is_not_the_log_s_signature(of: Profile) -> None:
    here = world(of)
    cosigning = Signer(ORIGIN, of, here.log.private, cosigns=True)
    note = write_note(here.checkpoint.text, [signature_line(here.checkpoint.text, cosigning, NOW)])
    with refused("checkpoint.origin"):
        open_checkpoint(note, [cosigning.verifier])


def test_a_log_does_not_stand_in_for_a_witness(of: Profile) -> None:
    """The same key, entered as the log's and as a witness's, counts for what it signed as."""
    here = world(of)
    cosigning = Signer(ORIGIN, of, here.log.private, cosigns=True)
    policy = Policy((here.log.verifier,), Group(1, (cosigning.verifier,)))
    with refused("policy.no_quorum"):
        policy.open(checkpoint_note(here.checkpoint, here.log))


@pytest.mark.parametrize(
    ("present", "threshold", "held"), [(2, 2, True), (1, 1, True), (1, 2, False), (0, 1, False)]
)
def test_enough_witnesses_are_enough_and_fewer_are_not(
    of: Profile, present: int, threshold: int, held: bool
) -> None:
    here = world(of)
    policy = simple_policy(here.log.verifier, [w.verifier for w in here.witnesses], threshold)
    note = checkpoint_note(here.checkpoint, here.log, here.witnesses[:present])
    if held:
        assert len(policy.open(note).cosigned) == present
    else:
        with refused("policy.no_quorum"):
            policy.open(note)


def test_every_changed_byte_of_a_witnessed_checkpoint_is_refused(of: Profile) -> None:
    here = world(of)
    for changed in flips(here.note, of):
        assert is_refused(lambda: here.policy.open(changed))  # noqa: B023 - called at once


def keys() -> tuple[str, list[str]]:
    return str(log_key(standard()).verifier), [str(w.verifier) for w in witness_keys(standard(), 4)]


def test_a_policy_of_groups_reads_as_written() -> None:
    log, (a, b, c, d) = keys()
    text = f"""# 县日志
log {log} https://log.county.example/
witness organ {a}
witness\tfederation {b} https://w.example/
  witness notary {c}

witness city {d}
group two-of-three 2 organ federation notary
group anyone any city two-of-three
group both all anyone organ
quorum both
"""
    policy, (first, second, third, fourth) = (
        read_policy(text),
        [w.verifier for w in witness_keys(standard(), 4)],
    )
    inner = Group(2, (first, second, third))
    assert policy.quorum == Group(2, (Group(1, (fourth, inner)), first))
    assert policy.logs == (log_key(standard()).verifier,)
    assert policy.quorum.satisfied([first, fourth]) and policy.quorum.satisfied([first, second])
    assert not policy.quorum.satisfied([second, third, fourth]) and not policy.quorum.satisfied([first])
    assert set(policy.quorum.witnesses()) == {first, second, third, fourth}


def test_a_policy_may_ask_for_no_witness_or_for_one() -> None:
    log, (a, *_) = keys()
    assert read_policy(f"log {log}\nquorum none\n").quorum.satisfied([])
    assert not read_policy(f"witness w {a}\nquorum w").quorum.satisfied([])


WRONG = [
    ("没有 quorum", "log {log}\n", 2),
    ("两个 quorum", "quorum none\nquorum none\n", 2),
    ("不认识的词", "quorum none\nlogs {log}\n", 2),
    ("不是密钥", "log x\nquorum none\n", 1),
    ("见证的密钥作日志", "log {a}\nquorum none\n", 1),
    ("日志的密钥作见证", "witness w {log}\nquorum none\n", 1),
    ("同一密钥两次", "witness w {a}\nwitness v {a}\nquorum none\n", 2),
    ("同名", "witness w {a}\nwitness w {b}\nquorum none\n", 2),
    ("名叫 none", "witness none {a}\nquorum none\n", 1),
    ("还没定义", "group g any w\nwitness w {a}\nquorum g\n", 1),
    ("空组", "group g any\nquorum none\n", 1),
    ("none 作成员", "group g any none\nquorum g\n", 1),
    ("零个", "witness w {a}\ngroup g 0 w\nquorum g\n", 2),
    ("多于成员", "witness w {a}\ngroup g 2 w\nquorum g\n", 2),
    ("成员写两次", "witness w {a}\ngroup g 2 w w\nquorum g\n", 2),
    ("quorum 未定义", "quorum x\n", 1),
]


@pytest.mark.parametrize(("case", "text", "line"), WRONG)
def test_a_mistake_in_a_policy_is_refused_with_its_line(case: str, text: str, line: int) -> None:
    log, (a, b, *_) = keys()
    with pytest.raises(Exception, match=f"第 {line} 行") as caught:
        read_policy(text.format(log=log, a=a, b=b))
    assert caught.value.code == "policy.malformed"  # type: ignore[attr-defined]


def test_a_policy_that_asks_for_more_witnesses_than_it_names_is_a_mistake_of_ours() -> None:
    here = world(standard(), 1)
    with pytest.raises(ValueError, match="more of them"):
        simple_policy(here.log.verifier, [], 1)
    with pytest.raises(ValueError, match="witnesses cosign"):
        simple_policy(here.log.verifier, [log_key(standard(), "other.example").verifier], 1)


def test_one_key_under_two_names_does_not_count_twice() -> None:
    here, (witness, _) = world(standard(), 1), witness_keys(standard())
    twice = [witness.verifier, replace(witness.verifier, name="witness9.example")]
    for witnesses in (twice, [replace(here.log.verifier, cosigns=True)]):
        with pytest.raises(ValueError, match="twice"):
            simple_policy(here.log.verifier, witnesses, 1)
