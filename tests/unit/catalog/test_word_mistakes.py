"""Each word of the vocabulary is refused, with its remedy, where it makes no sense."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.unit.catalog.pack_files import spoil

from jiamao_desktop.catalog.packs import load_pack
from jiamao_desktop.domain.errors import PackError, PackMistake

SHAPES = Path(__file__).resolve().parents[2] / "packs" / "shapes"
PACK = "pack.toml"
TRAINING, INTEREST, EVENT = (
    f"measures/w-{name}.toml" for name in ("training", "interest", "event")
)
RANKED, ENDS, TWO = (f"measures/w-{name}.toml" for name in ("ranked", "ends", "two-of-three"))
REFUND, EQUIPMENT = (f"measures/w-{name}.toml" for name in ("refund", "equipment"))


class Spoilt(NamedTuple):
    """A passage of a file, what stands there instead, and what is said of it, where."""

    what: str
    file: str
    old: str
    new: str
    entry: str
    words: str


MISTAKES = [
    Spoilt(
        "an event that is no day", EVENT, '"w.first_export_on"', '"w.brand"', "event", "类型不合用"
    ),
    Spoilt(
        "an event beside expenses",
        TRAINING,
        'form = "general"',
        'form = "general"\nevent = "w.loan_to"',
        "event",
        "event 只用于",
    ),
    Spoilt(
        "an event where there is no money",
        TWO,
        'source = "two"\npromise',
        'source = "two"\nevent = "w.loan_to"\npromise',
        "event",
        "event 只用于",
    ),
    Spoilt("an end after that of the notice", ENDS, "2025-12-31", "2026-12-31", "ends.on", "不在"),
    Spoilt("an end before the notice", ENDS, "2025-12-31", "2024-12-31", "ends.on", "不在"),
    Spoilt(
        "an end without a clause",
        ENDS,
        'source = "ends", derived',
        "derived",
        "ends.source",
        "缺少",
    ),
    Spoilt("a ceiling that is not there", RANKED, '"most"\n', '"x"\n', "ceiling", "类型相符的参数"),
    Spoilt(
        "a ceiling of a promise", RANKED, '"ranked"\nform', '"up_to"\nform', "ceiling", "cap 步骤"
    ),
    Spoilt(
        "a ranking with nothing to show",
        RANKED,
        'ceiling = "most"\n',
        "",
        "promise",
        "guidance",
    ),
    Spoilt(
        "guidance with a ceiling",
        RANKED,
        'promise = "ranked"',
        'promise = "guidance"',
        "promise",
        "",
    ),
    Spoilt(
        "a severity that is none",
        ENDS,
        '"warns"',
        '"hints"',
        "eligible.no-arrears.severity",
        "blocks、warns、officer_decides",
    ),
    Spoilt(
        "a condition that blocks without a rule",
        RANKED,
        'severity = "officer_decides"\n',
        "",
        "eligible.known-brand.fact",
        "缺少",
    ),
    Spoilt(
        "more parts wanted than there are",
        TWO,
        "at_least_n = 2",
        "at_least_n = 4",
        "eligible.two-of-three.at_least_n",
        "一共 3 条",
    ),
    Spoilt(
        "none wanted",
        TWO,
        "at_least_n = 2",
        "at_least_n = 0",
        "eligible.two-of-three.at_least_n",
        "",
    ),
    Spoilt(
        "parts that are not there",
        TWO,
        "of = [",
        "off = [",
        "eligible.two-of-three.of",
        "条件组写得不对",
    ),
    Spoilt(
        "two kinds of group",
        TRAINING,
        "any_line = [{",
        'all = [{ fact = "w.brand", op = "is", value = true }]\nany_line = [{',
        "eligible.large.all",
        "条件组写得不对",
    ),
    Spoilt(
        "rows where there are no expenses",
        TWO,
        "at_least_n = 2",
        'any_line = [{ field = "gross", op = "at_least", value = "1.00" }]\nat_least_n = 2',
        "eligible.two-of-three.at_least_n",
        "条件组写得不对",
    ),
    Spoilt(
        "rows of a measure without expenses",
        ENDS,
        'fact = "w.risk"\nop = "is"\nvalue = false',
        'any_line = [{ field = "gross", op = "at_least", value = "1.00" }]',
        "eligible.low-risk.any_line",
        "没有费用",
    ),
    Spoilt(
        "a field that no expense has",
        TRAINING,
        'field = "gross"',
        'field = "weight"',
        "eligible.large.any_line.1.field",
        "没有“weight”",
    ),
    Spoilt(
        "a comparison that does not fit a field",
        TRAINING,
        'field = "gross", op = "at_least"',
        'field = "gross", op = "before"',
        "eligible.large.any_line.1.op",
        "“before”不能用于",
    ),
    Spoilt(
        "a category that is not in the dictionary",
        TRAINING,
        'op = "is", value = "w.fee"',
        'op = "is", value = "w.fees"',
        "eligible.three-times.count_at_least.where.1.value",
        "“w.fees”不是 code",
    ),
    Spoilt(
        "no expense wanted",
        TRAINING,
        "count = 3",
        "count = 0",
        "eligible.three-times.count_at_least.count",
        "个数 0 不可能",
    ),
    Spoilt(
        "a catalogue that is no list",
        INTEREST,
        'value = "w.catalogue"',
        'value = "w.class"',
        "eligible.in-catalogue.value",
        "不是用户填写的目录",
    ),
    Spoilt(
        "something that stands in no catalogue",
        INTEREST,
        'fact = "w.goods"',
        'fact = "w.loan"',
        "eligible.in-catalogue.op",
        "不能用于",
    ),
    Spoilt(
        "interest on a day that is none",
        INTEREST,
        'from = "w.loan_from"',
        'from = "w.loan"',
        "step.interest.from",
        "要一个 date",
    ),
    Spoilt(
        "interest on what is no amount",
        INTEREST,
        'principal = "w.loan"',
        'principal = "w.loan_to"',
        "step.interest.principal",
        "要一个 money",
    ),
    Spoilt(
        "interest at what is no ratio",
        INTEREST,
        'rate = "rate"',
        'rate = "cap"',
        "step.interest.rate",
        "没有类型相符的参数“cap”",
    ),
    Spoilt(
        "a year of 364 days", INTEREST, 'days = "365"', 'days = "364"', "step.interest.days", ""
    ),
    Spoilt(
        "a cap of the group without a window",
        TRAINING,
        'window = "declaration_year"\n',
        "",
        "step.group.window",
        "缺少",
    ),
    Spoilt(
        "a cap that says for what it holds not",
        TRAINING,
        'per = "group"\n',
        "",
        "step.group.per",
        "缺少“per”",
    ),
    Spoilt(
        "a year of declaration that never begins",
        PACK,
        'declaration_year = "07-01"\n',
        "",
        "notice",
        "没有写明申报年度",
    ),
    Spoilt(
        "a year that begins on a 31st",
        PACK,
        '"07-01"',
        '"07-31"',
        "notice.n-words.declaration_year",
        "起始日写得不对",
    ),
    Spoilt(
        "a least amount that is strict by a word",
        TRAINING,
        "strict = true",
        'strict = "yes"',
        "step.least.strict",
        "true 或 false",
    ),
    Spoilt(
        "a deadline from what is no day",
        REFUND,
        'from = "w.refund_filed_on"',
        'from = "w.class"',
        "deadline.by-four.from",
        "类型不合用",
    ),
    Spoilt(
        "a deadline of no length",
        REFUND,
        'count = "four"',
        'count = "five"',
        "deadline.by-four.count",
        "没有类型相符的参数",
    ),
    Spoilt(
        "a deadline after fortnights",
        EQUIPMENT,
        'after = "months"',
        'after = "fortnights"',
        "deadline.filed.after",
        "working_days",
    ),
    Spoilt(
        "a deadline without a clause",
        EQUIPMENT,
        'count = "years"\nsource = "equipment"',
        'count = "years"',
        "deadline.free.source",
        "没有写依据",
    ),
    Spoilt(
        "a figure that nothing uses",
        EQUIPMENT,
        'count = "days"',
        'count = "month"',
        "parameter.days",
        "没有步骤用到",
    ),
    Spoilt(
        "at most one of n", PACK, "most = 2", "most = 1", "exclusion.two-funds.most", "most = 2"
    ),
    Spoilt("at most n without n", PACK, "most = 2\n", "", "exclusion.two-funds.most", "缺少"),
    Spoilt(
        "at most one with a number",
        PACK,
        '"sum_at_most_cost"',
        '"at_most_one"\nmost = 3',
        "exclusion.within-cost.most",
        "不认识的键",
    ),
    Spoilt(
        "an allowance without a clause",
        PACK,
        'title = "各项支持可同时享受"\nsource = "beside"',
        'title = "各项支持可同时享受"',
        "allow.beside.source",
        "缺少",
    ),
    Spoilt(
        "an order of one",
        PACK,
        '["provincial", "municipal"]',
        '["provincial"]',
        "priority.first-provincial.levels",
        "至少要写两级",
    ),
    Spoilt(
        "an order of levels that are none",
        PACK,
        '["provincial", "municipal"]',
        '["provincial", "town"]',
        "priority.first-provincial.levels",
        "没有“town”这一级",
    ),
    Spoilt(
        "a city that raises a figure",
        PACK,
        "[[allow]]",
        '[[overlay]]\nof = "words#w-event.award"\n'
        'values = [{ value = "1.00", source = "event" }]\n'
        'where = { fact = "w.brand", op = "is", value = true }\nsource = "event"\n\n[[allow]]',
        "overlay.words#w-event.award",
        "只有县级和园区",
    ),
]


def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "words"
    shutil.copytree(SHAPES / "packs" / "words", folder)
    return folder


def mistakes_of(folder: Path) -> tuple[PackMistake, ...]:
    with pytest.raises(PackError) as refused:
        load_pack(folder, SHAPES)
    return refused.value.mistakes


@pytest.mark.parametrize("spoilt", [pytest.param(one, id=one.what) for one in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_its_remedy(tmp_path: Path, spoilt: Spoilt) -> None:
    folder = copied(tmp_path)
    spoil(folder / spoilt.file, spoilt.old, spoilt.new)
    found = mistakes_of(folder)
    said = [
        one
        for one in found
        if one.entry == spoilt.entry and spoilt.words in one.message + one.remedy
    ]
    assert said, "\n".join(map(str, found))
    assert len(said[0].remedy) > 4


def test_a_fact_that_cannot_be_changed_says_so() -> None:
    facts = load_pack(SHAPES / "packs" / "words", SHAPES).facts
    assert [name for name, one in facts.items() if one.fixed] == ["w.first_export_on"]


def test_a_set_without_choices_is_an_open_list_and_a_code_needs_some(tmp_path: Path) -> None:
    assert not load_pack(SHAPES / "packs" / "words", SHAPES).facts["w.catalogue"].choices
    folder = copied(tmp_path)
    spoil(folder / "facts.toml", '[fact.choices]\none = "一类"\n', "")
    spoil(folder / "facts.toml", 'two = "二类"\nthree = "三类"\n', "")
    assert any("缺少“choices”" in one.message for one in mistakes_of(folder))
