"""Who helps whom in Merelveld, who speaks for the garden club, and who proved to be one person."""

from gehoor.people import helping, merging, register
from gehoor.people.models import GivenHow, Person
from gehoor.staff.models import Employee


def tell(story):
    """Write down what `story.toml` says about its people, the way an employee would."""
    for row in story.get("helper", ()):
        by, person = _employee(row), Person.objects.get(name=row["person"])
        helper = register.new_person(row["name"], phone=row.get("phone", ""), email=row.get("email", ""), by=by)
        helping.permit(person, helper, relation=row["relation"], scope=row["scope"], given_how=GivenHow.COUNTER, by=by)
    for row in story.get("contact_person", ()):
        by = _employee(row)
        firm = helping.make_organisation(Person.objects.get(name=row["organisation"]), by=by)
        helping.speak_for(firm, register.new_person(row["name"], by=by), row["role"], by=by)
    for row in story.get("same_person", ()):
        by, person = _employee(row), Person.objects.get(name=row["person"])
        other = register.new_person(row["name"], phone=row["phone"], by=by)
        merging.merge(person, other, by=by, reason=row["reason"])
    for row in story.get("anonymous", ()):
        person = Person.objects.get(addresses__value=row["phone"])
        register.wants_no_name(person, True, by=_employee(row))


def _employee(row) -> Employee:
    return Employee.objects.get(username=row["by"])
