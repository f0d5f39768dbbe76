"""Jobs of planned talks: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="*/10 * * * *")
@app.task(name="plan_ahead", queueing_lock="plan-ahead")
def plan_ahead(timestamp: int):
    """Make the coming talks, tell people of what is near, and warn of what nobody prepared or held."""
    from . import inviting, making_ahead, warning

    making_ahead.make_all()
    inviting.invite_due()
    warning.warn()
