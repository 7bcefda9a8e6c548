"""Names compared with a slow reckoning of slips of the pen, and parties with one of ties."""

from __future__ import annotations

import functools
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiamao_desktop.domain.matching.model import Voucher, VoucherKind
from jiamao_desktop.domain.matching.names import Likeness, close, folded, written_in
from jiamao_desktop.domain.matching.parties import Parties

TELLING = "一二三东西甲乙"
PLAIN = "样例会展服务物流"
CORE = st.text(alphabet=PLAIN, min_size=4, max_size=7)


def slips(one: str, other: str) -> int:
    """Return how many letters are left out, put in, mistaken or swapped: by the book."""

    @functools.cache
    def far(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [
            far(i - 1, j) + 1,
            far(i, j - 1) + 1,
            far(i - 1, j - 1) + (one[i - 1] != other[j - 1]),
        ]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            ways.append(far(i - 2, j - 2) + 1)
        return min(ways)

    return far(len(one), len(other))


@settings(max_examples=60)
@given(CORE, CORE)
def test_close_means_one_slip_apart_or_cut_short(one: str, other: str) -> None:
    shorter, longer = sorted((one, other), key=len)
    expected = longer.startswith(shorter) or slips(one, other) <= 1
    assert close(one, other) is expected


@settings(max_examples=60)
@given(CORE, st.data())
def test_any_single_slip_is_forgiven(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from(PLAIN))
    kinds = [name[:at] + letter + name[at + 1 :], name[:at] + letter + name[at:]]
    if len(name) > 4:
        kinds.append(name[:at] + name[at + 1 :])
    if at:
        kinds.append(name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :])
    for written in kinds:
        assert close(name, written), written


@settings(max_examples=40)
@given(CORE, st.data())
def test_a_letter_that_tells_sisters_apart_is_never_forgiven(
    name: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(name)))
    one, other = data.draw(st.lists(st.sampled_from(TELLING), min_size=2, max_size=2, unique=True))
    assert not close(name[:at] + one + name[at:], name[:at] + other + name[at:])


@settings(max_examples=60)
@given(st.text(alphabet=PLAIN + TELLING, max_size=14), st.text(alphabet=PLAIN, max_size=14))
def test_closeness_has_no_direction(one: str, other: str) -> None:
    assert close(one, other) is close(other, one)


@pytest.mark.parametrize("form", ["有限公司", "股份有限公司", "集团有限公司", "公司", "分公司"])
def test_a_legal_form_left_out_is_a_name_cut_short(form: str) -> None:
    assert close(f"长沙样例会展{form}", "长沙样例会展")


@pytest.mark.parametrize("short", ["样例", "样例会", "公司", ""])
def test_names_too_short_to_tell_are_never_close(short: str) -> None:
    assert not close(short, "样例会展服务有限公司")
    assert not close(short, short)


@settings(max_examples=60)
@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@settings(max_examples=40)
@given(st.text(alphabet=PLAIN, min_size=1, max_size=8), st.integers(0, 7))
def test_blanks_and_marks_anywhere_are_no_part_of_a_name(name: str, at: int) -> None:
    for mark in (" ", "　", "·", "-", "_", "．", "\t"):
        assert folded(name[:at] + mark + name[at:]) == folded(name)


def test_several_former_names_are_all_names() -> None:
    written = "永州新样公司（原名：永州旧样公司）（曾用名：永州老样公司）"
    assert written_in(written) == ("永州新样公司", "永州旧样公司", "永州老样公司")


def test_a_former_name_that_is_the_present_one_is_no_second_name() -> None:
    assert written_in("永州样公司（原名：永州样公司）") == ("永州样公司",)


def voucher(key: int, party: str, *, account: str = "", tax_id: str = "") -> Voucher:
    return Voucher(
        key=str(key),
        kind=VoucherKind.SLIP,
        party=party,
        accounts=(account,) if account else (),
        tax_id=tax_id,
    )


FIRMS = ("松柏贸易行", "竹园制造厂", "梅溪运输队", "兰草检测站")
TIES = st.lists(
    st.tuples(st.sampled_from(FIRMS), st.sampled_from(["", "62220001", "62220002", "62220003"])),
    max_size=8,
)


def tied(made: list[tuple[str, str]]) -> set[frozenset[str]]:
    """Return which firms hang together by accounts, by spreading until nothing changes."""
    by_account: dict[str, set[str]] = {}
    for firm, account in made:
        if account:
            by_account.setdefault(account, set()).add(firm)
    groups = [{firm} for firm in FIRMS]
    for names in by_account.values():
        if len(names) <= 3:  # more names than that: a payment service's account
            joined = [group for group in groups if group & names]
            groups = [group for group in groups if not group & names]
            groups.append(set().union(*joined))
    return {frozenset(group) for group in groups}


@settings(max_examples=60)
@given(TIES)
def test_firms_are_one_where_a_chain_of_accounts_ties_them(made: list[tuple[str, str]]) -> None:
    parties = Parties(voucher(at, firm, account=account) for at, (firm, account) in enumerate(made))
    groups = tied(made)
    for one, other in itertools.combinations(FIRMS, 2):
        together = any({one, other} <= group for group in groups)
        assert (parties.firm(one) == parties.firm(other)) is together
        assert (parties.likeness(one, other) is Likeness.ALIAS) is together


@settings(max_examples=40)
@given(TIES, st.randoms())
def test_who_is_who_does_not_depend_on_the_order(
    made: list[tuple[str, str]], chance: random.Random
) -> None:
    every = [voucher(at, firm, account=account) for at, (firm, account) in enumerate(made)]
    turned = list(every)
    chance.shuffle(turned)
    one, other = Parties(every), Parties(turned)
    assert [one.firm(name) for name in FIRMS] == [other.firm(name) for name in FIRMS]


def test_a_former_name_and_an_account_tie_three_names() -> None:
    parties = Parties(
        [
            voucher(1, "新松贸易行（原名：老松贸易行）"),
            voucher(2, "老松贸易行", account="6222000011"),
            voucher(3, "松氏商行", account="6222000011"),
        ]
    )
    assert parties.firm("新松贸易行") == parties.firm("松氏商行") == parties.firm("老松贸易行")


def test_an_account_with_letters_or_too_few_digits_ties_nobody() -> None:
    for account in ("1234567", "ABCDEFGHIJ", "1234 5678", ""):
        parties = Parties(
            [voucher(1, FIRMS[0], account=account), voucher(2, FIRMS[1], account=account)]
        )
        assert parties.likeness(FIRMS[0], FIRMS[1]) is Likeness.OTHER


def test_an_account_and_a_tax_number_of_the_same_digits_are_two_marks() -> None:
    parties = Parties(
        [voucher(1, FIRMS[0], account="91430100"), voucher(2, FIRMS[1], tax_id="91430100")]
    )
    assert parties.likeness(FIRMS[0], FIRMS[1]) is Likeness.OTHER


def test_a_slip_without_a_name_ties_nobody_to_its_account() -> None:
    parties = Parties(
        [
            voucher(1, "", account="6222000011"),
            voucher(2, FIRMS[0], account="6222000011"),
            voucher(3, "（）", account="6222000011"),
        ]
    )
    assert parties.firm(FIRMS[0]) == FIRMS[0]
    assert parties.firm("（）") == ""
    assert parties.likeness("（）", FIRMS[0]) is Likeness.UNKNOWN
