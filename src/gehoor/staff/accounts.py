"""Accounts are made by an administrator; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAdapter(DefaultAccountAdapter):
    """allauth's pages without signing up."""

    def is_open_for_signup(self, request):
        return False
