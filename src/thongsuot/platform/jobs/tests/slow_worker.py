"""A worker process for the tests: declares one slow job and works until it is killed. Run as a script."""

from __future__ import annotations

import time

import django


def main() -> None:
    django.setup()
    from django.db import transaction
    from procrastinate.contrib.django import app

    from thongsuot.platform.jobs import declaring
    from thongsuot.platform.jobs.declaring import Outcome
    from thongsuot.platform.jobs.progress import Progress
    from thongsuot.platform.jobs.tests.counting import Count
    from thongsuot.platform.search.models import SearchWord

    @declaring.job("sample.slow", "Đếm chậm")
    def slow(progress: Progress, data: Count) -> Outcome:
        progress.expect(data.to)
        for number in range(progress.checkpoint.get("next", 0), data.to):
            with transaction.atomic():
                SearchWord.objects.create(word=f"n{number}")
                time.sleep(0.05)
                progress.save({"next": number + 1}, done=number + 1)
        return Outcome("Đã đếm xong.")

    # Names in annotations are looked up in the module, and these were imported inside the function.
    slow.function.__annotations__.update({"progress": Progress, "data": Count, "return": Outcome})
    app.with_connector(app.connector.get_worker_connector()).run_worker(concurrency=1)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
