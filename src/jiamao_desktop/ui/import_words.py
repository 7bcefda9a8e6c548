"""How the import log speaks: what became of a file, where a batch came from, when."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication, QDateTime, Qt

from jiamao_desktop.domain.batch import BatchSource, Outcome

OUTCOME_TONES = {
    Outcome.TAKEN: "ok",
    Outcome.MAPPED: "ok",
    Outcome.DOCUMENT: "info",
    Outcome.SAME: "info",
    Outcome.DUPLICATE: "calm",
    Outcome.REFUSED: "bad",
    Outcome.LEFT: "warn",
}
OUTCOME_GLYPHS = {
    Outcome.TAKEN: "●",
    Outcome.MAPPED: "◆",
    Outcome.DOCUMENT: "■",
    Outcome.SAME: "＋",
    Outcome.DUPLICATE: "＝",
    Outcome.REFUSED: "×",
    Outcome.LEFT: "▲",
}


@functools.cache
def _outcomes() -> dict[Outcome, str]:
    return {
        Outcome.TAKEN: QCoreApplication.translate("imports", "已收入"),
        Outcome.MAPPED: QCoreApplication.translate("imports", "按列收入"),
        Outcome.DOCUMENT: QCoreApplication.translate("imports", "留作单证"),
        Outcome.SAME: QCoreApplication.translate("imports", "另一格式"),
        Outcome.DUPLICATE: QCoreApplication.translate("imports", "重复"),
        Outcome.REFUSED: QCoreApplication.translate("imports", "拒收"),
        Outcome.LEFT: QCoreApplication.translate("imports", "没有收"),
    }


@functools.cache
def _reasons() -> dict[Outcome, str]:
    """Return what to say of a file that the log gives no reason for, and what to do about it."""
    return {
        Outcome.TAKEN: QCoreApplication.translate("imports", "识读后收入账套。"),
        Outcome.MAPPED: QCoreApplication.translate("imports", "按您指定的列收入账套。"),
        Outcome.DOCUMENT: QCoreApplication.translate("imports", "原样保存，没有从中读取记录。"),
        Outcome.SAME: QCoreApplication.translate("imports", "与已有的单证一并保存。"),
        Outcome.DUPLICATE: QCoreApplication.translate("imports", "账套里已有，没有重复收入。"),
        Outcome.REFUSED: QCoreApplication.translate("imports", "文件不能读取。"),
        Outcome.LEFT: QCoreApplication.translate(
            "imports", "收单时没有选它。需要时再把文件拖进来，核对后收入。"
        ),
    }


@functools.cache
def _sources() -> dict[BatchSource, str]:
    return {
        BatchSource.FILES: QCoreApplication.translate("imports", "文件"),
        BatchSource.FOLDER: QCoreApplication.translate("imports", "文件夹"),
        BatchSource.WATCH: QCoreApplication.translate("imports", "监视的文件夹"),
        BatchSource.PASTE: QCoreApplication.translate("imports", "粘贴"),
    }


def outcome_name(outcome: Outcome) -> str:
    """Return what became of a file, in a word."""
    return _outcomes()[outcome]


def usual_reason(outcome: Outcome) -> str:
    """Return why, where the log names no particular reason."""
    return _reasons()[outcome]


def source_name(source: BatchSource) -> str:
    """Return how a batch reached the program, in a word."""
    return _sources()[source]


def when(at: str) -> str:
    """Return a moment of the log (UTC) by the clock on the wall."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODate)
    return moment.toLocalTime().toString("yyyy-MM-dd HH:mm") if moment.isValid() else at
