package spark_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/detect/engine/spark"
)

// A cluster is a master and two workers of Spark's own, each a process, and one driver of
// ours that all tests share.
type cluster struct {
	home, master string
	folder       string
	workers      []*process
	driver       *spark.Cluster
	closers      []func()
}

var shared *cluster

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run runs the tests on a cluster, if there is a Spark: scripts/spark.sh brings one and
// prints its folder. On CI its absence is a failure.
func run(m *testing.M) int {
	home := os.Getenv("TEST_SPARK_HOME")
	if home == "" {
		if os.Getenv("CI") == "true" {
			fmt.Println("TEST_SPARK_HOME is not set: CI must test with Spark (scripts/spark.sh)")
			return 1
		}
		return m.Run()
	}
	c, err := start(home)
	if err != nil {
		fmt.Println("start the Spark cluster of the tests:", err)
		return 1
	}
	defer c.close()
	shared = c
	return m.Run()
}

// needSpark skips a test where there is no Spark.
func needSpark(t testing.TB) *cluster {
	t.Helper()
	if shared == nil {
		t.Skip("no Spark here: TEST_SPARK_HOME=$(scripts/spark.sh) go test ./detect/engine/spark")
	}
	return shared
}

func start(home string) (c *cluster, err error) {
	c = &cluster{home: home}
	defer func() {
		if err != nil {
			c.close()
		}
	}()
	if c.folder, err = os.MkdirTemp("", "mingjian-test-spark-*"); err != nil {
		return c, err
	}
	c.closers = append(c.closers, func() { os.RemoveAll(c.folder) })
	address, err := freeAddress()
	if err != nil {
		return c, err
	}
	c.master = "spark://" + address
	host, port, _ := net.SplitHostPort(address)
	if _, err = c.process("master", "org.apache.spark.deploy.master.Master", "--host", host, "--port", port, "--webui-port", "0"); err != nil {
		return c, err
	}
	if err = answers(address); err != nil {
		return c, err
	}
	for i := range 2 {
		name := fmt.Sprintf("worker%d", i)
		w, err := c.process(name, "org.apache.spark.deploy.worker.Worker", "--host", host, "--webui-port", "0", "--cores", "2", "--memory", "3g",
			"--work-dir", filepath.Join(c.folder, name), c.master)
		if err != nil {
			return c, err
		}
		c.workers = append(c.workers, w)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	if c.driver, err = spark.Start(ctx, c.config()); err != nil {
		return c, fmt.Errorf("%w\n%s", err, c.logs("worker0"))
	}
	c.closers = append(c.closers, func() { c.driver.Close() })
	return c, nil
}

// brief makes Java start quickly, for processes that live a few minutes: translating often
// used code a second time and better costs them more than it brings.
const brief = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

func (c *cluster) config() spark.Config {
	return spark.Config{Home: c.home, Master: c.master, Wait: 10 * time.Minute, Conf: map[string]string{
		"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
		"spark.executor.cores": "1", "spark.cores.max": "2", "spark.executor.memory": "1g", "spark.driver.memory": "2g",
		"spark.sql.shuffle.partitions": "4", "spark.default.parallelism": "2",
		"spark.driver.extraJavaOptions": brief, "spark.executor.extraJavaOptions": brief,
	}}
}

func (c *cluster) close() {
	for i := len(c.closers) - 1; i >= 0; i-- {
		c.closers[i]()
	}
}

// A process is one process of the cluster.
type process struct {
	cmd  *exec.Cmd
	life io.Closer
}

// process starts a class of Spark. It ends when we do, even if we are killed: the shell
// that started it waits for the end of its input.
func (c *cluster) process(name, class string, args ...string) (*process, error) {
	log, err := os.Create(filepath.Join(c.folder, name+".log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	const script = `"$@" </dev/null & p=$!; cat >/dev/null; kill $p; wait $p`
	cmd := exec.Command("sh", append([]string{"-c", script, "sh", filepath.Join(c.home, "bin", "spark-class"), class}, args...)...)
	cmd.Env = append(os.Environ(), "SPARK_LOCAL_IP=127.0.0.1", "SPARK_DAEMON_MEMORY=512m", "SPARK_DAEMON_JAVA_OPTS="+brief)
	cmd.Stdout, cmd.Stderr = log, log
	life, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd, life}
	c.closers = append(c.closers, func() {
		p.life.Close()
		_ = p.cmd.Wait() // it was told to end
	})
	return p, nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// answers waits until something listens at an address.
func answers(address string) error {
	var err error
	for range 600 {
		var conn net.Conn
		if conn, err = net.Dial("tcp", address); err == nil {
			return conn.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// logs returns what a process of the cluster wrote, for starts that fail.
func (c *cluster) logs(name string) string {
	b, _ := os.ReadFile(filepath.Join(c.folder, name+".log"))
	return strings.TrimSpace(string(b))
}
