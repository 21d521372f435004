"""Addresses of meetings; «trinh-chieu» and «man-hinh» are for the projector."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.meetings.views import calendar, present, room, workspace

_BASE = "lam-viec/phien-hop"
_ONE = f"{_BASE}/<slug:key>"

urlpatterns = [
    path(_BASE, calendar.meeting_list, name="meetings"),
    path(f"{_BASE}/them", calendar.plan, name="meeting-plan"),
    path(_ONE, workspace.workspace, name="meeting"),
    path(f"{_ONE}/sua", calendar.edit, name="meeting-edit"),
    path(f"{_ONE}/hoan", calendar.cancel, name="meeting-cancel"),
    path(f"{_ONE}/giay-moi.ics", calendar.entry, name="meeting-entry"),
    path(f"{_ONE}/moi", workspace.invite, name="meeting-invite"),
    path(f"{_ONE}/tra-loi/<int:pk>", workspace.reply, name="meeting-reply"),
    path(f"{_ONE}/diem-cau", workspace.add_site, name="meeting-site"),
    path(f"{_ONE}/tai-lieu", workspace.add_paper, name="meeting-paper-add"),
    path(f"{_ONE}/tai-lieu/<int:pk>", workspace.paper, name="meeting-paper"),
    path(f"{_ONE}/tai-lieu/<int:pk>/gui", workspace.deliver, name="meeting-paper-deliver"),
    path(f"{_ONE}/y-kien", workspace.give_opinion, name="meeting-opinion"),
    path(f"{_ONE}/y-kien/<int:pk>", workspace.answer_opinion, name="meeting-opinion-answer"),
    path(f"{_ONE}/khen-thuong", workspace.add_commendation, name="meeting-commendation"),
    path(f"{_ONE}/diem-danh", room.attendance, name="meeting-attendance"),
    path(f"{_ONE}/khai-mac", room.open_meeting, name="meeting-open"),
    path(f"{_ONE}/ghi", room.capture, name="meeting-capture"),
    path(f"{_ONE}/ghi/doc-cau", room.hear_sentence, name="meeting-hear"),
    path(f"{_ONE}/ghi/<int:pk>", room.edit_conclusion, name="meeting-conclusion"),
    path(f"{_ONE}/nhan-viec", room.acknowledge, name="meeting-acknowledge"),
    path(f"{_ONE}/be-mac", room.close, name="meeting-close"),
    path(f"{_ONE}/chot-so-lieu", present.settle, name="meeting-settle"),
    path("hop/<slug:key>/trinh-chieu", present.present, name="meeting-present"),
    path("hop/<slug:key>/trinh-chieu/ket-luan", present.live, name="meeting-present-live"),
    path("hop/<slug:key>/trinh-chieu.js", present.worker, name="meeting-present-worker"),
    path("hop/<slug:key>/man-hinh", room.screen, name="meeting-screen"),
]
