"""What the entries of a pack may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiamao_desktop.catalog.table import Table
from jiamao_desktop.domain.assessment import Basis, Clause
from jiamao_desktop.domain.facts import FactDefinition, FactType
from jiamao_desktop.domain.pack import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything with a name.

    Attributes:
        clauses: Quotes of the pack's notices.
        settled: What unsettled words set, with the careful default: such a value must not be
            written in place as well.
        read_facts: Filled while conditions are read, to find facts that nobody reads.
        rows: There are expenses to compare: the conditions of a measure that takes them.
    """

    facts: Mapping[str, FactDefinition]
    categories: Mapping[str, Category]
    clauses: Mapping[str, Clause]
    settled: dict[str, str] = field(default_factory=dict)
    read_facts: set[str] = field(default_factory=set)
    rows: bool = False

    def fact(self, entry: Table, key: str) -> FactDefinition | None:
        """Return the fact a key names, and note that it is read."""
        name = entry.text(key)
        if not name:
            return None
        self.read_facts.add(name)
        if name not in self.facts:
            entry.wrong(key, "pack.unknown_fact", id=name)
        return self.facts.get(name)

    def fact_of(self, entry: Table, key: str, *kinds: FactType) -> str:
        """Return the id of a fact that has to be of one of some types."""
        fact = self.fact(entry, key)
        if fact is None:
            return ""
        if fact.type not in kinds:
            wanted = "、".join(kind.value for kind in kinds)
            entry.wrong(key, "pack.fact_of_type", id=fact.id, wanted=wanted)
        return fact.id

    def clause(self, entry: Table, key: str = "source") -> Clause | None:
        """Return the clause a key names."""
        name = entry.text(key)
        if name and name not in self.clauses:
            entry.wrong(key, "pack.unknown_clause", id=name)
        return self.clauses.get(name)

    def source(self, entry: Table) -> tuple[Basis, Clause | None]:
        """Return what an entry rests on: a clause, or openly something else."""
        basis = entry.choice("basis", Basis, Basis.LAW)
        if basis in {Basis.ENTERED, Basis.SETTLED}:
            entry.wrong("basis", "pack.basis_entered")
        if entry.has("source"):
            return basis, self.clause(entry)
        if basis is Basis.LAW:
            entry.wrong("source", "pack.no_source")
        return basis, None

    def known_categories(
        self, entry: Table, key: str, *, optional: bool = False
    ) -> tuple[str, ...]:
        """Return the categories a key lists."""
        names = entry.texts(key, optional=optional)
        for name in names:
            if name not in self.categories:
                entry.wrong(key, "pack.unknown_category", id=name)
        return names
