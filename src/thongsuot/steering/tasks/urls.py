"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.tasks import desk, exporting, giving_page, views

urlpatterns = [
    path("lam-viec/nhiem-vu", views.task_list, name="tasks"),
    path("lam-viec/nhiem-vu/moi", desk.task_new, name="task-new"),
    path("lam-viec/nhiem-vu/hang-loat", desk.tasks_bulk, name="tasks-bulk"),
    path("lam-viec/nhiem-vu/xuat", exporting.tasks_export, name="tasks-export"),
    path("lam-viec/nhiem-vu/xuat/<int:run>", exporting.tasks_export_file, name="tasks-export-file"),
    path("lam-viec/nhiem-vu/<int:pk>", views.task_page, name="task"),
    path("lam-viec/nhiem-vu/<int:pk>/sua", desk.task_edit, name="task-edit"),
    path("lam-viec/nhiem-vu/<int:pk>/minh-chung/<int:evidence>", views.task_evidence, name="task-evidence"),
    path("lam-viec/nhiem-vu/<int:pk>/<slug:step>", views.task_move, name="task-move"),
    path("lam-viec/van-ban/<slug:key>/giao-viec", giving_page.give_directives, name="give-directives"),
]
