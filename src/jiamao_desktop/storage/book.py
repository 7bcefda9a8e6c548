"""A book (账套): a folder with an encrypted database, its key file, and encrypted documents.

This is the door for the use cases: create a book, open one in any of three ways, close it.
"""

from __future__ import annotations

import secrets as random
import shutil
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from jiamao_desktop.domain.errors import JiamaoError, MachineError, Problem, UserError
from jiamao_desktop.storage import (
    database,
    envelope,
    keyfile,
    keys,
    migrations,
    opening,
    recovery,
    secrets,
)
from jiamao_desktop.storage.attachments import AttachmentStore
from jiamao_desktop.storage.database import Database
from jiamao_desktop.storage.disk import disk_faults, sync_folder
from jiamao_desktop.storage.envelope import Envelope, Slot, SlotType
from jiamao_desktop.storage.keyfile import Unlocked
from jiamao_desktop.storage.keys import COST, LOW_MEMORY_COST, PassphraseCost
from jiamao_desktop.storage.lock import BookLock

_FILES = "files"
_CAN_WAIT = {"book.disk_full", "book.busy", "book.read_only"}


class Book:
    """An open book. One thread writes through ``db``; others take a ``reader`` each.

    Attributes:
        notices: What was found and put right on opening, to be told to the person.
    """

    def __init__(self, folder: Path, lock: BookLock, unlocked: Unlocked) -> None:
        """Open the database of a folder whose lock is held and whose key is known."""
        self.folder = folder
        self.id = unlocked.envelope.book
        self.files = AttachmentStore(folder / _FILES, unlocked.keys)
        self.db, restored = opening.open_database(folder, unlocked.keys)
        self.notices: tuple[Problem, ...] = restored
        self._lock = lock
        self._unlocked = unlocked
        if unlocked.from_copy:
            keyfile.mend(folder, unlocked.envelope)
            self.notices = (Problem.of("keyfile.restored"), *restored)
        with disk_faults():
            (folder / _FILES).mkdir(exist_ok=True)
            self.files.sweep()

    def reader(self) -> Database:
        """Return a new connection that only reads. Whoever asked for it closes it."""
        return database.open_for_reading(
            self.folder / opening.DATABASE, self._unlocked.keys.database, self._unlocked.keys.audit
        )

    def checkpoint(self) -> None:
        """Bring all saved work into the one file; to be called when nothing happens."""
        self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the database and give the lock back. Closing twice does no harm.

        Tidying up may wait for the next time: what was saved is safe in the write-ahead log.
        """
        if self._lock.held:
            try:
                self.db.conn.execute("PRAGMA optimize").fetchall()
                self.checkpoint()
            except MachineError as error:
                if error.code not in _CAN_WAIT:
                    raise
            finally:
                self.db.conn.close()
                self._lock.release()

    def change_passphrase(self, passphrase: str, *, now: str, cost: PassphraseCost = COST) -> None:
        """Let another passphrase open the book; the old one no longer does.

        Raises:
            UserError: ``passphrase.too_short``.
        """
        keys.check_passphrase(passphrase)
        unlocked = self._unlocked
        slot = _passphrase_slot(unlocked.data_key, self.id, passphrase, now, cost)
        self._rewrite(unlocked.envelope.with_slot(slot))

    def use_keychain(self, *, now: str) -> None:
        """Let the system's keychain open the book.

        Raises:
            MachineError: ``keychain.*``; nothing has changed then.
        """
        slot = _keychain_slot(self._unlocked.data_key, self.id, now)
        self._rewrite(self._unlocked.envelope.with_slot(slot))

    def leave_keychain(self) -> None:
        """Ask for the passphrase always: take the keychain's way in away."""
        self._rewrite(self._unlocked.envelope.without_slot(SlotType.KEYCHAIN))
        secrets.forget(self.id)

    def _rewrite(self, changed: Envelope) -> None:
        unlocked = self._unlocked
        sealed = envelope.seal(changed, unlocked.keys)
        keyfile.write(self.folder, sealed)
        self._unlocked = Unlocked(sealed, unlocked.data_key, unlocked.keys, from_copy=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class CreatedBook:
    """A new book, and what must go on paper now because nobody can help later.

    Attributes:
        recovery_slot: Text of the recovery slot: with it and the code, paper alone opens
            the database even when the key file is gone.
        keychain_problem: Why the keychain was not used, if it should have been.
    """

    book: Book
    recovery_code: str = field(repr=False)
    recovery_slot: str = field(repr=False)
    keychain_problem: Problem | None = None


def create_book(
    folder: Path,
    *,
    passphrase: str,
    now: str,
    use_keychain: bool = True,
    title: str = "",
    cost: PassphraseCost = COST,
) -> CreatedBook:
    """Create a book in a new or empty folder, whole or not at all, and open it.

    A keychain that cannot be used does not stand in the way: the passphrase opens the book.

    Args:
        folder: Where; its parents are made if need be.
        passphrase: At least twelve characters or six words.
        now: UTC, ``2026-11-20T08:30:00Z``.
        use_keychain: Let the system's keychain open the book too.
        title: For the book's own records; the applicant's name stands elsewhere.
        cost: Price of the passphrase's key; lower only in tests.

    Raises:
        UserError: ``passphrase.too_short``, ``book.folder_not_empty``.
        MachineError: ``book.disk_full``, ``book.read_only``, ``book.io_error``.
    """
    keys.check_passphrase(passphrase)
    _check_empty(folder)
    new = folder.with_name(f".{folder.name}.{random.token_hex(4)}.new")
    try:
        with disk_faults(), database.machine_faults():
            new.mkdir(parents=True)
            (new / _FILES).mkdir()
            unlocked, code, problem = _furnished(
                new, passphrase, now=now, title=title, cost=cost, use_keychain=use_keychain
            )
            if folder.exists():
                folder.rmdir()
            new.replace(folder)
            sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    book = _opened(folder, lambda: unlocked)
    return CreatedBook(book, code, envelope.recovery_text(unlocked.envelope), problem)


def open_book(
    folder: Path, *, passphrase: str | None = None, recovery_code: str | None = None
) -> Book:
    """Open a book with its passphrase, its recovery code, or the system's keychain.

    Raises:
        UserError: ``book.*`` -- missing, empty, plain, foreign, other, newer;
            ``keyfile.*`` -- missing, altered, newer, no slot; ``passphrase.wrong``;
            ``recovery.mistyped``, ``recovery.wrong``.
        MachineError: ``keychain.*``, ``book.in_use``, ``book.damaged``, ``book.busy``,
            ``book.cannot_open``.
    """

    def unlock() -> Unlocked:
        if passphrase is not None:
            secret = keys.passphrase_bytes(passphrase)
            wrong: JiamaoError = UserError("passphrase.wrong")
            return keyfile.unlock(folder, SlotType.PASSPHRASE, secret, wrong=wrong)
        if recovery_code is not None:
            secret = recovery.secret_of(recovery_code)
            return keyfile.unlock(
                folder, SlotType.RECOVERY, secret, wrong=UserError("recovery.wrong")
            )
        found = keyfile.read(folder)
        if found.slot(SlotType.KEYCHAIN) is None:
            raise UserError("keychain.not_used")
        secret = secrets.load(found.book)
        return keyfile.unlock(
            folder, SlotType.KEYCHAIN, secret, wrong=MachineError("keychain.stale")
        )

    opening.check_file(folder)
    return _opened(folder, unlock)


def is_book(folder: Path) -> bool:
    """Tell whether a folder looks like a book, sound or not; one that cannot be asked does not."""
    names = (opening.DATABASE, keyfile.NAME, keyfile.BACKUP)
    try:
        return any((folder / name).is_file() for name in names)
    except OSError:
        return False


def book_id(folder: Path) -> str:
    """Return the id a folder's key file names; not proven before the book is open.

    Raises:
        UserError: ``keyfile.missing``, ``keyfile.altered``, ``keyfile.newer``.
    """
    return keyfile.read(folder).book


def rebuild_key_file(
    folder: Path,
    *,
    recovery_slot: str,
    recovery_code: str,
    passphrase: str,
    now: str,
    cost: PassphraseCost = COST,
) -> None:
    """Make a lost key file anew from the recovery sheet, with a new passphrase.

    Raises:
        UserError: ``recovery.bad_sheet``, ``recovery.mistyped``, ``recovery.wrong``,
            ``passphrase.too_short``.
    """
    keys.check_passphrase(passphrase)
    printed = envelope.from_recovery_text(recovery_slot)
    slot = printed.slot(SlotType.RECOVERY)
    if slot is None:
        raise UserError("recovery.bad_sheet")
    data_key = envelope.unwrap(slot, printed.book, recovery.secret_of(recovery_code))
    if data_key is None:
        raise UserError("recovery.wrong")
    whole = printed.with_slot(_passphrase_slot(data_key, printed.book, passphrase, now, cost))
    keyfile.mend(folder, envelope.seal(whole, keys.derive(data_key, printed.book)))


def _opened(folder: Path, unlock: Callable[[], Unlocked]) -> Book:
    """Take the lock, then the key, then open; give the lock back if anything fails."""
    lock = BookLock(folder)
    try:
        return Book(folder, lock, unlock())
    except BaseException:
        lock.release()
        raise


def _check_empty(folder: Path) -> None:
    with disk_faults():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UserError("book.folder_not_empty", folder=str(folder))


def _furnished(
    folder: Path,
    passphrase: str,
    *,
    now: str,
    title: str,
    cost: PassphraseCost,
    use_keychain: bool,
) -> tuple[Unlocked, str, Problem | None]:
    """Write the database and the key file of a new book."""
    book, data_key, secret = str(uuid.uuid4()), random.token_bytes(32), recovery.new_secret()
    book_keys = keys.derive(data_key, book)
    db = database.create(folder / opening.DATABASE, book_keys.database, book_keys.audit)
    with closing(db.conn):
        migrations.migrate(db)
        with database.write(db):
            db.conn.execute("INSERT INTO book_info VALUES (1, ?, ?, ?)", [book, title, now])
    slots = [
        _passphrase_slot(data_key, book, passphrase, now, cost),
        envelope.wrap(
            data_key,
            book,
            SlotType.RECOVERY,
            secret,
            kdf=keys.hkdf_kdf(random.token_bytes(keys.SALT_BYTES)),
            created=now,
        ),
    ]
    problem = None
    if use_keychain:
        try:
            slots.append(_keychain_slot(data_key, book, now))
        except MachineError as error:
            problem = Problem.from_error(error)
    with (folder / opening.DATABASE).open("rb") as file:
        salt = file.read(keys.SALT_BYTES)
    sealed = envelope.seal(
        Envelope(book=book, generation=0, header_salt=salt, slots=tuple(slots)), book_keys
    )
    keyfile.write(folder, sealed)
    unlocked = Unlocked(sealed, data_key, book_keys, from_copy=False)
    return unlocked, recovery.code_of(secret), problem


def _passphrase_slot(
    data_key: bytes, book: str, passphrase: str, now: str, cost: PassphraseCost
) -> Slot:
    """Wrap the key with a passphrase, more cheaply where the memory is not to be had."""
    secret = keys.passphrase_bytes(passphrase)

    def slot(price: PassphraseCost) -> Slot:
        kdf = keys.argon2_kdf(random.token_bytes(keys.SALT_BYTES), price)
        return envelope.wrap(data_key, book, SlotType.PASSPHRASE, secret, kdf=kdf, created=now)

    try:
        return slot(cost)
    except MachineError:
        return slot(LOW_MEMORY_COST)


def _keychain_slot(data_key: bytes, book: str, now: str) -> Slot:
    secret = random.token_bytes(keys.KEY_BYTES)
    secrets.save(book, secret)
    kdf = keys.hkdf_kdf(random.token_bytes(keys.SALT_BYTES))
    return envelope.wrap(data_key, book, SlotType.KEYCHAIN, secret, kdf=kdf, created=now)
