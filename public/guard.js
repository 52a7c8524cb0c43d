// The guard: what the page can do without its programs. A plain old script, ES5, that index.html runs before
// them; it knows nothing of the programs but the names of a few elements and of what is stored.
//
// 1. A browser that cannot run the programs is told so, with the versions that can; nothing is started there.
// 2. Programs that do not start, or die, are reported: what happened, what is safe, reload, rescue.
// 3. At `#/rescue` it shows and hands out what this browser keeps, without the programs. It only reads.
//
// Its words stand here and not in src/words: those need the engine, and this is for when there is none.
// It writes texts as texts and styles by class, so that a strict content security policy has nothing against it.
(function () {
  'use strict';

  var RESCUE = '#/rescue';
  // After so long it is said that it takes long; nothing is given up.
  var SLOW_MS = 10000;
  var OLDEST = { chromium: '96', firefox: '98', safari: '15.4' };

  // Small modules that are valid where a browser knows one feature of WebAssembly, and nowhere else.
  // Each line holds what follows the eight bytes that every module begins with.
  var WASM_FEATURES = {
    'sign extension': [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 192, 26, 11],
    'saturating conversion': [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 12, 1, 10, 0, 67, 0, 0, 0, 0, 252, 0, 26, 11],
    'bulk memory': [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 14, 1, 12, 0, 65, 0, 65, 0, 65, 0, 252, 10, 0, 0, 11],
    'reference types': [1, 5, 1, 96, 1, 111, 0, 4, 4, 1, 111, 0, 1]
  };

  // ---- Pieces of a page ----

  // An element with attributes and children; a text among the children is a text.
  function make(name, attributes, children) {
    var one = document.createElement(name);
    var key;
    for (key in attributes || {}) {
      one.setAttribute(key, attributes[key]);
    }
    children = children === undefined ? [] : [].concat(children);
    for (key = 0; key < children.length; key += 1) {
      var child = children[key];
      one.appendChild(typeof child === 'object' ? child : document.createTextNode(String(child)));
    }
    return one;
  }

  // The same in Chinese and in English, for a paragraph, an item, a button.
  function both(name, attributes, zh, en) {
    return make(name, attributes, [make('span', {}, zh), ' ', make('span', { lang: 'en', 'class': 'beside' }, en)]);
  }

  function button(zh, en, act, primary) {
    var one = both('button', primary ? { type: 'button', 'class': 'primary' } : { type: 'button' }, zh, en);
    one.addEventListener('click', act);
    return one;
  }

  function link(place, zh, en) {
    return both('a', { href: place, 'class': 'button' }, zh, en);
  }

  function rescueLink() {
    return link(RESCUE, '找回草稿', 'Rescue drafts');
  }

  function backLink() {
    return link('#/', '回到工作台', 'Back to the workbench');
  }

  function reloadButton() {
    return button('重新载入', 'Reload', function () { location.reload(); }, true);
  }

  function empty(one) {
    while (one.firstChild) {
      one.removeChild(one.firstChild);
    }
  }

  // A page of the guard's own, in place of everything.
  function draw(title, children) {
    var main = make('main', { tabindex: '-1', 'class': 'guard' }, make('section', { 'class': 'sheet' }, children));
    empty(document.body);
    document.body.appendChild(make('header', { 'class': 'masthead' }, [
      both('span', { 'class': 'brand' }, '公共服务质量奖评分工作台', 'Scoring workbench')
    ]));
    document.body.appendChild(main);
    document.title = title;
  }

  function whenRead(call) {
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', call);
    } else {
      call();
    }
  }

  // ---- 1. Browsers that cannot run the programs ----

  // What the build uses and this browser lacks. tests/e2e compares the list with the built files.
  function missing() {
    var lacks = [];
    function need(name, there) {
      if (!there) {
        lacks.push(name);
      }
    }
    var wasm = window.WebAssembly;
    need('WebAssembly', wasm && wasm.validate && window.Uint8Array);
    if (!lacks.length) {
      for (var feature in WASM_FEATURES) {
        var module = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0].concat(WASM_FEATURES[feature]));
        need('WebAssembly ' + feature, wasm.validate(module));
      }
    }
    need('modules', 'noModule' in document.createElement('script'));
    need('globalThis', typeof globalThis === 'object');
    need('Promise', window.Promise);
    need('fetch', window.fetch);
    need('TextDecoder', window.TextDecoder);
    need('TextEncoder', window.TextEncoder && TextEncoder.prototype.encodeInto);
    need('Blob.arrayBuffer', window.Blob && Blob.prototype.arrayBuffer);
    need('dialog', window.HTMLDialogElement && HTMLDialogElement.prototype.showModal);
    return lacks;
  }

  function drawOld(lacks) {
    draw('浏览器太旧 – 公共服务质量奖评分工作台', [
      make('h1', {}, '这个浏览器太旧，打不开评分工作台'),
      make('p', { lang: 'en', 'class': 'lead' }, 'This browser is too old to open the scoring workbench.'),
      both('h2', {}, '可以用的版本', 'Versions that work'),
      make('ul', { id: 'oldest' }, [
        both('li', {}, 'Chrome、Edge 及其他以 Chromium 为内核的浏览器：内核 ' + OLDEST.chromium + ' 或更新',
          'Chrome, Edge and others built on Chromium: ' + OLDEST.chromium + ' or newer'),
        both('li', {}, 'Firefox：' + OLDEST.firefox + ' 或更新', 'Firefox: ' + OLDEST.firefox + ' or newer'),
        both('li', {}, 'Safari：' + OLDEST.safari + ' 或更新', 'Safari: ' + OLDEST.safari + ' or newer')
      ]),
      both('p', { 'class': 'note' }, '双内核的浏览器请先切换到「极速模式」，再打开本页。',
        'In a browser with two engines, switch to its fast (not compatible) mode and open this page again.'),
      both('h2', {}, '已有的草稿', 'Drafts that are here'),
      both('p', {}, '草稿存在写它的那个浏览器里，换了浏览器就看不到。如果在这个浏览器里写过，内容没有改动，可以取出。',
        'A draft stays in the browser it was written in. What was written in this one is unchanged and can be taken out.'),
      make('p', { 'class': 'row' }, rescueLink()),
      make('p', { 'class': 'muted small' }, '缺少 Missing: ' + lacks.join(', '))
    ]);
  }

  // The parser asks observers before it runs a script: what is taken away by then never starts.
  function keepProgramsFromStarting() {
    if (!window.MutationObserver) {
      // Such a browser does not know modules either.
      return;
    }
    function startsProgram(one) {
      var kind = (one.getAttribute && (one.getAttribute('type') || one.getAttribute('rel'))) || '';
      return (one.tagName === 'SCRIPT' && kind === 'module') ||
        (one.tagName === 'LINK' && /preload/.test(one.getAttribute('rel') || ''));
    }
    function takeAway() {
      var found = document.querySelectorAll('script, link');
      for (var at = 0; at < found.length; at += 1) {
        if (startsProgram(found[at])) {
          found[at].parentNode.removeChild(found[at]);
        }
      }
    }
    var observer = new MutationObserver(takeAway);
    observer.observe(document, { childList: true, subtree: true });
    whenRead(function () {
      takeAway();
      observer.disconnect();
    });
  }

  // ---- 2. Programs that do not start, or die ----

  // Whether a program is on its way: the start screen at first, the workbench when one leaves the start screen.
  function starting() {
    return !!document.getElementById('waiting') ||
      (!!document.getElementById('start') && !!document.querySelector('#start .loading'));
  }

  var told = '';

  function fatalElement() {
    var fatal = document.getElementById('fatal');
    if (!fatal && document.body) {
      fatal = make('div', { id: 'fatal', role: 'alert', hidden: '' }, make('pre', { id: 'fatal-detail' }));
      document.body.insertBefore(fatal, document.body.firstChild);
    }
    return fatal;
  }

  // Says it in the element that is part of the page from the start, and keeps what the programs wrote there.
  function tell(kind, sentences, detail) {
    var fatal = fatalElement();
    if (!fatal || told) {
      return;
    }
    told = kind;
    var pre = document.getElementById('fatal-detail') || make('pre', { id: 'fatal-detail' });
    if (!pre.firstChild) {
      pre.appendChild(document.createTextNode(detail));
    }
    empty(fatal);
    fatal.className = 'guard';
    for (var at = 0; at < sentences.length; at += 1) {
      fatal.appendChild(sentences[at]);
    }
    fatal.appendChild(make('p', { 'class': 'row' }, [reloadButton(), rescueLink()]));
    fatal.appendChild(pre);
    fatal.setAttribute('tabindex', '-1');
    fatal.removeAttribute('hidden');
    var waiting = document.getElementById('waiting');
    if (waiting) {
      waiting.setAttribute('hidden', '');
    }
    hideSlow();
    fatal.focus();
    if (fatal.scrollIntoView) {
      fatal.scrollIntoView();
    }
  }

  function notStarted(detail) {
    tell('not started', [
      make('p', {}, make('strong', {}, '评分程序没有启动。')),
      make('p', {}, '可能是网络断了，或者程序文件不完整。存在这个浏览器里的草稿没有改动。请重新载入；仍不行时，可以先把草稿取出。'),
      make('p', { lang: 'en' }, make('strong', {}, 'The program did not start.')),
      make('p', { lang: 'en' }, 'The network may be gone, or a file of the program is not whole. Drafts in this browser are unchanged. ' +
        'Please reload; if that does not help, take your drafts out first.')
    ], detail);
  }

  function died(detail) {
    tell('died', [
      make('p', {}, make('strong', {}, '程序出错，已停止。')),
      make('p', {}, '此前显示为已写入或已保存的内容是完整的，重新载入后都在。如果最后几个字还没有写入，它们仍在下面的页面上，可以先选中复制。'),
      make('p', { lang: 'en' }, make('strong', {}, 'The program stopped on an error.')),
      make('p', { lang: 'en' }, 'What was shown as written or saved is whole and will be there after reloading. ' +
        'If your last words were not, they still stand on the page below: select and copy them first.')
    ], detail);
    // Nothing below answers any more: nobody shall type into it as if it were kept.
    var fields = document.querySelectorAll('input, textarea, select, button');
    for (var at = 0; at < fields.length; at += 1) {
      var field = fields[at];
      if (field.parentNode && field.closest && field.closest('#fatal')) {
        continue;
      }
      if (field.tagName === 'TEXTAREA' || field.type === 'text') {
        field.readOnly = true;
      } else {
        field.disabled = true;
      }
    }
    // An open dialog lies above everything, the message too.
    var dialogs = document.querySelectorAll('dialog[open]');
    for (at = 0; at < dialogs.length; at += 1) {
      dialogs[at].close();
    }
  }

  function hideSlow() {
    var slow = document.getElementById('slow');
    if (slow) {
      slow.parentNode.removeChild(slow);
    }
  }

  function sayWhenSlow() {
    setTimeout(function () {
      if (!starting() || told || document.getElementById('slow')) {
        return;
      }
      var slow = make('div', { id: 'slow', role: 'status', 'class': 'guard note' }, [
        both('p', {}, '比平常慢，还在载入。可以继续等，也可以重新载入，或先把草稿取出。',
          'This takes longer than usual and is still loading. You can wait, reload, or take your drafts out first.'),
        make('p', { 'class': 'row' }, [reloadButton(), rescueLink()])
      ]);
      document.body.insertBefore(slow, document.body.firstChild);
    }, SLOW_MS);
  }

  // An error that nobody caught. Most are no business of ours (extensions, a picture that is missing); a program
  // is dead when WebAssembly itself stopped, or when the error went through its frames, which cannot clean up.
  function judge(error, message, throughFrames) {
    var detail = String((error && error.message && error.name + ': ' + error.message) || error || message);
    var trap = window.WebAssembly && WebAssembly.RuntimeError;
    var stopped = (trap && error instanceof trap) || (throughFrames && /wasm/.test((error && error.stack) || ''));
    if (starting()) {
      notStarted(detail);
    } else if (stopped) {
      died(detail);
    }
  }

  function watch() {
    window.addEventListener('error', function (event) {
      var at = event.target;
      if (at && at !== window && at.tagName) {
        // The start screen tells by itself when the workbench's files do not come.
        if (at.tagName === 'SCRIPT' && at.type === 'module' && document.getElementById('waiting')) {
          notStarted(at.src || 'script');
        }
        return;
      }
      judge(event.error, event.message, true);
    }, true);
    window.addEventListener('unhandledrejection', function (event) {
      // A promise that failed has a stack through the program that asked, which is alive and well.
      judge(event.reason, 'unhandledrejection', false);
    });
    whenRead(function () {
      if (!window.MutationObserver) {
        return;
      }
      var fatal = fatalElement();
      new MutationObserver(function () {
        // A panic shows the element before anybody else knows (src/app/browser/fatal.rs).
        if (!told && !fatal.hasAttribute('hidden')) {
          died('');
        }
        if (!starting()) {
          hideSlow();
          if (told === 'not started') {
            // It started after all: what looked fatal was somebody else's.
            told = '';
            fatal.setAttribute('hidden', '');
          }
        }
      }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['hidden'] });
    });
    window.addEventListener('hashchange', sayWhenSlow);
    sayWhenSlow();
  }

  // ---- 3. Rescue ----

  var STORED = 'scoring-workbench';
  var NAMES = {
    applicant: ['申报组织', 'Applicant'], assessor: ['评审员或填写人', 'Assessor or author'],
    overview: ['组织概述', 'Overview'], overall: ['综合评价', 'Overall judgement'],
    text: ['文字', 'Text'], evidence: ['证明材料', 'Evidence'], strengths: ['优势', 'Strengths'],
    areas: ['改进机会', 'Areas for improvement'], band: ['档位', 'Band'], value: ['评分', 'Value']
  };
  var STAGES = { self: ['自我评价', 'Self-assessment'], material: ['材料评审', 'Material review'], site: ['现场评审', 'Site review'] };

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return undefined;
    }
  }

  // Every record of localStorage that is ours: { from, key, value }.
  function readLocalStorage(found, troubles) {
    try {
      var storage = window.localStorage;
      for (var at = 0; at < storage.length; at += 1) {
        var key = storage.key(at);
        if (key !== null && key.indexOf(STORED + '/') === 0) {
          found.push({ from: 'localStorage', key: key, value: storage.getItem(key) });
        }
      }
    } catch (error) {
      troubles.push(['这个浏览器不让本页读取 localStorage。', 'This browser does not let this page read localStorage.', error]);
    }
  }

  // Every record of every store of our database. It is never made, changed or upgraded here.
  function readDatabase(found, troubles, done) {
    var finished = false;
    function finish(trouble) {
      if (!finished) {
        finished = true;
        if (trouble) {
          troubles.push(trouble);
        }
        done();
      }
    }
    function blocked(error) {
      finish(['这个浏览器不让本页读取 IndexedDB。', 'This browser does not let this page read IndexedDB.', error]);
    }
    var database;
    try {
      database = window.indexedDB;
      if (!database) {
        return finish();
      }
    } catch (error) {
      return blocked(error);
    }
    // Another tab may be changing the database for so long that nobody would wait for it.
    var giveUp = setTimeout(function () {
      finish(['IndexedDB 没有回答。请关闭其他打开工作台的标签页，再重新载入。',
        'IndexedDB does not answer. Close other tabs with the workbench and reload.', '']);
    }, SLOW_MS);
    var absent = false;
    var opening;
    try {
      opening = database.open(STORED);
    } catch (error) {
      return blocked(error);
    }
    opening.onupgradeneeded = function () {
      // There is none: asking would make an empty one.
      absent = true;
      opening.transaction.abort();
    };
    opening.onerror = function (event) {
      event.preventDefault();
      if (absent) {
        finish();
      } else {
        blocked(opening.error);
      }
    };
    opening.onsuccess = function () {
      clearTimeout(giveUp);
      var open = opening.result;
      open.onversionchange = function () { open.close(); };
      var stores = [].slice.call(open.objectStoreNames);
      (function next() {
        var store = stores.shift();
        if (store === undefined) {
          open.close();
          return finish();
        }
        readStore(open, store, found, troubles, next);
      }());
    };
  }

  // First the keys, then record by record: one that cannot be read costs no other.
  function readStore(open, name, found, troubles, done) {
    var records;
    function failed(error) {
      troubles.push(['IndexedDB 的「' + name + '」读不出来。', 'The store “' + name + '” of IndexedDB cannot be read.', error]);
      done();
    }
    try {
      var transaction = open.transaction(name, 'readonly');
      records = transaction.objectStore(name);
    } catch (error) {
      return failed(error);
    }
    var from = 'indexedDB/' + name;
    if (!records.getAllKeys) {
      var cursor = records.openCursor();
      cursor.onerror = function (event) { event.preventDefault(); failed(cursor.error); };
      cursor.onsuccess = function () {
        if (!cursor.result) {
          return done();
        }
        found.push({ from: from, key: cursor.result.key, value: cursor.result.value });
        cursor.result['continue']();
      };
      return undefined;
    }
    var keys = records.getAllKeys();
    keys.onerror = function (event) { event.preventDefault(); failed(keys.error); };
    keys.onsuccess = function () {
      var left = keys.result.length;
      if (!left) {
        return done();
      }
      function one() {
        left -= 1;
        if (!left) {
          done();
        }
      }
      keys.result.forEach(function (key) {
        var record;
        try {
          record = records.get(key);
        } catch (error) {
          found.push({ from: from, key: key, unreadable: String(error) });
          return one();
        }
        record.onerror = function (event) {
          // Else the whole transaction would end.
          event.preventDefault();
          found.push({ from: from, key: key, unreadable: String(record.error) });
          one();
        };
        record.onsuccess = function () {
          found.push({ from: from, key: key, value: record.result });
          one();
        };
        return undefined;
      });
    };
    return undefined;
  }

  // Whose draft a record is, and what of it: { id, part, address }; nothing where it is no draft's.
  function placeOf(record) {
    var key = String(record.key);
    var match;
    if (record.from === 'localStorage') {
      match = /^scoring-workbench\/\d+\/draft\/([^\/]+)\/?([\s\S]*)$/.exec(key);
      return match && { id: match[1], part: 'state', address: match[2] };
    }
    match = /^([^\/]+)\/?([\s\S]*)$/.exec(key);
    switch (record.from) {
    case 'indexedDB/cards':
      return match && { id: match[1], part: 'state', address: 'card' };
    case 'indexedDB/state':
      return match && { id: match[1], part: 'state', address: match[2] };
    case 'indexedDB/history':
      return match && { id: match[1], part: 'history', address: match[2] };
    default:
      return null;
    }
  }

  // What a card says, in either of its forms: a line of version 1, or of version 2 with three words more before it.
  function readCard(text) {
    var line = String(text).replace(/^v2 \d+ \w+ \S+ /, '');
    var words = /^(\d*) (\d*) ([\w-]*) (\S*) ([\s\S]*)$/.exec(line);
    return words ? { name: words[5], stage: words[3], at: words[4] } : { name: '', stage: '', at: '' };
  }

  // Records put together as drafts, the latest first.
  function draftsOf(records) {
    var drafts = [];
    var byId = {};
    records.forEach(function (record) {
      var place = placeOf(record);
      if (!place || !place.id) {
        return;
      }
      var key = 'draft ' + place.id;
      var draft = byId[key];
      if (!draft) {
        draft = byId[key] = { id: place.id, records: [], texts: [], name: '', applicant: '', stage: '', at: '', size: 0, history: 0, sealed: 0 };
        drafts.push(draft);
      }
      draft.records.push(record);
      draft.size += sizeOf(record);
      if (place.part === 'history') {
        draft.history += 1;
        return;
      }
      readInto(draft, place.address, record);
    });
    drafts.forEach(function (draft) {
      draft.texts.sort(inOrder);
    });
    return drafts.sort(function (one, other) {
      return one.at < other.at ? 1 : one.at > other.at ? -1 : 0;
    });
  }

  function readInto(draft, address, record) {
    var value = record.value;
    var content = typeof value === 'string' ? parsed(value) : value;
    var isObject = !!content && typeof content === 'object';
    if (address === 'card') {
      var card = readCard(value);
      draft.name = draft.name || String(card.name || '');
      draft.stage = draft.stage || String(card.stage || '');
      draft.at = later(draft.at, card.at);
    } else if (address === 'head') {
      draft.stage = draft.stage || (isObject && String(content.stage || '')) || '';
      draft.at = later(draft.at, isObject && content.created);
    } else if (address.indexOf('field/') === 0) {
      var field = { address: address.slice(6), from: record.from, at: (isObject && content.at) || '', text: '', damaged: false };
      if (isObject && typeof content.text === 'string') {
        field.text = content.text;
      } else if (isObject && content.sealed !== undefined) {
        draft.sealed += 1;
        return;
      } else {
        field.damaged = true;
        field.text = record.unreadable || (typeof value === 'string' ? value : JSON.stringify(value));
      }
      draft.at = later(draft.at, field.at);
      if (field.address === 'applicant' && !field.damaged) {
        draft.applicant = field.text;
      }
      keepText(draft.texts, field);
    }
  }

  // A text that stands in both places is shown once; where they differ, both are.
  function keepText(texts, field) {
    if (!field.text) {
      return;
    }
    for (var at = 0; at < texts.length; at += 1) {
      if (texts[at].address === field.address && texts[at].text === field.text) {
        texts[at].at = later(texts[at].at, field.at);
        return;
      }
    }
    texts.push(field);
  }

  function later(one, other) {
    return typeof other === 'string' && other > one ? other : one;
  }

  function sizeOf(record) {
    var text = String(record.key) + (typeof record.value === 'string' ? record.value : JSON.stringify(record.value) || '');
    var bytes = 0;
    for (var at = 0; at < text.length; at += 1) {
      var sign = text.charCodeAt(at);
      // In UTF-8; the two halves of a pair have two bytes each.
      bytes += sign < 128 ? 1 : sign < 2048 || (sign >= 55296 && sign < 57344) ? 2 : 3;
    }
    return bytes;
  }

  // Applicant, assessor, overview, the clauses in the order of their codes, the overall judgement.
  function inOrder(one, other) {
    var first = rank(one.address);
    var second = rank(other.address);
    for (var at = 0; at < Math.max(first.length, second.length); at += 1) {
      var left = first[at] === undefined ? -1 : first[at];
      var right = second[at] === undefined ? -1 : second[at];
      if (left !== right) {
        return left < right ? -1 : 1;
      }
    }
    return one.at < other.at ? 1 : -1;
  }

  function rank(address) {
    var places = ['applicant', 'assessor', 'overview'];
    var place = places.indexOf(address);
    if (place >= 0) {
      return [place];
    }
    var clause = /^clause\/([^\/]+)\/(.*)$/.exec(address);
    if (!clause) {
      return [9];
    }
    var items = ['text', 'evidence', 'strengths', 'areas', 'band', 'value'];
    var code = clause[1].split('.').map(function (segment) { return parseInt(segment, 10) || 0; });
    return [5].concat(code, -1, items.indexOf(clause[2].split('/')[0]));
  }

  function nameOf(draft) {
    return draft.name || draft.applicant;
  }

  function moment(text) {
    var date = new Date(text);
    if (!text || isNaN(date.getTime())) {
      return text || '';
    }
    function two(number) {
      return (number < 10 ? '0' : '') + number;
    }
    return date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate()) + ' ' +
      two(date.getHours()) + ':' + two(date.getMinutes());
  }

  // The records as they are, in one JSON file.
  function fileOf(records) {
    var list = records.map(function (record) {
      return JSON.stringify(record);
    });
    return '{"format":"scoring-workbench-rescue","version":1,"made":' + JSON.stringify(new Date().toISOString()) +
      ',"records":[\n' + list.join(',\n') + '\n]}\n';
  }

  function download(name, records) {
    var address = URL.createObjectURL(new Blob([fileOf(records)], { type: 'application/json' }));
    var day = moment(new Date().toISOString()).slice(0, 10);
    var safe = ('找回-' + name + '-' + day).replace(/[\s\\\/:*?"<>|.]+/g, '-');
    var anchor = make('a', { href: address, download: safe + '.json', hidden: '' });
    document.body.appendChild(anchor);
    anchor.click();
    document.body.removeChild(anchor);
    // The browser may still be reading it.
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  }

  function label(address) {
    var clause = /^clause\/([^\/]+)\/([^\/]+)\/?(.*)$/.exec(address);
    var item = clause ? clause[2] : address;
    var names = NAMES[item] || [item, ''];
    var before = clause ? clause[1] + ' ' : '';
    var after = clause && clause[3] ? ' ' + clause[3] : '';
    return [before + names[0] + after, names[1]];
  }

  function drawTexts(draft) {
    var list = make('dl', { 'class': 'texts' });
    draft.texts.forEach(function (field) {
      var names = label(field.address);
      var remarks = [];
      if (field.at) {
        remarks.push(moment(field.at));
      }
      if (field.damaged) {
        remarks.push('记录已损坏，原样列出 Damaged, shown as it stands');
      }
      list.appendChild(make('dt', {}, [
        both('span', {}, names[0], names[1]), ' ',
        make('span', { 'class': 'muted small' }, remarks.join(' · '))
      ]));
      list.appendChild(make('dd', {}, field.text));
    });
    return list;
  }

  function drawDraft(draft) {
    var name = nameOf(draft);
    var stage = STAGES[draft.stage];
    var about = [];
    if (stage) {
      about.push(stage[0] + ' ' + stage[1]);
    }
    if (draft.at) {
      about.push('最后写入 last written ' + moment(draft.at));
    }
    about.push(Math.max(1, Math.round(draft.size / 1024)) + ' KB');
    about.push(draft.records.length + ' 条记录 records');
    if (draft.history) {
      about.push('其中历史 history ' + draft.history);
    }
    var heading = name ? make('h3', {}, name) : both('h3', {}, '没有写申报组织', 'No applicant named');
    var take = button('下载', 'Download', function () {
      download((name || '草稿') + '-' + draft.id.slice(0, 6), draft.records);
    });
    take.setAttribute('aria-label', '下载 Download: ' + (name || draft.id));
    var rows = [
      make('div', { 'class': 'draft-what' }, heading),
      make('p', { 'class': 'muted small' }, about.join(' · ')),
      make('p', { 'class': 'muted small' }, '编号 Id ' + draft.id),
      make('p', { 'class': 'row' }, take)
    ];
    if (draft.sealed) {
      rows.push(both('p', { 'class': 'note warning' }, '有 ' + draft.sealed + ' 条记录已加密，要用密码在工作台里打开；下载的文件里是加密的原文。',
        'Locked records: ' + draft.sealed + '. They open in the workbench with their password; the file has them as they are.'));
    }
    if (draft.texts.length) {
      var texts = make('details', {}, both('summary', {}, '文字（' + draft.texts.length + '）', 'Texts, to read and copy'));
      texts.addEventListener('toggle', function () {
        // Thousands of texts are drawn when somebody wants to see them.
        if (texts.open && !texts.querySelector('dl')) {
          texts.appendChild(drawTexts(draft));
        }
      });
      rows.push(texts);
    }
    return make('li', { 'class': 'rescued', 'data-draft': draft.id }, rows);
  }

  function drawFound(found, troubles) {
    var drafts = draftsOf(found);
    var place = document.getElementById('found');
    empty(place);
    troubles.forEach(function (trouble) {
      place.appendChild(both('p', { 'class': 'note warning' }, trouble[0], trouble[1] + ' ' + (trouble[2] || '')));
    });
    var unreadable = found.filter(function (record) { return record.unreadable; }).length;
    if (unreadable) {
      place.appendChild(both('p', { 'class': 'note warning' }, unreadable + ' 条记录读不出来，其余不受影响。',
        'Records that cannot be read: ' + unreadable + '. The others are not affected.'));
    }
    var inDrafts = drafts.reduce(function (sum, draft) { return sum + draft.records.length; }, 0);
    var others = found.length - inDrafts;
    if (drafts.length) {
      place.appendChild(make('ul', { 'class': 'drafts' }, drafts.map(drawDraft)));
    } else {
      place.appendChild(both('p', { 'class': 'empty' }, '这个浏览器里没有草稿。请确认是写草稿时用的那台电脑、那个浏览器和那个地址。',
        'There is no draft in this browser. Make sure that computer, browser and address are those the draft was written with.'));
    }
    if (others) {
      place.appendChild(both('p', { 'class': 'muted' }, '另有 ' + others + ' 条其他记录（评定标准、设置、秘书处导入的文件等），在「下载全部」里。',
        'Other records (rubrics, settings, files imported by the secretariat and so on): ' + others + '. They are in “Download everything”.'));
    }
    if (found.length) {
      var all = button('下载全部', 'Download everything', function () { download('全部', found); }, true);
      all.id = 'download-all';
      document.getElementById('rescue-tools').insertBefore(all, document.getElementById('rescue-tools').firstChild);
    }
    var state = document.getElementById('rescue-state');
    empty(state);
    state.appendChild(both('span', {}, '找到 ' + drafts.length + ' 份草稿，' + found.length + ' 条记录。',
      'Drafts found: ' + drafts.length + '; records: ' + found.length + '.'));
  }

  function drawRescue() {
    draw('找回草稿 – 公共服务质量奖评分工作台', [
      make('h1', { tabindex: '-1' }, ['找回草稿 ', make('span', { lang: 'en', 'class': 'beside' }, 'Rescue drafts')]),
      both('p', { 'class': 'lead' }, '本页不启动评分程序，只读取这个浏览器里存着的内容，不写入，也不删除。',
        'This page starts no program. It reads what this browser keeps; it writes nothing and deletes nothing.'),
      both('h2', {}, '怎么做', 'What to do'),
      make('ol', {}, [
        both('li', {}, '先下载全部，把文件另存一份，例如存到 U 盘。', 'Download everything first, and keep a copy elsewhere, such as on a USB stick.'),
        both('li', {}, '再回到工作台试一次。草稿还在这个浏览器里，程序能打开时可以照常继续。',
          'Then try the workbench again. The drafts are still in this browser; once the program opens you go on as usual.'),
        both('li', {}, '仍然打不开时，展开「文字」，把写过的内容复制到别处；也可以把下载的文件交给维护工作台的人。文件里是原样的记录，工作台不能直接打开它。',
          'If it still does not open, unfold the texts and copy them, or give the file to whoever looks after the workbench. It holds the records as they are; the workbench cannot open it.'),
        both('li', {}, '在此之前请不要清除浏览器数据。文件里有全部文字和评分，只交给应当看到的人。',
          'Until then, do not clear the browser’s data. The file holds all texts and scores: give it only to those who may see them.')
      ]),
      make('p', { 'class': 'row', id: 'rescue-tools' }, [backLink()]),
      both('h2', {}, '这个浏览器里的草稿', 'Drafts in this browser'),
      make('p', { id: 'rescue-state', role: 'status' }, both('span', {}, '正在读取……', 'Reading …')),
      make('div', { id: 'found' })
    ]);
    document.querySelector('h1').focus();
    var found = [];
    var troubles = [];
    readLocalStorage(found, troubles);
    readDatabase(found, troubles, function () {
      drawFound(found, troubles);
    });
  }

  // ---- Which of the three ----

  function atRescue() {
    return location.hash.replace(/\/$/, '') === RESCUE;
  }
  var rescue = atRescue();
  var lacks = rescue ? [] : missing();
  window.addEventListener('hashchange', function () {
    if (atRescue() !== rescue) {
      location.reload();
    }
  });
  if (rescue || lacks.length) {
    keepProgramsFromStarting();
    whenRead(rescue ? drawRescue : function () { drawOld(lacks); });
  } else {
    watch();
  }
}());
