package matter

import (
	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// A permission is what an act needs.
type permission int

const (
	readMatters permission = iota
	handleMatters
	assignMatters
	approveMatters
)

// permit returns nil if the actor may do it in the matter, which they may see.
func (f *file) permit(p permission) error {
	if p == readMatters || access.May(f.by, access.MoveClues, f.Office) {
		return nil
	}
	return fault.Forbiddenf("您可以查看这个案件，但不能办理。", "You may read this matter but not handle it.")
}

// visible reports whether the actor may see the matter.
func (f *file) visible(by access.Account) bool { return access.May(by, access.ReadClues, f.Office) }

// mayOpen returns nil if the actor may open matters in their office.
func mayOpen(by access.Account) error {
	if access.May(by, access.MoveClues, by.Office) {
		return nil
	}
	return fault.Forbiddenf("您没有立案的权限。", "You may not open matters.")
}

// mayList returns nil if the actor may see the matters of their office.
func mayList(by access.Account) error {
	if access.May(by, access.ReadClues, by.Office) {
		return nil
	}
	return fault.Forbiddenf("您没有查看案件的权限。", "You may not read matters.")
}
