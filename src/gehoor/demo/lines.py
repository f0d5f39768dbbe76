"""Who waited for a chat in Merelveld these last weeks, and what they were told: so that the wait is known from the first day."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from gehoor.conversations.models import Conversation
from gehoor.lines.models import Skill, Turn
from gehoor.staff.models import Employee

TOLD = ((0, 1), (0, 1), (0, 3), (1, 4), (2, 6), (3, 8), (5, 12))  # minutes
WEEKS = 6
A_DAY = 9
AS_TOLD = 0.88


SKILLS = (("noor", "language", "ar"), ("noor", "language", "en"), ("bram", "language", "en"), ("bram", "subject", "Afval"))


def tell():
    """Turns that are over, on the working days of six weeks: they say how long people waited and were helped, and no more."""
    people = {one.username: one for one in Employee.objects.all()}
    Skill.objects.bulk_create(Skill(employee=people[name], kind=kind, value=value) for name, kind, value in SKILLS)
    random, now = Random(1), timezone.localtime()
    stories = list(Conversation.objects.filter(closure__isnull=False).order_by("pk"))
    helpers = list(Employee.objects.filter(username__in=("bram", "noor")).order_by("pk"))
    days = [now - timedelta(days=ago) for ago in range(1, 7 * WEEKS)]
    mornings = [day.replace(hour=9, minute=0, second=0, microsecond=0) for day in days if day.weekday() < 5]
    Turn.objects.bulk_create(
        _turn(random, morning + timedelta(minutes=random.uniform(0, 450)), random.choice(stories), random.choice(helpers))
        for morning in mornings for _one in range(A_DAY)
    )


def _turn(random, joined, conversation, helper) -> Turn:
    low, high = random.choice(TOLD)
    waited = random.uniform(low, high) if random.random() < AS_TOLD else high + random.uniform(0.5, 4)
    taken = joined + timedelta(minutes=waited)
    return Turn(
        conversation=conversation, channel="chat", state=Turn.State.LEFT, joined_at=joined, waits_since=joined, low=low, high=high,
        offered_at=taken - timedelta(seconds=8), taken_at=taken, taken_by=helper, offered_to=helper, ended_why="helped",
        ended_at=taken + timedelta(minutes=1 + random.gammavariate(1.8, 3.5)),
    )
