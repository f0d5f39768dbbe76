"""Files that came with or go out with a message. Equal bytes are kept once."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from gehoor.core import prepared

from .message import Message

PAGE = "page-"  # how the content id begins of an inline picture that is a page of paper; its number follows
UNUSED_FOR = timedelta(days=7)  # how long bytes stay that nothing points to
AT_ONCE = 500


def new_token() -> str:
    """128 random bits for an address nobody guesses."""
    return secrets.token_urlsafe(16)


class Blob(models.Model):
    """The bytes of files, once for equal content (logos in signatures come with every mail)."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    content = models.BinaryField()
    kept_at = models.DateTimeField(default=timezone.now, help_text="when somebody last brought these bytes, to the day")

    def __str__(self):
        return self.sha256

    @classmethod
    def keep(cls, content: bytes) -> "Blob":
        """The row holding these bytes, made if there is none yet."""
        digest = hashlib.sha256(content).hexdigest()
        found = prepared.one(("blob",), lambda digest: cls.objects.defer("content").filter(sha256=digest), digest=digest)
        if found and found.kept_at < timezone.now() - timedelta(days=1):
            found = found if cls.objects.filter(pk=found.pk).update(kept_at=timezone.now()) else None
        return found or cls._make(digest, content)

    @classmethod
    def _make(cls, digest, content) -> "Blob":
        blob = cls(sha256=digest, size=len(content), content=content)
        [blob] = cls.objects.bulk_create(
            [blob], update_conflicts=True, unique_fields=["sha256"], update_fields=["kept_at"]  # so that RETURNING has it
        )
        return blob

    @classmethod
    def forget_unused(cls) -> int:
        """Delete what nothing points to and nobody brought in the last days; returns how many. Safe at any moment.

        Whoever brings the same bytes at this very moment has set `kept_at`: then the row is locked by them and skipped,
        or it is gone and they make it anew. What points to a blob is found by its foreign keys, whichever there are.
        """
        unused = cls.objects.filter(kept_at__lt=timezone.now() - UNUSED_FOR)
        for relation in (field for field in cls._meta.get_fields(include_hidden=True) if field.one_to_many):
            pointing = relation.related_model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
            unused = unused.exclude(models.Exists(pointing))
        with transaction.atomic():
            found = list(unused.order_by("pk").select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
            deleted, _by_model = unused.filter(pk__in=found).defer("content").delete()
        return deleted


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
