"""What is said where too much is chosen at once."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gehoor.postroom import files_field


@pytest.mark.parametrize(("number", "says"), [(1, "kies een kleiner bestand"), (2, "U koos 2 bestanden")])
def test_too_much(number, says, monkeypatch):
    monkeypatch.setattr(files_field, "MOST_BYTES", 2)
    chosen = [SimpleUploadedFile(f"boom-{one}.png", b"PNG") for one in range(number)]
    with pytest.raises(ValidationError) as problem:
        files_field.FilesField().clean(chosen)
    assert says in problem.value.messages[0]
