"""What answers have changed."""

from __future__ import annotations

from tests.qt.card_samples import make_card, yuan

from jiamao_desktop.app.assessing import Group
from jiamao_desktop.app.outcomes import claimable, moved
from jiamao_desktop.domain.money import ZERO
from jiamao_desktop.domain.project import ProjectId


def test_a_card_that_changed_its_group_has_moved() -> None:
    before, after = make_card(Group.ASK, measure="a"), make_card(Group.CAN, measure="a")
    same = make_card(Group.NO, measure="b")
    [one] = moved([before, same], [after, same])
    assert (one.measure, one.before, one.after) == ("a", Group.ASK, Group.CAN)
    assert one.amount_after == yuan("50000")


def test_so_has_a_card_that_changed_its_amount() -> None:
    before = make_card(measure="a")
    after = make_card(measure="a", high=yuan("60000"))
    [one] = moved([before], [after])
    assert (one.amount_before, one.amount_after) == (yuan("50000"), yuan("60000"))


def test_the_largest_amount_stands_first() -> None:
    before = [make_card(Group.ASK, measure=name) for name in "ab"]
    after = [
        make_card(Group.CAN, measure="a"),
        make_card(Group.CAN, measure="b", high=yuan("90000")),
    ]
    assert [one.measure for one in moved(before, after)] == ["b", "a"]


def test_two_projects_of_one_measure_are_two_cards() -> None:
    before = [make_card(Group.ASK, measure="a", project=ProjectId(number)) for number in (1, 2)]
    after = [
        make_card(Group.CAN, measure="a", project=ProjectId(1), project_title="展会"),
        before[1],
    ]
    [one] = moved(before, after)
    assert (one.project, one.title) == (1, "AEO 高级认证费用支持　展会")


def test_a_card_that_is_new_or_gone_has_not_moved() -> None:
    assert moved([make_card(measure="a")], [make_card(measure="b")]) == []


def test_what_can_be_claimed_is_the_ceilings_of_what_can() -> None:
    can, asked = make_card(ceiling=yuan("40000"), high=yuan("50000")), make_card(Group.ASK)
    assert claimable([can, asked]) == yuan("40000")
    assert claimable([]) == ZERO
