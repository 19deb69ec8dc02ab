package spark

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mingjian/mingjian/fault"
)

//go:embed driver.py
var driver []byte

// Config says how to reach a cluster.
type Config struct {
	// Home is the folder of a Spark 4 distribution, with bin/spark-submit in it.
	Home string
	// Master is where the cluster is: spark://host:7077, yarn, k8s://https://host:6443.
	Master string
	// Conf are settings of Spark for the application: spark.executor.memory and so on.
	Conf map[string]string
	// Wait is how long the cluster may take until it gives an executor; 0 is five minutes.
	Wait time.Duration
}

// A Cluster is a driver of ours that runs on a cluster.
type Cluster struct {
	Version string // of Spark

	folder string // holds driver and socket, and only the user may look into it
	socket string
	life   net.Conn // when it closes, the driver ends
	ended  chan struct{}
	close  func() error
}

// Start starts a driver on a cluster and waits until it has an executor.
func Start(ctx context.Context, c Config) (*Cluster, error) {
	submit, err := c.check(ctx)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "mingjian-spark-*")
	if err != nil {
		return nil, err
	}
	x := &Cluster{folder: folder, socket: filepath.Join(folder, "driver.sock"), ended: make(chan struct{})}
	x.close = sync.OnceValue(x.stop)
	script := filepath.Join(folder, "driver.py")
	if err := os.WriteFile(script, driver, 0o600); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	ctx, cancel := context.WithTimeoutCause(ctx, cmp.Or(c.Wait, 5*time.Minute), errSlow)
	defer cancel()
	if err := x.start(ctx, exec.Command(submit, c.arguments(script, x.socket)...)); err != nil {
		return nil, errors.Join(c.explain(ctx, err), x.Close())
	}
	return x, nil
}

// check finds spark-submit, and the master where that can be told without it.
func (c Config) check(ctx context.Context) (submit string, err error) {
	if c.Master == "" {
		return "", fault.Invalidf("请用 --spark-master 写明 Spark 集群的地址，例如 spark://host:7077 或 yarn。",
			"Give the address of the Spark cluster with --spark-master, such as spark://host:7077 or yarn.")
	}
	submit = "spark-submit"
	if c.Home != "" {
		submit = filepath.Join(c.Home, "bin", "spark-submit")
	}
	if submit, err = exec.LookPath(submit); err != nil {
		return "", fault.Invalidf("没有找到 spark-submit；请用 --spark-home 写明 Spark 4 所在的文件夹。",
			"There is no spark-submit; give the folder of Spark 4 with --spark-home.")
	}
	hosts, standalone := strings.CutPrefix(c.Master, "spark://")
	if !standalone {
		return submit, nil
	}
	for _, host := range strings.Split(hosts, ",") {
		dialer := net.Dialer{Timeout: 5 * time.Second}
		conn, dialErr := dialer.DialContext(ctx, "tcp", host)
		if dialErr == nil {
			return submit, conn.Close()
		}
		err = dialErr
	}
	return "", fault.Invalidf("连接不上 Spark 主节点 %s；请检查地址，以及集群是否在运行。",
		"The Spark master %s cannot be reached; check the address, and whether the cluster is running.", c.Master).Because(err)
}

// arguments are those of spark-submit. The driver shows no web page of its own, for that
// would show what models ask, and so needs not write out every plan for it.
func (c Config) arguments(script, socket string) []string {
	conf := map[string]string{
		"spark.ui.enabled":             "false",
		"spark.ui.showConsoleProgress": "false",
		"spark.ui.liveUpdate.period":   "-1",
		"spark.sql.ui.explainMode":     "simple",
		"spark.app.name":               "mingjian",
		"spark.submit.deployMode":      "client",
	}
	maps.Copy(conf, c.Conf)
	args := []string{"--master", c.Master}
	for _, name := range slices.Sorted(maps.Keys(conf)) {
		args = append(args, "--conf", name+"="+conf[name])
	}
	return append(args, script, socket)
}

var (
	errSlow = errors.New("the cluster gave no executor in time")
	errGone = errors.New("the Spark driver has ended")
)

// start starts the driver and waits until it answers.
func (c *Cluster) start(ctx context.Context, cmd *exec.Cmd) error {
	said := &tail{}
	cmd.Stdout, cmd.Stderr = io.Discard, said
	cmd.WaitDelay = time.Second // for what spark-submit leaves behind
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		_ = cmd.Wait() // why it ended stands in what it said
		close(c.ended)
	}()
	defer func() {
		if c.life == nil {
			_ = cmd.Process.Kill()
		}
	}()
	if err := c.await(ctx); err != nil {
		if errors.Is(err, errGone) {
			return fmt.Errorf("%w: %s", err, said.last())
		}
		return err
	}
	conn, err := net.Dial("unix", c.socket)
	if err != nil {
		return err
	}
	c.life = conn
	return c.ask(ctx, "ready", struct{}{}, c)
}

// await waits until the driver has its socket.
func (c *Cluster) await(ctx context.Context) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if _, err := os.Stat(c.socket); err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-c.ended:
			return errGone
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// explain says what to do when the driver did not start.
func (c Config) explain(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, errGone):
		return fault.Invalidf("Spark 驱动程序没有启动；请检查 Java（17 或以上）、Python 3 和 Spark 的设置。",
			"The Spark driver did not start; check Java (17 or later), Python 3 and the settings of Spark.").Because(err)
	case errors.Is(context.Cause(ctx), errSlow):
		return fault.Invalidf("Spark 集群 %s 没有按时分配执行器；请检查工作节点和所要求的内存、核数。",
			"The Spark cluster %s gave no executor in time; check its workers, and the memory and cores asked for.", c.Master).Because(err)
	default:
		return fmt.Errorf("start spark: %w", err)
	}
}

// gone is why the driver is not heard any more.
func (c *Cluster) gone() error { return errGone }

// Close ends the driver and gives the executors back. It may be called again.
func (c *Cluster) Close() error { return c.close() }

func (c *Cluster) stop() error {
	if c.life != nil {
		_ = c.life.Close() // the driver notices that it is closed, however it went
	}
	select {
	case <-c.ended:
	case <-time.After(30 * time.Second):
	}
	return os.RemoveAll(c.folder)
}

// A tail keeps the end of what a driver that did not start said. Before it runs there are
// no records in that.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	const most = 16 << 10
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	t.text = t.text[max(0, len(t.text)-most):]
	return len(p), nil
}

// last returns the last line that names an error, or else the last line.
func (t *tail) last() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	best := ""
	for line := range bytes.Lines(t.text) {
		s := strings.TrimSpace(string(line))
		if strings.Contains(s, "Exception") || strings.Contains(s, "Error") || strings.Contains(s, "ERROR") || s != "" && best == "" {
			best = s
		}
	}
	return best
}
