"""`gehoor import zammad FOLDER`: tickets from an export of Zammad."""

from gehoor.moving.command import StoriesCommand
from gehoor.moving.zammad import Zammad


class Command(StoriesCommand):
    """Bring tickets over; see `help`."""

    source = "zammad"
    reader = Zammad
    help = "Take in tickets from a folder that bin/export-zammad fetched. Doing it again changes nothing; nothing is sent."
