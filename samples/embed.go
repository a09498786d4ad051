// Package samples carries the sample city: the tables that tell its story, and
// the workbooks made of them, as they are dropped on Monday and on
// Wednesday. It knows nothing of what they mean: package sample reads the tables
// and makes the workbooks.
package samples

import "embed"

// Story holds the tables of the story, story/*.txt.
//
//go:embed story
var Story embed.FS

// Drops holds the workbooks by step and drop folder, such as
// 周一/平城区/申请表.xlsx.
//
//go:embed 周一 周三
var Drops embed.FS
