// Package compare says how alike two values of one kind are: two names, two birth dates,
// two addresses. It answers in levels, not in numbers between 0 and 1, because Fellegi and
// Sunter's model (A Theory for Record Linkage, JASA 64, 1969) needs to count how often each
// level occurs among pairs that match and among pairs that do not.
//
// The distinct values of a column are prepared once (folded to one width and one form of
// characters, read as dates, cut into the parts of an address), then compared millions of
// times by their number. Every comparison is symmetric, and a value that says nothing (empty,
// masked, unreadable) is Missing, never a disagreement.
package compare

import (
	"github.com/cespare/xxhash/v2"

	"github.com/mingjian/mingjian/fault"
)

// A Kind says what a column holds and so how its values are compared.
type Kind string

// The kinds of columns.
const (
	Ignored      Kind = "ignore"       // not compared
	Name         Kind = "name"         // whole name of a person or organisation
	Given        Kind = "given"        // given name
	Surname      Kind = "surname"      // surname
	Organisation Kind = "organisation" // name of an organisation
	Birth        Kind = "birth"        // birth date, or another date that stays with a person
	Identifier   Kind = "identifier"   // resident ID, credit code, social-security number
	Email        Kind = "email"        // e-mail address
	Phone        Kind = "phone"        // telephone number
	Address      Kind = "address"      // address, or a line of one
	Place        Kind = "place"        // city, suburb, division or its code of GB/T 2260
	Postcode     Kind = "postcode"     // postcode
	Number       Kind = "number"       // house number and other short numbers
	Category     Kind = "category"     // one of a few words, such as the sex
	Sex          Kind = "sex"          // the sex, which a resident ID tells too
)

// Kinds lists every kind that is compared.
func Kinds() []Kind {
	return []Kind{Name, Given, Surname, Organisation, Birth, Identifier, Email, Phone, Address, Place, Postcode, Number, Category, Sex}
}

// Missing and Differ are the lowest levels of every kind; what lies above depends on the kind.
const (
	Missing uint8 = 0 // at least one side says nothing
	Differ  uint8 = 1
)

// A Column holds the distinct values of one column, made ready to be compared. A value is
// named by its place in the list it was prepared from.
type Column interface {
	// Level says how alike values a and b are.
	Level(a, b int32) uint8
	// Key returns the key by which values are gathered that may be alike, in one of several
	// ways (0 is the strictest); 0 means that the value has none.
	Key(way int, a int32) uint64
	// Note tells what is special about a value.
	Note(a int32) Note
	// Add makes one value more ready; its number is that of values before it.
	Add(value string)
}

// A Note tells what is special about a value.
type Note uint8

// What may be special about a value.
const (
	Masked  Note = 1 << iota // made unreadable before it was published: it identifies nobody
	Certain                  // a number with a right check character, borne by one subject alone
	OfFirm                   // the name of an organisation
	Silent                   // says nothing
)

// Prepare makes the distinct values of a column ready.
func Prepare(kind Kind, values []string) Column {
	c := empty(kind)
	for _, v := range values {
		c.Add(v)
	}
	return c
}

func empty(kind Kind) Column {
	switch kind {
	case Name, Given, Surname, Organisation:
		return newNames(kind)
	case Birth:
		return &dates{}
	case Identifier:
		return &identifiers{}
	case Email:
		return &emails{}
	case Phone:
		return &phones{}
	case Address:
		return &addresses{start: []uint32{0}}
	case Place:
		return &places{}
	case Postcode, Number:
		return &codes{}
	}
	return &words{kind: kind}
}

// Ways returns how many ways of gathering a kind has.
func Ways(kind Kind) int {
	switch kind {
	case Name, Given, Surname, Email, Address, Phone, Organisation:
		return 2
	case Birth:
		return 3
	}
	return 1
}

// Top returns the level of a kind at which values are the same.
func Top(kind Kind) uint8 { return uint8(len(Levels(kind)) - 1) }

// Levels names the levels of a kind, from Missing to the one at which values are the same.
func Levels(kind Kind) []fault.Text {
	named := []fault.Text{{ZH: "缺失", EN: "missing"}, {ZH: "不同", EN: "different"}}
	same := fault.Text{ZH: "相同", EN: "the same"}
	switch kind {
	case Name, Organisation:
		named = append(named, fault.Text{ZH: "部分相同", EN: "partly the same"}, fault.Text{ZH: "音同形近或字序颠倒", EN: "nearly the same, in sound, writing or order"})
	case Given, Surname:
		named = append(named, fault.Text{ZH: "相似", EN: "similar"}, fault.Text{ZH: "相近", EN: "nearly the same"}, fault.Text{ZH: "姓与名互换", EN: "given name and surname swapped"})
	case Birth:
		named = append(named, fault.Text{ZH: "相差十年以内", EN: "within ten years"}, fault.Text{ZH: "相差一年以内或月日相同", EN: "within a year, or the same day of another year"},
			fault.Text{ZH: "年月相同或相差一月以内", EN: "same month, or within a month"}, fault.Text{ZH: "一位不同或月日颠倒", EN: "one digit off, or day and month swapped"})
	case Identifier:
		named = append(named, fault.Text{ZH: "两位不同或可见部分相符", EN: "two characters off, or what is shown agrees"}, fault.Text{ZH: "一位不同或相邻颠倒", EN: "one character off or two transposed"})
	case Email:
		named = append(named, fault.Text{ZH: "相似", EN: "similar"}, fault.Text{ZH: "相近或用户名相同", EN: "nearly the same, or the same before the @"})
	case Phone:
		named = append(named, fault.Text{ZH: "末四位相同", EN: "same last four digits"}, fault.Text{ZH: "一位不同或末七位相同", EN: "one digit off, or same last seven"})
	case Address:
		named = append(named, fault.Text{ZH: "部分相同", EN: "partly the same"}, fault.Text{ZH: "大部分相同", EN: "mostly the same"}, fault.Text{ZH: "相近", EN: "nearly the same"}, fault.Text{ZH: "两行互换", EN: "two lines swapped"})
	case Place:
		named = append(named, fault.Text{ZH: "相似或同省", EN: "similar, or the same province"}, fault.Text{ZH: "相近或同市", EN: "nearly the same, or the same city"})
	case Postcode, Number:
		named = append(named, fault.Text{ZH: "一位不同", EN: "one character off"})
	}
	return append(named, same)
}

// Swapped returns the level at which two values stand in each other's column, and whether the
// kind has one.
func Swapped(kind Kind) (uint8, bool) {
	switch kind {
	case Given, Surname, Address:
		return Top(kind) - 1, true
	}
	return 0, false
}

// hashText hashes a key; the result is never 0, which means none.
func hashText(s string) uint64 { return xxhash.Sum64String(s) | 1 }

// mix joins two hashes.
func mix(h, x uint64) uint64 {
	h = (h ^ x) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// hashRunes hashes characters; the result is never 0.
func hashRunes[T rune | uint16](s []T) uint64 {
	h := uint64(len(s))
	for _, c := range s {
		h = mix(h, uint64(c))
	}
	return h | 1
}

// Crossed reports whether value a of one column and value b of another of the same sort are
// the same or nearly so: whether a given name stands where the surname should.
func Crossed(x Column, a int32, y Column, b int32) bool {
	switch x := x.(type) {
	case *names:
		y, ok := y.(*names)
		return ok && x.Cross(a, y, b)
	case *addresses:
		y, ok := y.(*addresses)
		return ok && x.Cross(a, y, b)
	}
	return false
}

// BirthOf returns the birth date and the sex that an identifier tells, or empty strings.
func BirthOf(c Column, a int32) (date, sex string) {
	if d, ok := c.(*identifiers); ok {
		return d.Birth(a)
	}
	return "", ""
}
