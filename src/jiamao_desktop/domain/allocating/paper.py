"""The least paper: of all answers that bring a sum, one with the fewest claims, then vouchers.

First it is settled which claims the sum cannot do without; then every set of as few claims as
possible is searched for the fewest vouchers. What is said to be the fewest was proved: by a bound
that is met, or because nothing was left out. Where the steps run out there is a lower bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jiamao_desktop.domain.allocating.paper_board import Purse
from jiamao_desktop.domain.allocating.paper_claims import ClaimSets
from jiamao_desktop.domain.allocating.paper_effort import allowed, apart
from jiamao_desktop.domain.allocating.paper_linked import nothing
from jiamao_desktop.domain.allocating.paper_looking import Looking
from jiamao_desktop.domain.allocating.paper_mending import tidied
from jiamao_desktop.domain.allocating.paper_question import Question
from jiamao_desktop.domain.allocating.paper_reach import reach
from jiamao_desktop.domain.allocating.paper_search import Search
from jiamao_desktop.domain.allocating.paper_shed import shed
from jiamao_desktop.domain.allocating.paper_sheet import Sheet, sheet_of
from jiamao_desktop.domain.allocating.paper_tree import Begun, Branch, ClaimTree
from jiamao_desktop.domain.allocation import UNUSED, Model, Proof, evaluate

STEPS = 20_000
"""Steps taken before an answer is left unproved, some 100 microseconds each."""

TIED = 40
"""With more items than these, claims are tied to vouchers before sets of claims are tried."""
TIED_STEPS, AWHILE = 10_000, 6_000
"""So many steps are taken then; so many of them for going through sets one by one."""
GLANCE = 150
"""So many steps are taken to look whether claims that prices favour do."""
SELDOM = 2
"""Of so many places in the search one is looked at, as that takes longer than going on."""
CONTESTED = 150
"""With more contested items than these, sets are gone through one by one first."""
LARGE, HUGE = 1_500, 20_000
"""With more items than these, if any are contested, nothing is searched: a good answer, a bound;
where there are very many, answers in fewer claims are not even looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The answer with the least paper that was found.

    Attributes:
        modes: For each item the place of its mode, or ``UNUSED``.
        claims_at_least: No answer that brings the sum has fewer claims.
        vouchers_at_least: Nor, with no more claims than this one, fewer vouchers.
        proof: How it was shown that both are met; ``OPEN``: they may not be.
    """

    modes: tuple[int, ...]
    claims_at_least: int
    vouchers_at_least: int
    proof: Proof


def fewest(
    model: Model,
    total: int,
    start: Sequence[int],
    *,
    effort: int = STEPS,
    report: Callable[[], None] = nothing,
) -> Paper:
    """Return the least paper that brings a sum.

    Args:
        model: The model; of equal answers the one whose items stand first is taken.
        total: What has to be paid.
        start: Modes that bring it.
        effort: How many decisions are tried at most.
        report: Called every few milliseconds; may raise to stop.
    """
    if total <= 0:
        modes = (UNUSED,) * len(model.items)
        return Paper(modes=modes, claims_at_least=0, vouchers_at_least=0, proof=Proof.BOUND)
    return _Hunt(model, total, start, effort, report).run()


class _Hunt:
    """One search for the least paper, and what it may still spend."""

    def __init__(
        self,
        model: Model,
        total: int,
        start: Sequence[int],
        effort: int,
        report: Callable[[], None],
    ) -> None:
        self._model = model
        self._total = total
        self._purse = Purse(allowed(effort, len(model.items)), report)
        self._whole = sheet_of(model, frozenset(), report=report)
        self._least: int | None = None
        self._questions: dict[bool, Question] = {}
        self._begun: dict[bool, Begun] = {False: {}, True: {}}
        self._searching = False
        self._large = len(model.items) > LARGE
        self._linked = TIED < len(model.items) <= LARGE
        if self._linked:
            self._purse.left = min(self._purse.left, TIED_STEPS)
        self._floor = len(model.leaves)  # so few claims are enough, whatever they are paid
        known = evaluate(model, start)
        self._modes, self._claims, self._vouchers = known.modes, known.claims, known.vouchers

    def run(self) -> Paper:
        """Return the answer."""
        sets = self._sets = ClaimSets(self._whole, self._total, self._purse.report)
        self._prune_start(sets)
        least = sets.fewest(sets.must, [])
        if self._large:
            smaller = self._in_core(least or len(sets.must))
            if smaller is not None:
                return smaller
        size, low, done = least or len(sets.must), 0, False
        if (self._linked or self._large) and size < self._claims:
            size = max(size, min(self._claims_at_least(), self._claims))
            if LARGE < len(self._modes) <= HUGE:
                self._supposed(size)
        while size <= self._claims:
            if self._linked:
                low, done = self._linked_among(size)
            else:
                low, done = self._among(sets, size)
            if not done or size == self._claims:
                break
            size, done = size + 1, False
            if self._linked and self._purse.left < 0:
                break
        return self._answer(min(size, self._floor), low, done=done and self._floor >= size)

    def _in_core(self, least: int) -> Paper | None:
        """Return the least paper among what can matter, if that is much less.

        Args:
            least: No answer has fewer claims; one that has fewer than the known one may take more
                vouchers, so that it may not lie in the core.
        """
        core = reach(self._question(counted=True), self._modes, self._purse.report)
        if core is None:
            return None
        start, effort = core.moved(self._modes), max(self._purse.left, 1)
        paper = fewest(core.model, self._total, start, effort=effort, report=self._purse.report)
        self._keep(core.restored(paper.modes), self._claims)
        met = (least, paper.vouchers_at_least) == (self._claims, self._vouchers)
        proof = paper.proof if met else Proof.OPEN
        return replace(paper, modes=self._modes, claims_at_least=least, proof=proof)

    def _answer(self, size: int, low: int, *, done: bool) -> Paper:
        if size < self._claims or not done:
            low = min(low, self._root())
        if not (done and low >= self._vouchers) or any(
            not item.vouchers for item in self._model.items
        ):
            self._keep(
                tidied(self._model, self._modes, self._total, self._purse.report), self._claims
            )
        proof = Proof.SEARCH if self._searching else Proof.BOUND
        return Paper(
            modes=self._modes,
            claims_at_least=min(size, self._claims),
            vouchers_at_least=min(low, self._vouchers),
            proof=proof if done and low >= self._vouchers else Proof.OPEN,
        )

    def _among(self, sets: ClaimSets, size: int) -> tuple[int, bool]:
        """Search all sets of so many claims.

        Returns:
            A lower bound of the vouchers, and whether nothing was left out. An answer with so few
            claims becomes the one that is kept.
        """
        low, asked = self._papers_of_all() + 1, 0
        if self._large and any(len(ways) > 1 for ways in self._whole.options):
            return self._root(), self._root() >= self._vouchers and size == self._claims
        price = 1 + (len(self._model.items) + len(self._whole.leaves)) // 15
        for opened in sets.sets(size, lambda: self._purse.spend(price)):
            if opened is None:
                return low, False
            self._purse.spend(len(self._model.items) // 4)
            sheet = self._whole.without(frozenset(sets.names).difference(opened))
            limit = self._vouchers - 1 if size == self._claims else self._papers_of_all()
            bound, done = self._deepened(sheet, limit, size)
            asked += 1
            low = min(low, bound)
            if not done:
                return low, False
        self._searching = self._searching or asked > 1
        return low, True

    def _linked_among(self, size: int) -> tuple[int, bool]:
        """Search all answers in so many claims, the claims tied to the vouchers.

        Returns:
            A lower bound of the vouchers, and whether nothing was left out.
        """
        if size < self._claims:
            found, done = self._within(size)
            if not found:
                return self._root(), done
        tree = self._tree(size)
        if tree.contested > CONTESTED:
            low, done = self._tried(size)
        else:
            low, done = self._through(tree, size, once=True)
            if not done:
                low, done = self._tried(size)
        if not done:
            low, done = self._through(tree, size)
        return (low, True) if done else (max(tree.least, self._root()), False)

    def _through(self, tree: ClaimTree, size: int, *, once: bool = False) -> tuple[int, bool]:
        """Search the sets of claims that prices leave; ``once``: only what they say at first."""
        low = self._papers_of_all() + 1
        for number, branch in enumerate(tree.branches(lambda: self._vouchers - 1, self._purse)):
            if branch.whole:
                sheet, limit = self._sheet_in(branch.names), self._vouchers - 1
                bound, done = self._deepened(sheet, limit, size)
                low = min(low, bound)
            else:
                self._searching = self._searching or not once
                if once or number % SELDOM == SELDOM - 1:
                    self._glanced(branch, self._vouchers - 1, size)
                done = not once or branch.least >= self._vouchers
            if not done:
                return low, False
            if branch.least >= self._vouchers and once:
                break
        return min(low, self._vouchers), not tree.left_out

    def _tried(self, size: int) -> tuple[int, bool]:
        """Try for a while to go through the sets of claims one by one."""
        purse = self._purse
        self._purse = Purse(min(purse.left // 2, AWHILE), purse.report)
        before = self._purse.left
        answer = self._among(self._sets, size)
        purse.spend(before - self._purse.left)
        self._purse = purse
        return answer

    def _claims_at_least(self) -> int:
        """Return how many claims any answer with fewer than the known one has at least."""
        tree = self._tree(fewer := self._claims - 1, counted=False)
        next(tree.branches(lambda: fewer, self._purse), None)
        return tree.least

    def _within(self, size: int) -> tuple[bool, bool]:
        """Look for an answer in fewer claims than are known to do.

        Returns:
            Whether there is one, and whether that is certain.
        """
        self._searching = True
        if self._supposed(size):
            return True, True
        _, done = self._tried(size)
        if done:
            return self._claims <= size, True
        tree = self._tree(size, counted=False)
        for branch in tree.branches(lambda: size, self._purse):
            if self._glanced(branch, self._papers_of_all(), size):
                return True, True
            if branch.whole:
                sheet = self._sheet_in(branch.names)
                _, done = self._deepened(sheet, self._papers_of_all(), size)
                if self._claims <= size or not done:
                    return self._claims <= size, done
        return False, not tree.left_out

    def _supposed(self, size: int) -> bool:
        """Look for an answer in fewer claims as if it took no more vouchers; tell whether it is."""
        limit = self._vouchers
        tree = self._tree(size)
        end = self._purse.left * 2 // 3
        for branch in tree.branches(lambda: limit, self._purse):
            if self._glanced(branch, limit, size):
                return True
            if branch.whole:
                self._deepened(self._sheet_in(branch.names), limit, size)
                if self._claims <= size:
                    return True
            if self._purse.left < end or self._large:
                break
        return False

    def _tree(self, size: int, *, counted: bool = True) -> ClaimTree:
        limit, begun = self._vouchers if counted else size, self._begun[counted]
        return ClaimTree(self._question(counted=counted), size, limit, begun)

    def _question(self, *, counted: bool) -> Question:
        """Return what is asked about claims; it is laid out once, as answers only get better."""
        question = self._questions.get(counted)
        if question is None:
            whole, limit, told = self._whole, self._vouchers, self._purse.report
            question = Question(whole, self._total, limit, counted=counted, report=told)
            self._questions[counted] = question
        return question

    def _sheet_in(self, opened: Sequence[str]) -> Sheet:
        """Return the question with only these claims open."""
        closed = frozenset({leaf.claim for leaf in self._model.leaves}.difference(opened))
        return self._whole.without(closed)

    def _glanced(self, branch: Branch, limit: int, size: int) -> bool:
        """Look for an answer with little or no search; tell whether there is one.

        If the claims that prices favour do not do, others are tried, at last with those of the
        known answer.
        """
        tries, steps = [branch.names, *branch.others], GLANCE
        if self._large:
            paid = evaluate(self._model, self._modes).paid
            pairs = zip(self._model.leaves, paid, strict=True)
            tries.append(sorted({leaf.claim for leaf, fen in pairs if fen}.union(branch.names)))
            steps = 0
        looking = Looking(self._whole, self._sets, self._total)
        for names in tries:
            found = looking.answer(names, size, limit, self._purse, steps)
            if found is not None and found.claims <= size and found.vouchers <= limit:
                self._keep(found.modes, size)
                return True
        return False

    def _deepened(self, sheet: Sheet, limit: int, size: int) -> tuple[int, bool]:
        """Search one set of claims: first for anything better, then from the bound upwards.

        Returns:
            A lower bound of its vouchers, and whether nothing was left out.
        """
        low, done = self._searched(sheet, limit, size, self._purse.left // 10)
        further = 1  # so many more vouchers are allowed at a time
        while not done and self._purse.left > 0:
            most = min(limit, self._vouchers - 1 if size == self._claims else limit)
            if low > most:
                return low, True
            aim = min(low + further - 1, most)
            bound, done = self._searched(sheet, aim, size, self._purse.left // 2)
            if done:
                low, done, further = bound, bound <= aim, 2 * further
            elif further == 1:
                return low, False
            else:
                further = 1
        return low, done

    def _searched(self, sheet: Sheet, limit: int, size: int, steps: int) -> tuple[int, bool]:
        search = Search(sheet, self._total, limit, self._purse)
        low, done = search.run(steps)
        self._searching = self._searching or search.decided
        if sheet.doubts:
            low, done = search.least, False
        if search.board.best is not None:
            self._keep(search.board.best, size)
        return low, done

    def _root(self) -> int:
        """Return a lower bound of the vouchers, whatever the claims."""
        if self._least is None:
            self._least = Search(self._whole, self._total, self._vouchers, self._purse).root()
            better = self._linked or self._large
            while better:
                tree = self._tree(self._claims)
                first = next(tree.branches(lambda: self._vouchers - 1, self._purse), None)
                self._least = max(self._least, tree.least)
                if first is None or not self._large or apart(self._least, self._vouchers):
                    break
                better = self._glanced(first, self._vouchers - 1, self._claims)
        return self._least

    def _prune_start(self, sets: ClaimSets) -> None:
        """Leave out of the first answer what it does not need."""
        opened, modes = sets.fewer(self._modes, evaluate(self._model, self._modes).paid)
        self._keep(modes, self._claims)
        self._keep(shed(self._model, modes, self._purse.report), self._claims)
        closed = frozenset(sets.names).difference(opened)
        limit, whole, told = self._vouchers, self._whole, self._purse.report
        for only in (modes, None) if len(modes) <= LARGE else (modes,):
            sheet = sheet_of(self._model, closed, only, told) if only else whole.without(closed)
            search = Search(sheet, self._total, limit, self._purse)
            if search.look() and search.board.best is not None:
                self._keep(search.board.best, self._claims)
                limit = self._vouchers - 1

    def _keep(self, modes: Sequence[int], size: int) -> None:
        found = evaluate(self._model, modes)
        if found.claims > size:  # payments of crossing caps may not be in the fewest claims
            self._floor = min(self._floor, size)
        else:
            self._modes, self._claims, self._vouchers = found.modes, found.claims, found.vouchers

    def _papers_of_all(self) -> int:
        pairs = zip(self._model.items, self._whole.options, strict=True)
        return sum(item.vouchers for item, options in pairs if options)
