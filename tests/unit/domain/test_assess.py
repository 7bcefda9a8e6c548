"""What an assessment says: status, reasons, what is missing, what it depends on."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.domain.pack_making import (
    CITY,
    CLAUSE,
    KNOWN,
    LAST,
    case,
    entered,
    half_up_to,
    law,
    line,
    measure,
    pack,
    word,
    yuan,
)

from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Assessment, Basis, Status
from jiamao_desktop.domain.case import EnteredParameter, practice_parameters
from jiamao_desktop.domain.pack import Condition, ParameterType, Practice, Promise
from jiamao_desktop.domain.predicate import Comparison, Op
from jiamao_desktop.domain.steps import Cap, Fixed, Per, Window

DAY = dt.timedelta(days=1)
SMALL = Condition(
    id="small",
    label="是小微企业",
    predicate=Comparison(fact="firm.small", op=Op.IS, values=(True,)),
    clause=CLAUSE,
)
BOTH = {"conditions": (CITY, SMALL)}


def result(*lines: Any, changes: dict[str, Any] | None = None, **more: Any) -> Assessment:
    one = measure(**(changes or {}))
    return assess(pack(one), one, case(*lines, **more))


def test_a_yes_says_how_much_and_from_which_lines() -> None:
    found = result(line(1, "200000"), line(2, "100", category="other"))
    assert found.status is Status.YES
    assert (found.ceiling, found.low, found.high) == (yuan("100000"),) * 3
    assert found.spent == yuan("200000")
    assert found.counted == (1,)
    assert [one.code for one in found.left_out] == ["line.other_category"]
    assert found.because == found.missing == found.to_enter == ()
    assert found.note == ""
    assert found.up_to


def test_the_worksheet_is_the_computation() -> None:
    found = result(line(1, "400000"))
    assert [one.step for one in found.worksheet] == ["base", "share", "rounded", "capped"]
    assert found.worksheet[-1].exact_fen == found.ceiling.fen
    assert found.binding == "capped"


def test_findings_come_in_the_order_of_the_measure_with_value_and_clause() -> None:
    found = result(line(1, "10"), changes=BOTH, facts={**KNOWN, "firm.small": True})
    assert [(one.check, one.holds, one.value) for one in found.findings] == [
        ("applicant", True, "企业"),
        ("city", True, "永州市"),
        ("small", True, "是"),
        ("in_force", True, ""),
        ("expense", True, "1 笔"),
    ]
    assert all(one.clause for one in found.findings)
    assert found.findings[3].label == "发生在文件有效期内（2024-06-14 至 2027-06-13）"


def test_a_failed_condition_is_a_no_with_its_name_and_without_questions() -> None:
    found = result(line(1, "10"), changes=BOTH, facts={**KNOWN, "firm.registered_city": "长沙市"})
    assert found.status is Status.NO
    assert found.because == ("city",)
    assert found.missing == ()
    assert (found.ceiling, found.low, found.high) == (yuan("0"),) * 3
    assert found.worksheet == ()


def test_every_failed_condition_is_named() -> None:
    facts = {"firm.kind": "county", "firm.registered_city": "长沙市", "firm.small": False}
    found = result(line(1, "10", paid_on=LAST + DAY), changes=BOTH, facts=facts)
    assert found.because == ("applicant", "city", "small", "in_force")


def test_an_open_question_is_asked_and_shows_what_is_at_stake() -> None:
    found = result(line(1, "10"), changes=BOTH)
    assert found.status is Status.ASK
    assert found.missing == ("firm.small",)
    assert (found.ceiling, found.low, found.high) == (yuan("5"), yuan("0"), yuan("5"))
    assert found.findings[2].holds is None
    assert found.findings[2].facts == ("firm.small",)


def test_an_empty_book_is_a_question_and_not_a_no() -> None:
    found = result()
    assert found.status is Status.ASK
    assert found.missing == ()
    assert found.note == "尚未登记已付款且可计入的费用。"


def test_the_kind_of_applicant_is_a_condition_of_every_measure() -> None:
    centre = {"applicants": (ApplicantKind.INCUBATION_CENTRE, ApplicantKind.PARK)}
    assert result(line(1, "10"), changes=centre).because == ("applicant",)
    assert result(line(1, "10"), facts={"firm.registered_city": "永州市"}).missing == ("firm.kind",)


@pytest.mark.parametrize(("promise", "up_to"), [(Promise.UP_TO, True), (Promise.ENTITLED, False)])
def test_only_an_entitlement_is_not_printed_as_up_to(promise: Promise, up_to: bool) -> None:
    assert result(line(1, "10"), changes={"promise": promise}).up_to is up_to


def test_what_a_ranking_decides_is_not_calculated() -> None:
    ranked = {
        "promise": Promise.RANKED,
        "expense": None,
        "parameters": (law("cap", yuan("500000")),),
        "steps": (Fixed(id="award", amount="cap"),),
    }
    found = result(changes=ranked)
    assert found.status is Status.NOT_CALCULABLE
    assert found.high == yuan("0")
    assert found.note == "是否支持及金额由综合评价确定，不作测算。"


def test_an_award_needs_no_expense() -> None:
    award = {
        "promise": Promise.ENTITLED,
        "expense": None,
        "parameters": (law("cap", yuan("250000")),),
        "steps": (
            Fixed(id="award", amount="cap"),
            Cap(id="once", at="cap", per=Per.FIRM, window=Window.LIFETIME),
        ),
    }
    found = result(changes=award)
    assert (found.status, found.ceiling) == (Status.YES, yuan("250000"))
    assert [one.check for one in found.findings] == ["applicant", "city"]


def test_a_measure_without_money_has_a_verdict_only() -> None:
    found = result(changes={"expense": None, "parameters": (), "steps": ()})
    assert (found.status, found.worksheet) == (Status.YES, ())


def test_an_amount_that_was_never_rounded_is_a_bug_and_not_an_amount() -> None:
    unrounded = half_up_to()
    unrounded["steps"] = unrounded["steps"][:2]
    with pytest.raises(ValueError, match="1/2"):
        result(line(1, "0.01"), changes=unrounded)


# ---- figures another document names


BY_REFERENCE: dict[str, Any] = {
    **half_up_to(),
    "promise": Promise.BY_REFERENCE,
    "parameters": (entered("rate", ParameterType.RATIO), entered("cap", ParameterType.MONEY)),
    "calculable_with": ("rate",),
}


def test_without_the_figures_nothing_is_calculated_and_the_wanted_ones_are_named() -> None:
    found = result(line(1, "10"), changes=BY_REFERENCE)
    assert found.status is Status.NOT_CALCULABLE
    assert found.to_enter == ("rate",)
    assert found.note == "文件未写明标准。请按当年通知填写“rate”中的至少一项，并注明来源。"
    assert found.worksheet == ()


def test_conditions_are_judged_before_figures_are_asked_for() -> None:
    changes = {**BY_REFERENCE, **BOTH}
    assert result(line(1, "10"), changes=changes).status is Status.ASK
    no = result(line(1, "10"), changes=changes, facts={**KNOWN, "firm.small": False})
    assert no.status is Status.NO


def test_a_figure_entered_with_its_source_makes_it_calculable() -> None:
    given = {"rate": EnteredParameter(value=Fraction(7, 10), source="湘商贸〔2026〕1号")}
    found = result(line(1, "10"), changes=BY_REFERENCE, entered=given)
    assert (found.status, found.ceiling) == (Status.YES, yuan("7"))
    share = found.worksheet[1]
    assert (share.basis, share.note) == (Basis.ENTERED, "湘商贸〔2026〕1号")
    assert found.worksheet[-1].text == "未填写“cap”，此步不计算"


def test_a_practice_is_labelled_as_one_with_place_and_year() -> None:
    practice = Practice(
        id="hn-2017",
        label="湖南省2017年做法",
        place="湖南省",
        year=2017,
        source="申报通知",
        note="",
        values={"rate": Fraction(1, 2), "cap": yuan("3")},
    )
    found = result(line(1, "10"), changes=BY_REFERENCE, entered=practice_parameters(practice))
    assert found.ceiling == yuan("3")
    capped = found.worksheet[-1]
    assert capped.basis is Basis.PRACTICE
    assert capped.note == "参考做法：湖南省2017年，申报通知"


# ---- unclear words


VAT = word("vat", "expense.base", "net", "gross")
ONLINE = word("online", "", "exclude", "include")
SMALL_ONLY = Condition(
    id="small",
    label="只支持小微企业",
    predicate=SMALL.predicate,
    basis=Basis.PRACTICE,
    note="外地做法",
    under=("online", "exclude"),
)


def test_an_unclear_word_gives_a_range_and_says_what_each_option_comes_to() -> None:
    found = result(line(1, "106", net=yuan("100")), changes={"unsettled": (VAT,)})
    assert found.status is Status.YES
    assert (found.ceiling, found.low, found.high) == (yuan("50"), yuan("50"), yuan("53"))
    (reading,) = found.readings
    assert (reading.id, reading.chosen) == ("vat", "net")
    assert reading.options == (("net", "net"), ("gross", "gross"))
    assert (reading.low, reading.high) == (yuan("50"), yuan("53"))


def test_the_option_chosen_is_the_one_that_counts() -> None:
    found = result(
        line(1, "106", net=yuan("100")), changes={"unsettled": (VAT,)}, readings={"vat": "gross"}
    )
    assert found.ceiling == yuan("53")
    assert found.readings[0].chosen == "gross"


def test_an_option_that_is_no_longer_offered_is_read_carefully() -> None:
    found = result(
        line(1, "106", net=yuan("100")), changes={"unsettled": (VAT,)}, readings={"vat": "half"}
    )
    assert found.readings[0].chosen == "net"


def test_the_range_covers_all_words_together_and_each_reading_only_its_own() -> None:
    window = word("window", "step.capped.window", "document", "calendar_year")
    changes = {**half_up_to("50"), "unsettled": (VAT, window)}
    lines = (
        line(1, "106", net=yuan("100"), paid_on=dt.date(2025, 1, 1)),
        line(2, "21.2", net=yuan("20"), paid_on=dt.date(2026, 1, 1)),
    )
    found = result(*lines, changes=changes)
    assert (found.low, found.high) == (yuan("50"), yuan("60.60"))
    vat, per_year = found.readings
    assert (vat.low, vat.high) == (yuan("50"), yuan("50"))
    assert (per_year.low, per_year.high) == (yuan("50"), yuan("60"))


def test_a_reading_shows_the_amount_of_each_option_with_the_other_words_as_chosen() -> None:
    window = word("window", "step.capped.window", "document", "calendar_year")
    changes = {**half_up_to("50"), "unsettled": (VAT, window)}
    lines = (
        line(1, "106", net=yuan("100"), paid_on=dt.date(2025, 1, 1)),
        line(2, "21.2", net=yuan("20"), paid_on=dt.date(2026, 1, 1)),
    )
    per_year = result(*lines, changes=changes, readings={"vat": "gross"}).readings[1]
    assert per_year.amounts == (yuan("50"), yuan("60.60"))
    assert len(per_year.amounts) == len(per_year.options)


def test_an_option_under_which_the_answer_is_no_stands_with_nothing() -> None:
    changes = {"unsettled": (ONLINE,), "conditions": (CITY, SMALL_ONLY)}
    found = result(line(1, "10"), changes=changes, facts={**KNOWN, "firm.small": False})
    assert found.readings[0].amounts == (yuan("0"), yuan("5"))


@pytest.mark.parametrize(("reading", "ceiling"), [("exclude", yuan("0")), ("include", yuan("5"))])
def test_a_yes_under_one_reading_and_a_no_under_another_depends_on_the_reading(
    reading: str, ceiling: Any
) -> None:
    changes = {"unsettled": (ONLINE,), "conditions": (CITY, SMALL_ONLY)}
    facts = {**KNOWN, "firm.small": False}
    found = result(line(1, "10"), changes=changes, facts=facts, readings={"online": reading})
    assert found.status is Status.READING
    assert found.ceiling == ceiling
    assert (found.low, found.high) == (yuan("0"), yuan("5"))


def test_a_condition_that_rests_on_a_practice_says_so() -> None:
    changes = {"unsettled": (ONLINE,), "conditions": (SMALL_ONLY,)}
    found = result(line(1, "10"), changes=changes, facts={**KNOWN, "firm.small": True})
    finding = found.findings[1]
    assert (finding.basis, finding.note) == (Basis.PRACTICE, "外地做法")


def test_under_the_other_reading_the_condition_is_not_there() -> None:
    changes = {"unsettled": (ONLINE,), "conditions": (CITY, SMALL_ONLY)}
    found = result(line(1, "10"), changes=changes, readings={"online": "include"})
    assert [one.check for one in found.findings] == ["applicant", "city", "in_force", "expense"]
    assert found.status is Status.ASK  # the other reading still needs an answer
    assert found.missing == ("firm.small",)


def test_only_an_expense_another_reading_adds_depends_on_that_reading() -> None:
    consulting = word("consulting", "", "exclude", "include")
    added = consulting.options[1].__class__(id="include", label="含", adds=("consulting",))
    consulting = consulting.__class__(
        id="consulting", question="?", options=(consulting.options[0], added)
    )
    found = result(line(1, "10", category="consulting"), changes={"unsettled": (consulting,)})
    assert found.status is Status.READING
    assert (found.ceiling, found.high) == (yuan("0"), yuan("5"))


# ---- time


def test_a_notice_that_has_ended_without_expenses_inside_has_lapsed() -> None:
    found = result(line(1, "10", paid_on=LAST + DAY), today=LAST + DAY)
    assert found.status is Status.LAPSED
    told = "文件已于 2027-06-13（按条文推算）期满。没有登记有效期内的费用；确有的，登记后仍可测算。"
    assert found.note == told
    assert found.ceiling == yuan("0")


def test_expenses_inside_are_still_shown_after_the_end_with_a_word_of_caution() -> None:
    found = result(line(1, "10", paid_on=LAST), today=LAST + DAY)
    assert found.status is Status.YES
    assert found.note.startswith("文件已于 2027-06-13（按条文推算）期满。有效期内发生的费用仍列出")


def test_on_its_last_day_a_notice_has_not_lapsed() -> None:
    assert result(today=LAST).status is Status.ASK


FIRST = dt.date(2024, 6, 14)


def test_guidance_holds_from_the_first_day_of_its_notice_to_the_last() -> None:
    plain = {"promise": Promise.GUIDANCE, "expense": None, "steps": (), "parameters": ()}
    seen = {
        day: result(today=day, changes=plain).status
        for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)
    }
    assert list(seen.values()) == [Status.NO, Status.YES, Status.YES, Status.LAPSED]
    assert result(today=FIRST - DAY, changes=plain).because == ("in_force",)


def test_today_changes_nothing_else() -> None:
    early, late = (result(line(1, "10"), today=day) for day in (dt.date(2024, 7, 1), LAST))
    assert early == late


# ---- the calculation vectors of the reference for reimbursed measures


@pytest.mark.parametrize(
    ("rate", "cap", "spent", "ceiling"),
    [
        (Fraction(8, 10), "24000", "28000", "22400"),
        (Fraction(8, 10), "24000", "30000", "24000"),
        (Fraction(8, 10), "24000", "50000", "24000"),
        (Fraction(5, 10), "150000", "260000", "130000"),
        (Fraction(5, 10), "150000", "400000", "150000"),
        (Fraction(7, 10), "1000000", "80000", "56000"),
        (Fraction(5, 10), "1000000", "1700000", "850000"),
        (Fraction(5, 10), "1000000", "2400000", "1000000"),
    ],
)
def test_a_vector_comes_out(rate: Fraction, cap: str, spent: str, ceiling: str) -> None:
    changes = half_up_to(cap)
    changes["parameters"] = (law("rate", rate), changes["parameters"][1])
    assert result(line(1, spent), changes=changes).ceiling == yuan(ceiling)


def test_what_is_missing_is_asked_in_the_order_of_the_conditions() -> None:
    asked = [
        Condition(id=name, label=name, predicate=Comparison(fact=name, op=Op.IS, values=(True,)))
        for name in ("z.first", "a.second")
    ]
    found = result(line(1, "10"), changes={"conditions": (*asked, CITY)}, facts={})
    assert found.missing == ("firm.kind", "z.first", "a.second", "firm.registered_city")
