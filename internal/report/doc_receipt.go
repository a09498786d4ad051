package report

import (
	"fmt"
	"strings"

	"bangfu/internal/assist"
	"bangfu/internal/paper"
)

// ReceiptDocument is 回执 for print, two pages at most: what came, what became of
// its rows, what is to be done, and as many of the findings as find room. The
// workbook tells them all. Personal numbers and names are masked.
//
// The signs of the workbook (✗ ✓ ？) stand for nothing on paper, where not every
// font has them: the words say the same.
func ReceiptDocument(r Reply) paper.Doc {
	list := ordered(r.findings())
	p := slip{Reply: r, list: list, masks: r.rowMasks()}
	title := "收件回执"
	if r.Checking {
		title = "填报核对结果（未报送）"
	}
	blocks := []paper.Block{paper.Title{Text: title, Sub: r.Receipt}, p.identityForm(), p.countTable()}
	blocks = append(blocks, p.section(updateTitle, r.updatedLines(), maxAdvice)...)
	blocks = append(blocks, p.section("要做什么", r.toDo(list), maxAdvice)...)
	blocks = append(blocks, p.section(wholeTitle, r.ofFile(), maxAdvice)...)
	if r.Before != nil {
		blocks = append(blocks, p.section("与上次回执相比", compared(list, r.Before.Findings).lines(r.Before.Receipt), maxAdvice)...)
	}
	blocks = append(blocks, p.section("未核对（缺少所需的数据，这次没有判断）", uncheckedLines(r.unchecked()), maxUnchecked)...)
	blocks = append(blocks, paper.Heading{Level: 1, Text: "问题清单"}, p.findingTable(roomAfter(blocks)))
	return paper.Doc{Title: strings.TrimSpace(title + " " + r.Receipt), Author: r.Issuer, Subject: author, Created: r.At, Style: paper.Card, Foot: r.Receipt, Blocks: blocks}
}

// The most lines of a part of the printed receipt.
const (
	maxAdvice    = 9
	maxUnchecked = 3
	maxSheets    = 6
	maxLine      = 220 // characters of one of them
	maxMessage   = 150 // characters of what is wrong, and of what is to be done
)

// slip is a receipt on its way to paper.
type slip struct {
	Reply
	list  []assist.Finding
	masks map[assist.Place]cloak
}

// rowMasks hide what the file's applications say of their persons, by sheet and row.
func (r Reply) rowMasks() map[assist.Place]cloak {
	masks := map[assist.Place]cloak{}
	for _, row := range r.Applications {
		masks[assist.Place{Sheet: row.Sheet, Row: row.Place.Row}] = cloakOf(row.Application)
	}
	return masks
}

// mask hides what is personal in a text about a row.
func (p slip) mask(x assist.Finding, text string) string {
	if m := p.masks[assist.Place{Sheet: x.Sheet, Row: x.Row}]; m != nil {
		return m(text)
	}
	return byForm(text)
}

// identityForm says which file this is.
func (p slip) identityForm() paper.Block {
	f := paper.Form{Label: p.Receipt, Rows: [][]paper.Cell{{{Label: "填报单位", Value: p.Taken.Unit}, {Label: "类别", Value: p.Taken.Kind.Word()}}}}
	var wide [][]paper.Cell
	for _, line := range p.identity() {
		switch line[0] {
		case "收件时间", "填报日期", "核对时间":
			last := &f.Rows[len(f.Rows)-1]
			if len(f.Rows) == 1 || len(*last) == 2 {
				f.Rows = append(f.Rows, nil)
				last = &f.Rows[len(f.Rows)-1]
			}
			*last = append(*last, paper.Cell{Label: line[0], Value: line[1]})
		case "类别":
		case labelSHA: // digits of no person
			wide = append(wide, []paper.Cell{{Label: line[0], Value: line[1]}})
		default:
			wide = append(wide, []paper.Cell{{Label: strings.TrimSuffix(line[0], "："), Value: wordsOnly(byForm(line[1]))}})
		}
	}
	f.Rows = append(f.Rows, wide...)
	return f
}

// countTable tells where the rows of each sheet went.
func (p slip) countTable() paper.Block {
	t := paper.Table{Label: -1, Unit: "行", Empty: "没有读到数据行",
		Columns: ruled("工作表~", "读到#", "备案或已收#", "待核#", "退回#", "不符合#", "空行#", "合计行#", "重复表头#", replacedWord+"#")}
	counts := p.counts()
	for _, c := range counts[:min(len(counts), maxSheets)] {
		t.Rows = append(t.Rows, countCells(byForm(c.Sheet), c))
	}
	if len(counts) > 1 {
		t.Total = countCells(assist.Sum, p.summed())
	}
	if len(p.Taken.Unread) > 0 {
		t.Notes = append(t.Notes, shortened("没有读取的工作表："+byForm(p.unread())+"。", maxLine))
	}
	if len(counts) > maxSheets {
		t.Notes = append(t.Notes, fmt.Sprintf("共%d张工作表，这里列出前%d张，合计含全部。", len(counts), maxSheets))
	}
	return t
}

func countCells(name string, c assist.SheetCount) []string {
	row := []string{shortened(name, 20)}
	for _, n := range countInts(c) {
		row = append(row, fmt.Sprint(n))
	}
	return row
}

// section is a heading and a paragraph a line; nothing when there are no lines.
func (p slip) section(head string, lines [][2]string, most int) []paper.Block {
	if len(lines) == 0 {
		return nil
	}
	blocks := []paper.Block{paper.Heading{Level: 1, Text: head}}
	for _, l := range lines[:min(len(lines), most)] {
		text := labelled([2]string{l[0], strings.ReplaceAll(l[1], "本工作簿", "回执工作簿")}, "：")
		blocks = append(blocks, paper.Paragraph{Text: shortened(byForm(text), maxLine), Plain: true})
	}
	if len(lines) > most {
		blocks = append(blocks, paper.Paragraph{Text: fmt.Sprintf("其余%d项见回执工作簿。", len(lines)-most), Plain: true})
	}
	return blocks
}

func (p slip) findingRow(i int, x assist.Finding) []string {
	word := wordsOnly(levelWord(x).Text)
	return []string{fmt.Sprint(i + 1), word, shortened(byForm(x.Sheet), 12), cellOrRow(x), x.Code, shortened(p.mask(x, x.Value), 24),
		shortened(p.mask(x, counted(x)), maxMessage), shortened(p.mask(x, fixOf(x)), maxMessage), string(openTurn(x))}
}

// signs are those that grades and verdicts begin with in workbooks.
var signs = strings.NewReplacer("✗ ", "", "✓ ", "", "？ ", "", "· ", "")

// wordsOnly leaves the signs out.
func wordsOnly(text string) string { return signs.Replace(text) }
