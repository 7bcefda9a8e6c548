from __future__ import annotations

from typing import Any

import nacl.exceptions
import nacl.pwhash.argon2id
import pytest
from tests.unit.storage.books import CHEAP

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import keys
from jiamao_desktop.storage.keys import PassphraseCost

SALT = bytes(range(16))
BOOK = "2f1c9c1e-5c05-4c34-9d0a-6a0f8f0d2a11"


def test_hkdf_agrees_with_the_first_vector_of_its_standard() -> None:
    found = keys.hkdf(b"\x0b" * 22, salt=bytes(range(13)), info=bytes(range(0xF0, 0xFA)), length=42)
    assert found.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_hkdf_agrees_with_the_second_vector_of_its_standard() -> None:
    found = keys.hkdf(
        bytes(range(0x50)),
        salt=bytes(range(0x60, 0xB0)),
        info=bytes(range(0xB0, 0x100)),
        length=82,
    )
    assert found.hex() == (
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
        "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
        "cc30c58179ec3e87c14c01d5c1f3434f1d87"
    )


def test_every_purpose_has_a_key_of_its_own() -> None:
    made = keys.derive(bytes(32), BOOK)
    all_keys = {
        made.database, made.files, made.filenames, made.audit, made.envelope, made.check,
    }  # fmt: skip
    assert len(all_keys) == 6
    assert all(len(key) == 32 for key in all_keys)


def test_two_books_with_one_data_key_share_no_key() -> None:
    ours, theirs = keys.derive(bytes(32), BOOK), keys.derive(bytes(32), "another")
    assert ours.database != theirs.database
    assert ours.check_value != theirs.check_value


def test_keys_do_not_show_in_a_traceback() -> None:
    made = keys.derive(bytes(32), BOOK)
    assert made.database.hex() not in repr(made)
    assert repr(made.database) not in repr(made)


def test_a_random_secret_and_a_passphrase_give_different_keys() -> None:
    random = keys.kek(keys.hkdf_kdf(SALT), b"secret", "recovery")
    typed = keys.kek(keys.argon2_kdf(SALT, CHEAP), b"secret", "passphrase")
    assert random != typed


def test_slots_of_different_types_have_different_keys() -> None:
    kdf = keys.hkdf_kdf(SALT)
    assert keys.kek(kdf, b"secret", "recovery") != keys.kek(kdf, b"secret", "keychain")


def test_the_passphrase_key_is_plain_argon2id() -> None:
    expected = nacl.pwhash.argon2id.kdf(32, b"secret", SALT, opslimit=1, memlimit=19 * 1024 * 1024)
    assert keys.kek(keys.argon2_kdf(SALT, CHEAP), b"secret", "passphrase") == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"t": 0},
        {"t": 17},
        {"t": "3"},
        {"t": True},
        {"t": 3.0},
        {"m_kib": 19 * 1024 - 1},
        {"m_kib": 1024 * 1024 + 1},
        {"m_kib": 2**62},
        {"m_kib": None},
        {"p": 2},
        {"v": 16},
        {"salt": "00"},
        {"salt": 1},
        {"salt": "zz" * 16},
        {"alg": "argon2i"},
        {"alg": "none"},
        {"more": 1},
    ],
)
def test_parameters_out_of_range_are_refused_before_any_memory_is_taken(
    changed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nacl.pwhash.argon2id, "kdf", lambda *_args, **_more: pytest.fail("ran"))
    kdf = {**keys.argon2_kdf(SALT, CHEAP), **changed}
    with pytest.raises(UserError) as caught:
        keys.kek(kdf, b"secret", "passphrase")
    assert caught.value.code == "keyfile.altered"


@pytest.mark.parametrize("missing", ["alg", "t", "m_kib", "p", "v", "salt"])
def test_a_missing_parameter_is_refused(missing: str) -> None:
    kdf = {name: value for name, value in keys.argon2_kdf(SALT, CHEAP).items() if name != missing}
    with pytest.raises(UserError) as caught:
        keys.kek(kdf, b"secret", "passphrase")
    assert caught.value.code == "keyfile.altered"


def test_a_random_slot_with_extra_parameters_is_refused() -> None:
    with pytest.raises(UserError):
        keys.kek({**keys.hkdf_kdf(SALT), "t": 1}, b"secret", "recovery")


@pytest.mark.parametrize("error", [MemoryError(), nacl.exceptions.RuntimeError("failed")])
def test_too_little_memory_is_named(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> bytes:
        raise error

    monkeypatch.setattr(nacl.pwhash.argon2id, "kdf", fail)
    kdf = keys.argon2_kdf(SALT, PassphraseCost(passes=3, kib=256 * 1024))
    with pytest.raises(MachineError) as caught:
        keys.kek(kdf, b"secret", "passphrase")
    assert (caught.value.code, caught.value.details) == (
        "passphrase.not_enough_memory",
        {"mib": 256},
    )


def test_new_books_cost_an_attacker_256_mib_a_guess() -> None:
    assert PassphraseCost(passes=3, kib=256 * 1024) == keys.COST
    assert PassphraseCost(passes=4, kib=64 * 1024) == keys.LOW_MEMORY_COST


def test_full_width_typing_is_the_same_passphrase() -> None:
    assert keys.passphrase_bytes("口令２０２６ＡＢ") == keys.passphrase_bytes("口令2026AB")


def test_capitals_matter_in_a_passphrase() -> None:
    assert keys.passphrase_bytes("abc") != keys.passphrase_bytes("ABC")


@pytest.mark.parametrize(
    "passphrase",
    ["一二三四五六七八九十十一", "correct horse x", "a b c d e f", "１２３４５６７８９０１２"],
)
def test_a_long_passphrase_is_good_whatever_is_in_it(passphrase: str) -> None:
    keys.check_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["", "12345678901", "a b c d e", "口令口令口令"])
def test_a_short_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(UserError) as caught:
        keys.check_passphrase(passphrase)
    assert caught.value.code == "passphrase.too_short"
    assert caught.value.details == {"characters": 12, "words": 6}
