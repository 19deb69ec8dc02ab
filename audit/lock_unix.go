//go:build unix

package audit

import (
	"fmt"
	"os"
	"syscall"

	"github.com/mingjian/mingjian/fault"
)

// lock takes the lock that only one sealer may hold. The system gives it back when its
// holder dies, however it dies.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the log: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fault.Conflictf("操作记录正由另一个进程写入（例如 mingjian serve）。", "Another process writes the log (mingjian serve, say).").Because(err)
	}
	return func() { f.Close() }, nil
}
