"""The estimate itself: what makes a wait longer, and when it is honestly not known."""

import pytest

from ..estimate import Line, Range, Server, expect, of_all
from ..handling import FEWEST, Handling, Talk

DAY = 86_400
FIVE = 300.0


def talks(number=40, lasted=FIVE, began_ago=DAY, is_over=True):
    return [Talk(began_ago, lasted * (0.5 + place / number), is_over) for place in range(number)]


BUSY = Server(1, (0.0,))


def line(servers=None, among=None, **more):
    return Line([BUSY] if servers is None else servers, Handling.of(talks() if among is None else among), **more)


def test_it_works():
    found = expect(line(), ahead=0)
    assert found.low <= 5 <= found.high <= 10


def test_who_finds_somebody_free_is_told_so():
    assert expect(line([Server(2, (30.0,))]), ahead=0) == Range(0, 1)
    assert expect(line([Server(2, (30.0,))]), ahead=1).high > 1


def test_more_people_ahead_wait_longer_and_more_colleagues_make_it_shorter():
    one, four = line(), line([Server(1, (0.0,))] * 4)
    assert expect(one, 7).low > expect(one, 0).high
    assert expect(four, 7).high < expect(one, 7).low


def test_a_whole_line_is_told_in_one_go_and_each_as_alone():
    together = of_all(line([Server(2, (30.0,))]), 6)
    assert len(together) == 6
    assert [found.high for found in together] == sorted(found.high for found in together)


def test_a_thousand_who_wait_are_counted_soon_and_told_nothing_beyond_four_hours():
    found = of_all(line(), 1_000)
    assert found[0].high < 15
    assert found[-1] is None


def test_the_same_question_gets_the_same_answer():
    assert expect(line(), 3, seed=7) == expect(line(), 3, seed=7)


@pytest.mark.parametrize("servers", [[], [Server(0, (100.0,))]], ids=["nobody here", "here, and taking nobody"])
def test_nobody_present_is_not_known(servers):
    assert expect(line(servers), 0) is None


def test_too_little_seen_is_not_known():
    few = talks(FEWEST - 1) + talks(50, is_over=False, began_ago=100)
    assert expect(line(among=few), 0) is None
    assert expect(line(among=talks(FEWEST)), 0) is not None


def test_a_conversation_that_runs_long_already_is_nearly_over_where_none_lasts_longer():
    assert expect(line([Server(1, (350.0,))]), 0).high < expect(line([Server(1, (0.0,))]), 0).high


def test_what_still_runs_makes_the_usual_longer():
    """Without the censored ones a house that opened an hour ago would know its short conversations only."""
    ended = talks(20, lasted=200, began_ago=3_000)
    running = [Talk(3_000, 3_000, False)] * 20
    blind, seeing = Handling.of(ended), Handling.of(ended + running)
    assert seeing.shape[60] > 2 * blind.shape[60]


def test_a_slow_day_is_noticed_within_hours_also_by_what_has_not_ended():
    usual = talks()
    ended = [Talk(2_000, 2.5 * FIVE, True)] * 12
    running = [Talk(2.5 * FIVE, 2.5 * FIVE, False)] * 12
    for slow in (ended, running):
        assert expect(line(among=usual + slow), 2).low > expect(line(among=usual), 2).low


def test_people_who_give_up_shorten_the_wait_of_those_behind():
    assert expect(line(gives_up=1 / 600), 6).high < expect(line(), 6).high


def test_a_colleague_who_may_come_back_lowers_what_it_may_be_at_best():
    assert expect(line(away=[Server(2)] * 2), 6).low < expect(line(), 6).low


def test_who_took_more_than_fits_takes_nobody_until_enough_have_ended():
    full = line([Server(1, (0.0, 0.0, 0.0))])
    assert expect(full, 0).high > expect(line(), 0).high


def test_ranges_are_rounded_outward_and_hold_their_edges():
    told = Range(2, 5)
    assert (told.holds(120), told.holds(300)) == (True, True)
    assert (told.holds(119), told.holds(301)) == (False, False)


def test_only_who_may_take_it_counts():
    """Three colleagues, and of them one speaks what the last in line speaks."""
    servers = [Server(1, (0.0,)), Server(1, (0.0,)), Server(1, (0.0,), group=1)]
    anybody, one_of_three = of_all(line(servers, takers=[(0, 1), (0, 1), (1,)]), 3), of_all(line(servers, takers=[(1,)] * 3), 3)
    assert one_of_three[2].low >= anybody[1].high
    assert anybody[2].high > anybody[1].high


def test_who_is_free_but_may_not_take_it_helps_nobody():
    servers = [Server(1), Server(1, (0.0,), group=1)]
    first, second = of_all(line(servers, takers=[(1,), (0, 1)]), 2)
    assert first.high > 1 and second == Range(0, 1)
    assert of_all(line([Server(1)], takers=[(1,), ()]), 2) == [None, None]


def test_who_only_asks_takes_nobodys_place():
    asks = of_all(line(takers=[(0,)] * 4, asking=3), 4)
    assert asks[1] == asks[2] == asks[3] and asks[1].high > asks[0].high
