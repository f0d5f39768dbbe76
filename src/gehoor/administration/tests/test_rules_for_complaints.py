"""The rules for complaints."""

import pytest

from gehoor.complaints import rules

pytestmark = pytest.mark.django_db
GOOD = {
    "law": "wkkgz", "weeks": 6, "extension_weeks": 4, "call_days": 1, "team": "", "topics": "Zorg\nBejegening",
    "external_name": "Geschilleninstantie Zorg", "external_site": "", "external_address": "",
}


def save(client, **changes):
    return client.post("/administration/complaints/", {**GOOD, **changes})


def test_it_works(cast, as_employee):
    assert save(as_employee(cast.lead)).status_code == 302
    assert (rules.current().law, rules.current().topic_list) == ("wkkgz", ["Zorg", "Bejegening"])


@pytest.mark.parametrize(("changes", "is_good"), [
    ({"weeks": 7}, False), ({"extension_weeks": 5}, False), ({"law": "own", "weeks": 12}, True), ({"law": "awb", "weeks": 10}, False),
    ({"law": "awb", "weeks": 10, "committee_advises": "on"}, True), ({"weeks": "x"}, False), ({"weeks": ""}, False),
])
def test_no_longer_than_the_law_allows(cast, as_employee, changes, is_good):
    assert save(as_employee(cast.admin), **changes).status_code == (302 if is_good else 422)


def test_not_for_everyone(cast, as_employee):
    assert save(as_employee(cast.owner)).status_code == 403
