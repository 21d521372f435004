"""What goes out, what went out, what was taken up the ladder; the simulator's text messages."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    return {
        "thu-ky": [
            "/lam-viec/don-doc",
            "/lam-viec/don-doc?xem=da-gui",
            "/lam-viec/don-doc?xem=da-gui&nac=tay",
            "/lam-viec/don-doc?xem=dang-bao",
            "/lam-viec/don-doc?q=khong+co+viec+nay",
            "/thong-bao/tin-nhan-gia-lap",
            "/lam-viec/noi-nhan",
        ],
        "truong-ban": ["/lam-viec/don-doc?xem=dang-bao"],
    }
