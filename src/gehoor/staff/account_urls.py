"""Addresses under `/account/`: those pages of allauth that employees need. Nobody signs up or manages e-mail here."""

from allauth.account import views
from django.urls import include, path
from django.views.generic import TemplateView

from . import warnings

# Open to whoever is not logged in; allauth guards the rest. The permission matrix test holds to this list.
PUBLIC = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
    "account_set_password", "mfa_authenticate",
}

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),  # says that an administrator makes accounts
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path(
        "password/forgotten/", TemplateView.as_view(template_name="account/forgotten.html"), name="account_reset_password"
    ),
    # Where allauth leads who has no password at all.
    path("password/none/", TemplateView.as_view(template_name="account/forgotten.html"), name="account_set_password"),
    path("warnings/", warnings.choose, name="account_warnings"),
    path("2fa/", include("allauth.mfa.urls")),
]
