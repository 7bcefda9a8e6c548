"""The errors a person may meet, told apart by who can mend them.

An error carries a code and details, never a sentence: the sentences live in
``resources/messages``. ``str(error)`` is the code alone, because details may be private
and strings end up in logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class JiamaoError(Exception):
    """Anything this program raises on purpose.

    Attributes:
        code: ``noun.problem``, the key of its message.
        details: What the message needs to name. May be private; never logged.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way from a worker process."""
        return _rebuilt, (type(self), self.code, self.details)


class UserError(JiamaoError):
    """The person can mend it: a wrong number, a file that is not what it seems."""


class MachineError(JiamaoError):
    """The machine is in the way: disk full, keychain locked, book in use."""


class ImportRefused(UserError):
    """A file was refused; the rest of the batch goes on."""


class Cancelled(JiamaoError):
    """The person pressed Stop. Whatever was open is rolled back."""

    def __init__(self) -> None:
        super().__init__("job.cancelled")

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way from a worker process."""
        return Cancelled, ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or worth a look, as a value: one bad row never stops a file.

    Attributes:
        code: ``noun.problem``, the key of its message.
        details: What the message needs to name, as text, in pairs.
    """

    code: str
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **details: object) -> Problem:
        """Make a problem from keyword details."""
        return cls(code, tuple((key, str(value)) for key, value in details.items()))

    @classmethod
    def from_error(cls, error: JiamaoError) -> Problem:
        """Keep an error as a value."""
        return cls.of(error.code, **error.details)


@dataclass(frozen=True, slots=True)
class PackMistake:
    """One mistake in a pack, said so that its author can mend it.

    Attributes:
        file: File name inside the pack.
        entry: Where in the file, e.g. ``measure.aeo.eligible.city.fact``.
        message: What is wrong, in Chinese.
        remedy: What to write instead, in Chinese.
    """

    file: str
    entry: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return one line: file, entry, what is wrong, what to do."""
        return f"{self.file}：{self.entry}：{self.message}　→ {self.remedy}"


class PackError(JiamaoError):
    """A pack cannot be used. Carries every mistake found, not only the first."""

    def __init__(self, mistakes: tuple[PackMistake, ...]) -> None:
        super().__init__("pack.mistakes", count=len(mistakes))
        self.mistakes = mistakes

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way from a worker process."""
        return PackError, (self.mistakes,)


def _rebuilt(kind: type[JiamaoError], code: str, details: dict[str, Any]) -> JiamaoError:
    return kind(code, **details)
