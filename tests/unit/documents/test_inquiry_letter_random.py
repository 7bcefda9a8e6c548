"""Letters with any names and any number of questions: whole, deterministic, inside the margins."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.documents.reading import all_text, glyphs, page_texts, squeezed
from tests.unit.documents.test_inquiry_letter import HEADS, LETTER, MM

from jiamao_desktop.documents.inquiry_letter import inquiry_letter
from jiamao_desktop.domain.inquiry import Letter, LetterQuestion

NAMES = st.text(
    st.sampled_from("永州嘉茂样例电子有限公司䶮㛃ABC 12（）·—"), min_size=1, max_size=60
)


def questions() -> st.SearchStrategy[tuple[LetterQuestion, ...]]:
    options = st.lists(NAMES, min_size=2, max_size=4).map(tuple)
    one = st.builds(
        LetterQuestion,
        question=NAMES,
        clauses=st.just(HEADS.clauses),
        remark=st.just("") | NAMES,
        options=options,
        meaning=NAMES,
        current=st.integers(0, 1),
    )
    return st.lists(one, min_size=1, max_size=5).map(tuple)


LETTERS = st.builds(
    lambda office, applicant, contact, asked: dataclasses.replace(
        LETTER, office=office, applicant=applicant, contact=contact, questions=asked
    ),
    NAMES,
    NAMES,
    st.just("") | NAMES,
    questions(),
)


@given(LETTERS)
@settings(max_examples=25, deadline=None)
def test_nothing_of_any_letter_is_lost_or_leaves_the_type_area(letter: Letter) -> None:
    made = inquiry_letter(letter)
    assert inquiry_letter(letter) == made
    found = all_text(made)
    said = [letter.applicant, letter.office, letter.contact]
    for question in letter.questions:
        said += [question.question, question.meaning, *question.options]
    for text in said:
        assert squeezed(text).rstrip("。") in found
    for number, text in enumerate(page_texts(made)):
        assert f"— {number + 1} —" in text
        for one in glyphs(made, number):
            assert 28 * MM - 1 <= one.left <= one.right <= 184 * MM + 1, one
