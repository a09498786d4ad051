//go:build !linux && !windows

package disk

// NetworkFS cannot tell on this system: every path counts as local.
func NetworkFS(string) (kind string, yes bool) { return "", false }
