package sheet

import "fmt"

// DamageKind says in which way a file cannot be read whole.
type DamageKind uint8

// The kinds of damage. Package check turns each into its finding.
const (
	NotWorkbook   DamageKind = iota + 1 // not a workbook, broken or missing part
	ForeignFormat                       // a format we do not read; Detail names it
	Password                            // protected by a password
	BeyondLimit                         // past a limit; Detail names the limit and its value
	BadData                             // sheet XML cut or invalid, rows out of order or repeated, bad reference, shared string missing
	Spoilt                              // cut or spoilt on its way here: to be copied again; Detail is the whole sentence
)

// Damage is the one error a reader returns for a file that is at fault itself
// (never for a disk that failed): it refuses the whole file.
type Damage struct {
	Kind   DamageKind
	Sheet  string // the sheet at fault, when one is
	Cell   string // the cell or row at fault, when known
	Format string // for ForeignFormat: the format's name a clerk knows (".et", ".ods", "网页（HTML）")
	Detail string // what was found, in plain Simplified Chinese, without personal data
}

// Error tells the damage for a log.
func (d *Damage) Error() string {
	return fmt.Sprintf("workbook damage %d: %s %s %s", d.Kind, d.Sheet, d.Cell, d.Detail)
}
