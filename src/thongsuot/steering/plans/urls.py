"""Addresses of plans and targets."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.plans.views import goals, overview, plans, targets

urlpatterns = [
    path("lam-viec/ke-hoach", plans.plan_list, name="plans"),
    path("lam-viec/ke-hoach/them", plans.plan_add, name="plan-add"),
    path("lam-viec/ke-hoach/goi-y", overview.hints, name="quality-hints"),
    path("lam-viec/ke-hoach/<slug:key>", plans.plan_detail, name="plan"),
    path("lam-viec/ke-hoach/<slug:key>/sua", plans.plan_edit, name="plan-edit"),
    path("lam-viec/ke-hoach/<slug:key>/cap-tren", plans.plan_parent, name="plan-parent"),
    path("lam-viec/ke-hoach/<slug:key>/ban-hanh", plans.plan_issue, name="plan-issue"),
    path("lam-viec/ke-hoach/<slug:key>/tong-ket", plans.plan_close, name="plan-close"),
    path("lam-viec/ke-hoach/<slug:key>/xoa", plans.plan_remove, name="plan-remove"),
    path("lam-viec/ke-hoach/<slug:key>/muc", goals.goal_add, name="goal-add"),
    path("lam-viec/ke-hoach/<slug:key>/chi-tieu", targets.target_add, name="target-add"),
    path("lam-viec/muc/<int:pk>/sua", goals.goal_edit, name="goal-edit"),
    path("lam-viec/muc/<int:pk>/xoa", goals.goal_remove, name="goal-remove"),
    path("lam-viec/chi-tieu", overview.unit_targets, name="targets"),
    path("lam-viec/chi-tieu.csv", overview.targets_csv, name="targets-csv"),
    path("lam-viec/chi-tieu-kho", overview.hard_targets, name="hard-targets"),
    path("lam-viec/chi-tieu/<int:pk>", targets.target_detail, name="target"),
    path("lam-viec/chi-tieu/<int:pk>/sua", targets.target_edit, name="target-edit"),
    path("lam-viec/chi-tieu/<int:pk>/xoa", targets.target_remove, name="target-remove"),
    path("lam-viec/chi-tieu/<int:pk>/gan/<int:claim>", targets.target_bind, name="target-bind"),
    path("lam-viec/tu-nay-den-cuoi-nam", overview.year_end, name="year-end"),
    path("lam-viec/chuong-trinh", overview.programmes, name="programmes"),
    path("lam-viec/chuong-trinh.csv", overview.programmes_csv, name="programmes-csv"),
]
