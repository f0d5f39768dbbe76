"""Jobs of promises: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */20")  # six fields: seconds last
@app.task(name="warn_of_promises", queueing_lock="warn-of-promises")
def warn_of_promises(timestamp: int):
    """Warn owners of what is about to break, and team leads of what nobody touches."""
    from . import warning

    warning.warn_owners()
    warning.warn_leads()
