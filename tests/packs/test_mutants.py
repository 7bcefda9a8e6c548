"""A figure, date or condition that is changed makes some example fail: all of them do."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

import pytest
from tests.unit.catalog.pack_files import PACK
from tools import pack_mutants
from tools.pack_mutants import Bench, Report, Shared, added, examine, mutants, rule_files, tried

from jiamao_desktop.catalog.examples import differences, examples_of
from jiamao_desktop.catalog.facts import load_categories, load_facts
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.packs import build_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import EXAMPLES, read_raw
from jiamao_desktop.domain.errors import PackError

PACKS = sorted(file.parent for file in resources_folder().glob("packs/*/pack.toml"))
YONGZHOU = resources_folder() / "packs" / PACK
FILES = [(folder.name, name) for folder in PACKS for name in rule_files(folder)]


@pytest.mark.parametrize(("pack", "file"), FILES)
def test_no_change_of_a_rule_goes_unnoticed(pack: str, file: str) -> None:
    resources = resources_folder()
    report = examine(resources / "packs" / pack, resources, [file])
    assert not report.survivors, "\n".join(report.survivors)
    assert report.killed >= 1


@functools.cache
def shared() -> Shared:
    resources = resources_folder()
    return load_facts(resources, Mistakes()), load_categories(resources, Mistakes())


def changes(file: str) -> list[str]:
    raw = read_raw(YONGZHOU, Mistakes())
    return [mutant.what for mutant in mutants(raw, [file])]


def test_every_figure_date_ratio_operator_and_condition_is_among_the_changes() -> None:
    aeo = "\n".join(changes("measures/yz-aeo.toml"))
    assert "parameter.0.values.0.value = '49/100'" in aeo
    assert "parameter.0.values.0.value = '51/100'" in aeo
    assert "parameter.1.values.0.value = '149,999.99'" in aeo
    assert "parameter.1.values.0.value = '150,000.01'" in aeo
    assert "eligible.2.value = datetime.date(2024, 6, 13)" in aeo
    assert "eligible.2.op = 'before'" in aeo
    assert "eligible.3.value = False" in aeo
    assert "eligible.3.under removed" in aeo
    assert "step.2.mode = 'half_up_to_fen'" in aeo
    assert "expense.date = 'issued_on'" in aeo
    assert "unsettled.0.assume = 'year'" in aeo
    pack = "\n".join(changes("pack.toml"))
    assert "notice.0.in_force.from = datetime.date(2024, 6, 15)" in pack
    assert "notice.0.in_force.duration = 'P2Y'" in pack
    assert "limit.0.values.0.value = '999,999.99'" in pack
    assert "limit.0.counts = 'claimed'" in pack
    assert "exclusion = []" in pack


def test_each_condition_and_each_step_is_left_out_once() -> None:
    found = changes("measures/yz-fair-key-booth.toml")
    assert sum(what.startswith("eligible = [") for what in found) == 5
    assert sum(what.startswith("step = [") for what in found) == 6


def test_a_rule_without_an_example_is_reported() -> None:
    file = "measures/yz-aeo.toml"
    raw = read_raw(YONGZHOU, Mistakes())
    kept = dict(raw.documents[file.replace(".toml", EXAMPLES)])
    kept["example"] = [one for one in kept["example"] if one["name"].startswith("认证费 26 万元")]
    poor = dataclasses.replace(
        raw, documents={**raw.documents, file.replace(".toml", EXAMPLES): kept}
    )
    report = tried(Bench(poor, shared()), [file])
    assert any("parameter.1.values.0.value" in one for one in report.survivors)
    assert all(one.startswith(f"{file}: ") for one in report.survivors)


def test_the_command_lists_survivors_and_says_so_with_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def one_survivor(jobs: Sequence[object]) -> list[Report]:
        lived = Report(refused=1, killed=2, survivors=["pack.toml: level = 'x'"])
        return [lived, *[Report(refused=0, killed=1, survivors=[])] * (len(jobs) - 1)]

    monkeypatch.setattr(pack_mutants, "examined", one_survivor)
    assert pack_mutants.main([str(YONGZHOU)]) == 1
    printed = capsys.readouterr().out
    count = len(rule_files(YONGZHOU)) - 1
    assert "survived: pack.toml: level = 'x'" in printed
    assert f"{PACK}: {count + 2} killed, 1 survived, 1 refused by the loader: 9" in printed


def test_only_a_clean_sweep_is_a_hundred_percent() -> None:
    assert Report(refused=3, killed=9, survivors=[]).score.endswith(
        "9 killed, 0 survived, 3 refused by the loader: 100 %"
    )
    almost = added(
        [
            Report(refused=0, killed=99_999, survivors=["a"]),
            Report(refused=0, killed=0, survivors=[]),
        ]
    )
    assert not almost.score.endswith("100 %")


def test_a_change_of_one_measure_is_judged_as_if_the_whole_pack_were_loaded_anew() -> None:
    file = "measures/yz-aeo.toml"
    raw = read_raw(YONGZHOU, Mistakes())
    bench = Bench(raw, shared())
    some = list(mutants(raw, [file]))[::23]
    assert len(some) >= 5
    for mutant in some:
        try:
            pack = build_pack(mutant.raw, *shared())
        except PackError:
            assert bench.notices(mutant) is None, mutant.what
            continue
        mistakes = Mistakes()
        measure = pack.measure("yz-aeo")
        wrong = [
            one
            for one in examples_of(mutant.raw, pack, measure, mistakes)
            if differences(pack, one)
        ]
        assert bench.notices(mutant) is (bool(wrong) or bool(mistakes)), mutant.what
