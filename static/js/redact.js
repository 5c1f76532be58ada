// Secrets blacked out in the browser, before a paste is sent: redact() in errors/matching/redaction.py, rule for rule.
//
// The patterns are Python's. JavaScript reads some of them differently: its \w, \d and \b know ASCII only, its \s means
// other characters, it has no \Z, and with the flag "u" it refuses needless escapes. So these are written out. One
// difference stays: Python takes the Turkish letters İ and ı for an i where case does not matter. The server, which
// blacks out again, finds those.

import { SECRETS } from "./secrets.js";

const WORD = "\\p{L}\\p{N}_";
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const IN_CLASS = { w: WORD, s: SPACE, d: "\\p{Nd}" };
const OUTSIDE = {
  w: `[${WORD}]`,
  s: `[${SPACE}]`,
  S: `[^${SPACE}]`,
  d: "\\p{Nd}",
  b: `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`,
  Z: "(?![^])",
};
const ANYTHING = "[\\s\\S]";
const PIECE = /\[\\s\\S\]|\[\^?|\]|\\(.)/g;

function translated(pattern) {
  let isInClass = false;
  return pattern.replace(PIECE, (piece, escaped) => {
    if (piece === ANYTHING) return "[^]";
    if (escaped) return (isInClass ? IN_CLASS : OUTSIDE)[escaped] ?? (/["']/.test(escaped) ? escaped : piece);
    isInClass = piece !== "]";
    return piece;
  });
}

const RULES = SECRETS.map(([, pattern, ignoresCase, replacement]) => [
  new RegExp(translated(pattern), ignoresCase ? "giu" : "gu"),
  replacement,
]);

export function redact(text) {
  return RULES.reduce((held, [pattern, replacement]) => held.replace(pattern, replacement), text);
}
