"""Files that came with or go out with a message. Equal bytes are kept once."""

import hashlib
import secrets

from django.db import models

from gehoor.core import prepared

from .message import Message

PAGE = "page-"  # how the content id begins of an inline picture that is a page of paper; its number follows

def new_token() -> str:
    """128 random bits for an address nobody guesses."""
    return secrets.token_urlsafe(16)


class Blob(models.Model):
    """The bytes of files, once for equal content (logos in signatures come with every mail)."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    content = models.BinaryField()

    def __str__(self):
        return self.sha256

    @classmethod
    def keep(cls, content: bytes) -> "Blob":
        """The row holding these bytes, made if there is none yet."""
        digest = hashlib.sha256(content).hexdigest()
        found = prepared.one(("blob",), lambda digest: cls.objects.defer("content").filter(sha256=digest), digest=digest)
        return found or cls._make(digest, content)

    @classmethod
    def _make(cls, digest, content) -> "Blob":
        blob = cls(sha256=digest, size=len(content), content=content)
        [blob] = cls.objects.bulk_create(
            [blob], update_conflicts=True, unique_fields=["sha256"], update_fields=["size"]  # so that RETURNING has it
        )
        return blob


class Attachment(models.Model):
    """One file with one message, reached by `token`, never by name."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=127)
    size = models.BigIntegerField()
    content_id = models.CharField(max_length=255, blank=True)
    inline = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.name
