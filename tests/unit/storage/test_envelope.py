from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any

import pytest
from tests.unit.storage.books import CHEAP, NOW

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import envelope, keys
from jiamao_desktop.storage.envelope import Envelope, Slot, SlotType

BOOK = "2f1c9c1e-5c05-4c34-9d0a-6a0f8f0d2a11"
OTHER_BOOK = "00000000-0000-4000-8000-000000000000"
DATA_KEY = bytes(range(100, 132))
SALT = bytes(range(16))
KEYS = keys.derive(DATA_KEY, BOOK)
SECRETS = {
    SlotType.PASSPHRASE: b"a long passphrase",
    SlotType.RECOVERY: b"sixteen bytes...",
    SlotType.KEYCHAIN: bytes(32),
}


def slot(kind: SlotType, data_key: bytes = DATA_KEY, book: str = BOOK) -> Slot:
    kdf = keys.argon2_kdf(SALT, CHEAP) if kind is SlotType.PASSPHRASE else keys.hkdf_kdf(SALT)
    return envelope.wrap(data_key, book, kind, SECRETS[kind], kdf=kdf, created=NOW)


@pytest.fixture(scope="module")
def whole() -> Envelope:
    slots = tuple(slot(kind) for kind in SECRETS)
    return envelope.seal(Envelope(book=BOOK, generation=3, header_salt=SALT, slots=slots), KEYS)


def with_right_sum(content: dict[str, Any]) -> bytes:
    """Do what a clever attacker would: alter a field and mend the plain digest."""
    covered = {name: value for name, value in content.items() if name != "sum"}
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return json.dumps(content | {"sum": hashlib.sha256(canonical.encode()).hexdigest()}).encode()


def refused(text: bytes) -> str:
    with pytest.raises(UserError) as caught:
        envelope.from_json(text)
    return caught.value.code


@pytest.mark.parametrize("kind", SlotType)
def test_a_slot_opens_with_its_secret_only(kind: SlotType) -> None:
    made = slot(kind)
    assert envelope.unwrap(made, BOOK, SECRETS[kind]) == DATA_KEY
    assert envelope.unwrap(made, BOOK, SECRETS[kind] + b"x") is None


def test_a_slot_of_another_book_does_not_open() -> None:
    made = slot(SlotType.RECOVERY, book=OTHER_BOOK)
    assert envelope.unwrap(made, BOOK, SECRETS[SlotType.RECOVERY]) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "00000000"},
        {"type": SlotType.KEYCHAIN},
        {"kdf": keys.hkdf_kdf(bytes(16))},
        {"nonce": bytes(24)},
        {"ct": bytes(48)},
    ],
)
def test_a_slot_with_any_field_altered_does_not_open(changed: dict[str, Any]) -> None:
    made = slot(SlotType.RECOVERY)
    altered = dataclasses.replace(made, **changed)
    assert envelope.unwrap(altered, BOOK, SECRETS[SlotType.RECOVERY]) is None


@pytest.mark.parametrize("weaker", [{"t": 2}, {"m_kib": 20 * 1024}, {"salt": "00" * 16}])
def test_a_passphrase_slot_cannot_be_weakened(weaker: dict[str, Any]) -> None:
    made = slot(SlotType.PASSPHRASE)
    altered = dataclasses.replace(made, kdf={**made.kdf, **weaker})
    assert envelope.unwrap(altered, BOOK, SECRETS[SlotType.PASSPHRASE]) is None


@pytest.mark.parametrize("at", range(0, 48, 5))
def test_a_slot_with_one_bit_flipped_does_not_open(at: int) -> None:
    made = slot(SlotType.KEYCHAIN)
    flipped = bytearray(made.ct)
    flipped[at] ^= 1
    altered = dataclasses.replace(made, ct=bytes(flipped))
    assert envelope.unwrap(altered, BOOK, SECRETS[SlotType.KEYCHAIN]) is None


def test_an_envelope_reads_back_as_it_was_written(whole: Envelope) -> None:
    assert envelope.from_json(envelope.to_json(whole)) == whole


def test_a_sealed_envelope_is_authentic_and_knows_its_key(whole: Envelope) -> None:
    assert envelope.is_authentic(whole, KEYS)
    assert envelope.opens(whole, KEYS)


def test_a_wrong_key_is_told_without_touching_the_database(whole: Envelope) -> None:
    assert not envelope.opens(whole, keys.derive(bytes(32), BOOK))


def test_sealing_counts_up(whole: Envelope) -> None:
    assert whole.generation == 4
    assert envelope.seal(whole, KEYS).generation == 5


def test_the_file_says_what_the_design_says(whole: Envelope) -> None:
    content = json.loads(envelope.to_json(whole))
    assert content["format"] == "ledger-keys"
    assert content["version"] == 1
    assert content["db"] == {"driver": "sqlcipher4", "page": 4096, "header_salt": SALT.hex()}
    assert [entry["type"] for entry in content["slots"]] == ["passphrase", "recovery", "keychain"]
    assert content["slots"][0]["kdf"] == {
        "alg": "argon2id", "v": 19, "t": 1, "m_kib": 19456, "p": 1, "salt": SALT.hex(),
    }  # fmt: skip
    assert len(content["kcv"]) == 32
    assert len(content["mac"]) == 64


def test_nothing_secret_stands_in_the_file(whole: Envelope) -> None:
    text = envelope.to_json(whole)
    for secret in (DATA_KEY, KEYS.database, KEYS.audit, *SECRETS.values()):
        assert secret not in text
        assert secret.hex().encode() not in text


ALTERATIONS: list[tuple[str, Any]] = [
    ("format", "other"),
    ("book", OTHER_BOOK),
    ("generation", 1),
    ("generation", "4"),
    ("db", {"driver": "sqlcipher4", "page": 4096, "header_salt": "ff" * 16}),
    ("db", {"driver": "plain", "page": 4096, "header_salt": SALT.hex()}),
    ("db", {"driver": "sqlcipher4", "page": 8192, "header_salt": SALT.hex()}),
    ("slots", []),
    ("slots", None),
    ("slots", [{}]),
    ("kcv", "00" * 16),
    ("kcv", "00"),
    ("mac", "00"),
    ("mac", 7),
    ("sum", "00" * 32),
    ("version", 0),
    ("version", "1"),
    ("added", "field"),
]


@pytest.mark.parametrize(("name", "value"), ALTERATIONS)
def test_any_altered_field_is_noticed_before_a_key_is_known(
    whole: Envelope, name: str, value: object
) -> None:
    content = json.loads(envelope.to_json(whole)) | {name: value}
    assert refused(json.dumps(content).encode()) == "keyfile.altered"


@pytest.mark.parametrize(
    "name", ["format", "version", "book", "generation", "db", "slots", "kcv", "mac", "sum"]
)
def test_any_missing_field_is_noticed(whole: Envelope, name: str) -> None:
    content = json.loads(envelope.to_json(whole))
    del content[name]
    assert refused(json.dumps(content).encode()) == "keyfile.altered"


@pytest.mark.parametrize("name", ["id", "type", "created", "kdf", "nonce", "ct"])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_any_altered_field_of_a_slot_is_noticed(whole: Envelope, name: str, which: int) -> None:
    content = json.loads(envelope.to_json(whole))
    original = content["slots"][which][name]
    content["slots"][which][name] = {} if name == "kdf" else original[::-1]
    assert refused(json.dumps(content).encode()) == "keyfile.altered"


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b"1", b"\xff\xfe", b"{", b"[" * 100_000, b'{"format":1}']
)
def test_what_is_no_key_file_is_refused(text: bytes) -> None:
    assert refused(text) == "keyfile.altered"


def test_a_file_of_a_newer_program_is_told_apart(whole: Envelope) -> None:
    content = json.loads(envelope.to_json(whole)) | {"version": 2, "slots": "unknown"}
    assert refused(json.dumps(content).encode()) == "keyfile.newer"


@pytest.mark.parametrize(
    ("name", "value"),
    [("generation", 99), ("book", OTHER_BOOK), ("kcv", "00" * 16)],
)
def test_an_attacker_who_mends_the_digest_is_caught_by_the_mac(
    whole: Envelope, name: str, value: object
) -> None:
    content = json.loads(envelope.to_json(whole)) | {name: value}
    read = envelope.from_json(with_right_sum(content))
    assert not envelope.is_authentic(read, KEYS)


def test_a_slot_that_somebody_added_is_caught_by_the_mac(whole: Envelope) -> None:
    content = json.loads(envelope.to_json(whole))
    content["slots"].append(content["slots"][0] | {"id": "12345678"})
    read = envelope.from_json(with_right_sum(content))
    assert not envelope.is_authentic(read, KEYS)


def test_a_slot_that_somebody_removed_is_caught_by_the_mac(whole: Envelope) -> None:
    content = json.loads(envelope.to_json(whole))
    del content["slots"][1]
    read = envelope.from_json(with_right_sum(content))
    assert not envelope.is_authentic(read, KEYS)


def test_a_new_slot_takes_the_place_of_the_old_one_of_its_type(whole: Envelope) -> None:
    new = slot(SlotType.PASSPHRASE)
    changed = whole.with_slot(new)
    assert changed.slot(SlotType.PASSPHRASE) == new
    assert len(changed.slots) == len(whole.slots)


def test_a_slot_can_be_taken_away(whole: Envelope) -> None:
    without = whole.without_slot(SlotType.KEYCHAIN)
    assert without.slot(SlotType.KEYCHAIN) is None
    assert without.slot(SlotType.RECOVERY) == whole.slot(SlotType.RECOVERY)


def test_no_two_slots_share_nonce_or_id() -> None:
    made = [slot(SlotType.RECOVERY) for _ in range(50)]
    assert len({one.nonce for one in made}) == 50
    assert len({one.id for one in made}) == 50


def test_paper_carries_the_recovery_slot_and_no_other(whole: Envelope) -> None:
    text = envelope.recovery_text(whole)
    read = envelope.from_recovery_text(text)
    assert [one.type for one in read.slots] == [SlotType.RECOVERY]
    found = read.slot(SlotType.RECOVERY)
    assert found is not None
    assert envelope.unwrap(found, read.book, SECRETS[SlotType.RECOVERY]) == DATA_KEY


def test_paper_may_be_typed_with_line_breaks(whole: Envelope) -> None:
    text = envelope.recovery_text(whole)
    lines = "\n".join(text[at : at + 40] for at in range(0, len(text), 40))
    assert envelope.from_recovery_text(lines) == envelope.from_recovery_text(text)


def test_paper_without_a_recovery_slot_says_so_in_its_slots(whole: Envelope) -> None:
    text = envelope.recovery_text(whole.without_slot(SlotType.RECOVERY))
    assert envelope.from_recovery_text(text).slots == ()


@pytest.mark.parametrize("text", ["", "{}", "[]", "3", "{oops", '{"format":"ledger-keys"}'])
def test_mistyped_paper_is_named(text: str) -> None:
    with pytest.raises(UserError) as caught:
        envelope.from_recovery_text(text)
    assert caught.value.code == "recovery.bad_sheet"
