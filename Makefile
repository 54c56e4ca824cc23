# Everything that is done by hand or by continuous integration. `make help` lists it.

SWIFT ?= swift
# How long `make fuzz` goes on.
SECONDS ?= 60

debug_bin = "$$($(SWIFT) build --show-bin-path)"
moult_test = $(debug_bin)/moult-test
release_bin = "$$($(SWIFT) build --configuration release --show-bin-path)"
test_results = .build/test-results.xml
swift_paths = Package.swift Sources Tests

.DEFAULT_GOAL := help
.PHONY: help setup setup-test build test interop demo proto format lint fuzz bench

help: ## List what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the Debian packages that a build needs
	@.ci/setup build

setup-test: ## Install the Debian and Python packages that the tests need
	@.ci/setup test
	@Tests/InferenceHTTPTests/Python/environment >/dev/null

build: setup ## Build the release of moult
	$(SWIFT) build --configuration release --product moult
	@echo "built: $$($(SWIFT) build --configuration release --show-bin-path)/moult"

# The clients of others go first, so that the run ends with the test runner's own lines, or with
# what failed.
# One test after the other: some use every core for seconds, and others listen for what comes in
# time.
test: setup-test ## Run every test
	$(SWIFT) build --build-tests
	Tests/Interop/run $(moult_test)
	Tests/InferenceHTTPTests/Python/run $(debug_bin)
	rm -f $(test_results)
	$(SWIFT) test --skip-build --disable-xctest --no-parallel --xunit-output $(test_results) \
		--experimental-xunit-message-failure || Tests/failed $(test_results)

interop: setup-test ## Run the clients of others against a server: Go, Rust, ollama and openai
	$(SWIFT) build --product moult-test
	$(SWIFT) build --product ollama-double
	Tests/Interop/run $(moult_test)
	Tests/InferenceHTTPTests/Python/run $(debug_bin)

# A real Ollama is used where one answers; OLLAMA=double brings one that needs no GPU.
demo: build ## Show the main job on this machine's own documentation (OLLAMA=double: with chat beside)
ifeq ($(OLLAMA),double)
	$(SWIFT) build --configuration release --product ollama-double
	@Tests/OllamaDouble/with $(release_bin) $(release_bin)/moult demo
else
	@$(release_bin)/moult demo
endif

proto: setup ## Make the messages anew from proto/
	proto/generate

format: ## Lay out the sources
	$(SWIFT) format --in-place --parallel --recursive $(swift_paths)

lint: ## Check the layout of the sources
	$(SWIFT) format lint --strict --parallel --recursive $(swift_paths)

fuzz: setup ## Fuzz the codec and the frames: make fuzz SECONDS=60
	Tests/Fuzz/run $(SECONDS)

bench: build ## Measure speed and memory
	Tests/Benchmarks/run
