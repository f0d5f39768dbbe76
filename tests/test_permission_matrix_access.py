"""The same walk over every address that shows a part of a story, for confidential ones and for an outsourced team."""

from types import SimpleNamespace

import pytest

from gehoor.conversations.models import Conversation
from gehoor.staff.models import Employee, Team
from gehoor.staff.permissions import Role
from tests import test_permission_matrix as matrix
from tests.permission_objects import handover
from tests.test_permission_matrix import (
    BRIEFLY,
    NAMES,
    PARAMETERS,
    PUBLIC,
    ask,
    client_of,
    get_resolver_parameters,
    may,
    story,
    url_of,
)

cast = matrix.cast
pytestmark = pytest.mark.django_db
OF_A_STORY = {"conversation", "contact", "message", "attachment", "delivery", "link", "handover", "promise"}


def is_of_a_story(name) -> bool:
    kinds = {PARAMETERS.get(f"{name}:{each}") or PARAMETERS.get(each) for each in get_resolver_parameters(name)}
    return name not in PUBLIC and bool(kinds & OF_A_STORY)


@pytest.fixture(scope="module")
def walled(cast):
    """`secret`: of a confidential conversation of another team; `theirs`: of an outsourced one. And who asks, by name."""
    parks, hired = (Team.objects.create(name=each, slug=each) for each in ("parken", "avondlijn"))
    Team.objects.filter(pk=hired.pk).update(is_outsourced=True)
    Employee.objects.create_user("henk").teams.add(hired)
    secret, theirs = ({**cast["own"], **story(team)} for team in (parks, hired))
    for objects, team in ((secret, parks), (theirs, hired)):
        objects["handover"] = handover(objects, team, Employee.objects.get(username="noor"))
    Conversation.objects.filter(reference=secret["conversation"]).update(is_confidential=True)
    clients = {name: client_of(name) for name in (Role.EMPLOYEE, Role.LEAD, "henk")}
    return SimpleNamespace(secret=secret, theirs=theirs, clients=clients)


@pytest.mark.parametrize("name", [name for name in NAMES if is_of_a_story(name)])
def test_confidential_and_outsourced(name, cast, walled):
    """Confidential ones of another team are not there for anyone unnamed; outsourced see their own and no other."""
    henk = walled.clients["henk"]
    for method in ("get", "post"):
        for who, client in walled.clients.items():
            assert ask(client, method, url_of(name, walled.secret), **BRIEFLY).status_code in (403, 404, 405), (name, who)
        assert ask(henk, method, url_of(name, cast["own"]), **BRIEFLY).status_code in (403, 404, 405), name
        if may(henk, name):
            assert ask(henk, method, url_of(name, walled.theirs)).status_code not in (403, 404), name
