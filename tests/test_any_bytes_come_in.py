"""Whatever bytes come in: one visible item goes out, and a second delivery changes nothing (requirement: nothing lost)."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gehoor.conversations.models import Contact, Conversation
from gehoor.postroom import arrivals, reading
from gehoor.postroom.models import Arrival
from gehoor.staff.models import Employee, Team

SAMPLES = sorted(Path(__file__).parent.parent.glob("src/gehoor/channels/email/tests/samples/**/*.eml"))
EXAMPLES = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def damaged_samples(draw):
    """A real sample with a piece cut out, doubled or replaced by noise."""
    original = draw(st.sampled_from(SAMPLES)).read_bytes()
    begin = draw(st.integers(0, len(original)))
    end = draw(st.integers(begin, min(len(original), begin + 400)))
    return original[:begin] + draw(st.one_of(st.binary(max_size=40), st.just(original[begin:end] * 2))) + original[end:]


header_names = st.sampled_from(["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Reply-To"])
line = st.binary(max_size=60).map(lambda value: value.replace(b"\n", b" "))


@st.composite
def header_soup(draw):
    """Headers that exist, with values that make no sense."""
    lines = [draw(header_names).encode() + b": " + draw(line) for _ in range(draw(st.integers(0, 6)))]
    return b"\r\n".join(lines) + b"\r\n\r\n" + draw(st.binary(max_size=200))


class AnyBytes(TestCase):
    def setup_example(self):
        """Before each example; the library rolls each one back."""
        super().setup_example()
        team = Team.objects.create(name="Klantcontact", slug="klantcontact", is_default=True)
        self.employee = Employee.objects.create_user("bram")
        self.employee.teams.add(team)

    @EXAMPLES
    @given(st.one_of(st.binary(max_size=600), header_soup(), damaged_samples()))
    def test_one_visible_item(self, original):
        before = self.visible()
        pk = arrivals.keep("email", original, source="test")
        reading.read_due()
        arrival = Arrival.objects.get(pk=pk)

        assert bytes(arrival.original) == original
        assert arrival.state in (Arrival.State.FILED, Arrival.State.UNREADABLE)
        assert self.visible() == before + 1

    @EXAMPLES
    @given(st.one_of(st.binary(max_size=600), header_soup(), damaged_samples()))
    def test_twice_is_once(self, original):
        first = arrivals.keep("email", original, source="test")
        reading.read_due()
        seen = self.visible()
        second = arrivals.keep("email", original, source="test")
        reading.read_due()

        assert second == first
        assert self.visible() == seen
        assert Arrival.objects.get(pk=first).deliveries == 2

    def visible(self) -> int:
        """Everything this employee can see of what came in: contacts in conversations, and what cannot be read yet."""
        conversations = Conversation.objects.visible_to(self.employee)
        contacts = Contact.objects.filter(conversation__in=conversations)
        return contacts.count() + Arrival.objects.visible_to(self.employee).unreadable().count()
