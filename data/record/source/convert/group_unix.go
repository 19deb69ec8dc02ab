//go:build unix

package convert

import (
	"os/exec"
	"syscall"
)

// ownGroup starts cmd in a process group of its own and ends the whole group with it:
// soffice is a script that starts the program proper.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
