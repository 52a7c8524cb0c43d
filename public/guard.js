// The guard, in ES5: detects what keeps the programs from running, reports it, and hands out raw records.
// Its words stand here: src/words needs the engine.
(function () {
'use strict';
var SLOW_MS = 1e4;

function byId(id) { return document.getElementById(id); }
function each(css, act) { [].forEach.call(document.querySelectorAll(css), act); }
function remove(one) { one.parentNode.removeChild(one); }
function make(name, attributes, children) {
  var one = document.createElement(name);
  Object.keys(attributes).forEach(function (key) { one.setAttribute(key, attributes[key]); });
  children.forEach(function (child) { one.appendChild(child.nodeType ? child : document.createTextNode(child)); });
  return one;
}
function both(name, zh, en, attributes) {
  return make(name, attributes || {}, [zh + ' ', make('span', { lang: 'en', class: 'beside' }, [en])]);
}
function button(zh, en, act, attributes) {
  var one = both('button', zh, en, attributes);
  one.onclick = act;
  return one;
}
function link(place, zh, en) { return both('a', zh, en, { href: place, class: 'button' }); }
function count(records) { return records.length + ' 条记录 records'; }
function small(words) { return make('p', { class: 'muted small' }, [words]); }
function reload() { location.reload(); }
function ways() {
  return make('p', { class: 'row' }, [
    button('重新载入', 'Reload', reload, { class: 'primary' }), link('#/rescue', '取出记录', 'Take records out')
  ]);
}
function draw(zh, en, children) {
  each('body > *', remove);
  document.title = zh + ' ' + en;
  document.body.appendChild(make('main', { class: 'guard sheet' }, [both('h1', zh, en)].concat(children)));
}
function whenRead(call) {
  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', call); } else { call(); }
}

// Valid where reference types are known, and so all that the build uses.
var REFERENCE_TYPES = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0, 4, 4, 1, 111, 0, 1];
function missing() {
  if (!window.WebAssembly) { return 'WebAssembly'; }
  if (!WebAssembly.validate(new Uint8Array(REFERENCE_TYPES))) { return 'WebAssembly reference types'; }
  return window.HTMLDialogElement ? '' : 'dialog';
}
// By a policy, or because ours is not understood.
function forbidden() {
  try { new WebAssembly.Module(new Uint8Array(REFERENCE_TYPES)); } catch (error) { return String(error); }
}
function drawUnable() {
  draw(lacks ? '浏览器太旧' : '安全策略禁止 WebAssembly', lacks ? 'This browser is too old' : 'A security policy forbids WebAssembly', [
    lacks ? '' : both('p', '这不是网络问题。请管理员在网页服务器或浏览器的策略里允许 wasm-unsafe-eval。',
      'The network is not the cause. Ask whoever manages server or browser to allow wasm-unsafe-eval.'),
    both('p', '请用 Chromium 97（Chrome、Edge 等；双内核的选极速模式）、Firefox 102、Safari 16 或更新的版本。',
      'Use Chromium 97 (Chrome, Edge), Firefox 102, Safari 16, or newer.', { id: 'oldest' }),
    both('p', '已保存的内容没有改动。', 'What was saved is unchanged.'), ways(), small(lacks || refusal)
  ]);
}
// Observers run before a parsed script: what they remove never starts.
function keepProgramsFromStarting() {
  function takeAway() { each('script[type=module], link[rel*=preload]', remove); }
  new MutationObserver(takeAway).observe(document, { childList: true, subtree: true });
  takeAway();
}

var dead;
function starting() { return byId('waiting') || document.querySelector('.inside #start'); }
function say(id, zh, en) {
  if (byId(id) || dead) { return; }
  return document.body.insertBefore(make('div', { id: id, role: 'alert', class: 'guard note' }, [both('p', zh, en), ways()]), document.body.firstChild);
}
function notStarted(detail) {
  var note = say('not-started', '评分程序没有启动：网络断了，或程序文件不完整。已保存的内容没有改动。',
    'The program did not start: no network, or a file is not whole. What was saved is unchanged.');
  if (!note) { return; }
  function add(what) { note.appendChild(small(what)); }
  add(detail);
  each('#slow', remove);
  each('#waiting', function (one) { one.hidden = true; });
  // Which file the server hands out wrongly.
  each('link[rel=modulepreload], link[href$=".wasm"]', function (file) {
    fetch(file.href, { cache: 'no-store' }).then(function (answer) {
      var type = answer.headers.get('content-type');
      if (!answer.ok || !/wasm|javascript/.test(type)) { add(file.href + ': ' + answer.status + ' ' + type); }
    }, add);
  });
}
// The words stand in index.html, since a panic shows them first (src/app/browser/fatal.rs).
function died(detail) {
  if (dead) { return; }
  dead = true;
  var fatal = byId('fatal');
  var words = byId('fatal-detail');
  words.textContent = words.textContent || detail;
  fatal.insertBefore(ways(), words);
  fatal.hidden = false;
  fatal.scrollIntoView();
  // Texts can be copied.
  each('body > :not(#fatal) :enabled', function (field) { field[/^text/.test(field.type) ? 'readOnly' : 'disabled'] = true; });
  each('dialog[open]', function (dialog) { dialog.close(); });
}
// A program is dead where WebAssembly stopped, or a thrown error went through it.
function judge(error, message, thrown) {
  if (starting()) { return notStarted(String(error || message)); }
  if (error instanceof WebAssembly.RuntimeError || (thrown && /wasm/.test((error || 0).stack))) { died(String(error)); }
}
function sayWhenSlow() {
  setTimeout(function () {
    if (starting() && !byId('not-started')) { say('slow', '比平常慢，还在载入。', 'This takes longer than usual.'); }
  }, SLOW_MS);
}
function look() {
  if (!byId('fatal').hidden) { died(''); }
  // It started after all.
  if (!starting()) { each('#slow, #not-started', remove); }
}
function watch() {
  window.addEventListener('error', function (event) {
    if (event.target === window) {
      judge(event.error, event.message, true);
    } else if (event.target.type === 'module' && byId('waiting')) {
      notStarted(event.target.src);
    }
  }, true);
  window.addEventListener('unhandledrejection', function (event) { judge(event.reason, event.type); });
  window.addEventListener('hashchange', sayWhenSlow);
  sayWhenSlow();
  whenRead(function () {
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributeFilter: ['hidden'] });
  });
}

var found = [];
var place = make('div', { id: 'found' }, []);
function fail(what, error) { place.appendChild(both('p', what + ' 读不出来。', 'cannot be read: ' + error, { class: 'note warning' })); }
function readDatabase(suffix, done) {
  var asked = indexedDB.open('scoring-workbench' + suffix);
  setTimeout(function () { if (asked.readyState === 'pending') { fail('IndexedDB', 'no answer'); } }, SLOW_MS);
  // Asking makes none.
  asked.onupgradeneeded = function () { asked.transaction.abort(); };
  asked.onerror = function (event) {
    event.preventDefault();
    if (asked.error.name !== 'AbortError') { fail('IndexedDB', asked.error); }
    done();
  };
  asked.onsuccess = function () {
    var open = asked.result;
    var stores = [].slice.call(open.objectStoreNames);
    open.onversionchange = function () { open.close(); };
    (function next() {
      if (stores.length) { return readStore(open, stores.shift(), next); }
      open.close();
      done();
    }());
  };
}
// First keys, then each record, bytes as numbers: one that cannot be read costs no other.
function readStore(open, name, done) {
  var store = open.transaction(name).objectStore(name);
  var left = 1;
  function read(key, member, value) {
    var record = { from: 'indexedDB/' + name, key: key };
    record[member] = value && value.set ? '' + value : value;
    found.push(record);
    ended();
  }
  function ended() {
    left -= 1;
    if (!left) { done(); }
  }
  function ask(method, key, then) {
    try {
      var asked = store[method](key);
      asked.onsuccess = function () { then(asked.result); };
      asked.onerror = function (event) { event.preventDefault(); read(key, 'unreadable', String(asked.error)); };
    } catch (error) {
      read(key, 'unreadable', String(error));
    }
  }
  ask('getAllKeys', undefined, function (keys) {
    left += keys.length;
    keys.forEach(function (key) { ask('get', key, function (value) { read(key, 'value', value); }); });
    ended();
  });
}
// What follows `draft/`; in the database the first segment.
function groupOf(record) {
  return record.from === 'localStorage' ? (/\/draft\/([^\/]+)/.exec(record.key) || [0, '-'])[1] : String(record.key).split('/')[0];
}
function shown(record) {
  var value = record.unreadable || record.value;
  return typeof value === 'string' ? value : String(JSON.stringify(value));
}
function download(name, records) {
  var list = records.map(function (record) { return JSON.stringify(record); }).join(',\n');
  var file = '{"format":"scoring-workbench-rescue","version":1,"records":[\n' + list + '\n]}\n';
  var address = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
  make('a', { href: address, download: '找回-' + name.replace(/[^\w一-龥-]/g, '-') + '.json' }, []).click();
  setTimeout(function () { URL.revokeObjectURL(address); }, 6e4);
}
function drawGroup(id, records) {
  var inside = make('details', {}, [both('summary', '查看', 'Look inside')]);
  inside.ontoggle = function () {
    if (inside.children[1]) { return; }
    inside.appendChild(make('dl', { class: 'texts' }, [].concat.apply([], records.map(function (record) {
      return [make('dt', {}, [record.from + ' ' + record.key]), make('dd', {}, [shown(record)])];
    }))));
  };
  return make('li', { class: 'rescued', 'data-draft': id }, [
    make('h2', {}, [id]), small(count(records)),
    button('下载', 'Download', function () { download(id, records); }), inside
  ]);
}
function drawRescue() {
  var state = make('p', { id: 'rescue-state', role: 'status' }, ['……']);
  var tools = make('p', { class: 'row' }, [link('#/', '回到工作台', 'Back to the workbench')]);
  function done() {
    var groups = Object.create(null);
    found.forEach(function (record) {
      var id = groupOf(record);
      (groups[id] = groups[id] || []).push(record);
      if (record.unreadable) { fail(record.from, record.unreadable); }
    });
    place.appendChild(make('ul', { class: 'drafts' }, Object.keys(groups).map(function (id) { return drawGroup(id, groups[id]); })));
    if (found.length) {
      tools.appendChild(button('下载全部', 'Download everything', function () { download('全部', found); }, { id: 'download-all', class: 'primary' }));
    }
    state.textContent = count(found);
  }
  draw('取出记录', 'Take records out', [
    both('p', '这里只读取原始记录，不写入，不删除。先下载全部并另存，再回工作台试一次；仍打不开，把文件交给维护的人。不要清除浏览器数据。',
      'Nothing is written here. Download everything, keep it, try the workbench again; else give the file to whoever looks after it. Do not clear the browser’s data.'),
    tools, state, place
  ]);
  try {
    Object.keys(localStorage).forEach(function (key) {
      if (!key.indexOf('scoring-workbench/')) { found.push({ from: 'localStorage', key: key, value: localStorage.getItem(key) }); }
    });
  } catch (error) { fail('localStorage', error); }
  try { readDatabase('', function () { readDatabase('-rebuild', done); }); } catch (error) { fail('IndexedDB', error); done(); }
}

function atRescue() { return /^#\/rescue\/?$/.test(location.hash); }
var rescue = atRescue();
var lacks = !rescue && missing();
var refusal = !rescue && !lacks && forbidden();
window.addEventListener('hashchange', function () { if (atRescue() !== rescue) { reload(); } });
if (rescue || lacks || refusal) {
  keepProgramsFromStarting();
  whenRead(rescue ? drawRescue : drawUnable);
} else {
  watch();
}
}());
