"""Which questions are asked: the same for any form and any answers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gehoor.channels.webform.definition import NO, YES, Definition, Question
from gehoor.channels.webform.filling_form import FillingForm

CHOICES = ("Ja hoor", "Nee", "Misschien")


@st.composite
def definitions(draw):
    """Up to eight questions; some depend on any key, above, below or nowhere, and on any answer."""
    questions = []
    for number in range(draw(st.integers(1, 8))):
        depends = draw(st.booleans())
        questions.append(Question(
            key=f"q{number}", kind=draw(st.sampled_from(["one", "many", "yesno", "text"])), label=f"Vraag {number}",
            required=draw(st.booleans()), choices=CHOICES, when=f"q{draw(st.integers(0, 9))}" if depends else "",
            answer=draw(st.sampled_from([*CHOICES, YES, NO, "weg"])) if depends else "",
        ))
    return Definition("Formulier", questions=tuple(questions))


ANSWERS = st.dictionaries(
    st.sampled_from([f"q{number}" for number in range(8)]),
    st.one_of(st.sampled_from([*CHOICES, YES, NO, "", "onzin"]), st.lists(st.sampled_from(CHOICES), max_size=3)),
)


@settings(max_examples=150, deadline=None)
@given(definitions(), ANSWERS)
def test_what_is_asked_follows_from_what_stands_above(definition, answers):
    asked = definition.asked(answers)
    keys = [question.key for question in asked]

    assert keys == sorted(keys)
    for question in definition.questions:
        decides = definition.condition(question)
        if decides is None:
            assert question.key in keys
            continue
        assert definition.questions.index(decides) < definition.questions.index(question)
        given_answer = answers.get(decides.key)
        holds = question.answer in given_answer if isinstance(given_answer, list) else question.answer == given_answer
        assert (question.key in keys) == (decides.key in keys and holds)


@settings(max_examples=100, deadline=None)
@given(definitions(), ANSWERS)
def test_nothing_that_is_not_asked_is_needed_or_told(definition, answers):
    form = FillingForm(definition, {key: value for key, value in answers.items() if isinstance(value, str)})
    form.is_valid()
    asked = {question.key for question in form.asked}

    assert set(form.errors) <= asked
    assert set(form.cleaned_data) <= asked


def test_a_question_that_is_moved_above_what_it_depends_on_is_a_problem_and_asked_always():
    definition = Definition("x", questions=(
        Question("q2", "text", "Waarom?", when="q1", answer=YES), Question("q1", "yesno", "Is het zo?"),
    ))

    assert [question.key for question in definition.asked({})] == ["q2", "q1"]
    assert len(definition.problems()) == 1
