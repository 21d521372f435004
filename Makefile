# Thông Suốt. Gõ `make help` để xem các lệnh.
SHELL := /bin/sh
# The first Python that is new enough; shims of version managers may exist and yet not run.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || true)
PYTHON := $(or $(PYTHON),python3)
BOOTSTRAP = command -v $(PYTHON) >/dev/null || { echo "Chưa có Python. Hãy cài: sudo apt install python3 python3-venv"; exit 1; }; \
	$(PYTHON) tools/bootstrap.py
BIN := .venv/bin
# One test or folder: make test T=tests/ground
T ?=
# File by file over several processes, in the order of testpaths: the long ones first, so that all end together.
SHARED = --dist loadfile --no-loadscope-reorder
# Some images forbid Python to keep what it compiled; every start of the product would then compile it all again.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help setup run test test-fast lint format bench stop reset assets lock

help: ## Liệt kê các lệnh
	@echo "Thông Suốt — các lệnh:"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS='	' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: ## Cài môi trường chạy (.venv), lần sau chỉ mất chốc lát
	@$(BOOTSTRAP) base

run: setup ## Chạy tại http://127.0.0.1:8000 kèm dữ liệu minh họa (đổi cổng: PORT=8001)
	@THONGSUOT_DEMO=$${THONGSUOT_DEMO-1} exec $(BIN)/thongsuot run

# Three on two cores: the whole run often waits, for servers, browsers and clocks.
test: ## Chạy toàn bộ phép thử (một phần: T=tests/ground)
	@$(BOOTSTRAP) dev browser spark
	@$(BIN)/pytest -n 3 $(SHARED) $(T)

test-fast: ## Phép thử nhanh không cần cơ sở dữ liệu, dưới một phút
	@$(BOOTSTRAP) dev
	@THONGSUOT_FAST=1 $(BIN)/pytest -n 2 $(SHARED) -m "not slow and not browser and not database" $(T)

lint: ## Kiểm tra cách viết, kiểu, ranh giới giữa các gói, migration
	@$(BOOTSTRAP) dev
	@$(BIN)/python tools/lint.py

format: ## Sắp lại mã theo quy ước chung
	@$(BOOTSTRAP) dev
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: ## Đo tốc độ (một phép: T=reading)
	@$(BOOTSTRAP) dev bench
	@for script in bench/$(or $(T),*).py; do $(BIN)/python $$script || exit 1; done

stop: ## Dừng trang web và PostgreSQL riêng
	@if [ -x $(BIN)/thongsuot ]; then $(BIN)/thongsuot stop; else echo "Không có gì đang chạy."; fi

reset: ## Xóa dữ liệu trong var/ để làm lại từ đầu (hỏi lại; FORCE=1 thì không hỏi)
	@if [ -x $(BIN)/thongsuot ]; then $(BIN)/thongsuot reset $(if $(FORCE),--yes); else echo "Không có gì để xóa."; fi

assets: ## Dựng lại kiểu dáng, mã trình duyệt (cần khi sửa src/thongsuot/web/assets)
	@$(PYTHON) tools/build_assets.py

lock: ## Khóa lại phiên bản các gói Python theo pyproject.toml
	@$(BOOTSTRAP) dev
	@$(BIN)/python tools/lock.py
