// Says so when the figures of the overview are old. Everything works without a script.
(() => {
  const live = document.getElementById('live');
  const stale = document.getElementById('stale');
  if (!live || !stale) {
    return;
  }
  const OLD_MS = 6000;
  let last = Date.now();
  const show = () => {
    stale.hidden = Date.now() - last < OLD_MS;
  };
  live.addEventListener('htmx:beforeRequest', (event) => {
    if (document.hidden) {
      event.preventDefault();
    }
  });
  live.addEventListener('htmx:afterSwap', () => {
    last = Date.now();
    show();
  });
  ['htmx:responseError', 'htmx:sendError', 'htmx:timeout'].forEach((name) =>
    live.addEventListener(name, () => {
      stale.hidden = false;
    }));
  document.addEventListener('visibilitychange', show);
  setInterval(show, 1000);
})();
// Says so when what was written could not be checked.
(() => {
  const check = document.getElementById('check');
  const stale = document.getElementById('stale');
  if (!check || !stale) {
    return;
  }
  check.addEventListener('htmx:afterSwap', () => {
    stale.hidden = true;
  });
  ['htmx:responseError', 'htmx:sendError', 'htmx:timeout'].forEach((name) =>
    check.addEventListener(name, () => {
      stale.hidden = false;
    }));
})();
