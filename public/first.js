// The first screen, before any program. It was drawn when the page was built (xtask/src/first_screen.rs), stands in
// the page in both languages, and goes when a program has drawn. A plain script, ES5 like guard.js, that index.html
// runs before anything else.
//
// 1. It finds the language, for the programs too, and whether the address is the start page's; the style sheet shows
//    the screen accordingly. Its links are addresses and lead on by themselves.
// 2. What is pressed or dropped before the program is there is handed to the program, and so is the focus.
// 3. A file dropped beside the places for files does not take the place of the page.
(function () {
  'use strict';

  // src/app/frame.rs writes it.
  var LANGUAGE = 'scoring-workbench/1/language';
  // src/app/browser/files.rs takes them.
  var HANDED = 'handedFiles';

  var root = document.documentElement;
  var pressed = [];

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

  // Whatever of the first screen the event is about; nothing once it is gone.
  function firstOf(event, selector) {
    var waiting = document.getElementById('waiting');
    return waiting && waiting.contains(event.target) && event.target.closest && event.target.closest(selector);
  }

  // The element that reads the same.
  function likeIt(one, place) {
    var all = place.getElementsByTagName(one.tagName);
    for (var at = 0; at < all.length; at += 1) {
      if (all[at].textContent === one.textContent && all[at].id === one.id && all[at].href === one.href) {
        return all[at];
      }
    }
    return null;
  }

  function handOver(waiting, stage) {
    // As on every other page the heading has it, unless something has it already.
    var focused = waiting.contains(document.activeElement) ?
      likeIt(document.activeElement, stage) : stage.querySelector('h1');
    var presses = pressed.map(function (one) { return likeIt(one, stage); });
    window.removeEventListener('hashchange', lookAtPlace);
    waiting.parentNode.removeChild(waiting);
    if (focused) {
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

  root.lang = language();
  lookAtPlace();
  window.addEventListener('hashchange', lookAtPlace);
  document.addEventListener('click', function (event) {
    var one = firstOf(event, 'button, input, label');
    if (one) {
      event.preventDefault();
      pressed.push(one);
    }
  });

  function holdsFiles(event) {
    return event.dataTransfer && [].indexOf.call(event.dataTransfer.types, 'Files') >= 0;
  }
  document.addEventListener('dragover', function (event) {
    if (!event.defaultPrevented && holdsFiles(event)) {
      event.preventDefault();
      event.dataTransfer.dropEffect = firstOf(event, '.drop') ? 'copy' : 'none';
    }
  });
  document.addEventListener('drop', function (event) {
    if (event.defaultPrevented || !holdsFiles(event)) {
      return;
    }
    event.preventDefault();
    if (firstOf(event, '.drop')) {
      window[HANDED] = [].slice.call(event.dataTransfer.files);
      location.hash = '#/files';
    }
  });

  new MutationObserver(function (changes, observer) {
    var waiting = document.getElementById('waiting');
    var stage = document.getElementById('start') || document.getElementById('app');
    // Its ids are those of the one that is seen.
    var other = waiting && waiting.querySelector('.first:not([lang="' + root.lang + '"])');
    if (other) {
      waiting.removeChild(other);
    }
    if (waiting && stage) {
      observer.disconnect();
      handOver(waiting, stage);
    }
  }).observe(root, { childList: true, subtree: true });
}());
