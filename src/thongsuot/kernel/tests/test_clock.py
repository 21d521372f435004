"""Time zone of §3.5: what the agency prints in GMT is the next day in Vietnam."""

from datetime import UTC, datetime

import pytest

from thongsuot.kernel.clock import format_moment, format_time, local


def test_an_evening_in_greenwich_is_the_next_morning() -> None:
    moment = datetime(2024, 9, 18, 19, 26, tzinfo=UTC)
    assert format_time(moment) == "02:26"
    assert format_moment(moment) == "02:26 ngày 19/09/2024"
    assert local(moment) == moment


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="chưa ghi múi giờ"):
        local(datetime(2024, 9, 18, 19, 26))  # noqa: DTZ001
