"""The figures as people would rather look than read: one bar a week, of parts that together are all that was asked."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

WIDTH = 1000  # units of the picture; a bar is as long as its week is of the busiest one


@dataclass(frozen=True, slots=True)
class Part:
    """One colour: its style and what it stands for."""

    name: str
    title: str


PARTS = (
    Part("right", _("right, they said")),
    Part("unsaid", _("answered, nothing said")),
    Part("wrong", _("wrong, they said")),
    Part("suggested", _("suggested or asked back")),
    Part("abstained", _("not known: to a human")),
    Part("human", _("for a human at once")),
)


def numbers(figures) -> dict[str, int]:
    """How many questions each part stands for."""
    return {
        "right": figures.right, "unsaid": figures.answered - figures.said, "wrong": figures.wrong,
        "suggested": figures.suggested, "abstained": figures.abstained, "human": figures.for_human,
    }


def bar(figures, most: int) -> list[tuple[str, float, float]]:
    """(style, x, width) of each part that there is, in units of `WIDTH`; `most`: questions of the busiest week."""
    found, x = [], 0.0
    for name, number in numbers(figures).items():
        width = WIDTH * number / max(most, 1)
        if number:
            found.append((name, round(x, 1), round(width, 1)))
        x += width
    return found
