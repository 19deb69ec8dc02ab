package web

import (
	"encoding/base64"
	"strconv"

	"github.com/mingjian/mingjian/fault"
)

// Cursors of lists that are counted: the number of items before the page.

func offsetOf(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		if n, err := strconv.Atoi(string(b)); err == nil && n >= 0 {
			return n, nil
		}
	}
	return 0, fault.Invalidf("翻页标记无效，请从第一页重新开始。", "The cursor is not one of this list; start from the first page.")
}

func nextOffset(n, total int) *string {
	if n >= total {
		return nil
	}
	return next(base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(n))))
}

// page cuts one page out of a list.
func page[T any](all []T, cursor string, limit int) ([]T, *string, error) {
	from, err := offsetOf(cursor)
	if err != nil {
		return nil, nil, err
	}
	from = min(from, len(all))
	to := min(from+limit, len(all))
	return list(all[from:to]), nextOffset(to, len(all)), nil
}
