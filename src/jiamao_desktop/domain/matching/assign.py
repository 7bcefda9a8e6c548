"""The best one-to-one assignment, exactly, with the price of doing without each pair.

Every node may stay alone at no cost; a pair is worth making where its cost is negative. Each
connected part is solved by successive shortest paths over whole numbers. Two dummies make
staying alone an ordinary choice: one column for each left node, one row for each right node.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Edges = Mapping[tuple[int, int], int]
"""(left, right) to its cost."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pair of the best assignment.

    Attributes:
        margin: How much worse the best assignment without this pair would be; nought in a tie.
    """

    left: int
    right: int
    margin: int


def assign(edges: Edges) -> Sequence[Chosen]:
    """Return the pairs of an assignment of least cost, by left node.

    Which of several equally good ones it is depends on the numbers of the nodes alone; their
    pairs then have no margin.
    """
    useful = {edge: cost for edge, cost in edges.items() if cost < 0}
    found: list[Chosen] = []
    for part in _parts(useful):
        found += _Part(part, useful).solve()
    return sorted(found, key=lambda one: one.left)


def _parts(edges: Edges) -> list[list[tuple[int, int]]]:
    """Return the edges of each connected part, in order."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in sorted(edges):
        parent[root(("r", right))] = root(("l", left))
    parts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for edge in sorted(edges):
        parts.setdefault(root(("l", edge[0])), []).append(edge)
    return list(parts.values())


class _Part:
    """One connected part while it is solved.

    Rows are the left nodes, then a dummy for each right node; columns the right nodes, then a
    dummy for each left node.
    """

    def __init__(self, part: Sequence[tuple[int, int]], costs: Edges) -> None:
        self._lefts = sorted({left for left, _ in part})
        self._rights = sorted({right for _, right in part})
        row = {left: at for at, left in enumerate(self._lefts)}
        column = {right: at for at, right in enumerate(self._rights)}
        lefts, rights = len(row), len(column)
        self._out: list[list[tuple[int, int]]] = [[] for _ in range(lefts + rights)]
        for left, right in part:
            self._out[row[left]].append((column[right], costs[left, right]))
            self._out[lefts + column[right]].append((rights + row[left], 0))
        for at in range(lefts):
            self._out[at].append((rights + at, 0))
        for at in range(rights):
            self._out[lefts + at].append((at, 0))
        self._row_price = [0] * (lefts + rights)
        self._column_price = [0] * (lefts + rights)
        self._column_of: list[int] = [-1] * (lefts + rights)
        self._row_of: list[int] = [-1] * (lefts + rights)

    def solve(self) -> list[Chosen]:
        """Assign every row, then ask of each real pair what it would cost to do without."""
        for row in range(len(self._out)):
            self._augment(row)
        found: list[Chosen] = []
        for row, left in enumerate(self._lefts):
            column = self._column_of[row]
            if column < len(self._rights):
                found.append(Chosen(left, self._rights[column], self._without(row, column)))
        return found

    def _augment(self, start: int) -> None:
        """Give one more row a column, along a shortest path (Dijkstra with prices)."""
        self._row_price[start] = min(
            cost - self._column_price[column] for column, cost in self._out[start]
        )
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        done: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        row, base = start, 0
        while True:
            for column, cost in self._out[row]:
                if column in done:
                    continue
                length = base + cost - self._row_price[row] - self._column_price[column]
                if column not in distance or length < distance[column]:
                    distance[column], came_from[column] = length, row
                    heapq.heappush(heap, (length, column))
            base, column = self._next(heap, done)
            if self._row_of[column] < 0:
                break
            done[column] = base
            row = self._row_of[column]
        for at, length in done.items():
            self._column_price[at] -= base - length
            self._row_price[self._row_of[at]] += base - length
        self._row_price[start] += base
        while True:
            row = came_from[column]
            self._row_of[column] = row
            column, self._column_of[row] = self._column_of[row], column
            if row == start:
                return

    @staticmethod
    def _next(heap: list[tuple[int, int]], done: Mapping[int, int]) -> tuple[int, int]:
        """Take the nearest column that has not been left yet; there always is one."""
        while True:
            length, column = heapq.heappop(heap)
            if column not in done:
                return length, column

    def _without(self, row: int, column: int) -> int:
        """Return what the best assignment without a pair costs more: a shortest way round it."""
        best: dict[int, int] = {}
        heap: list[tuple[int, int, int]] = [(0, -1, row)]
        seen: set[int] = set()
        while heap:
            length, at, here = heapq.heappop(heap)
            if at == column:
                return length
            if at in seen:
                continue
            seen.add(at)
            for other, cost in self._out[here]:
                if other in seen or (here == row and other == column):
                    continue
                step = length + cost - self._row_price[here] - self._column_price[other]
                if other not in best or step < best[other]:
                    best[other] = step
                    heapq.heappush(heap, (step, other, self._row_of[other]))
        raise AssertionError  # every node can stay alone, so there is a way round
