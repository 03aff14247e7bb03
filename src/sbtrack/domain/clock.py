"""The clock of the place where a plan applies, by its offset from UTC."""

from __future__ import annotations

from datetime import timedelta, timezone


def zone_of(utc_offset: str) -> timezone:
    """Return the time zone with that offset.

    >>> str(zone_of("+08:00")), str(zone_of("-03:30"))
    ('UTC+08:00', 'UTC-03:30')
    """
    sign = -1 if utc_offset.startswith("-") else 1
    hours, minutes = utc_offset.lstrip("+-").split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
