"""Pages for everyone, without an account."""

from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel


class PublicConfig(channel.ChannelConfig):
    """Who makes an appointment on the website contacts us by it: it stands in the story as on any channel."""

    name = "gehoor.public"
    label = "public"
    kind = "booking"
    title = _("Appointment on the website")
    icon = "calendar"
    order = 45
    public_path = "afspraak/"

    def invitations(self, conversation):
        from .booking import invitations

        return invitations.of(conversation)

    def ways_in(self, now):
        from .booking import ways_in

        return ways_in.of(self, now)
