"""One utterance in a contact."""

from django.db import models

from .contact import Contact
from .conversation import Conversation

# Characters of a Message-ID: four bytes each still fit an index row (2,704 bytes). RFC 5322 allows 998; nobody uses them.
ID_LENGTH = 600


class Message(models.Model):
    """What was said, written or noted (VNG: inhoud). `text` is the new part; `rest` the quotes and signature below it."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="messages")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    rest = models.TextField(blank=True)
    html = models.TextField(blank=True, help_text="sanitised; remote images point nowhere until asked for")
    facts = models.JSONField(default=list, blank=True, help_text="[question, answer] of a form; `text` says the same")
    notice = models.CharField(max_length=200, blank=True, help_text="what the employee must know about this delivery")
    message_id = models.CharField(max_length=ID_LENGTH, blank=True, help_text="RFC 5322 3.6.4, with angle brackets")
    in_reply_to = models.CharField(max_length=ID_LENGTH, blank=True)

    class Meta:
        ordering = ["contact__at", "id"]
        indexes = [
            models.Index(fields=["message_id"], name="by_message_id", condition=~models.Q(message_id="")),
            models.Index(fields=["in_reply_to"], name="by_in_reply_to", condition=~models.Q(in_reply_to="")),
        ]

    def __str__(self):
        return f"message #{self.pk}"
