"""What the several places in one e-invoice file say, and how they become one draft.

A file may carry the same invoice as attached XML, as tags, as printed text and as a QR
code. Each reader reports what its place says; here the most trusted value of each field
wins and contradictions become warnings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.draft import Draft, DraftKind, Field, Origin, Value
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import fapiao_checks, red_fapiao

Values = Mapping[str, Value | None]

_TRUST = tuple(Origin)
_COMPARED = ("number", "code", "issued_on", "net", "tax", "gross", "seller_id", "buyer_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one place in a file says about a 发票.

    Attributes:
        values: By the field names of ``Fapiao``; what is absent or blank is unknown.
        lines: By the field names of ``FapiaoLine``.
        words: The total in capital numerals (大写), as printed.
        qr: The text of the QR code, when the place carries it as data.
        qr_amount: The amount in a QR code, tax included or not: only to be compared.
        notes: What the reader itself finds worth a look.
        red: The place marks it as red (红字), whatever its sums say.
    """

    origin: Origin
    values: Values
    lines: Sequence[Values] = ()
    words: str = ""
    qr: str = ""
    qr_amount: Money | None = None
    notes: Sequence[Problem] = ()
    red: bool = False


def merge(sources: Sequence[Source]) -> Draft:
    """Make one draft; for each field the most trusted source that knows it wins."""
    ordered = sorted(sources, key=lambda source: _TRUST.index(source.origin))
    fields: dict[str, Field] = {}
    for source in ordered:
        for name, value in _known(source.values):
            fields.setdefault(name, Field(value, source.origin))
    lines: tuple[dict[str, Field], ...] = ()
    for source in ordered:
        if source.lines:
            lines = tuple(_line(line, source.origin) for line in source.lines)
            break
    _complete_sums(fields)
    red_fapiao.add_reference(fields, red=any(source.red for source in ordered))
    notes = [note for source in ordered for note in source.notes]
    notes += _contradictions(fields, ordered)
    words = next((source.words for source in ordered if source.words), "")
    qr = next((source.qr_amount for source in ordered if source.qr_amount is not None), None)
    notes += fapiao_checks.check(fields, lines, words, qr)
    if any(source.red for source in ordered):
        notes += red_fapiao.check(fields)
    return Draft(kind=DraftKind.FAPIAO, fields=fields, lines=lines, warnings=tuple(notes))


def _line(values: Values, origin: Origin) -> dict[str, Field]:
    return {name: Field(value, origin) for name, value in _known(values)}


def _known(values: Values) -> Iterator[tuple[str, Value]]:
    for name, value in values.items():
        if value is not None and value != "":
            yield name, value


def _complete_sums(fields: dict[str, Field]) -> None:
    """Work out the one of 金额, 税额 and 价税合计 that is nowhere written."""
    known = {name: fields[name].value for name in ("net", "tax", "gross") if name in fields}
    net, tax, gross = known.get("net"), known.get("tax"), known.get("gross")
    if isinstance(net, Money) and isinstance(gross, Money) and tax is None:
        fields["tax"] = Field(gross - net, fields["gross"].origin)
    elif isinstance(net, Money) and isinstance(tax, Money) and gross is None:
        fields["gross"] = Field(net + tax, fields["net"].origin)
    elif isinstance(tax, Money) and isinstance(gross, Money) and net is None:
        fields["net"] = Field(gross - tax, fields["gross"].origin)


def _contradictions(fields: Mapping[str, Field], sources: Sequence[Source]) -> list[Problem]:
    found: list[Problem] = []
    for name in _COMPARED:
        chosen = fields.get(name)
        for source in sources:
            other = source.values.get(name)
            if chosen is not None and other not in (None, "") and other != chosen.value:
                found.append(difference(name, chosen.value, other))
                break
    return found


def difference(name: str, value: Value, other: object) -> Problem:
    """Return the warning that two sources disagree about a field."""
    return Problem.of(
        "fapiao.sources_differ", field=fapiao_checks.LABELS[name], value=value, other=other
    )
