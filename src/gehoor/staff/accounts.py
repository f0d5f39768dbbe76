"""Accounts are made by an administrator; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter

from gehoor.core import events


class ClosedAdapter(DefaultAccountAdapter):
    """allauth's pages without signing up."""

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        """A password of one's own choice; what an administrator had made for the account is over with it."""
        user.must_change_password = False
        super().set_password(user, password)
        events.record("employee.password_changed", actor=user)

    def logout(self, request):
        """Write down that the session ended, which also closes its live screens in other tabs at once."""
        employee = request.user if request.user.is_authenticated else None
        super().logout(request)
        if employee:
            events.record("employee.logged_out", actor=employee)

    def post_login(self, request, user, **kwargs):
        """Write down who logged in."""
        events.record("employee.logged_in", actor=user)
        return super().post_login(request, user, **kwargs)
