'use strict';
(() => {
  // The page is whole without this script; it only sorts and finds.
  const value = (row, i) => row.cells[i].textContent.trim();
  const number = (text) => /^-?\d+(\/\d+)?$/.test(text) ? parseFloat(text) : NaN;
  for (const table of document.querySelectorAll('.sortable')) {
    [...table.tHead.rows[0].cells].forEach((th, i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = th.textContent;
      th.textContent = '';
      th.append(button);
      button.addEventListener('click', () => {
        const up = th.getAttribute('aria-sort') !== 'ascending';
        for (const other of table.tHead.rows[0].cells) { other.removeAttribute('aria-sort'); }
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => {
          const x = value(a, i), y = value(b, i), n = number(x) - number(y);
          return (up ? 1 : -1) * (Number.isNaN(n) ? x.localeCompare(y, 'zh-CN') : n);
        });
        table.tBodies[0].append(...rows);
      });
    });
  }
  const box = document.getElementById('licence'), people = [...document.querySelectorAll('#people details')];
  if (!people.length) { return; }
  document.getElementById('find').hidden = false;
  box.addEventListener('input', () => {
    const wanted = box.value.replace(/\D/g, '');
    let n = 0;
    for (const d of people) {
      d.hidden = wanted !== '' && !d.querySelector('summary').textContent.includes(wanted);
      if (!d.hidden) { n++; }
      if (wanted.length === 12) { d.open = !d.hidden; }
    }
    document.getElementById('count').textContent = wanted ? `找到 ${n} 户` : '';
  });
})();
