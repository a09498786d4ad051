// Command bangfu (帮扶) takes in the counties' workbooks, judges every row
// against the regulation, gives each county its own workbook back, and writes
// the city's filing, supply and reports. This package holds flags, wiring and
// exit statuses, one file a subcommand; it decides nothing.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	watchMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], system())
	stop()
	os.Exit(status)
}
