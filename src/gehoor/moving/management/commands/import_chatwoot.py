"""`gehoor import chatwoot FOLDER`: conversations from an export of Chatwoot."""

from gehoor.moving.chatwoot import Chatwoot
from gehoor.moving.command import StoriesCommand


class Command(StoriesCommand):
    """Bring conversations over; see `help`."""

    source = "chatwoot"
    reader = Chatwoot
    help = "Take in conversations from a folder that bin/export-chatwoot fetched. Doing it again changes nothing."
