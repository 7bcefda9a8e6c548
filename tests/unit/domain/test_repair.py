"""The smallest sets of changes, against trying everything."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.domain.pack_making import fact

from jiamao_desktop.domain.facts import FactDefinition, FactType, FactValue
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.predicate import Comparison, Group, Op, Predicate, Quantifier, parts_of
from jiamao_desktop.domain.repair import Repair, Variable
from jiamao_desktop.domain.telling import distance, telling_values

DAY = dt.date(2025, 1, 1)
DAYS = [DAY + dt.timedelta(days=step) for step in range(5)]
FACTS = {
    "f.bool": fact("f.bool", FactType.BOOL),
    "f.int": fact("f.int", FactType.INT),
    "f.code": fact("f.code", FactType.CODE, choices={"a": "甲", "b": "乙", "c": "丙"}),
    "f.day": fact("f.day", FactType.DATE),
    "f.set": fact("f.set", FactType.SET, choices={"x": "一", "y": "二"}),
    "f.money": fact("f.money", FactType.MONEY),
    "f.text": fact("f.text", FactType.TEXT),
}
DOMAINS: Mapping[str, Sequence[FactValue]] = {
    "f.bool": [True, False],
    "f.int": list(range(6)),
    "f.code": ["a", "b", "c"],
    "f.day": DAYS,
    "f.set": [frozenset(one) for n in range(3) for one in itertools.combinations("xy", n)],
    "f.money": [Money(fen) for fen in range(5)],
    "f.text": ["永州市", "长沙市", "别处"],
}
OPS: Mapping[str, Sequence[Op]] = {
    "f.bool": [Op.IS],
    "f.int": [Op.IS, Op.AT_LEAST, Op.AT_MOST, Op.BETWEEN, Op.IN, Op.NOT_IN],
    "f.code": [Op.IS, Op.IN, Op.NOT_IN],
    "f.day": [Op.BEFORE, Op.ON_OR_AFTER, Op.BETWEEN, Op.IS],
    "f.set": [Op.IN, Op.NOT_IN],
    "f.money": [Op.AT_LEAST, Op.AT_MOST, Op.BETWEEN],
    "f.text": [Op.IS, Op.IN, Op.NOT_IN],
}


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    name = draw(st.sampled_from(sorted(FACTS)))
    op = draw(st.sampled_from(OPS[name]))
    domain: Sequence[FactValue] = ["x", "y"] if name == "f.set" else DOMAINS[name][1:4]
    if op is Op.BETWEEN:
        first = draw(st.integers(0, len(domain) - 1))
        last = draw(st.integers(first, len(domain) - 1))
        return Comparison(fact=name, op=op, values=(domain[first], domain[last]))
    most = 2 if op in {Op.IN, Op.NOT_IN} else 1
    chosen = st.lists(st.sampled_from(list(domain)), min_size=1, max_size=most, unique=True)
    return Comparison(fact=name, op=op, values=tuple(draw(chosen)))


def groups(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    return st.builds(
        lambda quantifier, parts, count: Group(
            quantifier=quantifier, parts=tuple(parts), count=min(count, len(parts))
        ),
        st.sampled_from(Quantifier),
        st.lists(parts, min_size=1, max_size=3),
        st.integers(1, 2),
    )


PREDICATES: st.SearchStrategy[Predicate] = st.recursive(comparisons(), groups, max_leaves=4)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[list[Predicate], dict[str, FactValue], set[str]]:
    """Draw conditions, what is known of the facts they read, and which must not be changed."""
    wanted = draw(st.lists(PREDICATES, min_size=1, max_size=3))
    names = sorted(frozenset[str]().union(*(one.facts for one in wanted)))
    known = {
        name: draw(st.sampled_from(list(DOMAINS[name]))) for name in names if draw(st.booleans())
    }
    fixed = {name for name in known if draw(st.integers(0, 4)) == 0}
    return wanted, known, fixed


def variables(
    wanted: Sequence[Predicate], known: Mapping[str, FactValue], fixed: set[str]
) -> dict[str, Variable]:
    leaves = [one for part in wanted for one in parts_of(part) if isinstance(one, Comparison)]
    found = {}
    for name in dict.fromkeys(one.fact for one in leaves):
        now, values = known.get(name), telling_values(FACTS[name], leaves, known.get(name))
        usable = sorted((one for one in values if one != now), key=lambda one: distance(one, now))
        found[name] = Variable(
            name=name, now=now, values=values, usable=() if name in fixed else tuple(usable)
        )
    return found


def holds(wanted: Sequence[Predicate], facts: Mapping[str, FactValue]) -> bool:
    return all(one.judge(facts).holds is True for one in wanted)


def by_trying(
    wanted: Sequence[Predicate], known: Mapping[str, FactValue], fixed: set[str]
) -> set[frozenset[str]]:
    """Return every set of facts that can be changed so that all holds, and can spare none."""
    names = sorted(frozenset[str]().union(*(one.facts for one in wanted)) - fixed)
    found: list[frozenset[str]] = []
    for size in range(len(names) + 1):
        for changed in itertools.combinations(names, size):
            if any(one <= set(changed) for one in found):
                continue
            values = itertools.product(*(DOMAINS[name] for name in changed))
            if any(
                holds(wanted, {**known, **dict(zip(changed, one, strict=True))}) for one in values
            ):
                found.append(frozenset(changed))
    return set(found)


@settings(max_examples=150, deadline=None)
@given(tasks())
def test_the_sets_of_changes_are_those_that_trying_everything_finds(
    task: tuple[list[Predicate], dict[str, FactValue], set[str]],
) -> None:
    wanted, known, fixed = task
    found = Repair(wanted, variables(wanted, known, fixed)).smallest(1000)
    assert {frozenset(one) for one in found} == by_trying(wanted, known, fixed)
    assert [len(one) for one in found] == sorted(len(one) for one in found)
    for one in found:
        assert holds(wanted, {**known, **one})
        assert not fixed & one.keys()
        assert all(known.get(name) != value for name, value in one.items())


def repaired(
    wanted: list[Predicate], known: dict[str, FactValue], limit: int = 3
) -> Sequence[Mapping[str, FactValue]]:
    return Repair(wanted, variables(wanted, known, set())).smallest(limit)


def at_least(name: str, value: FactValue) -> Comparison:
    return Comparison(fact=name, op=Op.AT_LEAST, values=(value,))


def is_true(name: str) -> Comparison:
    return Comparison(fact=name, op=Op.IS, values=(True,))


def test_where_all_holds_the_only_set_is_the_empty_one() -> None:
    assert repaired([at_least("f.int", 2)], {"f.int": 5}) == [{}]


def test_the_nearest_value_is_taken() -> None:
    assert repaired([at_least("f.int", 3)], {"f.int": 0}) == [{"f.int": 3}]
    until = Comparison(fact="f.int", op=Op.AT_MOST, values=(3,))
    assert repaired([until], {"f.int": 5}) == [{"f.int": 3}]


def test_two_conditions_on_one_fact_are_mended_by_one_change() -> None:
    wanted: list[Predicate] = [
        at_least("f.int", 2),
        Comparison(fact="f.int", op=Op.NOT_IN, values=(2, 3)),
    ]
    assert repaired(wanted, {"f.int": 0}) == [{"f.int": 4}]


def test_fewer_changes_come_first_and_ties_in_the_order_of_the_notice() -> None:
    both = Group(quantifier=Quantifier.ALL, parts=(is_true("f.bool"), at_least("f.int", 2)))
    either = Group(
        quantifier=Quantifier.ANY,
        parts=(both, at_least("f.money", Money(3)), at_least("f.day", DAY)),
    )
    known: dict[str, FactValue] = {"f.bool": False, "f.int": 0, "f.money": Money(0)}
    found = repaired([either], known)
    assert [set(one) for one in found] == [{"f.money"}, {"f.day"}, {"f.bool", "f.int"}]
    assert repaired([either], known, limit=1) == found[:1]


def test_what_cannot_be_mended_has_no_set() -> None:
    never: list[Predicate] = [
        is_true("f.bool"),
        Comparison(fact="f.bool", op=Op.IS, values=(False,)),
    ]
    assert repaired(never, {"f.bool": True}) == []


def test_a_set_is_changed_as_little_as_possible() -> None:
    wanted: list[Predicate] = [Comparison(fact="f.set", op=Op.IN, values=("x", "y"))]
    [found] = repaired(wanted, {"f.set": frozenset()})
    assert found in ({"f.set": frozenset("x")}, {"f.set": frozenset("y")})


@pytest.mark.parametrize(
    ("definition", "test", "values"),
    [
        (FACTS["f.int"], at_least("f.int", 0), (0, 1)),
        (FACTS["f.money"], at_least("f.money", Money(5)), (Money(4), Money(5), Money(6))),
        (
            FACTS["f.day"],
            Comparison(fact="f.day", op=Op.BEFORE, values=(DAYS[2],)),
            (DAYS[1], DAYS[2], DAYS[3]),
        ),
        (
            fact("f.ratio", FactType.RATIO),
            at_least("f.ratio", Fraction(1, 2)),
            (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 2)),
        ),
    ],
)
def test_a_quantity_is_tried_at_its_bounds_and_on_both_sides_of_them(
    definition: FactDefinition, test: Comparison, values: tuple[FactValue, ...]
) -> None:
    assert telling_values(definition, [test]) == values


def test_the_end_of_time_is_a_bound_like_any_other() -> None:
    open_ended = Comparison(fact="f.day", op=Op.BETWEEN, values=(DAY, dt.date.max))
    assert telling_values(FACTS["f.day"], [open_ended])[-1] == dt.date.max
