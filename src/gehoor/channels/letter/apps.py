from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import OWN, PRACTICE, Measure, Norm, Unit


class LetterChannel(channel.ChannelConfig):
    name = "gehoor.channels.letter"
    label = "letter"
    kind = "letter"
    title = _("Letter")
    icon = "mailbox"
    can_reply = True
    sent_by_hand = True
    address_kind = "postal"
    preview = "letter:preview"
    reads_slowly = True
    takes_files = True
    has_intake = True
    reader = "letter:read"
    order = 40
    norms = {Measure.CONFIRM: Norm(Unit.DAYS, 3, PRACTICE), Measure.ANSWER: Norm(Unit.DAYS, 10, OWN)}

    def desk_pages(self):
        from . import work

        return [
            channel.DeskPage("letters", _("Letters"), "mailbox", "letter:letters", "g l", work.to_read),
            channel.DeskPage("printing", _("To print and post"), "printer", "letter:printing", "g a", work.to_print),
        ]

    def send(self, delivery):
        from . import outbound

        outbound.make(delivery)

    def compose(self, conversation, *, by, text, files=(), to="", subject="", cites=()):
        from . import outbound

        return outbound.compose(self, conversation, by=by, text=text, files=files, to=to, subject=subject, cites=cites)

    def send_summary(self, conversation, *, by, text, to=""):
        from . import outbound

        return outbound.compose_summary(self, conversation, by=by, text=text, to=to)

    def original_kind(self, arrival):
        from . import inbound

        return inbound.kind_of(arrival)

    def prepare(self, arrival):
        from . import scanning

        scanning.read_pages(arrival)

    def read_all(self, arrival):
        from . import inbound

        return inbound.read_all(arrival)

    def filed(self, arrival, contacts):
        from . import inbound

        inbound.filed(arrival, contacts)

    def team_of(self, arrival):
        return arrival.envelope.get("team")

    def take_in(self, stopped):
        from . import folder

        folder.watch(stopped)

    def state(self):
        from . import state

        return state.of_all()

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)
