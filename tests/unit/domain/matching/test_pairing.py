"""From what was weighed to pairs: thresholds, margins, and what is offered instead."""

from __future__ import annotations

from tests.unit.domain.matching.matching_samples import SURE, UNSURE, bill, slip

from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.matching.evidence import FROM, MARGIN, Evidence
from jiamao_desktop.domain.matching.evidence import SURE as SURE_POINTS
from jiamao_desktop.domain.matching.model import Relation, Voucher
from jiamao_desktop.domain.matching.pairing import Paired, paired

VOUCHERS: dict[str, Voucher] = {
    one.key: one for n in range(40) for one in (slip(n, "5"), bill(n, "5"))
}


def pairs_of(*edges: tuple[int, int, int, int], doubtful: bool = False) -> Paired:
    """Pair slips with bills: slip, bill, points, days squared."""
    weighed = {
        (f"slip:{left}", f"fapiao:{right}"): Evidence(
            points=points, why=(Problem.of("match.party_unknown"),), days=days, doubtful=doubtful
        )
        for left, right, points, days in edges
    }
    return paired(Relation.PAYMENT, weighed, VOUCHERS)


def test_points_up_to_the_threshold_make_no_pair() -> None:
    assert pairs_of((1, 1, FROM, 0)).pairs == []
    assert len(pairs_of((1, 1, FROM + 1, 0)).pairs) == 1


def test_enough_points_without_a_rival_are_sure() -> None:
    [pair] = pairs_of((1, 1, SURE_POINTS, 0)).pairs
    assert (pair.sureness, pair.points, pair.amount) == (
        SURE,
        SURE_POINTS,
        VOUCHERS["slip:1"].amount,
    )
    [pair] = pairs_of((1, 1, SURE_POINTS - 1, 0)).pairs
    assert pair.sureness is UNSURE


def test_what_is_doubtful_is_never_sure() -> None:
    [pair] = pairs_of((1, 1, 200, 0), doubtful=True).pairs
    assert pair.sureness is UNSURE


def test_a_rival_within_the_margin_makes_it_unsure() -> None:
    near = pairs_of((1, 1, 80, 0), (1, 2, 80 - MARGIN + 1, 0))
    assert [pair.sureness for pair in near.pairs] == [UNSURE]
    far = pairs_of((1, 1, 80, 0), (1, 2, 80 - MARGIN, 0))
    assert [pair.sureness for pair in far.pairs] == [SURE]


def test_days_decide_a_tie_but_do_not_make_it_sure() -> None:
    found = pairs_of((1, 1, 80, 400), (1, 2, 80, 100))
    [pair] = found.pairs
    assert (pair.link.right, pair.sureness) == ("fapiao:2", UNSURE)
    assert [other.link.right for other in found.others] == ["fapiao:1"]


def test_one_point_outweighs_any_days() -> None:
    [pair] = pairs_of((1, 1, 81, 700**2), (1, 2, 80, 0)).pairs
    assert pair.link.right == "fapiao:1"


def test_rivals_of_sure_pairs_are_not_offered() -> None:
    found = pairs_of((1, 1, 100, 0), (1, 2, 40, 0))
    assert (len(found.pairs), found.others) == (1, [])


def test_no_more_than_a_few_others_are_offered() -> None:
    found = pairs_of(*((1, right, 80, right) for right in range(20)))
    assert len(found.others) == 3
    assert [other.link.right for other in found.others] == ["fapiao:1", "fapiao:2", "fapiao:3"]


def test_the_best_candidates_of_either_side_are_kept() -> None:
    """Slip 30 is the last choice of all its bills, but they are the only ones it has."""
    crowd = [(left, right, 90, left) for left in range(20) for right in range(3)]
    found = pairs_of(*crowd, (30, 0, 60, 9), (30, 39, 70, 9))
    assert ("slip:30", "fapiao:39") in {(p.link.left, p.link.right) for p in found.pairs}
