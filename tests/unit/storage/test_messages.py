from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MESSAGES = {
    code: entry
    for path in sorted((ROOT / "resources/messages").glob("storage*.toml"))
    for code, entry in tomllib.loads(path.read_text("utf-8")).items()
}
SOURCES = sorted((ROOT / "src/jiamao_desktop/storage").glob("*.py"))
RAISED = re.compile(r'(?:Error|Problem\.of|Problem)\(\s*"([a-z_]+\.[a-z_]+)"')
LISTED = re.compile(r': "(book\.[a-z_]+)",')
CHOSEN = re.compile(r'"((?:book|keyfile)\.[a-z_]+)" (?:if|else)|else "((?:book|keyfile)\.[a-z_]+)"')
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def codes() -> set[str]:
    """Return every code that storage raises or reports."""
    found: set[str] = set()
    for source in SOURCES:
        text = source.read_text("utf-8")
        found |= set(RAISED.findall(text)) | set(LISTED.findall(text))
        found |= {code for pair in CHOSEN.findall(text) for code in pair if code}
    return found


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert codes() == set(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_a_sentence_is_there_in_both_languages_with_the_same_details(code: str) -> None:
    entry = MESSAGES[code]
    assert set(entry) == {"zh", "en"}
    assert re.search(r"[\u4e00-\u9fff]", entry["zh"])
    assert not re.search(r"[\u4e00-\u9fff]", entry["en"])
    assert set(PLACEHOLDER.findall(entry["zh"])) == set(PLACEHOLDER.findall(entry["en"]))


@pytest.mark.parametrize("code", MESSAGES)
def test_a_sentence_ends_like_one(code: str) -> None:
    assert MESSAGES[code]["zh"].endswith("。")
    assert MESSAGES[code]["en"].endswith(".")


@pytest.mark.parametrize(
    "codes",
    [
        ("passphrase.wrong", "keychain.missing", "keyfile.altered"),
        ("book.missing", "book.empty", "book.foreign", "book.plaintext", "book.newer"),
        ("keychain.missing", "keychain.locked", "keychain.failed", "keychain.stale",
         "keychain.no_entry", "keychain.not_used"),
    ],
)  # fmt: skip
def test_different_faults_read_differently(codes: tuple[str, ...]) -> None:
    for language in ("zh", "en"):
        assert len({MESSAGES[code][language] for code in codes}) == len(codes)


@pytest.mark.parametrize(
    "code", [code for code in MESSAGES if code.startswith(("keychain.", "book.", "keyfile."))]
)
def test_a_fault_of_the_book_says_what_to_do_or_that_nothing_is_lost(code: str) -> None:
    assert re.search(r"请|没有|完好|没有变", MESSAGES[code]["zh"]), code
