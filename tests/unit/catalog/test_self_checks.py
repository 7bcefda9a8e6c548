"""The rules of the self-check as data: each has its words, and each is one that is looked for."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from jiamao_desktop.catalog.installed import load_installed
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.self_checks import SelfCheckRule, Severity, load_self_checks
from jiamao_desktop.domain import checks_base
from jiamao_desktop.domain.document import EvidenceRole

RULES = load_self_checks(resources_folder() / "self_checks.toml")
SOURCES = Path(checks_base.__file__).parent
RULE = re.compile(r"R\d\d(?:-[a-z]+)*")
AND_BY_CHECKING = {"R26"}
"""Said by the use case, which knows the guide in use."""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load_installed(tmp_path_factory.mktemp("nothing-installed"))


def strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def looked_for() -> set[str]:
    """Return the ids that stand in the rules' code."""
    found = set().union(*(strings(path) for path in SOURCES.glob("checks_*.py")))
    return {text for text in found if RULE.fullmatch(text)}


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_rule_that_is_looked_for_has_its_words() -> None:
    assert looked_for() - RULES.keys() == set()


def test_no_rule_has_words_that_nothing_says() -> None:
    only_terms = {name for name, rule in RULES.items() if rule.terms.words and "-" in name}
    assert RULES.keys() - looked_for() - AND_BY_CHECKING - only_terms == set()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_said_in_both_languages_with_a_remedy_and_its_source(
    rule: SelfCheckRule,
) -> None:
    assert rule.text.keys() == rule.remedy.keys() == {"zh", "en"}
    assert names(rule.text["en"]) == names(rule.text["zh"])
    assert rule.text["zh"].endswith(("。", "}", "。”", "不予支持。"))
    assert all(rule.remedy.values())
    assert rule.basis


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_what_cannot_be_told_only_warns(rule: SelfCheckRule) -> None:
    if rule.id.endswith("-unknown"):
        assert rule.severity is Severity.WARN
        assert re.search("无法.*核对|不知道", rule.text["zh"])


def test_the_kinds_of_expense_that_rules_are_about_exist(catalog: Catalog) -> None:
    named = {
        category
        for rule in RULES.values()
        for category in rule.terms.categories | rule.terms.exempt
    }
    assert named <= catalog.categories.keys()


def test_the_facts_that_answer_rules_exist(catalog: Catalog) -> None:
    named = {rule.terms.fact for rule in RULES.values() if rule.terms.fact}
    assert named
    assert named <= catalog.facts.keys()


def test_a_rule_without_terms_looks_for_nothing() -> None:
    assert RULES["R21"].terms.words == ()
    assert RULES["R21"].terms.categories == frozenset()
    assert RULES["R21"].place is None


def test_places_are_those_of_a_chain() -> None:
    places = {rule.place for rule in RULES.values()} - {None}
    assert places == set(EvidenceRole) - {EvidenceRole.OTHER}


def test_what_a_rule_looks_for_is_read_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "self_checks.toml"
    file.write_text(
        """[R99]
severity = "warn"
place = "outcome"
words = ["旧"]
categories = ["a"]
exempt = ["b"]
fact = "c.d"
text = { zh = "文", en = "text" }
remedy = { zh = "法", en = "remedy" }
basis = "某地"
""",
        encoding="utf-8",
    )
    [rule] = load_self_checks(file).values()
    assert (rule.severity, rule.place) == (Severity.WARN, EvidenceRole.OUTCOME)
    assert rule.terms.words == ("旧",)
    assert [*rule.terms.categories, *rule.terms.exempt] == ["a", "b"]
    assert rule.terms.fact == "c.d"
