"""Jobs of this channel; procrastinate finds them by this name of the module."""

from procrastinate.contrib.django import app


@app.periodic(cron="17 * * * *")
@app.task(name="forget_unsent_forms", queueing_lock="forget-unsent-forms")
def forget_unsent_forms(timestamp: int):
    """Delete what people did not send in time."""
    from .models import Filling

    Filling.forget_expired()
