package box

import "sync"

// calls lets whoever carries know that something is to go to a partner, so that it need not
// wait for the next regular call.
type calls struct {
	mu sync.Mutex
	of map[string]chan struct{}
}

// to returns the channel of a partner: it holds at most one call, because one talk takes
// everything along.
func (c *calls) to(peer string) chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of[peer] == nil {
		if c.of == nil {
			c.of = map[string]chan struct{}{}
		}
		c.of[peer] = make(chan struct{}, 1)
	}
	return c.of[peer]
}

func (c *calls) wake(peer string) {
	select {
	case c.to(peer) <- struct{}{}:
	default: // called already
	}
}

// Calls returns the channel on which this process hears that something is to go to a partner.
func (b *Box) Calls(peer string) <-chan struct{} { return b.calls.to(peer) }
