'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const held = (id) => atob(byId(id).textContent.trim());
  const words = (id) => new TextDecoder().decode(Uint8Array.from(held(id), (c) => c.charCodeAt(0)));

  // What this page needs of a browser; an older one keeps the sentence that says so.
  if (!window.DecompressionStream || !window.WebAssembly || !window.Worker || !Blob.prototype.stream) { return; }
  byId('old').hidden = true;
  byId('work').hidden = false;

  const most = Number(document.body.dataset.most); // bytes of one file
  const patience = 180000; // milliseconds without a word from the engine
  const died = '这个文件没有核对完：程序在读它时停了下来，文件可能太大或已损坏。请在 Excel 中打开，另存为新的 .xlsx 再试；仍不行请直接放进收件箱，回执会说明原因。';
  const levels = [['V', '✗ 退回', '要改正'], ['Q', '？ 待核', '要核实'], ['S', '✗ 整份', '整份文件'], ['C', '✗ 市局', '要改正'], ['N', '提示', '请留意'], ['A', '线索', '请留意']];
  const levelOf = (code) => levels.find((l) => l[0] === code[0]) || levels[4];

  const aged = () => {
    const from = Date.parse(byId('asof').getAttribute('datetime') + 'T00:00:00+08:00');
    const days = Math.floor((Date.now() - from) / 86400000);
    if (days <= 40) { return; }
    byId('terms').classList.add('stale');
    byId('stale').textContent = `本页的标准已有 ${days} 天，可能已经调整：请到发件箱换用最新的 核对.html。`;
    byId('stale').hidden = false;
  };
  aged();

  // ---- the engine, in a worker of its own ----
  const packed = Uint8Array.from(held('engine'), (c) => c.charCodeAt(0));
  const rules = words('rules'), unit = document.body.dataset.unit;
  const source = URL.createObjectURL(new Blob([words('loader'), '\n', words('worker')], {type: 'text/javascript'}));
  let worker, ready = false, busy = null, timer = 0;
  const waiting = [];

  const start = () => {
    ready = false;
    worker = new Worker(source);
    worker.onmessage = (e) => heard(e.data);
    worker.onerror = (e) => { e.preventDefault(); heard({kind: 'dead'}); };
    worker.postMessage({packed, rules, unit});
  };
  const watch = () => {
    clearTimeout(timer);
    if (busy) { timer = setTimeout(() => heard({kind: 'dead'}), patience); }
  };
  const heard = (m) => {
    watch();
    if (m.kind === 'ready') { ready = true; say('可以核对了'); document.body.dataset.ready = 'yes'; next(); return; }
    if (m.kind === 'stage') { if (busy) { busy.stage(m.text); } return; }
    const card = busy;
    busy = null;
    clearTimeout(timer);
    if (m.kind === 'done') { card.show(JSON.parse(m.text), m.bytes); say(`${card.name} 核对完毕`); next(); return; }
    if (card) { card.fail(died); say(`${card.name} 没有核对完`); }
    worker.terminate();
    if (m.kind === 'failed' || card) { start(); return; }
    say('这个浏览器不能运行核对程序。请改用新版 Edge、Chrome 或 360 极速浏览器，或直接报送。');
  };
  const next = async () => {
    if (!ready || busy || !waiting.length) { return; }
    const {file, card} = waiting.shift();
    busy = card;
    card.stage('读入');
    let data;
    try { data = await file.arrayBuffer(); } catch (err) {
      busy = null;
      card.fail('读不到这个文件：它可能已被移走，或正被别的程序占用。请关闭后再选一次。');
      next();
      return;
    }
    watch();
    worker.postMessage({name: file.name, data, at: Date.now()}, [data]);
  };

  // ---- cards ----
  const make = (tag, text, cls) => {
    const el = document.createElement(tag);
    if (text !== undefined) { el.textContent = text; }
    if (cls) { el.className = cls; }
    return el;
  };
  const say = (text) => { byId('state').textContent = text; };

  class Card {
    constructor(file) {
      this.name = file.name;
      this.el = make('section', undefined, 'card');
      this.el.tabIndex = -1;
      this.el.append(make('h2', file.name));
      this.busy = make('p', '等待中', 'stage');
      this.el.append(this.busy);
      byId('cards').prepend(this.el);
    }
    stage(text) {
      this.busy.textContent = `正在${text} …`;
      this.el.setAttribute('aria-busy', 'true');
    }
    end() {
      this.busy.remove();
      this.el.removeAttribute('aria-busy');
      this.el.dataset.done = 'yes';
    }
    fail(text) {
      this.end();
      this.el.append(make('p', text, 'verdict bad'));
    }
    show(said, bytes) {
      this.end();
      this.said = said;
      const list = said.result.findings;
      const verdict = this.lineOf('结论');
      this.el.append(make('p', verdict, 'verdict ' + (/✗/.test(verdict) ? 'bad' : /？/.test(verdict) ? 'ask' : 'good')));
      this.el.append(this.tools(bytes, list));
      for (const note of said.notes || []) { this.el.append(make('p', note, 'note')); }
      for (const b of said.blocks || []) { this.block(b); }
      this.body = make('div', undefined, 'found');
      this.el.append(this.body);
      this.list('');
    }
    lineOf(label) {
      for (const b of this.said.blocks || []) {
        for (const [name, text] of b.lines || []) { if (name === label) { return text; } }
      }
      return '已核对';
    }
    tools(bytes, list) {
      const bar = make('div', undefined, 'tools');
      const save = make('a', '下载标注副本', 'button');
      save.href = URL.createObjectURL(new Blob([bytes], {type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'}));
      save.download = this.said.copy;
      const print = make('button', '打印');
      print.type = 'button';
      print.onclick = () => window.print();
      bar.append(save, print);
      const kinds = levels.filter((l) => list.some((f) => f.code[0] === l[0]));
      if (kinds.length > 1) { bar.append(this.filter(kinds, list)); }
      return bar;
    }
    filter(kinds, list) {
      const group = make('span', undefined, 'filter');
      group.setAttribute('role', 'group');
      group.setAttribute('aria-label', '只看哪一级');
      const add = (key, text) => {
        const b = make('button', text);
        b.type = 'button';
        b.setAttribute('aria-pressed', String(key === ''));
        b.onclick = () => {
          for (const other of group.children) { other.setAttribute('aria-pressed', String(other === b)); }
          this.list(key);
        };
        group.append(b);
      };
      add('', `全部 ${list.length}`);
      for (const [key, text] of kinds) { add(key, `${text} ${list.filter((f) => f.code[0] === key).length}`); }
      return group;
    }
    block(b) {
      const skip = ['结论', '文件名', 'SHA-256', '回执号'];
      const lines = (b.lines || []).filter(([name]) => !skip.includes(name));
      if (!lines.length) { return; }
      const box = make(b.title ? 'details' : 'div', undefined, 'block');
      if (b.title) { box.append(make('summary', b.title)); box.open = !b.title.startsWith('问题合计'); }
      const dl = make('dl');
      for (const [name, text] of lines) { dl.append(make('dt', name), make('dd', text)); }
      box.append(dl);
      this.el.append(box);
    }
    list(level) {
      this.body.textContent = '';
      const groups = new Map();
      for (const f of this.said.result.findings) {
        if (level && f.code[0] !== level) { continue; }
        const row = (/(\d+)$/.exec(f.cell || '') || [])[1];
        const key = row ? `${f.sheet}\u0000${row}` : `${f.sheet || ''}\u0000`;
        if (!groups.has(key)) { groups.set(key, []); }
        groups.get(key).push(f);
      }
      if (!groups.size) { this.body.append(make('p', '没有发现问题。')); return; }
      const shown = [...groups].slice(0, 300);
      for (const [key, found] of shown) { this.body.append(this.group(key.split('\u0000'), found)); }
      if (groups.size > shown.length) { this.body.append(make('p', `还有 ${groups.size - shown.length} 行的问题没有列在本页，请看标注副本。`, 'note')); }
    }
    group([name, row], found) {
      const box = make('article');
      box.append(make('h3', row ? `“${name}”第 ${row} 行` : name ? `工作表“${name}”` : '整份文件'));
      const grid = row && this.grid(name, Number(row), found);
      if (grid) { box.append(grid); }
      const ul = make('ul');
      for (const f of found) { ul.append(this.finding(f)); }
      box.append(ul);
      return box;
    }
    finding(f) {
      const l = levelOf(f.code), li = make('li', undefined, 'f ' + l[0]);
      const head = make('p');
      head.append(make('span', `${l[1]} ${f.code}`, 'tag'), f.cell ? ` ${f.cell}` : '', f.value ? `　填报值：${f.value}` : '');
      li.append(head, make('p', f.message, 'why'), make('p', f.fix, 'fix'));
      return li;
    }
    grid(name, row, found) {
      const shown = (this.said.rows || []).find((r) => r.sheet === name && r.row === row);
      if (!shown) { return null; }
      const marks = new Map(); // by address
      for (const f of found) { for (const a of f.cell.split(/[、,，\s]+/)) { if (!marks.has(a)) { marks.set(a, levelOf(f.code)); } } }
      const cells = shown.cells.filter((c) => c.text || marks.has(c.addr));
      const wrap = make('dl', undefined, 'grid');
      for (const c of cells) {
        const mark = marks.get(c.addr), box = make('div', undefined, mark ? 'marked ' + mark[0] : '');
        box.append(make('dt', c.head || c.addr.replace(/\d+$/, '')), make('dd', (mark ? (mark[1][0] === '提' ? '！' : mark[1][0]) + ' ' : '') + (c.text || '（空）')));
        box.title = c.addr;
        wrap.append(box);
      }
      return wrap;
    }
  }

  const take = (files) => {
    for (const file of files) {
      const card = new Card(file);
      if (file.size > most) {
        card.fail(`文件有 ${Math.ceil(file.size / 1048576)} MB，上限 ${Math.round(most / 1048576)} MB，没有读取。请删去不用的工作表和图片，或分成几份。`);
        continue;
      }
      waiting.push({file, card});
    }
    next();
  };

  // ---- ways in ----
  const zone = byId('zone'), input = byId('file');
  input.addEventListener('change', () => { take(input.files); input.value = ''; });
  byId('choose').addEventListener('click', () => input.click());
  for (const name of ['dragenter', 'dragover']) {
    document.addEventListener(name, (e) => { e.preventDefault(); zone.classList.add('over'); });
  }
  for (const name of ['dragleave', 'drop']) { document.addEventListener(name, () => zone.classList.remove('over')); }
  document.addEventListener('drop', (e) => { e.preventDefault(); take(e.dataTransfer.files); });
  window.addEventListener('beforeprint', () => { for (const d of document.querySelectorAll('details')) { d.open = true; } });
  say('正在准备 …');
  start();
})();
