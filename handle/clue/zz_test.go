package clue_test
import ("testing";"os";"time";"github.com/mingjian/mingjian/db";"github.com/mingjian/mingjian/handle/clue")
func TestSeedFile(t *testing.T){ n:=40000
 os.Remove("/tmp/seed3.db"); os.Remove("/tmp/seed3.db-wal"); os.Remove("/tmp/seed3.db-shm")
 d,err:=db.Open(t.Context(),"sqlite:/tmp/seed3.db",time.Now); if err!=nil{t.Fatal(err)}; defer d.Close()
 s:=clue.NewService(d); st:=time.Now(); register(t,s,"s-1",county(n)...); t.Log(time.Since(st)) 
 st=time.Now(); register(t,s,"s-2",county(n)...); t.Log("again", time.Since(st)) }
