// The first screen, before any program. It was drawn when the page was built (xtask/src/first_screen.rs), stands in
// the page in both languages, and is brought to life by the start program (src/start/). A plain script, ES5 like
// guard.js, that index.html runs before anything else.
//
// 1. It finds the language, for the programs too, and whether the address is the start page's; the style sheet shows
//    the screen accordingly. Its links are addresses and lead on by themselves.
// 2. What is pressed before a program is there is pressed again when it is, and the heading gets the focus.
// 3. A file dropped on the place for files goes to a desk; one dropped beside it does not take the place of the
//    page.
(function () {
  'use strict';

  // src/app/frame.rs writes it.
  var LANGUAGE = 'scoring-workbench/1/language';
  // src/app/browser/files.rs takes them.
  var HANDED = 'handedFiles';

  var root = document.documentElement;
  var pressed = [];
  // The element #waiting, which becomes #start.
  var screen;
  // Whether the start program has it.
  var started = false;

  function language() {
    var remembered;
    try {
      remembered = localStorage.getItem(LANGUAGE);
    } catch (error) {
      // Blocked; the browser's own language then.
    }
    return /^en/.test(remembered || navigator.language || '') ? 'en' : 'zh-CN';
  }

  function lookAtPlace() {
    root.className = /^(#\/?)?$/.test(location.hash) ? '' : 'inside';
  }

  function byId(id) { return document.getElementById(id); }

  // Whatever of the first screen the event is about; nothing once a desk is there.
  function firstOf(event, screen, selector) {
    return screen && screen.contains(event.target) && event.target.closest && event.target.closest(selector);
  }

  // The element of the desk that reads the same.
  function likeIt(one, place) {
    var all = place.getElementsByTagName(one.tagName);
    for (var at = 0; at < all.length; at += 1) {
      if (all[at].textContent === one.textContent && all[at].id === one.id && all[at].href === one.href) {
        return all[at];
      }
    }
    return null;
  }

  // The start program keeps the elements that stand here; a desk has drawn its own.
  function handOver(stage, same) {
    var held = document.activeElement;
    var focused = screen.contains(held) ? same(held) : stage.querySelector('h1');
    var presses = pressed.map(same);
    if (stage !== screen) {
      screen.parentNode.removeChild(screen);
    }
    if (focused && focused !== held) {
      focused.focus({ preventScroll: true });
    }
    // Not before the program has returned from its start.
    setTimeout(function () {
      presses.forEach(function (one) {
        if (one) {
          one.click();
        }
      });
    });
  }

  // Its ids are those of the screen that is seen.
  function putOtherLanguageAside() {
    var other = screen.querySelector('.first:not([lang="' + root.lang + '"])');
    if (other) {
      var aside = document.createElement('template');
      aside.id = 'other-language';
      screen.parentNode.insertBefore(aside, screen.nextSibling);
      aside.content.appendChild(other);
    }
  }

  root.lang = language();
  lookAtPlace();
  window.addEventListener('hashchange', lookAtPlace);
  document.addEventListener('click', function (event) {
    var one = firstOf(event, byId('waiting'), 'button, input, label');
    if (one) {
      event.preventDefault();
      pressed.push(one);
    }
  });

  function holdsFiles(event) {
    return event.dataTransfer && [].indexOf.call(event.dataTransfer.types, 'Files') >= 0;
  }
  // Shows over which place a file would be dropped.
  function mark(place) {
    [].forEach.call(screen ? screen.querySelectorAll('.drop') : [], function (one) {
      one.classList[one === place ? 'add' : 'remove']('over');
    });
  }
  document.addEventListener('dragover', function (event) {
    if (!event.defaultPrevented && holdsFiles(event)) {
      var place = firstOf(event, screen, '.drop');
      event.preventDefault();
      event.dataTransfer.dropEffect = place ? 'copy' : 'none';
      mark(place);
    }
  });
  document.addEventListener('dragleave', function () { mark(null); });
  document.addEventListener('drop', function (event) {
    mark(null);
    if (event.defaultPrevented || !holdsFiles(event)) {
      return;
    }
    event.preventDefault();
    if (firstOf(event, screen, '.drop')) {
      var items = event.dataTransfer.items || [];
      window[HANDED] = [].slice.call(event.dataTransfer.files);
      window[HANDED].forEach(function (file, at) {
        var entry = items[at] && items[at].webkitGetAsEntry && items[at].webkitGetAsEntry();
        // src/app/browser/files.rs says so to the person.
        file.isFolder = !!entry && entry.isDirectory;
      });
      location.hash = '#/files';
    }
  });

  new MutationObserver(function (changes, observer) {
    screen = screen || byId('waiting');
    if (!screen) {
      return;
    }
    if (!byId('other-language')) {
      putOtherLanguageAside();
    }
    var app = byId('app');
    if (app) {
      observer.disconnect();
      window.removeEventListener('hashchange', lookAtPlace);
      // A desk takes the screen away where the start program had it.
      if (screen.parentNode) {
        handOver(app, function (one) { return likeIt(one, app); });
      }
    } else if (screen.id === 'start' && !started) {
      started = true;
      handOver(screen, function (one) { return one; });
    }
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['id'] });
}());
