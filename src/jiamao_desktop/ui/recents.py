"""What the program remembers outside any book: recent books and the language. No more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

_MOST = 8


@dataclass(frozen=True, slots=True)
class Recent:
    """A book that was open here before: where it lies and what it was called."""

    folder: Path
    title: str


class Recents:
    """Paths and titles in the person's own settings; nothing of what is in the books."""

    def __init__(self) -> None:
        self._settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "jiamao", "jiamao-desktop"
        )

    def books(self) -> list[Recent]:
        """Return the books, the latest first."""
        count = self._settings.beginReadArray("recent")
        found: list[Recent] = []
        for place in range(count):
            self._settings.setArrayIndex(place)
            folder, title = self._settings.value("folder"), self._settings.value("title")
            found.append(Recent(Path(str(folder)), str(title)))
        self._settings.endArray()
        return found

    def add(self, folder: Path, title: str) -> None:
        """Put a book at the top."""
        others = [book for book in self.books() if book.folder != folder]
        self._write([Recent(folder, title), *others][:_MOST])

    def forget(self, folder: Path) -> None:
        """Take a book off the list; the book itself stays where it is."""
        self._write([book for book in self.books() if book.folder != folder])

    def language(self) -> str:
        """Return ``zh``, or ``en`` where somebody chose it."""
        return "en" if self._settings.value("language") == "en" else "zh"

    def set_language(self, language: str) -> None:
        """Remember the language for the next start."""
        self._settings.setValue("language", language)

    def _write(self, books: list[Recent]) -> None:
        self._settings.remove("recent")
        self._settings.beginWriteArray("recent", len(books))
        for place, book in enumerate(books):
            self._settings.setArrayIndex(place)
            self._settings.setValue("folder", str(book.folder))
            self._settings.setValue("title", book.title)
        self._settings.endArray()
