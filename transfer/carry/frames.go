// Package carry brings letters and files to partners over HTTPS. Both sides show the key of
// their card; one conversation carries both directions, so a partner behind a gateway that
// lets nothing in fetches what waits for it by calling. What fails is tried again, later and
// later; whatever is carried twice takes effect once.
package carry

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

const (
	maxLetter  = dispatch.MaxText + 8192
	maxLetters = 500      // in one message, and signed texts in them
	maxMessage = 64 << 20 // bytes of letters in one message
	mediaType  = "application/vnd.mingjian.letters"
	gathered   = "/gathered" // path at which letters with many texts are taken and given
)

// writeLetters writes letters, each behind its length in four bytes.
func writeLetters(w io.Writer, letters [][]byte) error {
	for _, l := range letters {
		if _, err := w.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(l))), l...)); err != nil {
			return fmt.Errorf("write letters: %w", err)
		}
	}
	return nil
}

// readLetters reads what writeLetters wrote.
func readLetters(r io.Reader) (letters [][]byte, err error) {
	in, total := bufio.NewReader(r), 0
	for {
		var size [4]byte
		_, err := io.ReadFull(in, size[:])
		if errors.Is(err, io.EOF) {
			return letters, nil
		}
		n := binary.BigEndian.Uint32(size[:])
		total += int(min(n, maxMessage+1))
		if err != nil || n > maxLetter || total > maxMessage || len(letters) == maxLetters {
			return nil, fault.Invalidf("收到的内容不完整或者过大。", "What arrived is cut off or too large.").Because(err)
		}
		letter := make([]byte, n)
		if _, err := io.ReadFull(in, letter); err != nil {
			return nil, fault.Invalidf("收到的内容不完整。", "What arrived is cut off.").Because(err)
		}
		letters = append(letters, letter)
	}
}

// fitting returns as many letters from the first on as fit into one message.
func fitting(letters [][]byte) [][]byte {
	total := 0
	for i, l := range letters {
		if total += len(l) + 4; total > maxMessage || i == maxLetters {
			return letters[:i]
		}
	}
	return letters
}

// textsIn is how many signed texts letters say to hold.
func textsIn(letters [][]byte) (n int) {
	for _, l := range letters {
		o, _ := dispatch.ReadOutside(l) // what is none is refused as one
		n += o.Texts()
	}
	return n
}
