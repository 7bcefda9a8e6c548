from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.domain.compiling.compile_making import (
    EARLY,
    LATE,
    LINES,
    caps,
    compiled,
    of,
    raised,
    subject,
    together,
)
from tests.unit.domain.pack_making import (
    CLAUSE,
    NOTICE,
    case,
    grant,
    half_up_to,
    law,
    limit,
    line,
    pack,
    word,
    yuan,
)

from jiamao_desktop.domain.allocation import evaluate
from jiamao_desktop.domain.assess import Plan
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.compiling.compiled import Compiled, RoomInfo
from jiamao_desktop.domain.compiling.model import compile_model
from jiamao_desktop.domain.pack import Measure
from jiamao_desktop.domain.project import ProjectKind
from jiamao_desktop.domain.steps import Cap, Counts, FloorAt, Per, Round, Sum, Times, Window


def only(found: Compiled) -> RoomInfo:
    [room] = found.rooms
    return room


def test_a_cap_over_the_life_of_a_document_is_one_room() -> None:
    found = compiled([of("m", **half_up_to("900"))])
    assert caps(found) == {"p|m|capped": (900_00, [2025])}
    assert only(found).title == "cap"
    assert only(found).window is Window.DOCUMENT
    assert only(found).measure == "m"
    assert not only(found).shared


def test_a_yearly_cap_is_a_room_for_each_year() -> None:
    found = compiled([of("m", **half_up_to("900", window=Window.CALENDAR_YEAR))])
    assert caps(found) == {
        "p|m|capped|2025": (900_00, [2025]),
        "p|m|capped|2026": (900_00, [2026]),
    }
    assert [one.ends_on for one in found.rooms] == [dt.date(2025, 12, 31), dt.date(2026, 12, 31)]
    assert [one.name for one in found.leaves] == ["2025 年", "2026 年"]


def test_years_of_declaration_begin_when_the_notice_says() -> None:
    notice = replace(NOTICE, declaration_year=(4, 1))
    window = Window.DECLARATION_YEAR
    found = compiled([of("m", notice=notice, **half_up_to("900", window=window))])
    assert sorted(caps(found)) == ["p|m|capped|2024", "p|m|capped|2025"]


def test_earlier_support_uses_a_room_up() -> None:
    grants = [grant("250", EARLY), grant("50", LATE, measure="other")]
    found = compiled([of("m", **half_up_to("900"))], grants=grants)
    assert found.model.rooms[0].fen == 650_00
    assert only(found).used == yuan("250")
    assert only(found).pending == yuan("0")


@pytest.mark.parametrize("counts", list(Counts))
def test_what_is_filed_and_undecided_counts_as_if_it_had_been_granted(counts: Counts) -> None:
    found = compiled(
        [of("m", **half_up_to("900", counts=counts))],
        grants=[grant("250", EARLY)],
        claimed=[grant("100", LATE)],
    )
    assert found.model.rooms[0].fen == 550_00
    assert only(found).used == yuan("350")
    assert only(found).pending == yuan("100")


def test_a_room_is_never_less_than_nothing_and_that_is_said() -> None:
    found = compiled([of("m", **half_up_to("900"))], grants=[grant("1000", EARLY)])
    assert found.model.rooms[0].fen == 0
    assert only(found).overdrawn
    assert [one.code for one in found.remarks] == [
        "model.room_overdrawn",
        "model.leaf_pays_nothing",
    ]
    assert dict(found.remarks[0].details)["over"] == "100.00"


def test_the_group_uses_up_the_caps_of_the_group_alone() -> None:
    grants = [grant("250", EARLY, group=True)]
    firm = compiled([of("m", **half_up_to("900"))], grants=grants)
    group = compiled([of("m", **half_up_to("900", per=Per.GROUP))], grants=grants)
    assert firm.model.rooms[0].fen == 900_00
    assert group.model.rooms[0].fen == 650_00


def test_a_shared_limit_is_one_room_of_all_its_measures() -> None:
    found = compiled([of("a"), of("b")], limits=[limit("1000")], grants=[grant("100", EARLY)])
    place = [room.key for room in found.model.rooms].index("p||pool")
    assert found.model.rooms[place].leaves == (0, 1)
    assert found.model.rooms[place].fen == 900_00
    info = found.rooms[place]
    assert info.shared
    assert info.title == "累计上限"
    assert info.measure == ""


def test_a_limit_that_names_its_measures_is_used_up_by_these_alone() -> None:
    named = limit("1000", level="", measures=("a", "b"))
    grants = [grant("100", EARLY, measure="a"), grant("70", EARLY, measure="elsewhere")]
    found = compiled([of("a"), of("b")], limits=[named], grants=grants)
    assert caps(found)["p||pool"] == (900_00, [2025, 2025])


def test_projects_share_the_caps_of_their_measure() -> None:
    one = of("m", project=ProjectKind.FAIR, **half_up_to("900"))
    plan = Plan(pack(one), one)
    lines = [replace(line(1, "100"), project=1), replace(line(2, "100"), project=2)]
    subjects = [subject(plan, case(*lines, project=number)) for number in (1, 2)]
    found = compile_model(subjects)
    assert caps(found) == {"p|m|capped": (900_00, [2025, 2025])}
    assert [one.project for one in found.leaves] == [1, 2]
    assert len({one.claim for one in found.model.leaves}) == 2


def per_project(window: Window = Window.CALENDAR_YEAR) -> Measure:
    shape = half_up_to("900", window=window)
    fair = Cap(id="fair", at="fair", per=Per.PROJECT)
    return of(
        "m",
        project=ProjectKind.FAIR,
        steps=(*shape["steps"][:3], fair, shape["steps"][3]),
        parameters=(*shape["parameters"], law("fair", yuan("400"))),
    )


def test_a_cap_per_project_over_several_years_is_a_room_of_the_project() -> None:
    one = per_project()
    plan = Plan(pack(one), one)
    lines = [replace(each, project=number) for each, number in zip(LINES, (1, 1), strict=True)]
    lines.append(replace(line(3, "100"), project=2))
    found = compile_model([subject(plan, case(*lines, project=number)) for number in (1, 2)])
    assert caps(found) == {
        "p|m|capped|2025": (900_00, [2025, 2025]),
        "p|m|capped|2026": (900_00, [2026]),
        "p|m|fair|000000001": (400_00, [2025, 2026]),
    }


def test_a_cap_that_was_raised_holds_the_earlier_expenses_to_the_lower_amount() -> None:
    found = compiled([raised(yuan("300"), (dt.date(2026, 1, 1), yuan("900")))])
    assert caps(found) == {
        "p|m|capped|000000000030000": (300_00, [2025]),
        "p|m|capped": (900_00, [2025, 2026]),
    }
    assert sorted(one.limit for one in found.rooms) == [yuan("300"), yuan("900")]


def test_a_cap_that_was_lowered_within_its_window_is_left_out() -> None:
    lowered = raised(yuan("900"), (dt.date(2026, 1, 1), yuan("300")))
    found = compiled([lowered])
    assert [one.why.code for one in found.left_out] == ["model.cap_changes"]
    assert found.model.items == ()


def test_a_cap_that_is_lower_in_the_next_year_is_no_change_within_a_year() -> None:
    one = raised(yuan("900"), (dt.date(2026, 1, 1), yuan("300")), window=Window.CALENDAR_YEAR)
    assert [fen for fen, _ in caps(compiled([one])).values()] == [900_00, 300_00]


def test_a_limit_read_in_two_ways_at_once_is_settled_by_the_first() -> None:
    unclear = word("over", "limit.pool.window", "lifetime", "calendar_year")
    some = [of("a", unsettled=(unclear,)), of("b", unsettled=(unclear,))]
    whole = together(some, [limit("1000")])
    cases = [case(*LINES), case(*LINES, readings={"over": "calendar_year"})]
    subjects = [subject(Plan(whole, one), about) for one, about in zip(some, cases, strict=True)]
    found = compile_model(subjects)
    assert [(one.measure, one.why.code) for one in found.left_out] == [
        ("b", "model.limit_read_twice")
    ]
    assert caps(found)["p||pool"] == (1000_00, [2025])


ELSEWHERE = Clause(id="e", number="别处〔2024〕2号", where="一", quote="给予支持")


def beside(amount: str, room: str, **about: Any) -> Compiled:
    """Return a measure under a limit of its level, and one of another notice of that level."""
    held = of("held")
    notice = replace(NOTICE, id="n2", number=ELSEWHERE.number)
    free = of("free", notice=notice, clause=ELSEWHERE)
    here = together([held], [limit(room)])
    there = replace(pack(free), id="q", exclusions=())
    lines = [line(1, "1000"), line(2, amount, category="fee")]
    known = case(*lines, **about)
    return compile_model([subject(Plan(here, held), known), subject(Plan(there, free), known)])


def test_support_of_the_same_level_shares_a_limit_that_holds_the_others_alone() -> None:
    found = beside("500", "1000")
    [pool] = [one for one in found.model.rooms if one.key == "p||pool"]
    assert [found.leaves[place].measure for place in pool.leaves] == ["held", "free"]
    assert all(one.others == () for one in found.rooms)


def test_a_limit_never_stands_in_the_way_of_what_it_does_not_hold() -> None:
    found = beside("5000", "1000")
    [(pool, info)] = [
        pair
        for pair in zip(found.model.rooms, found.rooms, strict=True)
        if pair[0].key == "p||pool"
    ]
    assert [found.leaves[place].measure for place in pool.leaves] == ["held"]
    assert info.others == ("措施free",)


def test_support_of_another_level_has_nothing_to_do_with_a_limit() -> None:
    held, free = of("held"), of("free", notice=replace(NOTICE, number=ELSEWHERE.number))
    here = together([held], [limit("1000")])
    there = replace(pack(free), id="q", level="provincial", exclusions=())
    known = case(line(1, "1000"))
    found = compile_model([subject(Plan(here, held), known), subject(Plan(there, free), known)])
    assert caps(found)["p||pool"] == (1000_00, [2025])


def test_expenses_over_several_years_stay_out_of_a_yearly_limit_of_others() -> None:
    held, free = of("held"), of("free", notice=replace(NOTICE, number=ELSEWHERE.number))
    here = together([held], [limit("9000", window=Window.CALENDAR_YEAR)])
    there = replace(pack(free), id="q", exclusions=())
    known = case(*LINES)
    found = compile_model([subject(Plan(here, held), known), subject(Plan(there, free), known)])
    assert caps(found)["p||pool|2025"] == (9000_00, [2025])
    assert {one.measure for one in found.leaves} == {"held", "free"}


def test_a_limit_whose_clause_no_measure_stands_under_is_said() -> None:
    strange = limit("1000", clause=replace(CLAUSE, number="别处〔2020〕9号"))
    found = compiled([of("m")], limits=[strange])
    assert [(one.code, dict(one.details)["title"]) for one in found.remarks] == [
        ("model.limit_covers_nothing", "累计上限")
    ]
    assert all(not one.shared for one in found.rooms)


def with_minimum(least: str, window: Window = Window.DOCUMENT, **more: Any) -> Measure:
    shape = half_up_to("900", window=window)
    return of(
        "m",
        steps=(*shape["steps"], FloorAt(id="floor", at="least")),
        parameters=(*shape["parameters"], law("least", yuan(least))),
        **more,
    )


def test_a_minimum_above_its_cap_is_said_to_pay_nothing() -> None:
    found = compiled([with_minimum("901")])
    assert [one.code for one in found.remarks] == ["model.leaf_pays_nothing"]


def test_projects_under_a_cap_with_a_minimum_behind_it_are_paid_so_much_or_nothing() -> None:
    one = with_minimum("500", project=ProjectKind.FAIR)
    plan = Plan(pack(one), one)
    lines = [replace(line(number, "1200"), project=number) for number in (1, 2)]
    found = compile_model([subject(plan, case(*lines, project=number)) for number in (1, 2)])
    assert [one.least for one in found.model.leaves] == [500_00, 500_00]
    assert evaluate(found.model, [0, 0]).paid in {(600_00, 0), (0, 600_00)}


def test_years_apart_each_have_the_minimum_and_years_together_cannot() -> None:
    apart = with_minimum("500", Window.CALENDAR_YEAR, project=ProjectKind.FAIR)
    yearly = apart.steps[-2]
    assert isinstance(yearly, Cap)
    ever = replace(yearly, id="ever", window=Window.LIFETIME)
    over = replace(apart, steps=(*apart.steps[:-1], ever, apart.steps[-1]))
    assert [one.least for one in compiled([apart]).model.leaves] == [500_00, 500_00]
    assert [one.why.code for one in compiled([over]).left_out] == ["model.floor_over_years"]


def test_a_measure_without_caps_has_no_room() -> None:
    steps = (Sum(id="base"), Times(id="share", by="rate"), half_up_to()["steps"][2])
    assert isinstance(steps[2], Round)
    found = compiled([of("m", steps=steps, parameters=half_up_to()["parameters"][:1])])
    assert found.rooms == ()
    assert found.model.leaves[0].steps[0].__class__.__name__ == "Ratio"
