from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


class LetterChannel(channel.ChannelConfig):
    name = "gehoor.channels.letter"
    label = "letter"
    kind = "letter"
    title = _("Letter")
    icon = "mailbox"
    reads_slowly = True
    takes_files = True
    has_intake = True
    reader = "letter:read"
    order = 40

    def desk_pages(self):
        from . import work

        return [channel.DeskPage("letters", _("Letters"), "mailbox", "letter:letters", "g l", work.to_read)]

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
