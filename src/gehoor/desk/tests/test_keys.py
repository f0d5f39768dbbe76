"""The two keys of each view: no other view of the same rail has them."""

import re
from collections import Counter

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("part", "page"), [
    ("lead", "/desk/queue/team/"), ("lead", "/administration/opening/"), ("editor", "/administration/texts/"),
    ("admin", "/administration/employees/"),
])
def test_each_goes_to_one_view(cast, as_employee, part, page):
    found = as_employee(getattr(cast, part)).get(page).text
    links = set(re.findall(r'href="([^"]+)"[^>]*data-key="(g \w)"', found))

    assert links and [key for key, views in Counter(key for _href, key in links).items() if views > 1] == []
