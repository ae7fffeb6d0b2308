// Comforts over pages that work without them: filters that apply at once,
// forms that keep the place, keys, copying, dropping files.
'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('has-js');
  const $ = (q, at = document) => at.querySelector(q);
  const $$ = (q, at = document) => [...at.querySelectorAll(q)];
  const say = (text) => { const s = $('#said'); s.textContent = ''; setTimeout(() => { s.textContent = text; }, 50); };
  const narrow = matchMedia('(max-width:60rem)');
  const fold = () => { const f = $('#facets'); if (f && narrow.matches) f.open = false; };
  fold();

  // swap puts another page in place of this one and keeps focus and openness.
  async function swap(response, focus) {
    if (!response.ok && response.status !== 400) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const open = $$('details[open] > summary', $('#main')).map((s) => s.textContent.replace(/[\d,]+/g, ''));
    const side = $('.side') ? $('.side').scrollTop : 0;
    for (const id of ['main', 'basket-count']) {
      const from = page.getElementById(id), to = document.getElementById(id);
      if (from && to) to.replaceWith(document.adoptNode(from));
    }
    for (const s of $$('details > summary', $('#main'))) {
      if (open.includes(s.textContent.replace(/[\d,]+/g, ''))) s.parentElement.open = true;
    }
    if (narrow.matches && $('#facets')) $('#facets').open = open.some((t) => t.startsWith('Narrow'));
    if ($('.side')) $('.side').scrollTop = side;
    document.title = page.title;
    const back = focus && focus();
    if (back) back.focus({ preventScroll: true });
  }

  // Filters apply at once; every state has its own address.
  let asked = 0;
  async function go(url, focus, push) {
    const mine = ++asked;
    $('#results')?.setAttribute('aria-busy', 'true');
    try {
      const response = await fetch(url, { headers: { Accept: 'text/html' } });
      if (mine !== asked) return;
      if (push) history.pushState(null, '', url);
      await swap(response, focus);
      const count = $('.count');
      if (count) say(count.textContent);
    } catch { location.assign(url); }
  }
  function searchURL() {
    const form = $('#find'), data = new URLSearchParams();
    for (const [k, v] of new FormData(form)) if (v) data.append(k, v);
    return form.action + '?' + data;
  }
  document.addEventListener('change', (e) => {
    const box = e.target.closest('input[type=checkbox][form=find]');
    if (!box) return;
    const { name, value } = box;
    go(searchURL(), () => $$('input[form=find]').find((x) => x.name === name && x.value === value), true);
  });
  addEventListener('popstate', () => { if ($('#results')) go(location.href, null, false); else location.reload(); });

  // Judgments and the basket keep the reader's place.
  document.addEventListener('submit', async (e) => {
    const form = e.target, button = e.submitter;
    if (!form.matches('.judge, .put, form.tools') || !button) return;
    e.preventDefault();
    const pick = form.closest('.pick'), id = pick && pick.id, at = $$('.pick').indexOf(pick);
    const data = new URLSearchParams(new FormData(form));
    data.set(button.name, button.value);
    try {
      const response = await fetch(form.action, { method: 'POST', body: data });
      const open = pick && pick.closest('details');
      await swap(response, () => {
        const same = id && document.getElementById(id);
        if (same) { const d = same.closest('details'); if (d && open) d.open = true; return same; }
        return $$('.pick')[Math.min(at, $$('.pick').length - 1)];
      });
      say(form.matches('.judge') ? (button.value === 'undo' ? 'Judgment taken back' : 'Judged: ' + button.textContent) : button.textContent + ': done');
    } catch { const h = document.createElement('input'); h.type = 'hidden'; h.name = button.name; h.value = button.value; form.append(h); form.submit(); }
  });

  // Copying.
  async function copy(text) {
    try { await navigator.clipboard.writeText(text); } catch {
      const t = document.createElement('textarea');
      t.value = text; document.body.append(t); t.select(); document.execCommand('copy'); t.remove();
    }
    say('Copied: ' + text);
  }
  document.addEventListener('click', (e) => {
    const b = e.target.closest('[data-copy]');
    if (!b) return;
    copy(b.dataset.copy);
    const was = b.dataset.was || (b.dataset.was = b.textContent);
    b.textContent = 'Copied';
    setTimeout(() => { b.textContent = was; }, 1500);
  });

  // Keys.
  const current = () => document.activeElement?.closest('.pick');
  function step(n) {
    const all = $$('.pick').filter((x) => x.offsetParent !== null);
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (n > 0 ? all.findIndex((x) => x.getBoundingClientRect().bottom > 80) : 0) : at + n))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }
  const press = (q) => { const b = current() && $(q, current()); if (b) b.click(); };
  const keys = {
    '/': () => { const q = $('#q'); q.focus(); q.select(); },
    j: () => step(1), k: () => step(-1),
    Enter: () => press('a.open'), o: () => press('a.official'),
    c: () => { const p = current(); if (p && p.dataset.said) copy(p.dataset.said); },
    b: () => press('.put button'),
    1: () => press('[data-key="1"]'), 2: () => press('[data-key="2"]'), 3: () => press('[data-key="3"]'), u: () => press('[data-key="u"]'),
    n: () => $('main a[rel=next]')?.click(), p: () => $('main a[rel=prev]')?.click(),
    '?': () => location.assign('/help#keys'),
  };
  document.addEventListener('keydown', (e) => {
    if (document.body.dataset.keys !== 'on' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    const t = e.target;
    if (t.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')) {
      if (e.key === 'Escape') t.blur();
      return;
    }
    if (e.key === 'Enter' && !t.matches('.pick')) return;
    const act = keys[e.key];
    if (act) { e.preventDefault(); act(); }
  });

  // A link to a place in something folded unfolds it.
  function unfold() {
    const id = decodeURIComponent(location.hash.slice(1));
    const at = id && document.getElementById(id);
    for (let d = at && at.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
    if (at) at.scrollIntoView();
  }
  addEventListener('hashchange', unfold);
  if (location.hash.length > 1) unfold();

  // A grid that is wider than the page begins at the first event that was
  // searched; what is still being compared is asked for again.
  const grid = $('.gridbox');
  if (grid && grid.scrollWidth > grid.clientWidth) {
    const found = $('td.c-confirmed, td.c-unreviewed, td.c-to-verify', grid), head = $('tbody th[scope=row]', grid);
    if (found && head) grid.scrollLeft = Math.max(0, found.offsetLeft - head.offsetWidth - 8);
  }
  async function again() {
    if (!$('#answers[data-again]')) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      $('#answers').replaceWith(document.adoptNode($('#answers', page)));
    } catch { /* the next try will tell */ }
    setTimeout(again, 2000);
  }
  setTimeout(again, 2000);

  // Dropping files, and how far an import is.
  const drop = $('#drop');
  if (drop) {
    for (const type of ['dragenter', 'dragover']) drop.addEventListener(type, (e) => { e.preventDefault(); drop.classList.add('over'); });
    for (const type of ['dragleave', 'drop']) drop.addEventListener(type, () => drop.classList.remove('over'));
    drop.addEventListener('drop', (e) => {
      e.preventDefault();
      const files = $('#files');
      files.files = e.dataTransfer.files;
      if (files.files.length) drop.submit();
    });
    const poll = async () => {
      if (!$('#run[data-running]')) return;
      try {
        const page = new DOMParser().parseFromString(await (await fetch('/import')).text(), 'text/html');
        $('#run').replaceWith(document.adoptNode($('#run', page)));
      } catch { /* the next try will tell */ }
      setTimeout(poll, 700);
    };
    setTimeout(poll, 500);
  }
})();
