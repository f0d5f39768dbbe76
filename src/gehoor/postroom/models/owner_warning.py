"""A mail to the employee of whom something is asked: a promise or complaint that is nearly due, an article of theirs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnerWarning(models.Model):
    """One of what is due at `path` at this moment; claimed by `taken_at`, so that it goes out at most once."""

    class What(models.TextChoices):
        PROMISE = "promise", _("promise")
        COMPLAINT = "complaint", _("complaint")
        REVIEW = "review", _("an article to look at, for a colleague")
        RETURNED = "returned", _("an article that came back")
        LOOK_AGAIN = "again", _("an article to look at again")
        ENDS = "ends", _("an article that ends")
        LINKS = "links", _("links that lead nowhere")
        REMARKS = "remarks", _("remarks about articles")

    ABOUT_DEADLINES = (What.PROMISE, What.COMPLAINT)

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=9, choices=What)
    path = models.CharField(max_length=200, help_text="of the page that it is about, without the host")
    about = models.CharField(max_length=300, blank=True, help_text="the question of an article; empty where its words stay in the house")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "path", "due_at"], name="one_mail_of_what_is_due")]

    def __str__(self):
        return f"{self.what} for #{self.employee_id}"
