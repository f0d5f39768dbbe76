from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.postroom import channel
from gehoor.targets.norms import SAMR, Measure, Norm, Unit


class EmailChannel(channel.ChannelConfig):
    name = "gehoor.channels.email"
    label = "email"
    kind = "email"
    title = _("E-mail")
    icon = "mail"
    can_reply = True
    address_kind = "email"
    original_type = "message/rfc822"
    original_suffix = ".eml"
    has_intake = True
    order = 30
    norms = {Measure.ANSWER: Norm(Unit.DAYS, 1, SAMR)}

    def read(self, arrival):
        from . import inbound

        return inbound.read(arrival)

    def read_all(self, arrival):
        from . import inbound, ours, scanner

        our_addresses = ours.OurAddresses()
        return [] if scanner.passed_on(arrival, our_addresses) else [inbound.read(arrival, our_addresses)]

    def filed(self, arrival, filed):
        from . import complaining

        complaining.opened(filed)

    def take_in(self, stopped):
        from django.conf import settings

        from . import intake

        intake.take_in(settings.ENVIRONMENT.smtp_port, stopped)

    def team_of(self, arrival):
        from . import inbound

        return inbound.team_of(arrival)

    def send(self, delivery):
        from . import outbound

        outbound.send(delivery)

    def tell_employee(self, address, subject, text, *, key):
        from . import to_employee

        to_employee.send(address, subject, text, key=key)

    def acknowledge(self, contact) -> bool:
        from . import acknowledgement

        return acknowledgement.acknowledge(contact)

    def outgoing_folder(self):
        from . import handover

        return handover.folder_instead_of_server()

    def outgoing_details(self, conversation) -> dict:
        from . import ours

        return ours.outgoing_details(conversation)

    def came_from_backup(self) -> None:
        from .models import Mailbox

        # Mailboxes give again what came since the backup; its senders were told then that it came in.
        Mailbox.objects.update(confirms_from=timezone.now())

    def administration_pages(self):
        return [(_("Mailboxes"), "mail", "email:mailboxes")]

    def state(self):
        from .mailboxes import state

        return state.of_all()

    def ways_in(self, now):
        from . import ways_in

        return ways_in.of(self, now)
