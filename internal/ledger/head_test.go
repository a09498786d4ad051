package ledger

import (
	"maps"
	"testing"
)

func TestHashesAtAreThoseOfTheEntries(t *testing.T) {
	l := fresh(t)
	tx := begin(t, l, monday)
	everything(t, tx)
	commit(t, tx)
	want := map[int64]string{}
	rows, err := l.db.Query("SELECT seq, hash FROM entry WHERE seq IN (1, 3)")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var hash string
		must(t, rows.Scan(&seq, &hash))
		want[seq] = hash
	}
	must(t, rows.Err())
	if len(want) != 2 || want[1] == "" {
		t.Fatalf("the ledger has %v", want)
	}
	got, err := l.HashesAt(t.Context(), []int64{3, 1, 3, 999, 0, -1})
	must(t, err)
	if !maps.Equal(got, want) {
		t.Errorf("hashes %v, want %v", got, want)
	}
	if got, err := l.HashesAt(t.Context(), nil); err != nil || len(got) > 0 {
		t.Errorf("of no entry: %v, %v", got, err)
	}
}
