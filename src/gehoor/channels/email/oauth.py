"""Access tokens for mailboxes of Microsoft 365 and Google Workspace, used with SASL XOAUTH2 over IMAP and SMTP.

Both fetch a token for the application itself, so nobody has to log in again: client credentials with msal (needs the
application permission IMAP.AccessAsApp and a service principal in Exchange Online), and a service account with
domain-wide delegation with google-auth. Neither was tried against the real providers, only against the protocol.
"""

import json

from .models import Auth, Mailbox

MICROSOFT_SCOPE = ["https://outlook.office365.com/.default"]
GOOGLE_SCOPE = ["https://mail.google.com/"]


class TokenRefused(Exception):
    """The provider gives no token: wrong id, key or permission. The message is fit to show to an administrator."""


def access_token(mailbox: Mailbox) -> str:
    """A token that is valid now. Raises `TokenRefused`, and `OSError` where the provider cannot be reached."""
    return {Auth.MICROSOFT: _microsoft, Auth.GOOGLE: _google}[mailbox.auth](mailbox)


def sasl(username: str, token: str) -> str:
    """The initial response of XOAUTH2 (developers.google.com/gmail/imap/xoauth2-protocol)."""
    return f"user={username}\1auth=Bearer {token}\1\1"


def _microsoft(mailbox: Mailbox) -> str:
    import msal

    try:
        application = msal.ConfidentialClientApplication(
            mailbox.auth_client,
            client_credential=mailbox.imap_secret,
            authority=f"https://login.microsoftonline.com/{mailbox.auth_tenant}",
        )
        answer = application.acquire_token_for_client(scopes=MICROSOFT_SCOPE)
    except ValueError as error:  # unknown tenant
        raise TokenRefused(str(error).splitlines()[0]) from error
    if "access_token" not in answer:
        raise TokenRefused(answer.get("error_description", answer.get("error", "")).splitlines()[0])
    return answer["access_token"]


def _google(mailbox: Mailbox) -> str:
    from google.auth.exceptions import GoogleAuthError, TransportError
    from google.auth.transport.requests import Request
    from google.oauth2.service_account import Credentials

    try:
        key = json.loads(mailbox.imap_secret)
        credentials = Credentials.from_service_account_info(
            key, scopes=GOOGLE_SCOPE, subject=mailbox.imap_username or mailbox.address
        )
        credentials.refresh(Request())
    except TransportError as error:
        raise OSError(str(error)) from error
    except (ValueError, GoogleAuthError) as error:
        raise TokenRefused(str(error)[:200]) from error
    return credentials.token
