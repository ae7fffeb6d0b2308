package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// shutdownNow is EXT4_IOC_SHUTDOWN, and its argument: nothing more reaches the
// disk, the journal neither, as in a power cut.
const (
	shutdownNow  = 0x8004587d
	withoutFlush = 2
)

// TestPowerCut cuts the power of a disk at random moments of an ingest, and
// just after one. REFRAIN_POWERCUTS=50 is the long version.
func TestPowerCut(t *testing.T) {
	if testing.Short() {
		t.Skip("the power is not cut in the short version")
	}
	disk := t.TempDir()
	image := filepath.Join(t.TempDir(), "disk.img")
	loopDisk(t, image, disk)
	c := newCrash(t, filepath.Join(disk, "ws"))
	cuts := 3
	if n, err := strconv.Atoi(os.Getenv("REFRAIN_POWERCUTS")); err == nil {
		cuts = n
	}
	for i := range cuts {
		if err := os.RemoveAll(c.ws); err != nil {
			t.Fatal(err)
		}
		c.run("ingest", c.first)
		cmd := c.command("ingest", c.all)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		how := "power cut after the end"
		if i%4 == 3 {
			_ = cmd.Wait()
			cutPower(t, disk)
		} else {
			after := c.moment()
			how = "power cut after " + after.String()
			time.Sleep(after)
			cutPower(t, disk)
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
		remount(t, image, disk)
		c.check(how, out.String())
	}
}

// loopDisk makes a disk of a file and mounts it, or skips the test.
func loopDisk(t *testing.T, image, disk string) {
	t.Helper()
	for _, tool := range []string{"mkfs.ext4", "mount", "umount"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is missing", tool)
		}
	}
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, 128<<20); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", image).CombinedOutput(); err != nil {
		t.Skipf("mkfs.ext4: %v: %s", err, out)
	}
	if out, err := exec.Command("mount", "-o", "loop", image, disk).CombinedOutput(); err != nil {
		t.Skipf("a loop device cannot be mounted here: %v: %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", disk).Run() })
}

// cutPower stops all writing to the disk at once.
func cutPower(t *testing.T, disk string) {
	t.Helper()
	d, err := os.Open(disk)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	flag := [4]byte{withoutFlush}
	if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, d.Fd(), shutdownNow, uintptr(unsafe.Pointer(&flag))); e != 0 {
		t.Skipf("this system cannot cut the power of a disk: %v", e)
	}
}

func remount(t *testing.T, image, disk string) {
	t.Helper()
	var out []byte
	err := error(nil)
	for range 20 {
		if out, err = exec.Command("umount", disk).CombinedOutput(); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond) // children that read are still ending
	}
	if err != nil {
		t.Fatalf("umount: %v: %s", err, out)
	}
	if out, err := exec.Command("mount", "-o", "loop", image, disk).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v: %s", err, out)
	}
}
