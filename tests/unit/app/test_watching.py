"""A watched folder: which files in it are new and complete, and what may be watched at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, write
from tools.demo_fapiao import stored_zip

from jiamao_desktop.app import history, importing, intake, watching
from jiamao_desktop.app.import_log import import_log
from jiamao_desktop.app.watching import Settling, State
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.batch import BatchSource
from jiamao_desktop.domain.errors import UserError

A, B = Path("甲.xml"), Path("乙.pdf")


def told(settling: Settling, *looks: dict[Path, State]) -> list[list[Path]]:
    return [list(settling.settled(files)) for files in looks]


def test_a_file_counts_once_it_looks_the_same_twice() -> None:
    assert told(Settling(), {A: (10, 1)}, {A: (10, 1)}, {A: (10, 1)}) == [[], [A], []]


def test_a_growing_file_is_waited_for() -> None:
    settling = Settling()
    assert told(settling, {A: (10, 1)}, {A: (20, 2)}, {A: (30, 2)}) == [[], [], []]
    assert settling.waiting
    assert told(settling, {A: (30, 2)}) == [[A]]
    assert not settling.waiting


def test_a_file_with_the_same_size_and_another_time_has_not_settled() -> None:
    assert told(Settling(), {A: (10, 1)}, {A: (10, 2)}, {A: (10, 2)}) == [[], [], [A]]


def test_files_settle_each_by_itself_and_are_told_in_order() -> None:
    settling = Settling()
    looks = [{A: (1, 1)}, {A: (1, 1), B: (1, 1)}, {A: (1, 1), B: (1, 1)}]
    assert told(settling, *looks) == [[], [A], [B]]
    assert told(Settling(), {A: (1, 1), B: (2, 2)}, {B: (2, 2), A: (1, 1)})[1] == sorted([A, B])


def test_a_file_that_changes_after_it_was_told_is_told_again() -> None:
    assert told(Settling(), *[{A: (1, 1)}] * 2, *[{A: (9, 5)}] * 2) == [[], [A], [], [A]]


def test_an_empty_file_is_still_on_its_way() -> None:
    assert told(Settling(), *[{A: (0, 1)}] * 3) == [[], [], []]


def test_a_file_that_goes_away_is_forgotten() -> None:
    settling = Settling()
    assert told(settling, {A: (1, 1)}, {}, {A: (1, 1)}, {A: (1, 1)}) == [[], [], [], [A]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "扫描件"
    write(made, "发票1.xml", fapiao_xml(1))
    return made


def test_nothing_is_watched_at_first(workspace: Workspace) -> None:
    assert watching.watched_folder(workspace) is None


def test_the_folder_is_kept_in_the_book_and_undone(workspace: Workspace, folder: Path) -> None:
    changes = watching.watch(workspace, folder)
    assert changes.tables == {"watched_folder"}
    assert watching.watched_folder(workspace) == folder
    other = folder.parent / "另一个"
    other.mkdir()
    watching.watch(workspace, other)
    assert watching.watched_folder(workspace) == other
    history.undo(workspace)
    assert watching.watched_folder(workspace) == folder
    watching.watch(workspace, None)
    assert watching.watched_folder(workspace) is None


def test_what_is_no_folder_or_a_book_is_not_watched(workspace: Workspace, folder: Path) -> None:
    for path, code in (
        (folder / "nirgends", "watch.no_folder"),
        (folder / "发票1.xml", "watch.no_folder"),
        (workspace.folder, "watch.is_a_book"),
        (next(path for path in workspace.folder.iterdir() if path.is_dir()), "watch.is_a_book"),
    ):
        with pytest.raises(UserError) as refused:
            watching.watch(workspace, path)
        assert refused.value.code == code
    assert watching.watched_folder(workspace) is None


def test_a_look_passes_over_folders_and_litter(workspace: Workspace, folder: Path) -> None:
    write(folder, ".hidden", b"x")
    write(folder, "~$表.xlsx", b"x")
    (folder / "子文件夹").mkdir()
    look = watching.look_into(workspace, folder)
    assert [path.name for path in look.files] == ["发票1.xml"]
    assert not look.missing


def test_what_the_log_knows_is_not_looked_at_again(workspace: Workspace, folder: Path) -> None:
    bundle = write(folder, "包.zip", stored_zip({"里面.xml": fapiao_xml(2)}))
    watching.watch(workspace, folder)
    intake.take_in(workspace, importing.read_files(workspace, [folder]))
    assert watching.look_into(workspace, folder).files == {}
    write(folder, "发票3.xml", fapiao_xml(3))
    assert [path.name for path in watching.look_into(workspace, folder).files] == ["发票3.xml"]
    [batch] = import_log(workspace)
    assert batch.source is BatchSource.WATCH
    assert bundle.exists()


def test_a_folder_that_is_gone_is_said_to_be_missing(workspace: Workspace, folder: Path) -> None:
    look = watching.look_into(workspace, folder / "weg")
    assert look.missing
    assert look.files == {}
