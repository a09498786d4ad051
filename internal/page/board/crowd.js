(() => {
  // A board of too many customers lists none; the box says which units' boards list one.
  const box = document.getElementById('licence'), rows = [...document.querySelectorAll('#crowd tbody tr')];
  const units = rows.map((row) => ({row, name: row.cells[0].textContent, licences: row.dataset.licences.split(' ')}));
  document.getElementById('find').hidden = false;
  box.addEventListener('input', () => {
    const wanted = box.value.replace(/\D/g, ''), found = new Set(), names = [];
    for (const unit of units) {
      const here = unit.licences.filter((licence) => licence.includes(wanted));
      unit.row.hidden = !here.length;
      if (here.length) { names.push(unit.name); }
      here.forEach((licence) => found.add(licence));
    }
    const where = names.length > 3 ? `${names.length} 个县区` : names.join('、');
    document.getElementById('count').textContent = !wanted ? '' : found.size ? `找到 ${found.size} 户：${where}` : '没有这个号码，请核对';
  });
})();
