"""Jobs of the work list: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/20 * * * * *")  # six fields: seconds last
@app.task(name="return_handovers", queueing_lock="return-handovers")
def return_handovers(timestamp: int):
    """Bring back what nobody accepted in time, and tell team leads what its sender does not look at."""
    from . import handing_over

    handing_over.return_overdue()
    handing_over.tell_leads()
