"""Jobs of the work list: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */20")  # six fields: seconds last
@app.task(name="return_handovers", queueing_lock="return-handovers")
def return_handovers(timestamp: int):
    """Bring back what nobody accepted in time, and tell team leads what its sender does not look at."""
    from . import handing_over

    handing_over.return_overdue()
    handing_over.tell_leads()


@app.task(name="carry_on_bulk")
def carry_on_bulk(deed_id: int):
    """Do the rest of a deed on many conversations."""
    from . import bulk
    from .models import BulkDeed

    bulk.carry_on(BulkDeed.objects.get(pk=deed_id))


@app.periodic(cron="* * * * *")
@app.task(name="carry_on_left_behind", queueing_lock="carry-on-left-behind")
def carry_on_left_behind(timestamp: int):
    """Take up deeds that a crash left halfway."""
    from . import bulk

    for deed in bulk.left_behind():
        bulk.carry_on(deed)


@app.periodic(cron="* * * * * */20")
@app.task(name="count_targets_again", queueing_lock="count-targets-again")
def count_targets_again(timestamp: int):
    """Opening hours changed: what has to be answered when is counted again."""
    from . import timing

    timing.count_again()


@app.periodic(cron="*/10 * * * *")
@app.task(name="time_untimed", queueing_lock="time-untimed")
def time_untimed(timestamp: int):
    """Begin to time what waits for us untimed, such as what was brought over."""
    from . import timing

    timing.catch_up()
