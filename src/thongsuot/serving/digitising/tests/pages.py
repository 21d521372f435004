"""Scans made for the tests: real sentences drawn as a scanner would see them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from thongsuot.writing.fonts import FOLDER

LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐƠN ĐỀ NGHỊ XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    "Kính gửi: Ủy ban nhân dân phường Đông Kinh, tỉnh Lạng Sơn",
    "Họ và tên: Nguyễn Thị Thúy Hằng, sinh ngày 12 tháng 3 năm 1990",
    "Nơi thường trú: khối 5, phường Đông Kinh, tỉnh Lạng Sơn",
    "Nghề nghiệp: giáo viên trường tiểu học Hoàng Văn Thụ",
    "Đề nghị xác nhận tôi hiện chưa đăng ký kết hôn với ai kể từ khi đủ tuổi",
    "Mục đích: để làm thủ tục kết hôn với ông Hoàng Văn Dương ở xã Cao Lộc",
    "Tôi xin chịu trách nhiệm trước pháp luật về những điều đã khai ở trên",
)


def scan(dpi: int = 300, noise: int = 0, tilt: float = 0.0, lines: tuple[str, ...] = LINES) -> Image.Image:
    """A grey A4 page; ``noise``: how far each dot strays, of 255; ``tilt`` in degrees."""
    size = (round(210 / 25.4 * dpi), round(297 / 25.4 * dpi))
    page = Image.new("L", size, 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FOLDER / "Tinos-Regular.ttf"), round(13 / 72 * dpi))
    for at, line in enumerate(lines):
        draw.text((round(size[0] * 0.12), round(size[1] * (0.08 + at * 0.035))), line, font=font, fill=20)
    if tilt:
        page = page.rotate(tilt, fillcolor=250, resample=Image.Resampling.BICUBIC)
    if noise:
        page = Image.blend(page, Image.effect_noise(size, noise), 0.35).filter(ImageFilter.GaussianBlur(0.8))
    return page


def png(page: Image.Image, dpi: int = 300) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def character_errors(wanted: str, read: str) -> float:
    """CER: edits needed, a letter each, by the length of what was wanted; spaces and line breaks alike."""
    left, right = " ".join(wanted.split()), " ".join(read.split())
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(right, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != other))
    return row[-1] / len(left)
