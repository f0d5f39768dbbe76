"""A planned talk for tests that walk through every address, and which of its parts each address names."""

from django.utils import timezone

from gehoor.planning import beginning
from gehoor.planning.models import MomentKind, Plan, Point

PARAMETERS = {
    "desk:plans_of_person:pk": "person", "desk:plan_new:pk": "person",
    **{f"desk:{page}:pk": "plan" for page in ("plan", "plan_change", "plan_rhythm", "plan_stop")},
    **{f"desk:{page}:pk": "moment" for page in (
        "moment", "moment_move", "moment_give", "moment_end", "moment_invite", "moment_told", "moment_prepare",
        "moment_prepared", "moment_talk", "moment_record", "moment_draft", "moment_choose_draft",
    )},
    "resident:talk:token": "link_token", "resident:talk:pk": "moment",
    "administration:moment_kind:pk": "moment_kind", "administration:moment_kind_switch:pk": "moment_kind",
}


def talk(conversation) -> dict[str, int]:
    """Ids of a plan that is told in this conversation, its first moment and its kind."""
    kind = MomentKind(name=f"Bespreking {conversation.reference}")
    kind.describe(by=None, points=[Point("", "Wonen")], purpose_person="Wij praten over uw zorg.", minutes=60)
    plan = beginning.begin(Plan(
        kind=kind, person=conversation.person, conversation=conversation, begins_on=timezone.localdate(), every_months=6,
        team=conversation.team,
    ), by=None)
    return {"plan": plan.pk, "moment": plan.moments.get().pk, "moment_kind": kind.pk}
