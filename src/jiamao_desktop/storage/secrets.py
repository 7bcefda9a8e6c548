"""The system's keychain: a convenience copy of one way into a book, never the only one.

Only backends that keep secrets are accepted; one that merely pretends (``null``) or writes a
file is refused. What was stored is read back. Calls may take a second or wait for a dialog of
the system: make them in a worker thread.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any, TypeVar

import keyring
from keyring import errors
from keyring.backend import KeyringBackend

from jiamao_desktop.domain.errors import MachineError

ACCEPTED_BACKENDS = {
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
}
"""Modules of the backends that encrypt what they keep."""

_USER = "kek"
Answer = TypeVar("Answer")


def save(book: str, secret: bytes) -> None:
    """Store a book's secret and make sure that it can be read back.

    Raises:
        MachineError: ``keychain.missing``, ``keychain.locked``, ``keychain.failed``.
    """
    text = base64.b64encode(secret).decode()
    backend = _backend()
    _asked(lambda: backend.set_password(_service(book), _USER, text))
    if _asked(lambda: backend.get_password(_service(book), _USER)) != text:
        raise MachineError("keychain.failed", reason="not read back")


def load(book: str) -> bytes:
    """Return a book's secret.

    Raises:
        MachineError: ``keychain.no_entry`` -- the keychain works but knows nothing of this
            book; ``keychain.stale`` -- what it has is not ours; otherwise as ``save``.
    """
    backend = _backend()
    text = _asked(lambda: backend.get_password(_service(book), _USER))
    if text is None:
        raise MachineError("keychain.no_entry")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise MachineError("keychain.stale") from error


def forget(book: str) -> None:
    """Remove a book's secret, if there is one.

    Raises:
        MachineError: As ``save``.
    """
    backend = _backend()
    if _asked(lambda: backend.get_password(_service(book), _USER)) is not None:
        _asked(lambda: backend.delete_password(_service(book), _USER))


def _service(book: str) -> str:
    """Return one service per book: Windows moves the first entry when a service gets a second."""
    return f"jiamao-desktop/{book}"


def _backend() -> KeyringBackend:
    """Return the first accepted backend of those the system offers."""
    found = _asked(keyring.get_keyring)
    offered: list[KeyringBackend] = [found, *getattr(found, "backends", ())]
    for backend in offered:
        module = type(backend).__module__
        if any(module == name or module.startswith(f"{name}.") for name in ACCEPTED_BACKENDS):
            if module == "keyring.backends.Windows":
                windows: Any = backend
                windows.persist = "local machine"  # the default would roam with the profile
            return backend
    raise MachineError("keychain.missing")


def _asked(question: Callable[[], Answer]) -> Answer:
    """Ask the keychain; whatever goes wrong there, a person gets asked for the passphrase."""
    try:
        return question()
    except errors.NoKeyringError as error:
        raise MachineError("keychain.missing") from error
    except errors.KeyringLocked as error:
        raise MachineError("keychain.locked") from error
    except Exception as error:  # backends raise their platform's own errors
        raise MachineError("keychain.failed", reason=type(error).__name__) from error
