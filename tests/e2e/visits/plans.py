"""Plans of the running year and of 2024, a target, what is hard, what is left, what cannot be checked."""

from __future__ import annotations

from thongsuot.steering.plans.models import Plan, Target


def addresses() -> dict[str, list[str]]:
    current = Plan.objects.filter(is_sample=True, programme="cchc").order_by("-year_to")[0]
    old = Plan.objects.get(number="04/KH-UBND")
    target = Target.objects.filter(plan=current, values__isnull=False).order_by("pk")[0]
    root = "/lam-viec/ke-hoach"
    return {
        "thu-ky": [
            *(root, f"{root}?chuong_trinh=khac", f"{root}/them", f"{root}/{current.key}", f"{root}/{old.key}"),
            *(f"{root}/goi-y?ke-hoach={current.key}", f"/lam-viec/chi-tieu/{target.pk}", "/lam-viec/chi-tieu-kho"),
            *("/lam-viec/chi-tieu-kho?ngay=10/10/2024", "/lam-viec/tu-nay-den-cuoi-nam", "/lam-viec/chuong-trinh"),
            f"/lam-viec/chi-tieu?don-vi={old.unit.key}",
        ]
    }
