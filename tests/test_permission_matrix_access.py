"""The same walk over every address that shows a part of a story, for confidential ones and for an outsourced team."""

import pytest

from gehoor.conversations.models import Conversation
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Role
from tests import test_permission_matrix as matrix
from tests.test_permission_matrix import (
    ALL,
    NAMES,
    PARAMETERS,
    PUBLIC,
    ask,
    client_of,
    get_resolver_parameters,
    handover,
    story,
    url_of,
)

cast = matrix.cast
pytestmark = pytest.mark.django_db
OF_A_STORY = {"conversation", "contact", "message", "attachment", "delivery", "link", "handover", "promise"}


def is_of_a_story(name) -> bool:
    kinds = {PARAMETERS.get(f"{name}:{each}") or PARAMETERS.get(each) for each in get_resolver_parameters(name)}
    return name not in PUBLIC and bool(kinds & OF_A_STORY)


@pytest.mark.parametrize("name", [name for name in NAMES if is_of_a_story(name)])
def test_confidential_and_outsourced(name, cast):
    """Confidential ones of another team are not there for anyone unnamed; outsourced see their own and no other."""
    parks, hired = (Team.objects.create(name=each, slug=each) for each in ("parken", "avondlijn"))
    Team.objects.filter(pk=hired.pk).update(is_outsourced=True)
    henk = Employee.objects.create_user("henk")
    henk.teams.add(hired)
    secret, theirs = ({**cast["own"], **story(team)} for team in (parks, hired))
    for objects, team in ((secret, parks), (theirs, hired)):
        objects["handover"] = handover(objects, team, Employee.objects.get(username="noor"))
    Conversation.objects.filter(reference=secret["conversation"]).update(is_confidential=True)
    own_rights = any(henk.may(capability) for capability in ALL[name].callback.capabilities)
    for method in ("get", "post"):
        for role in (Role.EMPLOYEE, Role.LEAD, "henk"):
            assert ask(client_of(role), method, url_of(name, secret)).status_code in (403, 404, 405), (name, role)
        assert ask(client_of("henk"), method, url_of(name, cast["own"])).status_code in (403, 404, 405), name
        if own_rights:
            assert ask(client_of("henk"), method, url_of(name, theirs)).status_code not in (403, 404), name
