package main

import (
	"fmt"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/spark"
	"github.com/mingjian/mingjian/fault"
)

// checkSpark proves what a scan and an import on the cluster need: that it gives an executor,
// finds the lake as it is here, and has a program with the same reader. Where no cluster is
// named nothing is ill.
func (c *doctorCmd) checkSpark(a *app) (string, error) {
	if c.Master == "" {
		return a.pick("可选：没有写明 Spark 集群（--spark-master），扫描在本机进行", "optional: no Spark cluster is named (--spark-master), scans run on this machine"), nil
	}
	config, err := c.config()
	if err != nil {
		return "", err
	}
	cluster, err := spark.Start(a.ctx, config)
	if err != nil {
		return "", err
	}
	defer func() { _ = cluster.Close() }() // it was asked all it had to answer
	if err := c.checkReader(a, cluster); err != nil {
		return "", err
	}
	found, err := c.checkLakeThere(a, cluster)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(a.pick("Spark %s 给出执行器，执行器上的阅读器与本机版本相同；%s", "Spark %s gives an executor, whose reader is of the version here; %s"), cluster.Version, found), nil
}

// checkReader has an executor read a document.
func (c *doctorCmd) checkReader(a *app, cluster *spark.Cluster) error {
	var answers []parsedLine
	r := sparkReading{c.sparkCluster, c.Program}.reader(nil, false, true)
	r.ctx, r.cluster, r.answer = a.ctx, cluster, func(p parsedLine) error {
		answers = append(answers, p)
		return nil
	}
	if err := r.locate(); err != nil {
		return err
	}
	err := r.read(spark.Pipe{Lines: []string{`{"id": "1", "text": "民事判决书"}`}, Command: r.command("--numbered", "doctor.jsonl")})
	if err != nil || len(answers) != 1 || answers[0].Read == nil {
		return fault.Invalidf("执行器不能运行 mingjian；请检查它是否适合执行器的操作系统和处理器，以及 --spark-program 的路径。",
			"The executors cannot run mingjian; check that it is built for their operating system and processor, and the path in --spark-program.").Because(err)
	}
	if v := answers[0].Read.Reader; v != record.ReaderVersion {
		return fault.Invalidf("执行器上的阅读器版本为 %s，本机为 %s，导入时会被拒绝；请换成同一版本的 mingjian。",
			"The reader on the executors has version %s, here it is %s, and imports would be refused; put the same version of mingjian there.", v, record.ReaderVersion)
	}
	return nil
}

// checkLakeThere counts the documents of the current snapshot as the executors find them.
func (c *doctorCmd) checkLakeThere(a *app, cluster *spark.Cluster) (string, error) {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return "", err
	}
	defer l.Close()
	s, err := l.Current()
	if fault.Is(err, fault.NotFound) {
		return a.pick("还没有导入数据", "nothing has been imported yet"), nil
	}
	if err != nil {
		return "", err
	}
	lib, err := a.standards()
	if err != nil {
		return "", err
	}
	tables, err := c.tables(a.lakeDir(), s)
	if err != nil {
		return "", err
	}
	missing := fault.Invalidf("集群读不到快照 %s 的文件；请检查共享文件夹，或 --spark-lake 所指的副本是否完整、集群有无权限。",
		"The cluster cannot read the files of snapshot %s; check the shared folder, or whether the copy that --spark-lake names is whole and the cluster may read it.", s.ID)
	e, err := cluster.Open(a.ctx, spark.Options{Tables: tables, Standards: lib})
	if err != nil {
		return "", missing.Because(err)
	}
	defer func() { _ = e.Close() }() // it was asked all it had to answer
	row, err := engine.One(a.ctx, e, "SELECT count(*) AS n FROM judgment")
	if err != nil {
		return "", missing.Because(err)
	}
	if row["n"] != s.Manifest.Documents {
		return "", fault.Invalidf("集群在快照 %[1]s 中读到 %[2]v 份文书，应为 %[3]d 份；--spark-lake 所指的副本与本机不同。",
			"The cluster reads %[2]v documents in snapshot %[1]s, there should be %[3]d: the copy that --spark-lake names differs from the lake here.", s.ID, row["n"], s.Manifest.Documents)
	}
	return fmt.Sprintf(a.pick("在集群上读到快照 %s 的 %d 份文书", "on the cluster snapshot %s has its %d documents"), s.ID, s.Manifest.Documents), nil
}
