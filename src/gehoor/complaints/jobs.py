"""Jobs of complaints: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */30")  # six fields: seconds last
@app.task(name="warn_of_complaints", queueing_lock="warn-of-complaints")
def warn_of_complaints(timestamp: int):
    """Warn handlers, then team leads, of what is to be done soon."""
    from . import warning

    warning.warn_due()
