# Tasks of the house. `make` alone lists them; each needs only Python ≥ 3.11 with venv, git and make.
.DEFAULT_GOAL := help
.PHONY: help run test lint prove bench docs messages migrations clean-demo

PYTHON_HERE := .venv/bin/python

help: ## 列出全部任务 · list every task
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r task line; do printf '  make %-12s %s\n' "$$task" "$$line"; done

run: ## 启动演示县（首次自动安装并生成数据）· start the demonstration county
	@scripts/bootstrap.sh run
	@.venv/bin/qinqing demo

test: ## 运行全部测试：SQLite、PostgreSQL、浏览器；K=词 只跑一部分 · run every test; K=word runs some
	@scripts/bootstrap.sh dev
	@scripts/system-tools.sh
	@$(PYTHON_HERE) scripts/test.py $(if $(K),-k "$(K)")

lint: ## 检查格式、类型、引用、边界、生成的文档 · check format, types, citations, boundaries, generated docs
	@scripts/bootstrap.sh dev
	@$(PYTHON_HERE) scripts/lint.py

prove: ## 完整运行长时间的证明，结果存入 docs/proofs/ · run the long proofs in full, keep dated results
	@scripts/bootstrap.sh dev
	@scripts/system-tools.sh
	@$(PYTHON_HERE) scripts/prove.py

bench: ## 与同类并排测量，见 bench/ · measure side by side with peers
	@scripts/bootstrap.sh dev
	@$(PYTHON_HERE) scripts/bench.py $(NAMES)

docs: ## 重新生成文档（条文对照、参考）· write the generated pages anew
	@scripts/bootstrap.sh dev
	@$(PYTHON_HERE) scripts/docs.py

messages: ## 收集并编译界面翻译 · collect and compile the interface's translations
	@scripts/bootstrap.sh dev
	@$(PYTHON_HERE) scripts/messages.py

migrations: ## 模型改了以后写迁移 · write the migrations the models lack
	@scripts/bootstrap.sh dev
	@$(PYTHON_HERE) scripts/migrations.py

clean-demo: ## 删除演示数据，不动其他数据库 · remove the demonstration's data and nothing else
	@scripts/clean-demo.sh
