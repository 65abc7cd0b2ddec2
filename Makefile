# The commands of the project. `make run` and `make test` do everything on a fresh Debian or Ubuntu with Swift 6.2 or newer.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Each target may import only what it declares: the arrows of the house.
ARROWS := --explicit-target-dependency-import-check error
SOURCES := Package.swift Protocol Core Transports Storage Client Server Tests

.PHONY: help run test test-long test-traits simulate lint format migration examples schemathesis bench bench-storage bench-programs bench-http bench-live bench-sync bench-profile clean system

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: system ## Build and serve on http://127.0.0.1:8080 with SQLite (arguments: make run ARGS="--port 9000")
	swift build -c release --product caravan
	exec "$$(swift build -c release --show-bin-path)/caravan" serve $(ARGS)

# The storm and the simulation first and by themselves: they take all processors. Then those in which a client must be faster
# than a limit of seconds: they take next to nothing, but in time.
ALONE := RevocationStormTests SimulationTests (LifeTests|ShutdownTests|SlowClientTests|CloseTests)

# How many tests run at once: enough that the waiting of some is the others' time, not so many that none comes to its turn.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 6

test: system ## Every test
	swift build --build-tests $(ARROWS)
	for suites in $(foreach suites,$(ALONE),'$(suites)'); do swift test --skip-build --filter "$$suites"; done
	swift test --skip-build $(foreach suites,$(ALONE),--skip '$(suites)')

test-long: system ## Every test, with ten times as many kills and seeds
	swift build --build-tests $(ARROWS)
	CARAVAN_KILLS=200 swift test --skip-build

test-traits: system ## The program with SQLite alone, on a machine without pkg-config's files
	PKG_CONFIG_LIBDIR= swift build --traits SQLite --product caravan

simulate: ## Many seeds of servers and devices (SEEDS=10000 [FROM=1]), or one again with all that happened (SEED=7)
	swift build -c release --product caravan-simulate
	"$$(swift build -c release --show-bin-path)/caravan-simulate" \
	    $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),1000) --from $(or $(FROM),1)) $(ARGS)

lint: ## Formatting, and what the compiler does not see
	swift format lint --strict --recursive $(SOURCES)
	.ci/tidy

format: ## Format everything
	swift format --in-place --recursive $(SOURCES)

migration: ## The next migration, from the difference between entities and the last schema: make migration NAME=chat
	swift run caravan-migration --name $(NAME)

examples: ## The documents' examples, played anew from the scenarios
	swift build --build-tests $(ARROWS)
	CARAVAN_EXAMPLES=write swift test --skip-build --filter ExampleTests

schemathesis: ## The server against its own OpenAPI document, as everybody (needs python3-venv; arguments: ARGS="--binary FILE")
	Tests/Schemathesis/run $(ARGS)

bench: bench-storage bench-http bench-live bench-sync ## Speed and memory, against controls in the same run: tables, and .build/bench/*.json

bench-storage:
	swift run -c release bench-storage

bench-programs:
	swift build -c release --product caravan
	swift build -c release --product bench-http-control
	swift build -c release --product bench-http

bench-http: bench-programs
	"$$(swift build -c release --show-bin-path)/bench-http" $(ARGS)

bench-live: ## Live traffic over WebSockets, against a bare NIO server (arguments: make bench-live ARGS="--only fanout,idle")
	swift build -c release --product caravan
	swift build -c release --product bench-live-control
	swift build -c release --product bench-live
	"$$(swift build -c release --show-bin-path)/bench-live" $(ARGS)

bench-sync: ## Pulls and pushes, against bare SQLite and a bare static route (arguments: make bench-sync ARGS="--only push --profile")
	swift build -c release --product caravan
	swift build -c release --product bench-http-control
	swift build -c release --product bench-sync
	"$$(swift build -c release --show-bin-path)/bench-sync" $(ARGS)

bench-profile: bench-programs ## Where the time of each measured path goes, by perf
	"$$(swift build -c release --show-bin-path)/bench-http" --profile $(ARGS)

clean: ## Forget what was built
	rm -rf .build

system:
	@.ci/system
