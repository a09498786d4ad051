package disk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
)

// Account is who runs the program on this machine.
type Account struct {
	Name string `json:"account"`
	ID   string `json:"id"` // user number, or SID on Windows
}

// AccountError says that the workspace belongs to another account.
type AccountError struct {
	Owner, Current Account
	Record         string // the file that names the owner; "" where only the folder does
}

// Error names both accounts and the way to change the owner.
func (e *AccountError) Error() string {
	if e.Record == "" {
		return fmt.Sprintf("disk: account: 工作区属于账户 %s，当前账户 %s 无权打开。请换用运行本程序的账户", e.Owner.Name, e.Current.Name)
	}
	return fmt.Sprintf("disk: account: 本工作区由账户 %s 运行，当前账户是 %s。请换用该账户；确要更换运行账户时，先把工作区文件转给新账户，再删除 %s",
		e.Owner.Name, e.Current.Name, e.Record)
}

// Current is the account of this process.
func Current() Account {
	if u, err := user.Current(); err == nil {
		return Account{u.Username, u.Uid}
	}
	id := strconv.Itoa(os.Getuid())
	return Account{"uid " + id, id}
}

// Own checks that the account recorded in the file is me, and records me when
// nobody is recorded yet. Another account's workspace is an *AccountError.
func Own(d FS, record string, me Account) error {
	err := Owned(d, record, me)
	if errors.Is(err, fs.ErrNotExist) {
		return claim(d, record, me)
	}
	return err
}

// Owned checks that the account recorded in the file is me. Another account's
// workspace is an *AccountError, one with nobody recorded fs.ErrNotExist. Where
// the folder is closed to me, the account it belongs to is asked instead.
func Owned(d FS, record string, me Account) error {
	text, err := ReadFile(d, record)
	if Denied(err) {
		if owner, ok := folderOwner(d, filepath.Dir(record)); ok && owner.ID != me.ID {
			return &AccountError{Owner: owner, Current: me}
		}
	}
	if err != nil {
		return fmt.Errorf("disk: account: %w", err)
	}
	var owner Account
	if err := json.Unmarshal(text, &owner); err != nil || owner.ID == "" {
		return fmt.Errorf("disk: account: %s 无法读懂。请由原运行账户删除它后再运行", record)
	}
	if owner.ID != me.ID {
		return &AccountError{Owner: owner, Current: me, Record: record}
	}
	return nil
}

// folderOwner is the account a folder belongs to, where the system says so.
func folderOwner(d FS, dir string) (Account, bool) {
	info, err := d.Lstat(dir)
	if err != nil {
		return Account{}, false
	}
	return ownerOf(info)
}

func claim(d FS, record string, me Account) error {
	text, err := json.Marshal(me)
	if err != nil {
		return fmt.Errorf("disk: account: %w", err)
	}
	// Readable for all, so that another account can be told the name.
	return Replace(d, record, append(text, '\n'), 0o644)
}
