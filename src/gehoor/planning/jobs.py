"""Jobs of planned moments: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/10 * * * *")
@app.task(name="plan_ahead", queueing_lock="plan-ahead")
def plan_ahead(timestamp: int):
    """Make the coming moments."""
    from . import making_ahead

    making_ahead.make_all()
