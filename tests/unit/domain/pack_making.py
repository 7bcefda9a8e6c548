"""Packs, measures and expenses for tests: as little as a test needs, the rest harmless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.case import Case, Line
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import (
    Condition,
    DatedValue,
    Exclusion,
    ExpenseTerms,
    InForce,
    Limit,
    Measure,
    Notice,
    Option,
    Pack,
    Parameter,
    ParameterType,
    ParameterValue,
    Promise,
    UnsettledWord,
)
from jiamao_desktop.domain.predicate import Comparison, Op
from jiamao_desktop.domain.steps import (
    Base,
    Cap,
    Counts,
    Payer,
    Per,
    Round,
    Sum,
    Times,
    Window,
)

FIRST = dt.date(2024, 6, 14)
LAST = dt.date(2027, 6, 13)
PAID = dt.date(2025, 3, 10)
TODAY = dt.date(2026, 11, 20)
CLAUSE = Clause(id="c", number="样例〔2024〕1号", where="一", quote="给予不超过50%的支持")
IN_FORCE = InForce(first=FIRST, last=LAST, duration="P3Y", clause=CLAUSE)
KNOWN = {"firm.kind": "enterprise", "firm.registered_city": "永州市"}

NOTICE = Notice(
    id="n",
    number="样例〔2024〕1号",
    title="样例",
    issuer="样例办公室",
    office="样例商务局",
    office_clause=CLAUSE,
    issued_on=FIRST,
    in_force=IN_FORCE,
    source="sources/n.txt",
    sha256="0" * 64,
    verified_on=FIRST,
    verified_by="样例",
)


def yuan(text: str) -> Money:
    return Money.from_yuan(text)


def fact(name: str, kind: FactType, **more: Any) -> FactDefinition:
    return FactDefinition(
        id=name, type=kind, question=f"{name}？", label=name, **{"choices": {}, **more}
    )


FACTS = {
    one.id: one
    for one in (
        fact("firm.kind", FactType.CODE, choices={"enterprise": "企业", "county": "县市区"}),
        fact("firm.registered_city", FactType.TEXT),
        fact("firm.small", FactType.BOOL),
        fact("fair.ends_on", FactType.DATE, scope="project"),
        fact("fair.booth_count", FactType.INT, unit="个", scope="project"),
        fact("firm.exports", FactType.MONEY),
        fact("firm.share", FactType.RATIO),
        fact("firm.modes", FactType.SET, choices={"0615": "进料对口", "0214": "来料加工"}),
    )
}


def law(name: str, *values: ParameterValue | tuple[dt.date, ParameterValue]) -> Parameter:
    """Return a figure of the law; a value without a day applies from the first."""
    dated = [value if isinstance(value, tuple) else (FIRST, value) for value in values]
    return Parameter(
        id=name,
        type=kind_of(dated[0][1]),
        label=name,
        values=tuple(DatedValue(first=day, value=value, clause=CLAUSE) for day, value in dated),
    )


def kind_of(value: ParameterValue) -> ParameterType:
    if isinstance(value, Money):
        return ParameterType.MONEY
    return ParameterType.RATIO if isinstance(value, Fraction) else ParameterType.COUNT


def entered(name: str, kind: ParameterType) -> Parameter:
    return Parameter(id=name, type=kind, label=name, help="按当年通知")


def half_up_to(at: str = "150000", **cap: Any) -> dict[str, Any]:
    """Return what makes a measure pay one half, up to an amount."""
    shape = {"per": Per.FIRM, "window": Window.DOCUMENT, **cap}
    return {
        "parameters": (law("rate", Fraction(1, 2)), law("cap", yuan(at))),
        "steps": (
            Sum(id="base"),
            Times(id="share", by="rate", clause=CLAUSE),
            Round(id="rounded", mode=Rounding.DOWN_TO_FEN),
            Cap(id="capped", at="cap", clause=CLAUSE, **shape),
        ),
    }


CITY = Condition(
    id="city",
    label="在永州市登记注册",
    predicate=Comparison(fact="firm.registered_city", op=Op.IN, values=("永州市",)),
    clause=CLAUSE,
)


def measure(**changes: Any) -> Measure:
    """Return a measure that pays one half up to 150,000 yuan, except as changed."""
    settings: dict[str, Any] = {
        "id": "m",
        "title": "样例措施",
        "summary": "样例",
        "notice": NOTICE,
        "clause": CLAUSE,
        "promise": Promise.UP_TO,
        "form": "form",
        "project": None,
        "applicants": (ApplicantKind.ENTERPRISE,),
        "conditions": (CITY,),
        "expense": ExpenseTerms(
            categories=("fee",), date="paid_on", base=Base.NET, payer=Payer.ANYONE
        ),
        "calculable_with": (),
        "practices": (),
        "unsettled": (),
        "materials": (),
        **half_up_to(),
        **changes,
    }
    return Measure(**settings)


def pack(one: Measure, limits: Sequence[Limit] = (), *, once: bool = True) -> Pack:
    exclusions = (Exclusion(id="once", title="不得重复", clause=CLAUSE),) if once else ()
    return Pack(
        own_facts=frozenset(),
        categories={},
        id="p",
        version="1",
        title="样例",
        region="永州",
        level="municipal",
        notices=(NOTICE,),
        clauses={"c": CLAUSE},
        facts=FACTS,
        measures=(one,),
        limits=tuple(limits),
        exclusions=exclusions,
    )


def limit(at: str, **changes: Any) -> Limit:
    settings: dict[str, Any] = {
        "id": "pool",
        "title": "累计上限",
        "level": "municipal",
        "measures": (),
        "window": Window.DOCUMENT,
        "counts": Counts.GRANTED,
        "amount": law("limit.pool", yuan(at)),
        "clause": CLAUSE,
        **changes,
    }
    return Limit(**settings)


def word(name: str, sets: str, *values: str, **changes: Any) -> UnsettledWord:
    """Return an unclear word whose options are named like what they set."""
    options = tuple(Option(id=value, label=value, value=value if sets else "") for value in values)
    return UnsettledWord(
        **{"id": name, "question": name, "options": options, "sets": sets, **changes}
    )


def line(number: int, amount: str, **changes: Any) -> Line:
    settings: dict[str, Any] = {
        "id": number,
        "category": "fee",
        "gross": yuan(amount),
        "net": yuan(amount),
        "paid_on": PAID,
        **changes,
    }
    return Line(**settings)


def grant(amount: str, on: dt.date, **changes: Any) -> Grant:
    settings: dict[str, Any] = {"measure": "m", "level": "municipal", **changes}
    return Grant(amount=yuan(amount), granted_on=on, **settings)


def case(*lines: Line, facts: Mapping[str, Any] = KNOWN, **changes: Any) -> Case:
    return Case(**{"facts": facts, "lines": lines, "today": TODAY, **changes})
