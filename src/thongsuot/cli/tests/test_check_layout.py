"""``thongsuot check-layout``: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from thongsuot.cli.main import main
from thongsuot.writing.model import OfficialDocument, Paragraph, Signature
from thongsuot.writing.word import write_word


def paper(folder: Path, name: str, recipients: tuple[str, ...] = ("Lưu: VT",)) -> str:
    document = OfficialDocument(
        issuer="Sở Nội vụ", symbol="BC-SNV", place="Lạng Sơn", year=2024, month=10, kind="Báo cáo",
        subject="Kết quả quý III", signature=Signature(("GIÁM ĐỐC",), "Nguyễn Văn An"), recipients=recipients,
        blocks=(Paragraph(text="Nội dung."),),
    )  # fmt: skip
    path = folder / name
    path.write_bytes(write_word(document))
    return str(path)


def test_a_sound_paper_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = paper(tmp_path, "bao-cao.docx")
    assert main(["check-layout", name]) == 0
    assert capsys.readouterr().out == f"{name}: đúng thể thức\n"


def test_faults_are_told_with_their_law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-layout", paper(tmp_path, "bao-cao.docx", recipients=("Các phòng",))]) == 1
    told = capsys.readouterr().out
    assert "1 lỗi thể thức" in told
    assert "Danh sách nơi nhận thiếu dòng lưu ở cuối" in told
    assert "NĐ 30/2020/NĐ-CP, Phụ lục I, phần I, II.9d" in told


def test_faults_can_be_had_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = paper(tmp_path, "bao-cao.docx", recipients=())
    assert main(["check-layout", "--json", name]) == 1
    [row] = json.loads(capsys.readouterr().out)
    assert (row["file"], row["rule"], row["certainty"]) == (name, "recipients_label", "solid")


@pytest.mark.parametrize("content", [None, b"", b"not a zip"])
def test_what_cannot_be_read_is_told_and_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    broken = tmp_path / "hong.docx"
    if content is not None:
        broken.write_bytes(content)
    assert main(["check-layout", str(broken), paper(tmp_path, "bao-cao.docx")]) == 2
    told = capsys.readouterr()
    assert "đúng thể thức" in told.out
    assert str(broken) in told.err
    assert "Traceback" not in told.err


def test_a_folder_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-layout", str(tmp_path)]) == 2
    assert "đây là thư mục" in capsys.readouterr().err
