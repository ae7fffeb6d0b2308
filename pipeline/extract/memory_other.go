//go:build !linux

package extract

import "time"

// residentMemory is not told by this system; the time limit remains.
func residentMemory(int) int64 { return 0 }

// processorTime is not known on this system.
func processorTime(int) time.Duration { return 0 }
