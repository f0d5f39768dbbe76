"""Whose an address, a permission or a role is that was written down after two people were merged: an employee says."""

from . import belongings
from .models import ContactPerson, DigitalAddress, Representation


def register():
    """Called once when the app is ready."""
    for order, (model, name) in enumerate((
        (DigitalAddress, "person"), (Representation, "person"), (Representation, "helper"), (ContactPerson, "person"),
    )):
        belongings.told_by(f"{model._meta.label_lower}.{name}", _asking(model, name), order=order)


def _asking(model, name):
    relation = f"{model._meta.label_lower}.{name}"

    def teller(rows, telling):
        return {one.pk: telling.ask(relation, one.pk, str(one)) for one in model.objects.filter(pk__in=rows)}

    return teller
