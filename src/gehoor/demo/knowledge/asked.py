"""What was asked in vain lately: somebody should write an answer, or add a wording to one there is."""

from datetime import timedelta

from django.utils import timezone

from gehoor.knowledge.models import Unanswered

# (hours ago, where, words)
ASKED = (
    (2, "assistant", "mag ik kippen houden in mijn achtertuin"),
    (20, "page", "laadpaal voor de deur"),
    (29, "desk", "laadpaal aanvragen"),
    (47, "page", "haan en kippen houden in tuin"),
    (52, "assistant", "kan ik een laadpaal voor mijn elektrische auto krijgen"),
    (75, "page", "volkstuin huren"),
    (98, "assistant", "hoe laat gaan de winkels open op tweede kerstdag"),
    (121, "desk", "wie ruimt een omgewaaide boom op de stoep op"),
    (150, "page", "kippen houden haan overlast"),
    (173, "page", "pasfoto's maken"),
)


def ask():
    """Each at its own moment, in one statement."""
    now = timezone.now()
    Unanswered.objects.bulk_create(Unanswered(text=text, door=door, at=now - timedelta(hours=hours)) for hours, door, text in ASKED)
