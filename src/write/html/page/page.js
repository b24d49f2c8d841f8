'use strict';
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const form = document.getElementById('filters');
  const rows = all('tbody.r');
  const tables = all('table.t');
  const controls = all('input, select', form);
  const order = new Map(tables.map(table => [table, [...table.tBodies]]));
  const side = document.querySelector('.side details');
  const narrow = matchMedia('(max-width:64rem)');

  // Search: without accents and case, every word somewhere in the row.
  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const texts = new Map();
  const textOf = row => {
    if (!texts.has(row)) texts.set(row, plain(row.textContent + ' ' + row.id));
    return texts.get(row);
  };
  const wanted = () => {
    const tests = [];
    for (const control of controls) {
      const { name, value } = control;
      if (name === 'q') {
        const words = plain(value).split(/\s+/).filter(Boolean);
        if (words.length) tests.push(row => words.every(word => textOf(row).includes(word)));
      } else if (control.type === 'checkbox') {
        const has = control.dataset.has ?? name;
        if (control.checked) tests.push(row => has in row.dataset);
      } else if (value) {
        tests.push(row => (row.dataset[name] ?? '').split(' ').includes(value));
      }
    }
    return tests;
  };

  function apply() {
    const tests = wanted();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !tests.every(test => test(row));
      if (!row.hidden) shown += 1;
    }
    for (const [table, bodies] of order) {
      let here = 0, group = null, inGroup = 0;
      const close = () => { if (group) group.hidden = inGroup === 0; };
      for (const body of bodies) {
        if (body.classList.contains('g')) {
          close();
          group = body;
          inGroup = 0;
        } else if (!body.hidden) {
          here += 1;
          inGroup += 1;
        }
      }
      close();
      const section = table.closest('section');
      table.hidden = here === 0;
      section.querySelector('.empty').hidden = here !== 0;
      const total = bodies.filter(body => body.classList.contains('r')).length;
      for (const count of all(`[data-count="${section.id}"]`)) {
        count.textContent = tests.length ? `${here} / ${total}` : total;
      }
    }
    const status = form.querySelector('.found');
    const { of, rows: noun, none } = status.dataset;
    status.textContent = shown ? `${shown} ${of} ${rows.length} ${noun}` : none;
  }

  // Filters live in the address, so that a view can be sent to somebody.
  function remember() {
    const state = new URLSearchParams();
    for (const control of controls) {
      if (control.type === 'checkbox' ? control.checked : control.value) {
        state.set(control.name, control.type === 'checkbox' ? '1' : control.value);
      }
    }
    const text = state.toString();
    history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
  }
  function restore(state) {
    for (const control of controls) {
      const value = state.get(control.name) ?? '';
      if (control.type === 'checkbox') control.checked = value !== '';
      else control.value = value;
    }
    apply();
  }
  function clear() {
    restore(new URLSearchParams());
  }

  // `#row` opens the row, `#ob=os-01&changed=1` sets the filters.
  function follow(first) {
    const hash = location.hash.slice(1);
    let id = hash;
    try { id = decodeURIComponent(hash); } catch { /* not an encoded text: taken as it is */ }
    const target = hash && document.getElementById(id);
    if (target) {
      if (target.hidden) clear();
      for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
      const details = target.matches('tbody.r') && target.querySelector('details');
      if (details) {
        details.open = true;
        details.querySelector('summary').focus({ preventScroll: true });
        // Rows that were never seen have a height that is only guessed: once they are drawn, again.
        const scroll = times => {
          target.scrollIntoView();
          if (times) requestAnimationFrame(() => scroll(times - 1));
        };
        scroll(3);
      } else if (first) {
        target.scrollIntoView();
      }
    } else if (hash.includes('=')) {
      const state = new URLSearchParams(hash);
      restore(state);
      // Whoever asks for a reason wants to read it.
      if (state.has('why')) showAll(true);
      if (!first) {
        const seen = tables.find(table => !table.hidden);
        (seen ?? form).closest('section, form').scrollIntoView();
      }
    } else if (!first) {
      clear();
    }
  }

  // Sorting: up, down, as in the document.
  const key = text => {
    const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
    if (day) return Number(day[3] + day[2] + day[1]);
    const number = /-?\d+(?:\.\d{3})*(?:,\d+)?/.exec(text);
    return number ? Number(number[0].replaceAll('.', '').replace(',', '.')) : NaN;
  };
  function sort(head) {
    const table = head.closest('table');
    const next = { ascending: 'descending', descending: null }[head.getAttribute('aria-sort')];
    const direction = next === undefined ? 'ascending' : next;
    for (const other of all('th[aria-sort]', table)) other.removeAttribute('aria-sort');
    let bodies = order.get(table);
    if (direction) {
      head.setAttribute('aria-sort', direction);
      const keyed = bodies.filter(body => body.classList.contains('r')).map((body, at) => {
        const text = body.rows[0].cells[head.cellIndex]?.textContent.trim() ?? '';
        return { body, at, text, number: head.matches('.n, .v') ? key(text) : NaN };
      });
      const sign = direction === 'ascending' ? 1 : -1;
      keyed.sort((a, b) =>
        (a.text === '') - (b.text === '')
        || isNaN(a.number) - isNaN(b.number)
        || sign * (isNaN(a.number) ? a.text.localeCompare(b.text, document.documentElement.lang, { numeric: true }) : a.number - b.number)
        || a.at - b.at);
      bodies = [...bodies.filter(body => body.classList.contains('g')), ...keyed.map(k => k.body)];
    }
    table.classList.toggle('sorted', Boolean(direction));
    table.append(...bodies);
  }

  function showAll(open) {
    for (const row of rows) {
      const details = !row.hidden && row.querySelector('details');
      if (details) details.open = open;
    }
    opener.textContent = open ? opener.dataset.close : opener.dataset.open;
  }
  const opener = form.querySelector('[data-open]');
  opener.hidden = !document.querySelector('tbody.r details');
  opener.addEventListener('click', () => showAll(opener.textContent === opener.dataset.open));

  let wait;
  form.addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(() => { apply(); remember(); }, 120);
  });
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', event => {
    event.preventDefault();
    clear();
    remember();
  });
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape' && event.target.value) {
      event.preventDefault();
      event.target.value = '';
      event.target.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  document.addEventListener('click', event => {
    const head = event.target.closest?.('.t thead button')?.parentElement;
    if (head) sort(head);
    // A link to where we are already: the address does not change, but the row may be closed.
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.hash === location.hash && link.hash) follow(false);
  });
  addEventListener('hashchange', () => follow(false));

  const fold = () => { side.open = !narrow.matches; };
  narrow.addEventListener('change', fold);
  fold();
  all('.side nav a').forEach(link => link.addEventListener('click', fold));

  // Which section is being read.
  const links = new Map(all('.side nav a').map(link => [link.hash.slice(1), link]));
  const reading = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        for (const link of links.values()) link.removeAttribute('aria-current');
        links.get(entry.target.id)?.setAttribute('aria-current', 'true');
      }
    }
  }, { rootMargin: '-10% 0px -80% 0px' });
  all('main > section').forEach(section => reading.observe(section));

  form.hidden = false;
  apply();
  if (location.hash) follow(true);
})();
