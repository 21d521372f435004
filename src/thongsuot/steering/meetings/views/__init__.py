"""Pages of meetings: the calendar, the preparation, the room, the phone, the projector."""
