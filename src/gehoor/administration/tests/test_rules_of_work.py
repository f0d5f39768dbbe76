"""The rules of work: changed by an administrator or a team lead, and used at once."""

import pytest

from gehoor.queues import rules

pytestmark = pytest.mark.django_db
RULES = {
    "shift_change": "", "colleague_hours": 2,
    "team_hours": 3, "shift_hours": 1, "repeat_contacts": 2, "repeat_days": 14, "chat_minutes": 15,
}


def test_it_works(cast, as_employee):
    client = as_employee(cast.lead)
    assert "13:00" in client.get("/administration/work/").content.decode()

    assert client.post("/administration/work/", RULES).status_code == 302

    assert (rules.current().repeat_contacts, rules.current().hours.shift_change) == (2, None)
    assert as_employee(cast.owner).get("/administration/work/").status_code == 403


@pytest.mark.parametrize("wrong", [
    {"shift_change": "19:00"}, {"shift_change": "08:30"}, {"colleague_hours": 0}, {"repeat_contacts": 1}, {"repeat_days": "x"},
])
def test_what_cannot_be_is_refused_and_kept_on_screen(cast, as_employee, wrong):
    response = as_employee(cast.admin).post("/administration/work/", RULES | wrong)

    assert response.status_code == 422
    assert 'value="14"' in response.content.decode() or "repeat_days" in wrong
    assert rules.current().repeat_contacts == 3
