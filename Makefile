# Five targets; everything needs Go alone. staticcheck is the only linter, and go run fetches it.
.PHONY: build test soak generate demo

build: ## the program, with the pre-check for browsers in it
	go generate ./internal/page
	go build -o bangfu ./cmd/bangfu

test: ## what has to pass before a change is taken
	gofmt -l cmd internal templates samples docs | (! grep .)
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	go test ./...

soak: ## the long stories and the race detector whole, and every fact of the tables turned: over an hour
	go test -race -timeout 4h ./internal/batch ./cmd/bangfu
	go test -tags soak -timeout 4h -run NoFactOfATable ./internal/house
	go test -tags soak -timeout 4h -run 'Killed|ManyRuns|AnyDisk|NotesOfCopies|CutShort|Law|Lives|Forgotten|TestYear|LongLife' ./cmd/bangfu ./internal/batch

generate: ## blank workbooks, samples, documents and licences from the tables and go.mod
	go test ./templates ./docs ./internal/sample -update
	go test ./cmd/bangfu -run LicencesOfThirdParties -update

demo: build ## one week of a sample city, in ./demo
	./bangfu demo demo
