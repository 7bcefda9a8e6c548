"""The worksheet on paper: the computation, and what each step rests on."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.unit.documents import samples
from tests.unit.documents.reading import all_text, page_texts

from jiamao_desktop.documents.sheet import Sheet
from jiamao_desktop.documents.worksheet import (
    PRACTICE_LABEL,
    cited_clauses,
    draw_worksheet,
)
from jiamao_desktop.domain.assessment import (
    Assessment,
    Basis,
    Clause,
    Finding,
    Reading,
    Status,
    WorksheetLine,
)
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import LeftOutExpense, PacketRequest


def worksheet(request: PacketRequest) -> str:
    """Return the text of a worksheet without blanks."""
    sheet = Sheet(pages=9)
    draw_worksheet(sheet, request)
    return all_text(sheet.finish())


def with_assessment(**changes: object) -> PacketRequest:
    """Return a request whose assessment is changed."""
    request = samples.request()
    return replace(request, assessment=replace(request.assessment, **changes))  # type: ignore[arg-type]  # -- fields of one test


def step(text: str = "× 70%", basis: Basis = Basis.LAW, **options: object) -> WorksheetLine:
    """Return one step."""
    return WorksheetLine(step="s", text=text, exact_fen=Fraction(100), basis=basis, **options)  # type: ignore[arg-type]  # -- fields of one test


def test_the_four_amounts_stand_apart() -> None:
    text = worksheet(samples.request())
    places = [text.index(label) for label in ("实际发生额", "测算上限", "申请金额", "核定金额")]
    assert places == sorted(places)
    assert "实际发生额¥40,123.45" in text
    assert "测算上限不超过¥28,086.41" in text
    assert "申请金额¥28,086.00" in text
    assert "核定金额（由主管部门填写）" in text


def test_a_granted_amount_takes_the_place_of_the_blank() -> None:
    text = worksheet(samples.request(granted=Money(2_000_000)))
    assert "核定金额¥20,000.00" in text
    assert "由主管部门填写" not in text


def test_the_applied_amount_is_also_in_words() -> None:
    assert "人民币贰万捌仟零捌拾陆元整" in worksheet(samples.request())


def test_a_ceiling_is_always_called_one() -> None:
    text = worksheet(samples.request())
    assert text.count("不超过¥28,086.41") == 2


def test_a_fixed_award_is_not_called_a_ceiling() -> None:
    assert "不超过¥28,086.41" not in worksheet(with_assessment(up_to=False))


def test_every_step_is_printed_with_its_result() -> None:
    text = worksheet(samples.request())
    for part in (
        "合计1笔展位费（明细表第1项）40,123.45",
        "×70%28,086.415",
        "舍去不足一分的部分28,086.41文件未写明，按审慎口径处理",
    ):
        assert part in text


def test_a_step_names_the_lines_of_the_statement_it_adds() -> None:
    rows = [samples.row(number) for number in (1, 2, 3, 5, 7, 8)]
    request = samples.request(rows)
    assert "（明细表第1–3、5、7–8项）" in worksheet(request)


def test_practice_elsewhere_is_labelled() -> None:
    text = worksheet(samples.request())
    assert f"{PRACTICE_LABEL}湖南省2017年做法" in text
    assert PRACTICE_LABEL == "参考，非本地官方"


def test_an_adopted_way_of_counting_is_named_and_is_no_law() -> None:
    text = worksheet(samples.request(counting="参考做法：某市2024年，某市2024年通知"))
    assert "测算采用参考做法：某市2024年，某市2024年通知。参考做法不是本地规定。" in text
    assert "参考做法不是本地规定" not in worksheet(samples.request())


def test_an_entered_rate_names_its_source() -> None:
    text = worksheet(
        with_assessment(worksheet=(step(basis=Basis.ENTERED, note="市商务局2026年申报通知"),))
    )
    assert "由申报单位填写市商务局2026年申报通知" in text


def test_a_clause_is_quoted_word_for_word_with_its_number() -> None:
    text = worksheet(samples.request())
    assert "条文[1]永政办发〔2024〕8号七、拓展国际市场" in text
    assert "“对参加其他境外展项目给予不超过70%的展位费补贴。”" in text
    assert (
        "“各类项目资金不得多头重复奖励，单个企业在市级层面所有外贸项目支持资金累计不超过100万元。”"
        in text
    )


def test_each_clause_is_quoted_once_and_cited_by_its_number() -> None:
    request = samples.request()
    assert [clause.id for clause in cited_clauses(request)] == ["c7", "c10"]
    text = worksheet(request)
    assert text.count("“对参加其他境外展项目") == 1
    assert text.count("条文[1]") >= 4
    assert text.count("条文[2]") == 2


def test_conditions_show_their_verdict_and_the_value_used() -> None:
    text = worksheet(samples.request())
    assert "1在永州市登记注册的外贸企业符合永州市—" in text
    assert "符合未列入条文[1]" in text
    assert "待确认—条文[2]" in text


def test_a_failed_condition_says_so() -> None:
    finding = Finding(check="x", label="样例条件", holds=False, value="未满足")
    assert "样例条件不符合未满足" in worksheet(with_assessment(findings=(finding,)))


def test_a_reading_shows_what_was_chosen_and_what_else_it_could_mean() -> None:
    text = worksheet(samples.request())
    assert "“展位费”是否含增值税（条文[1]）" in text
    assert "本次采用：不含税金额" in text
    assert "另有理解：价税合计" in text
    assert "各种理解下的测算上限：¥28,086.41至¥29,086.41" in text


def test_a_reading_that_changes_nothing_shows_no_range() -> None:
    reading = Reading(
        id="r",
        question="样例问题",
        chosen="a",
        options=(("a", "甲"),),
        low=Money(1),
        high=Money(1),
    )
    text = worksheet(with_assessment(readings=(reading,)))
    assert "本次采用：甲" in text
    assert "另有理解" not in text
    assert "各种理解" not in text


def test_a_reading_names_the_office_that_settled_it() -> None:
    request = samples.request()
    [reading, *_] = request.assessment.readings
    answered = replace(reading, decided="按样例市商务局 2026-11-18 答复", answered=True)
    text = worksheet(with_assessment(readings=(answered,)))
    assert "本次采用：不含税金额（按样例市商务局2026-11-18答复）" in text


def test_a_step_whose_base_was_settled_says_by_whom() -> None:
    [first, *rest] = samples.request().assessment.worksheet
    settled = replace(first, basis=Basis.SETTLED, note="按样例市商务局 2026-11-18 答复")
    text = worksheet(with_assessment(worksheet=(settled, *rest)))
    assert "文件未写明，口径已选定" in text
    assert "按样例市商务局2026-11-18答复" in text


def test_an_open_amount_shows_its_range() -> None:
    assert "上限在¥28,086.41与¥29,086.41之间" in worksheet(samples.request())
    request = with_assessment(high=Money(2_808_641))
    assert "不是承诺数额" in worksheet(request)


def test_what_was_left_out_is_named_with_its_reason() -> None:
    text = worksheet(samples.request())
    assert "样例物流有限公司展品运输费12,345.00本措施只支持展位费。" in text


def test_sections_are_numbered_without_gaps() -> None:
    request = samples.request(
        assessment=Assessment(
            measure="m",
            status=Status.YES,
            findings=(),
            spent=Money(1),
            ceiling=Money(1),
            low=Money(1),
            high=Money(1),
            note="样例备注。",
        ),
        left_out=(),
    )
    text = worksheet(request)
    assert "一、测算结论" in text
    assert "二、备注" in text
    assert "样例备注。" in text
    for absent in ("适用条件", "测算步骤", "引用条文", "未计入"):
        assert absent not in text


def test_the_full_worksheet_has_its_sections_in_order() -> None:
    text = worksheet(samples.request())
    titles = [
        "一、测算结论",
        "二、适用条件",
        "三、测算步骤",
        "四、有不同理解的词句",
        "五、未计入的费用",
        "六、引用条文（照录原文）",
    ]
    assert [text.index(title) for title in titles] == sorted(text.index(t) for t in titles)


def test_the_rules_are_named_with_their_version() -> None:
    assert "政策包：cn.hn.yongzhou.foreign-trade2026.1" in worksheet(samples.request())


def test_a_very_long_clause_goes_on_over_pages() -> None:
    clause = Clause(id="x", number="样例〔2026〕1号", where="一", quote="样例条文内容，" * 400)
    sheet = Sheet(pages=9)
    draw_worksheet(sheet, with_assessment(worksheet=(step(clause=clause),)))
    pdf = sheet.finish()
    assert len(page_texts(pdf)) > 2
    assert all_text(pdf).count("样例条文内容") >= 396


def test_many_left_out_expenses_are_all_named() -> None:
    left = tuple(
        LeftOutExpense(title=f"样例费用{n:02d}", amount=Money(n * 100), reason="超出期限。")
        for n in range(1, 61)
    )
    text = worksheet(samples.request(left_out=left))
    assert all(f"样例费用{n:02d}" in text for n in range(1, 61))
