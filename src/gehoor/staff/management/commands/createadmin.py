"""`gehoor createadmin`: a way in for whoever runs this Gehoor."""

from django.core.management.base import BaseCommand, CommandError

from gehoor.staff.models import Employee
from gehoor.staff.passwords import new_password
from gehoor.staff.permissions import Role


class Command(BaseCommand):
    help = "Make an administrator, or give one a new password, and print it once."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", default="admin")

    def handle(self, *, username, **options):
        employee, is_new = Employee.objects.get_or_create(username=username, defaults={"role": Role.ADMIN})
        if employee.role != Role.ADMIN:
            raise CommandError(f"{username} exists and is no administrator. Nothing was changed; choose another name.")
        password = new_password()
        employee.set_password(password)
        employee.is_active = employee.must_change_password = True
        employee.save()
        self.stdout.write(f"{'Made' if is_new else 'New password for'} administrator {username}: {password}")
        self.stdout.write("This password is shown only now.")
