from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tests.unit.storage.books import NOW
from tests.unit.storage.test_envelope import with_right_sum

from jiamao_desktop.domain.errors import MachineError, UserError
from jiamao_desktop.storage import envelope, keyfile, keys
from jiamao_desktop.storage.envelope import Envelope, SlotType
from jiamao_desktop.storage.keyfile import Unlocked

BOOK = "2f1c9c1e-5c05-4c34-9d0a-6a0f8f0d2a11"
DATA_KEY = bytes(range(32))
SECRET, NEW_SECRET = b"sixteen bytes...", b"another sixteen."
WRONG = UserError("recovery.wrong")
KEYS = keys.derive(DATA_KEY, BOOK)


def sealed(secret: bytes = SECRET, base: Envelope | None = None) -> Envelope:
    slot = envelope.wrap(
        DATA_KEY, BOOK, SlotType.RECOVERY, secret, kdf=keys.hkdf_kdf(bytes(16)), created=NOW
    )
    empty = base or Envelope(book=BOOK, generation=0, header_salt=bytes(16), slots=())
    return envelope.seal(empty.with_slot(slot), KEYS)


def unlock(folder: Path, secret: bytes = SECRET) -> Unlocked:
    return keyfile.unlock(folder, SlotType.RECOVERY, secret, wrong=WRONG)


def refused(folder: Path, secret: bytes = SECRET) -> str:
    with pytest.raises(UserError) as caught:
        unlock(folder, secret)
    return caught.value.code


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return a folder whose key file was written twice, as after a change of secret."""
    first = sealed()
    keyfile.write(tmp_path, first)
    keyfile.write(tmp_path, sealed(NEW_SECRET, first))
    return tmp_path


def test_a_key_file_gives_the_data_key(tmp_path: Path) -> None:
    keyfile.write(tmp_path, sealed())
    found = unlock(tmp_path)
    assert found.data_key == DATA_KEY
    assert found.keys == KEYS
    assert not found.from_copy


def test_the_first_writing_makes_the_copy_too(tmp_path: Path) -> None:
    keyfile.write(tmp_path, sealed())
    assert (tmp_path / keyfile.NAME).read_bytes() == (tmp_path / keyfile.BACKUP).read_bytes()


def test_the_copy_holds_what_the_file_said_before(written: Path) -> None:
    assert envelope.from_json((written / keyfile.NAME).read_bytes()).generation == 2
    assert envelope.from_json((written / keyfile.BACKUP).read_bytes()).generation == 1


def test_no_half_written_file_stays(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == [keyfile.NAME, keyfile.BACKUP]


def test_a_wrong_secret_is_wrong(written: Path) -> None:
    assert refused(written, b"no sixteen bytes") == "recovery.wrong"


def test_an_old_secret_does_not_get_in_through_the_copy(written: Path) -> None:
    assert refused(written, SECRET) == "recovery.wrong"


def test_a_missing_file_is_replaced_by_the_copy(written: Path) -> None:
    (written / keyfile.NAME).unlink()
    assert unlock(written, SECRET).from_copy


def test_an_altered_file_is_replaced_by_the_copy(written: Path) -> None:
    (written / keyfile.NAME).write_bytes(b"{}")
    assert unlock(written, SECRET).from_copy


def test_both_missing_is_missing(tmp_path: Path) -> None:
    assert refused(tmp_path) == "keyfile.missing"


def test_both_altered_is_altered(written: Path) -> None:
    for name in (keyfile.NAME, keyfile.BACKUP):
        (written / name).write_bytes(b"{}")
    assert refused(written) == "keyfile.altered"


def test_an_altered_file_with_a_copy_of_another_secret_is_altered_not_wrong(
    written: Path,
) -> None:
    (written / keyfile.NAME).write_bytes(b"{}")
    assert refused(written, NEW_SECRET) == "keyfile.altered"


def test_an_altered_file_with_a_mended_digest_is_still_noticed(tmp_path: Path) -> None:
    keyfile.write(tmp_path, sealed())
    content = json.loads((tmp_path / keyfile.NAME).read_bytes())
    for name in (keyfile.NAME, keyfile.BACKUP):
        (tmp_path / name).write_bytes(with_right_sum(content | {"generation": 7}))
    assert refused(tmp_path) == "keyfile.altered"


def test_a_check_value_of_another_key_is_noticed(tmp_path: Path) -> None:
    keyfile.write(tmp_path, sealed())
    content = json.loads((tmp_path / keyfile.NAME).read_bytes())
    for name in (keyfile.NAME, keyfile.BACKUP):
        (tmp_path / name).write_bytes(with_right_sum(content | {"kcv": "00" * 16}))
    assert refused(tmp_path) == "keyfile.altered"


def test_a_newer_file_is_newer_even_with_a_copy(written: Path) -> None:
    content = json.loads((written / keyfile.NAME).read_bytes())
    (written / keyfile.NAME).write_text(json.dumps(content | {"version": 2}))
    assert refused(written) == "keyfile.newer"


def test_a_way_in_that_was_never_set_up_is_named(tmp_path: Path) -> None:
    keyfile.write(tmp_path, sealed())
    with pytest.raises(UserError) as caught:
        keyfile.unlock(tmp_path, SlotType.KEYCHAIN, SECRET, wrong=WRONG)
    assert caught.value.code == "keyfile.no_slot"
    assert caught.value.details == {"slot": "keychain"}


def test_an_unreadable_file_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / keyfile.NAME).mkdir()
    with pytest.raises(MachineError) as caught:
        unlock(tmp_path)
    assert caught.value.code == "keyfile.unreadable"


def test_mending_sets_the_altered_file_aside(written: Path) -> None:
    (written / keyfile.NAME).write_bytes(b"altered")
    keyfile.mend(written, unlock(written, SECRET).envelope)
    assert (written / keyfile.SET_ASIDE).read_bytes() == b"altered"
    assert not unlock(written, SECRET).from_copy


def test_mending_a_missing_file_sets_nothing_aside(written: Path) -> None:
    (written / keyfile.NAME).unlink()
    keyfile.mend(written, unlock(written, SECRET).envelope)
    assert not (written / keyfile.SET_ASIDE).exists()
    assert not unlock(written, SECRET).from_copy


def test_any_flipped_byte_of_the_file_is_noticed_or_harmless(tmp_path: Path) -> None:
    """Whatever byte is damaged: the copy is used, and never a wrong key."""
    keyfile.write(tmp_path, sealed())
    whole = (tmp_path / keyfile.NAME).read_bytes()
    dice = random.Random(7)
    for _ in range(200):
        damaged = bytearray(whole)
        damaged[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        (tmp_path / keyfile.NAME).write_bytes(damaged)
        if b'"version":1' not in damaged:
            continue  # nobody can tell this from a newer program's file
        found = unlock(tmp_path)
        assert found.data_key == DATA_KEY
        assert found.from_copy or json.loads(damaged) == json.loads(whole)


def test_the_key_does_not_show_in_a_traceback(tmp_path: Path) -> None:
    keyfile.write(tmp_path, sealed())
    assert repr(unlock(tmp_path)) == f"Unlocked({BOOK})"


@pytest.mark.parametrize("moment", range(1, 8))
def test_a_crash_at_any_moment_of_writing_leaves_one_secret_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    first = sealed()
    keyfile.write(tmp_path, first)
    steps = 0

    def crashing(kind: type, name: str) -> None:
        original = getattr(kind, name)

        def step(*args: object, **more: object) -> object:
            nonlocal steps
            steps += 1
            if steps == moment:
                raise KeyboardInterrupt
            return original(*args, **more)

        monkeypatch.setattr(kind, name, step)

    crashing(Path, "replace")
    crashing(Path, "open")
    crashing(Path, "read_bytes")
    try:
        keyfile.write(tmp_path, sealed(NEW_SECRET, first))
        finished = True
    except KeyboardInterrupt:
        finished = False
    monkeypatch.undo()
    works = []
    for secret in (SECRET, NEW_SECRET):
        try:
            works.append(unlock(tmp_path, secret).data_key == DATA_KEY)
        except UserError:
            works.append(False)
    assert works in ([True, False], [False, True])
    assert not finished or works == [False, True]


def test_a_full_disk_leaves_the_old_file_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sealed()
    keyfile.write(tmp_path, first)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(keyfile, "write_through", full)
    with pytest.raises(MachineError) as caught:
        keyfile.write(tmp_path, sealed(NEW_SECRET, first))
    assert caught.value.code == "book.disk_full"
    assert unlock(tmp_path, SECRET).data_key == DATA_KEY
