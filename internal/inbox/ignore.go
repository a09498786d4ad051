package inbox

import (
	"strings"

	"bangfu/internal/disk"
)

// A pattern is part of a file name, in small letters, by which a file is
// ignored. One that fits several is told by the first.
type pattern struct {
	prefix, suffix string
	whole          string
	why            why
}

var patterns = []pattern{
	{prefix: "~$", why: whyTemp},
	{prefix: ".~", why: whyTemp},
	{suffix: ".tmp", why: whyTemp},
	{suffix: ".temp", why: whyTemp},
	{prefix: ".goutputstream-", why: whyPartial},
	{suffix: ".crdownload", why: whyPartial},
	{suffix: ".part", why: whyPartial},
	{suffix: ".partial", why: whyPartial},
	{suffix: ".filepart", why: whyPartial},
	{suffix: ".download", why: whyPartial},
	{prefix: "._", why: whySystem},
	{whole: ".ds_store", why: whySystem},
	{whole: "thumbs.db", why: whySystem},
	{whole: "ehthumbs.db", why: whySystem},
	{whole: "desktop.ini", why: whySystem},
	{whole: "$recycle.bin", why: whySystem},
	{whole: "system volume information", why: whySystem},
	{whole: "@eadir", why: whySystem},
	{whole: "#recycle", why: whySystem},
	{whole: "@recycle", why: whySystem},
	{whole: "#snapshot", why: whySystem},
	{whole: ".trashes", why: whySystem},
	{whole: ".spotlight-v100", why: whySystem},
	{whole: ".fseventsd", why: whySystem},
	{whole: ".stfolder", why: whySystem},
	{whole: ".stversions", why: whySystem},
	{prefix: ".nfs", why: whySystem},
	{prefix: ".fuse_hidden", why: whySystem},
	{prefix: ".syncthing.", why: whyPartial},
}

// ignore says by its name alone whether a file or folder is never read. Two
// copies made by a sync program (*.sync-conflict-*) are real files.
func ignore(name string) (why, bool) {
	if disk.IsTemp(name) {
		return whyOurs, true
	}
	name = strings.ToLower(name)
	for _, p := range patterns {
		if p.whole != "" && name != p.whole {
			continue
		}
		if strings.HasPrefix(name, p.prefix) && strings.HasSuffix(name, p.suffix) {
			return p.why, true
		}
	}
	return why{}, false
}
