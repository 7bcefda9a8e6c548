"""A book of the invented city in which two measures want the same expenses.

Testing pays 60 % of them and at most 80,000 a year; quality pays 50 % and at most 200,000 a
year; together they stand under the city's 300,000 a year. Whoever takes the higher rate for
every expense gets 80,000.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import tempfile
from fractions import Fraction
from pathlib import Path

from tests.unit.app.yunxi_book import MEASURE, spend
from tests.unit.catalog.foreign_packs import YUNXI

from jiamao_desktop.app import asking
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog import installed
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.pack import Measure, Option, Parameter, UnsettledWord

TESTING = MEASURE
QUALITY = "yunxi-quality"
FILING = "yunxi-filing"
"""A measure without money."""
PACK = "cn.yn.yunxi.trade"
BASE = "tax"
"""The unclear word of the second measure: with or without tax."""


def contest(ws: Workspace, *yuan: str) -> list[ExpenseId]:
    """Bring both measures into force, answer their questions and spend on testing."""
    ws.catalog = _catalog()
    asking.answer(ws, "firm.foreign_trader", "是", None, "")
    asking.answer(ws, "yunxi.export_product", "是", None, "")
    return [spend(ws, one) for one in yuan]


@functools.cache
def _catalog() -> Catalog:
    """Return a catalogue of the city alone: what nobody asks about need not be assessed."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        installed.accept(installed.examine(YUNXI, installed.shipped_catalog(), data), data)
        catalog = installed.load_installed(data)
    pack = catalog.packs[PACK]
    testing = pack.measure(TESTING)
    measures = (testing, _quality(testing), pack.measure(FILING))
    [pool] = pack.limits
    limits = (dataclasses.replace(pool, measures=(*pool.measures, QUALITY)),)
    ours = dataclasses.replace(pack, measures=measures, limits=limits)
    return dataclasses.replace(catalog, packs={PACK: ours})


def lower_pool(ws: Workspace, text: str) -> None:
    """Let the city give one firm less in a year."""
    pack = ws.catalog.packs[PACK]
    [pool] = pack.limits
    less = dataclasses.replace(pool, amount=_set(pool.amount, yuan(text)))
    changed = dataclasses.replace(pack, limits=(less,))
    ws.catalog = dataclasses.replace(ws.catalog, packs={PACK: changed})


def _quality(testing: Measure) -> Measure:
    figures: dict[str, Fraction | Money] = {"rate": Fraction(1, 2), "cap": yuan("200000")}
    return dataclasses.replace(
        testing,
        id=QUALITY,
        title="出口产品质量支持",
        parameters=tuple(_set(one, figures[one.id]) for one in testing.parameters),
        unsettled=(
            UnsettledWord(
                id=BASE,
                question="按价税合计还是不含税？",
                options=(
                    Option(id="net", label="不含税", value="net"),
                    Option(id="gross", label="价税合计", value="gross"),
                ),
                sets="expense.base",
            ),
        ),
    )


def _set(parameter: Parameter, value: Fraction | Money) -> Parameter:
    [only] = parameter.values
    return dataclasses.replace(parameter, values=(dataclasses.replace(only, value=value),))


def yuan(text: str) -> Money:
    """Return an amount as a person types it."""
    return Money.from_yuan(text)


DAY = dt.date(2026, 5, 10)
"""The day on which everything was paid."""
