"""The product's own line icons, drawn on a 24 × 24 grid with one stroke width; always beside a word, never alone."""

from __future__ import annotations

PATHS: dict[str, str] = {
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.8-4.8",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "home": "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
    "inbox": "M4 13h4l1.5 2.5h5L16 13h4M4 13l2.5-7h11L20 13v6H4Z",
    "document": "M6 3.5h8l4 4v13H6ZM14 3.5v4h4M9 12h6M9 15.5h6",
    "figure": "M4 20h16M7 20v-6M12 20V6M17 20v-9",
    "unit": "M5 20V9l7-5 7 5v11M9.5 20v-6h5v6M4 20h16",
    "flag": "M6 21V4h11l-2.5 4L17 12H6",
    "compare": "M8 4v16M16 4v16M4 8l4-4 4 4M12 16l4 4 4-4",
    "import": "M12 4v10M8 10.5l4 4 4-4M5 19h14",
    "export": "M12 15V5M8 8.5l4-4 4 4M5 19h14",
    "people": "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3.5 19c.4-3.2 2.6-5 5.5-5s5.1 1.8 5.5 5"
    "M15.5 5a3 3 0 0 1 0 6M17 14.3c2 .6 3.2 2.2 3.5 4.7",
    "person": "M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5 20c.6-3.8 3.3-6 7-6s6.4 2.2 7 6",
    "calendar": "M5 6h14v14H5ZM5 10.5h14M9 3.5V8M15 3.5V8",
    "clock": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3.2 2",
    "history": "M4 12a8 8 0 1 0 2.6-5.9M4 4.5v4h4M12 8v4.3l3 1.7",
    "check": "M5 12.5 10 17.5 19.5 7",
    "good": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8 12.3l2.7 2.7L16 9.5",
    "warn": "M12 4 21 19.5H3ZM12 10v4.2M12 17v.2",
    "bad": "M8.3 3.8h7.4l5 5v6.4l-5 5H8.3l-5-5V8.8ZM12 7.8v5M12 16v.2",
    "info": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.3M12 7.7v.2",
    "neutral": "M7 12h10",
    "close": "M6 6l12 12M18 6 6 18",
    "dossier": "M3.5 7h6l2 2h9v10h-17ZM8 13h8M8 16h5",
    "counter": "M4 20v-7h16v7M2.5 13h19M8 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM14 6h5M14 9h5",
    "edit": "M4.5 19.5l.8-3.8L16 5l3 3L8.3 18.7ZM13.8 7.2l3 3",
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 20.3a2.2 2.2 0 0 0 4 0",
    "help": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z"
    "M9.6 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2 1-1.2 2M12 16.8v.2",
    "sign-out": "M14 4.5H5.5v15H14M10 12h10M16.5 8.5 20 12l-3.5 3.5",
    "sign-in": "M10 4.5h8.5v15H10M4 12h10M10.5 8.5 14 12l-3.5 3.5",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
    "chevron": "M9 5l7 7-7 7",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "sample": "M9 3.5h6M10 3.5V9l-5.2 9.3A1.5 1.5 0 0 0 6.1 20.5h11.8a1.5 1.5 0 0 0 1.3-2.2L14 9V3.5M7.5 15h9",
    "cut": "M7 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM7 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 8.5 20 17"
    "M9 15.5 20 7",
    "money": "M3.5 6.5h17v11h-17ZM12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM6.5 12h.2M17.3 12h.2",
    "table": "M4 5h16v14H4ZM4 10h16M4 14.5h16M10 10v9",
    "print": "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7Z",
    "brief": "M5 4h14v16H5ZM8.5 8.5h7M8.5 12h7M8.5 15.5h4",
    "plan": "M4 6h6v5H4ZM14 13h6v5h-6ZM7 11v4.5h7M13 8.5h7",
    "task": "M5 4.5h14v15H5ZM8.5 12l2.5 2.5 4.5-5",
    "meeting": "M4 5.5h16v14H4ZM4 10h16M8.5 3.5v4M15.5 3.5v4M8 14h3M13.5 14h2.5",
    "notice": "M6 3.5h12v17H6ZM9 8h6M9 11.5h6M13.5 17h2",
    "remedy": "M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3Z",
    "inspect": "M5 3.5h9l3 3V11M5 3.5v17h6M8 9h5M8 12.5h3M16 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM18.2 18.2 21 21",
    "promise": "M12 20.5S4 15.5 4 9.8A4.3 4.3 0 0 1 12 7.6a4.3 4.3 0 0 1 8 2.2c0 5.7-8 10.7-8 10.7Z",
    "jobs": "M4 7h10M4 12h16M4 17h7M17 5.5v3M14 15.5v3",
}


def svg(name: str) -> str:
    """Inline markup of one icon, hidden from screen readers. ``KeyError`` for an icon that was never drawn."""
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{PATHS[name]}"/></svg>'
