"""A notice of our own making with the figures of a real one (S4), for every test of this package."""

from __future__ import annotations

from datetime import date

from thongsuot.writing.model import (
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    Run,
    Signature,
    Table,
    document_count,
)

SIGNATURE = Signature(("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Dương Công Hiệp")
RECIPIENTS = (
    "Chủ tịch, các PCT UBND tỉnh",
    "Ban Pháp chế HĐND tỉnh",
    "Các Sở, Ban, ngành",
    "UBND các huyện, thành phố",
    "C, PCVP UBND tỉnh, các phòng CV, TTTT",
    "Lưu: VT, NC (TPT)",
)
BLOCKS = (
    Paragraph(
        text="Ngày 10/10/2024, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp Ban Chỉ đạo cải cách hành chính tỉnh "
        "quý III năm 2024, kết nối trực tuyến với 11 điểm cầu, và kết luận như sau:"
    ),
    Heading("1.", "Kết quả nổi bật"),
    Paragraph(
        runs=(
            Run("Toàn tỉnh đã cắt giảm thời hạn của "),
            Run("54 thủ tục", figure="thu-tuc-cat-giam"),
            Run(", tổng thời gian cắt giảm 561,5/1.659,5 ngày, đạt "),
            Run("33,8%", bold=True),
            Run("; hồ sơ giải quyết đúng và trước hạn đạt 99,7%."),
        )
    ),
    Heading("2.", "Hạn chế"),
    Paragraph(
        text="Tỷ lệ thanh toán trực tuyến mới đạt 41,05%; số đơn vị sự nghiệp công lập giảm 13,94%, còn thiếu nhiều "
        "so với mục tiêu tối thiểu 20%; đơn vị tự chủ về tài chính mới đạt 3,13%."
    ),
    Table(
        ("STT", "Chỉ tiêu", "Mục tiêu", "Thực hiện"),
        (("1", "Giảm đơn vị sự nghiệp công lập", "20%", "13,94%"), ("2", "Tự chủ tài chính", "10%", "3,13%")),
        (1, 5, 2, 2),
    ),
    Heading("3.", "Nhiệm vụ trong thời gian tới"),
    Paragraph(
        "3.1.",
        "Các cơ quan rà soát những chỉ tiêu đạt thấp, khó hoàn thành; phân công người chịu trách nhiệm đến cùng.",
    ),
    Paragraph(
        "3.2.",
        runs=(Run("Tiếp tục phong trào thi đua “"), Run("Thanh toán trực tuyến", italic=True), Run("” ở mọi cấp.")),
    ),
    Paragraph("3.3.", f"Đẩy nhanh các lớp bồi dưỡng còn lại ({document_count(18)} lớp) trước ngày 15/12/2024, gồm:"),
    ListItem("a)", f"Sở Thông tin và Truyền thông: {document_count(5)} lớp;"),
    ListItem("b)", f"Ủy ban nhân dân huyện Lộc Bình: {document_count(7)} lớp;"),
    ListItem("c)", f"Ủy ban nhân dân huyện Tràng Định: {document_count(6)} lớp."),
    Paragraph("3.4.", "Các sở được giao chủ trì từng lĩnh vực tăng cường kiểm tra và tham mưu kịp thời."),
    Paragraph("3.5.", "Cấp ủy, chính quyền cấp huyện, cấp xã quan tâm trang thiết bị cho Bộ phận Một cửa."),
    Paragraph("3.6.", "Khảo sát sự hài lòng của người dân đúng kế hoạch; phản ánh trung thực kết quả phục vụ."),
    Paragraph(text="Ủy ban nhân dân tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện."),
)


def notice(**changes: object) -> OfficialDocument:
    """The notice as issued: number 05, 9 January 2024; any field may be changed."""
    fields: dict[str, object] = {
        "issuer": "Ủy ban nhân dân\nTỉnh Lạng Sơn",
        "symbol": "TB-UBND",
        "place": "Lạng Sơn",
        "year": 2024,
        "number": 5,
        "day": date(2024, 1, 9),
        "kind": "Thông báo",
        "subject": "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp Ban Chỉ đạo cải cách hành chính quý III "
        "năm 2024",
        "blocks": BLOCKS,
        "recipients": RECIPIENTS,
        "signature": SIGNATURE,
    }
    return OfficialDocument(**{**fields, **changes})  # type: ignore[arg-type]


def blank_notice(**changes: object) -> OfficialDocument:
    """The same before it is numbered: October 2024 is known, number and day are not (S4, C03)."""
    return notice(**{"number": None, "day": None, "month": 10, **changes})
