from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import keyring
import pytest
from keyring import errors
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.storage import secrets

BOOK = "2f1c9c1e-5c05-4c34-9d0a-6a0f8f0d2a11"
SECRET = bytes(range(32))


class Remembering(KeyringBackend):
    """Keeps everything in a dict, like a keychain that works."""

    priority = 9

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Raising(Remembering):
    """Raises whatever it is given, as platforms do."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error


class Forgetful(Remembering):
    """Stores without complaint and returns nothing, as the null backend does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


@pytest.fixture
def accepted(monkeypatch: pytest.MonkeyPatch) -> Callable[[KeyringBackend], KeyringBackend]:
    """Return a function that makes a backend of this module the system's keychain."""
    monkeypatch.setattr(secrets, "ACCEPTED_BACKENDS", {*secrets.ACCEPTED_BACKENDS, __name__})

    def use(backend: KeyringBackend) -> KeyringBackend:
        keyring.set_keyring(backend)
        return backend

    return use


Use = Callable[[KeyringBackend], KeyringBackend]


def code_of(work: Callable[[], object]) -> tuple[str, dict[str, Any]]:
    with pytest.raises(MachineError) as caught:
        work()
    return caught.value.code, caught.value.details


def test_what_was_saved_is_loaded(accepted: Use) -> None:
    accepted(Remembering())
    secrets.save(BOOK, SECRET)
    assert secrets.load(BOOK) == SECRET


def test_each_book_has_a_service_of_its_own_and_one_user(accepted: Use) -> None:
    backend = Remembering()
    accepted(backend)
    secrets.save(BOOK, SECRET)
    secrets.save("another", bytes(32))
    assert set(backend.kept) == {
        (f"jiamao-desktop/{BOOK}", "kek"),
        ("jiamao-desktop/another", "kek"),
    }
    assert secrets.load(BOOK) == SECRET


def test_the_stored_text_fits_into_every_platforms_limit(accepted: Use) -> None:
    backend = Remembering()
    accepted(backend)
    secrets.save(BOOK, SECRET)
    assert all(len(text) <= 1280 and text.isascii() for text in backend.kept.values())


def test_forgetting_removes_the_entry(accepted: Use) -> None:
    backend = Remembering()
    accepted(backend)
    secrets.save(BOOK, SECRET)
    secrets.forget(BOOK)
    assert backend.kept == {}


def test_forgetting_nothing_does_no_harm(accepted: Use) -> None:
    accepted(Remembering())
    secrets.forget(BOOK)


def test_an_unknown_book_has_no_entry(accepted: Use) -> None:
    accepted(Remembering())
    assert code_of(lambda: secrets.load(BOOK)) == ("keychain.no_entry", {})


def test_what_we_did_not_write_is_stale(accepted: Use) -> None:
    backend = Remembering()
    accepted(backend)
    backend.kept[f"jiamao-desktop/{BOOK}", "kek"] = "not base64 !"
    assert code_of(lambda: secrets.load(BOOK)) == ("keychain.stale", {})


def test_a_backend_that_forgets_is_caught_by_reading_back(accepted: Use) -> None:
    accepted(Forgetful())
    code, details = code_of(lambda: secrets.save(BOOK, SECRET))
    assert (code, details) == ("keychain.failed", {"reason": "not read back"})


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.NoKeyringError(), "keychain.missing"),
        (errors.KeyringLocked(), "keychain.locked"),
        (errors.InitError(), "keychain.failed"),
        (errors.PasswordSetError(), "keychain.failed"),
        (OSError("pywintypes would be another kind"), "keychain.failed"),
        (ValueError(), "keychain.failed"),
    ],
)
def test_whatever_a_platform_raises_has_a_code(accepted: Use, error: Exception, code: str) -> None:
    accepted(Raising(error))
    assert code_of(lambda: secrets.save(BOOK, SECRET))[0] == code
    assert code_of(lambda: secrets.load(BOOK))[0] == code
    assert code_of(lambda: secrets.forget(BOOK))[0] == code


def test_a_failure_names_its_kind_and_nothing_private(accepted: Use) -> None:
    accepted(Raising(OSError("a private path")))
    assert code_of(lambda: secrets.load(BOOK))[1] == {"reason": "OSError"}


def test_no_keychain_at_all_is_missing() -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # -- no hints there
    assert code_of(lambda: secrets.load(BOOK))[0] == "keychain.missing"


def test_the_null_backend_is_not_accepted() -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]  # -- no hints there
    assert code_of(lambda: secrets.save(BOOK, SECRET))[0] == "keychain.missing"


def test_an_unknown_backend_is_not_accepted_however_well_it_works() -> None:
    backend = Remembering()
    keyring.set_keyring(backend)
    assert code_of(lambda: secrets.save(BOOK, SECRET))[0] == "keychain.missing"
    assert backend.kept == {}


@pytest.mark.parametrize(
    "module",
    [
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.macOS.api",
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
    ],
)
def test_the_keychains_of_the_systems_are_accepted(module: str) -> None:
    kind = types.new_class("Keyring", (Remembering,))
    kind.__module__ = module
    keyring.set_keyring(kind())
    secrets.save(BOOK, SECRET)
    assert secrets.load(BOOK) == SECRET


@pytest.mark.parametrize(
    "module", ["keyrings.alt.file", "keyring.backends.Windows2", "evil.keyring.backends.macOS"]
)
def test_names_that_only_look_alike_are_not_accepted(module: str) -> None:
    kind = types.new_class("Keyring", (Remembering,))
    kind.__module__ = module
    keyring.set_keyring(kind())
    assert code_of(lambda: secrets.save(BOOK, SECRET))[0] == "keychain.missing"


def test_the_windows_entry_does_not_roam() -> None:
    kind = types.new_class("WinVaultKeyring", (Remembering,))
    kind.__module__ = "keyring.backends.Windows"
    backend: Any = kind()
    keyring.set_keyring(backend)
    secrets.save(BOOK, SECRET)
    assert backend.persist == "local machine"


def test_the_first_accepted_of_several_backends_is_taken(accepted: Use) -> None:
    class Chain(Remembering):
        pass

    Chain.__module__ = "keyring.backends.chainer"
    good = Remembering()
    chain: Any = Chain()
    chain.backends = [null.Keyring(), good]  # type: ignore[no-untyped-call]  # -- no hints there
    keyring.set_keyring(chain)
    secrets.save(BOOK, SECRET)
    assert len(good.kept) == 1
