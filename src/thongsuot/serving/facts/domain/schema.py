"""The fact table: one row a dossier, as known when the fact was taken; the same in PostgreSQL, Parquet and Spark.

Moments are Vietnam local time without a zone, so that a day is the same day in every engine. Sub-dossiers (H07) and
internal procedures (H04) have no row: they are no one-stop service. ``unit`` decides, ``received_unit`` took it in;
both and ``procedure`` are numbers of the dimension tables beside the facts. A dossier nobody received has no row yet.
``closed_at`` stands only where ``finished_at`` does not, ``paused_at`` only on a dossier that has not ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.schema import Schema

VERSION = 1


class Channel(IntEnum):
    """KenhThucHien of the national portal."""

    DIRECT = 1
    ONLINE = 2
    POST = 3


class Mode(IntEnum):
    """Who sat at the keyboard of an online dossier (I06)."""

    SELF = 0
    ASSISTED = 1
    OFFICER = 2


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: an Ibis type, «?» behind it: may be empty. ``meaning``: what stands there, for readers of open data."""

    name: str
    kind: str
    meaning: str

    @property
    def is_nullable(self) -> bool:
        return self.kind.endswith("?")

    @property
    def type_name(self) -> str:
        return self.kind.removesuffix("?")


COLUMNS: tuple[Column, ...] = (
    Column("source", "int16", "hệ thống gửi: 0 là hệ thống này, số khác theo bảng nguồn"),
    Column("code", "string", "mã hồ sơ"),
    Column("province", "int32", "tỉnh, thành phố (hoặc bộ) của nơi giải quyết"),
    Column("unit", "int32", "nơi giải quyết"),
    Column("received_unit", "int32", "nơi tiếp nhận"),
    Column("procedure", "int32", "thủ tục"),
    Column("channel", "int16", "kênh nộp: 1 trực tiếp, 2 trực tuyến, 3 bưu chính"),
    Column("mode", "int16", "ai nộp trên mạng: 0 tự nộp, 1 được hỗ trợ, 2 cán bộ nộp thay"),
    Column("started_at", "timestamp", "lúc tiếp nhận, đồng hồ bắt đầu"),
    Column("due_at", "timestamp?", "hẹn trả đang có hiệu lực; trống khi đồng hồ dừng"),
    Column("paused_at", "timestamp?", "dừng chờ người dân từ lúc; trống khi đang chạy"),
    Column("finished_at", "timestamp?", "có kết quả lúc"),
    Column("closed_at", "timestamp?", "kết thúc mà không có kết quả lúc (trả lại, dừng, rút)"),
    Column("is_past_due", "boolean", "ngày hẹn đã qua trước khi hồ sơ xong, tính đến lúc lấy số liệu"),
    Column("supplements", "int16", "số lần yêu cầu bổ sung"),
    Column("has_fee", "boolean", "có phí, lệ phí lớn hơn 0 đồng"),
    Column("is_paid_online", "boolean", "đã trả phí, lệ phí qua ngân hàng"),
    Column("gives_paper", "boolean", "thủ tục trả kết quả bằng văn bản"),
    Column("has_electronic_result", "boolean", "có kết quả điện tử đã ký"),
    Column("has_electronic_part", "boolean", "có giấy tờ ở dạng điện tử"),
    Column("has_paper_part", "boolean", "còn giấy tờ chỉ có bản giấy"),
    Column("is_reusing", "boolean", "dùng lại giấy tờ, kết quả hoặc dữ liệu đã có"),
    Column("is_from_store", "boolean", "lấy giấy tờ từ kho của người dân"),
    Column("is_identified", "boolean", "người nộp đã định danh điện tử"),
    Column("is_same_day", "boolean", "không phiếu hẹn"),
    Column("is_disliked", "boolean", "người nộp không hài lòng (điểm trung bình dưới 3 trên 5)"),
)
NAMES: tuple[str, ...] = tuple(one.name for one in COLUMNS)


def schema() -> Schema:
    """The fact table as Ibis knows it."""
    import ibis

    return ibis.schema({one.name: f"{'' if one.is_nullable else '!'}{one.type_name}" for one in COLUMNS})
