// Package face holds the fonts a printed document is set in: the two embedded
// open faces, 宋 for text and 黑 for headings, or an office's own TTF files in
// their place. It tells widths, coverage and outlines, and cuts a font down to
// the characters a document uses. Package paper measures with it, package pdf
// draws with it; face itself knows neither a document nor a page.
package face
