"""What each proof of docs/proofs claims, in a sentence: by the name of the test."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROOF_WORDS: dict[str, Promise] = {
    "test_a_difference_of_the_promised_size_is_found": _("规律检验：说好的差别，大多数时候找得到"),
    "test_a_sweep_killed_at_any_moment_leaves_no_half": _("判断在任何时刻被强行中止，不留下半截结果"),
    "test_a_thousand_mutated_texts_are_refused_or_read_never_a_traceback": _(
        "改乱的办法文本，或被拒绝，或被读懂，程序不出错"
    ),
    "test_a_witness_killed_at_any_moment_cosigns_one_history": _(
        "见证程序在任何时刻被强行中止，都只为一个版本签名"
    ),
    "test_after_any_change_it_says_what_a_full_sweep_says": _("只重算变动部分，与全部重算的结果一样"),
    "test_every_random_edit_past_the_services_is_reported": _("绕过办理直接改数据库，每一处都被日志查出"),
    "test_no_flip_before_signing_is_signed": _("签名以前任何一处被改动，签名程序都不签"),
    "test_no_forged_proof_is_accepted": _("伪造的位置证明，一个也不被接受"),
    "test_no_mutated_export_is_accepted_and_the_first_bad_entry_is_named": _(
        "改动过的日志副本都被拒绝，并指出最先出错的一条"
    ),
    "test_no_form_filled_in_by_chance_meets_an_error_of_ours": _(
        "随机填写的表单，或被办理，或被说明，程序不出错"
    ),
    "test_no_request_made_from_the_description_meets_an_error_of_ours": _(
        "按接口说明随机生成的请求，或被回答，或被拒绝，程序不出错"
    ),
    "test_no_schedule_makes_a_witness_cosign_two_histories": _(
        "不论怎样提交、中断、分叉，见证方都不会为两个版本签名"
    ),
    "test_random_histories_hold_every_property_and_count_as_the_naive_clock_does": _(
        "办理时限：随机的办理经过，时限怎么算都合规矩，另一种算法逐日数的结果相同"
    ),
    "test_a_power_cut_loses_nothing_that_was_acknowledged": _("断电：回复过登记成功的，一条不丢"),
    "test_a_store_that_forces_less_loses_some": _("对照：不强制写盘的数据库，断电确实会丢，说明上一条测得出"),
    "test_a_year_of_legitimate_acts_raises_no_alarm": _("一年的正常办理，日志核对不报一次错"),
    "test_whoever_is_killed_nothing_acknowledged_is_lost_or_twice_and_the_log_verifies": _(
        "任何进程在任何时刻被强行中止，登记过的一条不丢、不重，日志核对得上"
    ),
    "test_of_fifty_clicks_at_once_one_draws_and_one_entry_is_written": _(
        "五十个人同时点抽取，只抽一次，日志里只有一条"
    ),
    "test_of_every_flipped_bit_of_a_draw_both_say_the_same": _(
        "抽取档案任何一位被改动，verify_draw.py 和本平台说法一致"
    ),
    "test_over_many_draws_every_firm_is_drawn_alike": _("多次抽取，每家企业被抽到的机会一样"),
    "test_page_and_verify_py_say_the_same_of_every_changed_promise": _(
        "改动过的登记承诺，核验网页和 verify.py 说法一致"
    ),
    "test_page_and_verify_py_say_the_same_of_every_fuzzed_receipt": _(
        "伪造、损坏的回执，核验网页和 verify.py 说法一致"
    ),
    "test_ten_thousand_fuzzed_rows_are_refused_or_loaded_never_a_traceback": _(
        "改乱的数据行，或被拒绝，或被读入，程序不出错"
    ),
    "test_the_page_unpacks_every_link_as_python_does": _("二维码里的回执，核验网页与程序读出的一样"),
    "test_verify_py_and_tlog_say_the_same_of_every_fuzzed_receipt": _(
        "伪造、损坏的回执，verify.py 和本平台说法一致"
    ),
    "test_whatever_is_changed_is_refused": _("随机抽取的材料改动任何一处，都通不过核验"),
    "test_whatever_the_seed_exactly_what_was_planted_is_found": _("虚构县里埋设的违规，不多不少全部找到"),
    "test_whatever_the_seed_planted_patterns_are_found_and_chance_seldom_passes_for_one": _(
        "虚构县里埋设的规律找得到，偶然很少被当成规律"
    ),
    "test_where_nobody_differs_chance_seldom_passes_for_a_difference": _("没有差别时，偶然很少被当成差别"),
}
