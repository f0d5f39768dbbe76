"""With fifty thousand open promises, what is due and the board of a team are found by index. Plans, no stopwatch."""

import pytest
from django.db import connection

from gehoor.desk.promises import board, lists
from gehoor.promises import warning
from gehoor.promises.models import Promise

pytestmark = pytest.mark.django_db
MANY = 50_000
INSERT = """
INSERT INTO promises_promise (conversation_id, person_id, team_id, owner_id, kind, what, number, tries, made_at, state, reason, due_at)
SELECT (%s::bigint[])[n %% 40 + 1], (%s::bigint[])[n %% 40 + 1], (%s::bigint[])[n %% 2 + 1], (%s::bigint[])[n %% 3 + 1],
       'call_back', '', '', 0, now(), 'open', '', now() + (n * 4 - 1440) * interval '1 minute'
FROM generate_series(1, %s) AS n
"""


@pytest.fixture
def many(cast, told):
    """Fifty thousand, over five months, two teams and forty conversations."""
    told_to = [told(address=f"b{number}@voorbeeld.example", team=cast.teams.open) for number in range(40)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [
            [one.pk for one in told_to], [one.person_id for one in told_to], [cast.teams.open.pk, cast.teams.other.pk],
            [cast.owner.pk, cast.owner.pk, cast.mate.pk], MANY,
        ])
        cursor.execute("ANALYZE")


def plan(rows) -> str:
    return rows.explain()


def test_they_are_found_by_index(many, cast, django_assert_max_num_queries, as_employee):
    found = Promise.objects.open().filter(owner_warned_at=None, due_at__lte=warning.soon()).order_by("due_at", "pk")

    assert "promises_due" in plan(found) and "Seq Scan on promises_promise" not in plan(found)

    page = board.of_team(cast.owner, cast.teams.open.pk)[: board.PAGE]
    assert "promises_of_team" in plan(page) and "Sort" not in plan(page)
    hers = board.of_team(cast.owner, cast.teams.open.pk, cast.mate.pk)[: board.PAGE]
    assert "Seq Scan on promises_promise" not in plan(hers)
    mine = lists.of_employee(cast.owner).filter(owner=cast.owner)[: lists.MOST]
    assert "Seq Scan on promises_promise" not in plan(mine)
    all_of_mine = board.of_team(cast.mate)[: board.PAGE]
    assert "promises_" in plan(all_of_mine) and "Seq Scan on promises_promise" not in plan(all_of_mine)
    client = as_employee(cast.owner)
    client.get("/desk/promises/board/")
    with django_assert_max_num_queries(12):
        assert len(client.get("/desk/promises/board/").context["page"].object_list) == board.PAGE
