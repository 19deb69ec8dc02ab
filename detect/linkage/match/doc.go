// Package match links mentions.
package match
