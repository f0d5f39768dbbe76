"""Adding and changing a department without accounts."""

from django import forms

from gehoor.promises.models import Department


class DepartmentForm(forms.ModelForm):
    class Meta:
        model = Department
        fields = ["name", "address", "is_active"]

    def clean_address(self):
        return self.cleaned_data["address"].lower()
