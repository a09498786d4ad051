# Five targets; everything needs Go alone.
.PHONY: build test generate demo clean

build: ## the program
	go build -o bangfu ./cmd/bangfu

test: ## what has to pass before a change is taken
	gofmt -l cmd internal templates samples docs | (! grep .)
	go vet ./...
	go test ./...

generate: ## blank workbooks and documents from the tables
	go test ./templates ./docs -update

demo: build ## one week of a sample city, in ./demo
	./bangfu demo demo

clean:
	rm -rf bangfu demo
