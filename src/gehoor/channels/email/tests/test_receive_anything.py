"""Whatever bytes come in: one visible item, and twice in is the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gehoor.conversations.models import Contact
from gehoor.postroom import arrivals, reading
from gehoor.postroom.models import Arrival

pytestmark = pytest.mark.django_db

HEADERS = st.sampled_from([
    b"From: ", b"From: <a@b.nl>", b"To: gemeente@wierdorp.test", b"Subject: =?utf-8?q?=00=ff?=", b"Date: 31 Feb 0000",
    b"Message-ID: <>", b"Message-ID: <x@y>", b"References: <", b"Content-Type: multipart/mixed; boundary=b",
    b"Content-Type: text/html; charset=nonsense", b"Content-Transfer-Encoding: base64", b"Reply-To: \xff@\x00",
    b"X-Gehoor-Loop: 00", b"Auto-Submitted: auto-replied", b"\xe9\xff: \x00",
])
MAIL = st.builds(
    lambda headers, body: b"\r\n".join(headers) + b"\r\n\r\n" + body, st.lists(HEADERS, max_size=8),
    st.one_of(st.binary(max_size=300), st.sampled_from([b"--b\r\n\r\nhallo\r\n--b--", b"<script>x</script><p>hoi"])),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(MAIL, st.binary(max_size=400)))
def test_any_bytes_become_one_visible_item(raw, db):
    first = arrivals.keep("email", raw, source="smtp", envelope={"mail_from": "", "recipients": []})
    reading.read_due()
    contacts = Contact.objects.count()
    second = arrivals.keep("email", raw, source="smtp")
    reading.read_due()

    arrival = Arrival.objects.get(pk=first)
    assert second == first
    assert Contact.objects.count() == contacts
    assert bytes(arrival.original) == raw
    assert bool(arrival.contact) != (arrival.state == Arrival.State.UNREADABLE)
    assert not arrival.problem.endswith("Error"), arrival.problem  # a defect of ours shows as the name of its error
