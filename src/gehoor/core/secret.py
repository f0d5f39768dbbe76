"""A model field for passwords: encrypted in the database with a key made from SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models


class SecretField(models.TextField):
    """Text that is stored encrypted (Fernet). It reads as "" where SECRET_KEY was changed: then it is asked again."""

    def get_prep_value(self, value):
        text = super().get_prep_value(value)
        return _cipher().encrypt(text.encode()).decode() if text else ""

    def from_db_value(self, value, expression, connection):
        try:
            return _cipher().decrypt(value.encode()).decode() if value else ""
        except InvalidToken:
            return ""


def _cipher() -> Fernet:
    key = hashlib.sha256(b"gehoor mailbox secret" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
