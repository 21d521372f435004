"""Addresses of the desk. They come before those of single dossiers."""

from __future__ import annotations

from django.urls import path, re_path

from thongsuot.serving.desk.views import batch, counters, dayend, intake, offline, queue, reception

CODE = r"(?P<code>[0-9A-Za-z.-]+)"

urlpatterns = [
    path("lam-viec/ho-so", queue.dossiers, name="dossiers"),
    path("lam-viec/xu-ly-hang-loat", batch.batch, name="dossiers-batch"),
    path("lam-viec/ban-giao", batch.hand_over, name="hand-over"),
    path("lam-viec/tiep-nhan", reception.reception, name="reception"),
    path("lam-viec/tiep-nhan/ngoai-tuyen", offline.offline, name="reception-offline"),
    re_path(rf"^lam-viec/tiep-nhan/{CODE}/xong$", reception.done, name="reception-done"),
    re_path(rf"^lam-viec/kiem-tra-ho-so/{CODE}$", intake.intake, name="intake-check"),
    path("lam-viec/doi-chieu", dayend.day_end, name="day-end"),
    path("lam-viec/doi-chieu/<int:pk>", dayend.run, name="reconcile-run"),
    path("lam-viec/doi-chieu/lech/<int:pk>", dayend.answer_gap, name="reconcile-answer"),
    path("lam-viec/doi-chieu/don/<int:pk>", dayend.answer_flag, name="bulk-answer"),
    path("lam-viec/quay", counters.counters, name="counters"),
]
