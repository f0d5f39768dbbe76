"""One conversation as search knows it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from gehoor.conversations.models import Conversation


class Document(models.Model):
    """All words of one conversation, kept by triggers of the database (docs/decisions/011-one-document.md).

    Weight A: subject and who takes part; B: how it stands and how it ended; C: names of files; D: what was said.
    """

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    words = SearchVectorField(editable=False)
    said_at = models.DateTimeField(default=timezone.now, editable=False, help_text="when something was last said in it")

    class Meta:
        indexes = [GinIndex(fields=["words"], name="document_words", gin_pending_list_limit=128)]

    def __str__(self):
        return f"document of {self.conversation_id}"
