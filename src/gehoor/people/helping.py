"""Acting for someone else: permission given, taken back, and who speaks for an organisation. Each is one event."""

from django.db import transaction
from django.utils import timezone

from gehoor.core import events

from .models import ContactPerson, Organisation, Person, Representation


def permit(person, helper, *, scope, given_how, by, relation="", since=None, until=None) -> Representation:
    """`person` lets `helper` act for them; told on the pages of both."""
    permission = Representation.objects.create(
        person=person, helper=helper, relation=relation.strip()[:80], scope=scope.strip()[:300], given_how=given_how,
        since=since or timezone.localdate(), until=until, recorded_by=by,
    )
    for one, other in ((person, helper), (helper, person)):
        events.record("person.helper_permitted", person_id=one.pk, actor=by, permission=permission.pk, other=other.pk)
    return permission


def take_back(permission, *, by) -> bool:
    """The permission no longer holds; False where it was taken back before."""
    open_one = Representation.objects.filter(pk=permission.pk, withdrawn_at=None)
    if not open_one.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        return False
    for one, other in ((permission.person_id, permission.helper_id), (permission.helper_id, permission.person_id)):
        events.record("person.helper_withdrawn", person_id=one, actor=by, permission=permission.pk, other=other)
    return True


@transaction.atomic
def make_organisation(person: Person, *, by) -> Organisation:
    """What was taken for a person is an organisation: its addresses are shared by its contact persons."""
    organisation, is_new = Organisation.objects.get_or_create(party=person)
    if is_new:
        events.record("person.is_organisation", person_id=person.pk, actor=by)
    return organisation


def speak_for(organisation, person, role="", *, by) -> ContactPerson:
    """This person is a contact person of the organisation, in this role."""
    contact_person, is_new = ContactPerson.objects.update_or_create(
        organisation=organisation, person=person, defaults={"role": role.strip()[:80]}
    )
    if is_new:
        for one, other in ((person.pk, organisation.party_id), (organisation.party_id, person.pk)):
            events.record("person.speaks_for", person_id=one, actor=by, other=other)
    return contact_person


def stop_speaking(contact_person, *, by):
    """No longer a contact person there; what they said stays."""
    person, party = contact_person.person_id, contact_person.organisation.party_id
    contact_person.delete()
    for one, other in ((person, party), (party, person)):
        events.record("person.stopped_speaking", person_id=one, actor=by, other=other)
