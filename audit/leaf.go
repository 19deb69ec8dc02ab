package audit

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"github.com/mingjian/mingjian/db"
)

// A row is an entry as the outbox keeps it.
type row struct {
	id, at, actor, verb, object, office, detail string
	salt, commitment                            string
}

func newRow(e Entry, id string) (row, error) {
	detail, err := json.Marshal(e.Detail)
	if err != nil {
		return row{}, err
	}
	r := row{id, db.Time(e.At), e.Actor, string(e.Verb), e.Object, e.Office, string(detail), newSalt(), ""}
	r.commitment = r.commit()
	return r, nil
}

func newSalt() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// forgotten stands where the salt was: nobody can tell any more what was committed to.
const forgotten = "forgotten"

// commit hashes everything the row says, with its salt: who knows the row can prove that
// it is what was recorded; who does not cannot guess it. Each part is written with its
// length, so that no two rows are hashed alike.
func (r row) commit() string {
	var text []byte
	for _, part := range []string{r.salt, r.id, r.at, r.actor, r.verb, r.object, r.office, r.detail} {
		text = append(append(append(strconv.AppendInt(text, int64(len(part)), 10), ':'), part...), ',')
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// A Leaf is what the log keeps of an entry: when, what sort of act, in which office, and a
// commitment to the rest. It holds nothing of anybody.
type Leaf struct {
	ID         string `json:"id"`
	At         string `json:"at"`
	Verb       string `json:"verb"`
	Office     string `json:"office"`
	Commitment string `json:"commitment"`
}

// leaf is the same bytes for the same row, always: a log that is lost is written again
// from the database, and the checkpoints that others hold still fit it.
func (r row) leaf() []byte {
	b, err := json.Marshal(Leaf{r.id, r.at, r.verb, r.office, r.commitment})
	if err != nil {
		panic(err) // it is made of text
	}
	return b
}
