"""What a new procedure starts as: two steps and nothing else, in plain form."""

from __future__ import annotations

from typing import Any

from thongsuot.serving.procedures.domain.plain import content_from, plain_of

SKELETON: dict[str, Any] = plain_of(
    content_from(
        {
            "limit": {"value": "1", "unit": "working_days"},
            "level": "commune",
            "service": "full",
            "steps": [
                {
                    "code": "tiep-nhan",
                    "title": "Tiếp nhận",
                    "role": "receive",
                    "office": "one_stop",
                    "share": "0.5",
                },
                {"code": "tra", "title": "Trả kết quả", "role": "return", "office": "one_stop", "share": "0.5"},
            ],
            "components": [],
        }
    )
)
