"""Conversations and what is in them, a noun per file."""

from .access import GlassBreak, Grant
from .attachment import PAGE, Attachment, Blob
from .citation import Citation
from .closure import Closure
from .contact import Contact, Direction
from .conversation import Conversation, WaitingFor
from .hurdle import Hurdle
from .link import Link
from .message import Message
from .wait import Wait

__all__ = ["PAGE", "Attachment", "Blob", "Citation", "Closure", "Contact", "Conversation", "Direction", "GlassBreak", "Grant",
           "Hurdle", "Link", "Message", "Wait", "WaitingFor"]
