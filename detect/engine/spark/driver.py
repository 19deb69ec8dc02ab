"""The part of mingjian that runs beside Spark: started by spark-submit in client mode, it
answers requests on a socket of the file system that only its starter can reach. One
connection is one request; closing it cancels what the request started. When the first
connection closes, the driver ends. The executors need no Python: all work is SQL, or the
program itself reading documents.

A request is one line of JSON, an answer lines of JSON: first the columns, then one array
a row, last {"end": true} or {"error": class}. An error names its class and nothing else,
for Spark's own text quotes values of the records.
"""

import datetime
import decimal
import json
import math
import os
import socket
import sys
import threading

from pyspark import RDD, StorageLevel
from pyspark.serializers import UTF8Deserializer
from pyspark.sql import SparkSession

CHUNK = 1 << 16  # bytes sent at once
PIECE = 16 << 20  # bytes of a file that one task reads: what it makes of them passes the driver whole
LOST = ("CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND", "Checkpoint block rdd_")  # what an executor kept went with it


class Session:
    """One engine: a Spark session with its own temporary views."""

    def __init__(self, spark, request):
        self.spark = spark.newSession()
        self.lock = threading.Lock()
        self.small = request["small"]  # everything fits into one task
        self.eager = request["eager"]
        self.nearby = request["nearby"]
        self.kept = {}  # defined tables by name: the query and the rows kept
        for key, value in request["conf"].items():
            self.spark.conf.set(key, value)
        for table in request["tables"]:
            self.table(**table)

    def table(self, name, empty, columns, files=(), rows=""):
        """Makes the table that a standard describes: from files, from rows written out, or empty."""
        if not files and not rows:
            frame = self.spark.sql(empty)
        elif files:
            # A file written before a field joined the standard has no such column: unknown.
            schema = ", ".join("%s %s" % (quoted(c), t) for c, t in columns)
            frame = self.spark.read.schema(schema).parquet(*files)
            if rows:
                frame = frame.unionAll(self.spark.sql(rows))
        else:
            frame = self.spark.sql(rows)
            if self.small:
                frame = frame.coalesce(1)
        frame.createOrReplaceTempView(quoted(name))

    def query(self, parts, sql, args, send):
        """Works out the parts, then sql, and hands its rows to send."""
        with self.lock:
            for attempt in (1, 2):
                rows = Counted(send)
                made = []
                try:
                    self.stages(parts, made)
                    frame = self.select(sql, args)
                    kinds = [kind(f.dataType.simpleString()) for f in frame.schema.fields]
                    rows.columns([[f.name, k] for f, k in zip(frame.schema.fields, kinds)])
                    for row in frame.toLocalIterator():
                        rows.row(row)
                    return rows.end()
                except Exception as problem:
                    if attempt == 2 or rows.sent or not lost(problem):
                        raise
                    self.again()
                finally:
                    for name, frame in made:
                        self.spark.catalog.dropTempView(name)
                        release(frame)

    def stages(self, parts, made):
        for part in parts:
            if part.get("edges"):
                frame = self.components(part["nodes"], part["edges"])
            else:
                frame = self.select(part["sql"])
            kept = None
            if empty(frame):
                frame = self.nothing(frame)
            elif part["shared"]:
                frame = kept = frame.localCheckpoint(eager=self.eager)
            made.append((part["name"], kept))
            frame.createOrReplaceTempView(quoted(part["name"]))

    def select(self, sql, args=None):
        """Returns what a query selects. In brackets nothing but a query can stand."""
        return self.spark.sql("(" + sql + "\n)", args=args or None)

    def define(self, name, sql, parts):
        with self.lock:
            made = []
            try:
                self.stages(parts, made)
                self.keep(name, sql)
            finally:
                for part, frame in made:
                    self.spark.catalog.dropTempView(part)

    def keep(self, name, sql):
        frame, kept = self.select(sql), None
        if empty(frame):
            frame = self.nothing(frame)
        else:
            frame = kept = frame.localCheckpoint(eager=self.eager)
        if name in self.kept:
            release(self.kept[name][1])
        self.kept[name] = (sql, kept)
        frame.createOrReplaceTempView(quoted(name))

    def nothing(self, like):
        """The columns of a frame without rows, so that what reads it is planned as nothing too."""
        return self.spark.sql("SELECT %s WHERE false" % ", ".join(
            "CAST(NULL AS %s) AS %s" % (f.dataType.simpleString(), quoted(f.name)) for f in like.schema.fields))

    def again(self):
        """Works out anew what was defined, after an executor that kept it was lost."""
        for name, (sql, _) in list(self.kept.items()):
            self.keep(name, sql)

    def close(self):
        with self.lock:
            for _, frame in self.kept.values():
                release(frame)
            self.kept = {}

    def components(self, nodes, edges):
        """For each node the smallest node that it is connected with.

        Few edges are joined here; many on the executors, by turns linking the larger
        neighbours of each node to its smallest, and the smaller ones (Kiveris and others,
        Connected Components in MapReduce and Beyond): the number of turns grows with the
        logarithm of the longest chain and not with its length.
        """
        nodes = self.select(nodes).select("node").distinct()
        nodes.createOrReplaceTempView("`component nodes`")
        edges = self.select("""SELECT DISTINCT greatest(e.a, e.b) AS u, least(e.a, e.b) AS v FROM (%s
            ) e JOIN `component nodes` x ON x.node = e.a JOIN `component nodes` y ON y.node = e.b WHERE e.a <> e.b""" % edges)
        few = edges.limit(self.nearby + 1).collect()
        if len(few) <= self.nearby:
            labels = self.joined(few, edges.schema["u"].dataType.simpleString())
        else:
            labels = self.stars(edges)
        labels.createOrReplaceTempView("`component labels`")
        return self.select("""SELECT n.node, coalesce(l.v, n.node) AS component
            FROM `component nodes` n LEFT JOIN `component labels` l ON l.u = n.node""")

    def joined(self, edges, type):
        above = {}

        def root(x):
            while x in above:
                if above[x] in above:
                    above[x] = above[above[x]]
                x = above[x]
            return x

        for u, v in edges:
            u, v = root(u), root(v)
            if u != v:
                above[max(u, v)] = min(u, v)
        # As text: frames made of Python's own values need Python on the executors.
        rows = json.dumps([{"u": x, "v": root(x)} for x in list(above)], ensure_ascii=False)
        return self.select("SELECT inline(from_json(?, 'array<struct<u: %s, v: %s>>'))" % (type, type), [rows])

    def stars(self, edges):
        kept = edges.localCheckpoint()
        while True:
            turn = kept
            for step in (LARGE_STAR, SMALL_STAR):
                turn.createOrReplaceTempView("`component edges`")
                turn = self.select(step).localCheckpoint()
            changed = not turn.exceptAll(kept).isEmpty() or not kept.exceptAll(turn).isEmpty()
            release(kept)
            kept = turn
            if not changed:
                return kept


# Both connect the neighbours of x with the smallest of them and x; every edge goes from the
# larger to the smaller node.
LARGE_STAR = """SELECT DISTINCT n AS u, m AS v FROM (
    SELECT x, n, least(x, min(n) OVER (PARTITION BY x)) AS m
    FROM (SELECT u AS x, v AS n FROM `component edges` UNION ALL SELECT v, u FROM `component edges`) w
) s WHERE n > x AND n <> m"""
SMALL_STAR = """SELECT DISTINCT n AS u, m AS v FROM (
    SELECT w.n, s.m FROM `component edges` e JOIN (SELECT u AS x, min(v) AS m FROM `component edges` GROUP BY u) s ON s.x = e.u
    LATERAL VIEW explode(array(e.u, e.v)) w AS n
) t WHERE n <> m"""


class Counted:
    """Writes rows as lines of JSON, many at once."""

    def __init__(self, send):
        self.send, self.lines, self.size, self.sent = send, [], 0, False

    def columns(self, columns):
        self.line(json.dumps({"columns": columns}, ensure_ascii=False))

    def row(self, row):
        try:
            self.line(json.dumps(row, ensure_ascii=False, allow_nan=False, default=plain))
        except ValueError:  # NaN or an infinity
            self.line(json.dumps([repr(v) if isinstance(v, float) and not math.isfinite(v) else v for v in row],
                                 ensure_ascii=False, default=plain))

    def line(self, line):
        line = line.encode() + b"\n"
        self.lines.append(line)
        self.size += len(line)
        if self.size >= CHUNK:
            self.flush()

    def flush(self):
        if self.lines:
            self.sent = True
            self.send(b"".join(self.lines))
            self.lines, self.size = [], 0

    def end(self):
        self.line('{"end": true}')
        self.flush()


def plain(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError("no model may return a " + type(value).__name__)


def kind(type):
    """Names the kind of value that a column holds, as the contract of engines has them."""
    if type in ("tinyint", "smallint", "int", "bigint"):
        return "whole"
    if type in ("float", "double") or type.startswith("decimal"):
        return "number"
    if type in ("string", "boolean", "date", "void"):
        return type
    raise TypeError("no model may return a " + type)


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def empty(frame):
    """Whether the plan of a frame shows that it has no rows."""
    most = frame._jdf.queryExecution().optimizedPlan().maxRows()
    return most.isDefined() and most.get() == 0


def release(frame):
    """Lets the executors forget the rows of a checkpoint."""
    if frame is not None:
        frame._jdf.queryExecution().logical().rdd().unpersist(False)


def lost(problem):
    return any(mark in str(problem) for mark in LOST)


def condition(problem):
    """The class of a failure: Spark's error condition or the name of an exception, without its text."""
    get = getattr(problem, "getCondition", None) or getattr(problem, "getErrorClass", None)
    try:
        if get is not None and get():
            return get()
        java = getattr(problem, "java_exception", None)
        if java is not None:
            while java.getCause() is not None:
                java = java.getCause()
            return java.getClass().getName()
    except Exception:
        pass
    return type(problem).__name__


class Driver:
    def __init__(self, spark):
        self.spark = spark
        self.sessions = {}
        self.number = 0
        self.lock = threading.Lock()
        self.shipped = set()
        # As JSON Lines are: without this a carriage return would end a line too.
        spark.sparkContext._jsc.hadoopConfiguration().set("textinputformat.record.delimiter", "\n")

    def serve(self, listener):
        life, _ = listener.accept()
        threading.Thread(target=self.outlive, args=(life,), daemon=True).start()
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self.connection, args=(connection,), daemon=True).start()

    def outlive(self, life):
        """Ends with whoever started the driver."""
        while life.recv(4096):
            pass
        stop = threading.Thread(target=self.spark.stop, daemon=True)
        stop.start()
        stop.join(20)
        os._exit(0)

    def connection(self, connection):
        with connection:
            reader = connection.makefile("rb")
            line = reader.readline()
            if not line:
                return
            request = json.loads(line)
            group = "mingjian-%d-%d" % (id(connection), threading.get_ident())
            context = self.spark.sparkContext
            context.setJobGroup(group, request["op"], interruptOnCancel=True)
            # Where in the program each step was written would be looked up for a page that nobody sees.
            context.setLocalProperty("callSite.short", request["op"])
            context.setLocalProperty("callSite.long", "")
            threading.Thread(target=self.watch, args=(reader, group), daemon=True).start()
            try:
                getattr(self, request["op"])(connection, **request["with"])
            except (BrokenPipeError, ConnectionResetError):
                pass  # nobody waits for the rest
            except Exception as problem:
                try:
                    connection.sendall(json.dumps({"error": condition(problem)}).encode() + b"\n")
                except OSError:
                    pass

    def watch(self, reader, group):
        """Cancels the jobs of a request when the other side closes the connection."""
        try:
            while reader.read(4096):
                pass
        except OSError:
            pass
        self.spark.sparkContext.cancelJobGroup(group)

    def ready(self, connection):
        """Proves that there is an executor."""
        self.spark.range(1).collect()
        connection.sendall(json.dumps({"version": self.spark.version}).encode() + b"\n")

    def open(self, connection, **request):
        session = Session(self.spark, request)
        with self.lock:
            self.number += 1
            number = self.number
            self.sessions[number] = session
        connection.sendall(json.dumps({"session": number}).encode() + b"\n")

    def close(self, connection, session):
        with self.lock:
            known = self.sessions.pop(session, None)
        if known:
            known.close()
        done(connection)

    def query(self, connection, session, parts, sql, args):
        self.sessions[session].query(parts, sql, args, connection.sendall)

    def define(self, connection, session, name, sql, parts):
        self.sessions[session].define(name, sql, parts)
        done(connection)

    def pipe(self, connection, file, lines, command, ship):
        """Runs a program over the numbered lines of a file or of the request, and sends what it writes in order."""
        context = self.spark.sparkContext
        with self.lock:
            if ship and ship not in self.shipped:
                context.addFile(ship)
                self.shipped.add(ship)
        if lines:
            lines = context._jsc.parallelize(lines, min(len(lines), 4 * context.defaultParallelism))
        else:
            lines = context._jsc.textFile(file, max(2 * context.defaultParallelism, self.length(file) // PIECE + 1))
        piped = lines.zipWithIndex().pipe(command, {}, False, CHUNK, "UTF-8").persist(context._getJavaStorageLevel(StorageLevel.DISK_ONLY))
        try:
            piped.count()  # all parts at the same time; reading them in order takes one after the other
            rows = Counted(connection.sendall)
            rows.columns([["line", "string"]])
            for line in RDD(piped, context, UTF8Deserializer(True)).toLocalIterator():
                rows.row([line])
            rows.end()
        finally:
            piped.unpersist(False)


    def length(self, file):
        context = self.spark.sparkContext
        path = context._jvm.org.apache.hadoop.fs.Path(file)
        files = path.getFileSystem(context._jsc.hadoopConfiguration())
        return sum(files.getContentSummary(found.getPath()).getLength() for found in files.globStatus(path) or [])


def done(connection):
    connection.sendall(b'{"end": true}\n')


def main():
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(sys.argv[1] + ".new")
    listener.listen(64)
    spark = SparkSession.builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    Driver(spark).serve(listener)


if __name__ == "__main__":
    main()
