"""The catalogue as anybody reads it, and the desk of who keeps it."""

from __future__ import annotations

from thongsuot.serving.procedures.models import ProcedureVersion, ReviewItem, VersionStatus


def addresses() -> dict[str, list[str]]:
    draft = ProcedureVersion.objects.filter(status=VersionStatus.DRAFT, procedure__is_sample=True)[0]
    root, desk = "/thu-tuc", "/lam-viec/thu-tuc"
    written = f"{desk}/{draft.procedure.code}/{draft.number}"
    public = [
        *(root, f"{root}?tim=dang+ky+khai+sinh", f"{root}?tim=zzqqxx", f"{root}/su-kien/mo-quan"),
        *(f"{root}/1.001193", f"{root}/1.001612?ngay=2025-06-30&noi=Dong+Kinh", f"{root}/1.001193?ngay=2001-01-01"),
        *(f"{root}/1.001193/phien-ha", f"{root}/muc-do-truc-tuyen"),
    ]
    office = [
        *(desk, f"{desk}/noi-bo", f"{desk}/ra-soat", f"{desk}/ra-soat/{ReviewItem.objects.order_by('pk')[0].pk}"),
        *(f"{desk}/them", f"{desk}/1.001193", f"{desk}/1.001193/so-sanh", written),
        *(f"{written}/{part}" for part in ("chung", "buoc", "giay-to", "phi")),
    ]
    return {"": public, "so-noi-vu": office, "truong-ban": [f"{written}/cong-bo", f"{desk}/1.001193/phan-cap"]}
