"""The colleagues who wrote what is brought over: accounts that nobody can log in with, where there is none yet."""

import re

from django.contrib.auth.hashers import make_password

from gehoor.staff.models import Employee

from .records import Author


class Authors:
    """Finds the employee by e-mail address; makes one that has left where there is none."""

    def employee(self, author: Author) -> Employee | None:
        """The account of this author; None where nothing is known of them. Runs inside the caller's transaction."""
        if not (author.email or author.name.strip()):
            return None
        if author.email and (found := Employee.objects.filter(email__iexact=author.email).order_by("pk").first()):
            return found
        username = _username(author)
        found = Employee.objects.filter(username=username).first()
        return found or _former(author, username)


def _former(author: Author, username: str) -> Employee:
    first, _space, last = (author.name.strip() or author.email).partition(" ")
    return Employee.objects.create(
        username=username, first_name=first[:150], last_name=last[:150], email=author.email[:254], is_active=False,
        password=make_password(None),
    )


def _username(author: Author) -> str:
    """A name that nobody who works here has: it begins with "voorheen-"."""
    bare = re.sub(r"[^a-z0-9.@_-]+", "-", (author.email or author.name).strip().lower()).strip("-")
    return f"voorheen-{bare}"[:150]
