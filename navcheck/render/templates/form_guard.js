// The guard against what points to one person: the same patterns, in the same order, as core/privacy.py.
// It says what kind of thing was found, and never where or which.

const ESCAPE_SEQUENCE =
  /\x1b(?:\[[0-?]*[ -\/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -\/]*[0-~])|\x9b[0-?]*[ -\/]*[@-~]|\x9d[^\x07\x9c]*[\x07\x9c]?/gu;
const UNSEEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;
const MARK = "[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]";
const STACKED = new RegExp(`(${MARK}{3})${MARK}+`, "gu");

/** The text as it is kept: NFC, one kind of newline, nothing that cannot be seen. */
function clean(text) {
  const plain = text.replace(/\r\n?/g, "\n").replace(ESCAPE_SEQUENCE, "").replace(UNSEEN, "");
  return plain.normalize("NFC").replace(STACKED, "$1").normalize("NFC");
}

const FOLDED_KINDS = [
  [/\p{Zs}/u, " "],
  [/\p{Pd}/u, "-"],
  [/\p{No}/u, "^"], // a raised figure after a number is a footnote, not a twelfth digit
  [/[\p{Cc}\p{Cf}\p{Cs}\p{Me}\p{Mn}\p{Zl}\p{Zp}]/u, ""],
];
const FOLDED_MARKS = { "\u2212": "-", "\u2043": "-", "\u2044": "/", "\u2215": "/" };
for (const blank of "\u115f\u1160\u2800\u3164\uffa0") FOLDED_MARKS[blank] = " "; // signs without a face
const DIGIT = /\p{Nd}/u;

/** Every script's digits stand in rows of ten, from nought to nine, with no gap before the next row. */
function digitOf(character) {
  const place = character.codePointAt(0);
  let first = place;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((place - first) % 10);
}

function fold(character) {
  if (DIGIT.test(character)) return digitOf(character);
  const kind = FOLDED_KINDS.find(([pattern]) => pattern.test(character));
  if (kind) return kind[1];
  const plain = FOLDED_MARKS[character] || character.normalize("NFKC");
  return [...plain].length === 1 ? plain : character;
}

const read = (text) => text.replace(/[^\t\n\r -~]/gu, fold);

const ALNUM = "[\\p{L}\\p{N}]";
const WORD = "[\\p{L}\\p{N}_]";
const NOT_WORD = "[^\\p{L}\\p{N}_]";
const BEGINS = `(?<!${WORD})`; // before a letter or a digit, this is \b
const ENDS = `(?!${WORD})`; // after one, this is

const BEFORE = `(?=\\d)(?:(?<!${ALNUM})|(?<=[nN][rR])|(?<=[nN][uU][mM][mM][eE][rR]))(?<!\\+)(?<!${BEGINS}0\\.)`;
const AFTER = `(?!${ALNUM})`;
const GAP = "(?:[ ]{1,2}(?:[-.\\/_][ ]{0,2})?|[-.\\/_][ ]{0,2})";
const DAY = `(?:\\d\\d(?:\\d\\d|${GAP}\\d\\d${GAP})|\\d\\d?[./][ ]?\\d\\d?[./][ ]?)`;
const PERSON_WORD = "[pP](?:[eE][rR][sS][oO][nN])?[nN](?:[rR]|[uU][mM][mM][eE][rR])";
const NAMED = `[ ,;:(\\-]{0,3}${PERSON_WORD}[.: \\-]{0,3}`; // "15.10.1986, personnr. 95088"
const YEAR = "(?:(?:18|19|20)\\d\\d|\\d\\d)";
const ID = new RegExp(
  `${BEFORE}(?:${DAY}${YEAR}(?:${GAP}|${NAMED})?(?:\\d{5}|(?<split>\\d{3}[ ]\\d\\d))` +
    `|(?<!${BEGINS}\\d${NOT_WORD})\\d(?:${GAP}\\d){10}(?!${NOT_WORD}\\d(?!\\d)))${AFTER}`,
  "gu",
);
const BREAK = "(?:\\r\\n?|[\\t\\n])[ ]*";
const OVER = `[ ]*(?:[-./_][ ]*)?(?!\\t[ ]*\\t)${BREAK}(?:${BREAK})?(?:[-./_][ ]*)?`;
const BROKEN = new RegExp(
  `${BEFORE}(?:\\d{4}${YEAR}${OVER}|${DAY}${YEAR}[ \\t\\r\\n,;:(\\-]{0,9}${PERSON_WORD}[.: \\t\\r\\n\\-]{0,9})` +
    `(?:\\d{5}|(?<split>\\d{3}[ ]\\d\\d))${AFTER}`,
  "gu",
);
const SUM = new RegExp(
  `,\\d\\d?(?!\\d)|,-|[ ]?(?:[kK][rR][oO][nN][eE][rR]${ENDS}|(?:[kK][rR]|[nN][oO][kK])${ENDS}(?!\\.?[ ]?\\d))`,
  "uy",
);
const REGROUPED = new RegExp(
  `${BEFORE}(?<!\\d[ ])(?:(?:\\d\\d[ ]){5}\\d|(?:\\d{3}[ ]){3}\\d\\d|(?:\\d{4}[ ]){2}\\d{3})(?![ ]\\d)${AFTER}`,
  "gu",
);
const ACCOUNT = new RegExp(
  `${BEFORE}(?:\\d{4}(?<mark>[. ])\\d\\d\\k<mark>\\d{5}|\\d{11})${AFTER}` +
    `|(?<!${ALNUM})NO\\d\\d(?:[ ]?\\d{4}){2}[ ]?\\d{3}(?!${ALNUM})`,
  "gu",
);
const CROWNS = "(?:[kK][rR]|[kK][rR][oO][nN][eE][rR]|[nN][oO][kK]|[mM][iI][lL][lL](?:[iI][oO][nN][eE][rR])?)";
const PHONE = new RegExp(
  `(?=[+\\d])(?<!${ALNUM})(?:\\+[1-9](?:[ ()\\-]{0,2}\\d){9,14}|0047(?:[ ]?\\d){8}` +
    "|(?<!\\D[\\/=])(?<![\\-+.,§])(?<![kK][rR][ ])" +
    "(?:(?!20|[23]\\d[01]\\d(?:19|20))[2-9]\\d{7}" +
    "|(?<!\\d[ ])(?:(?!20)[2-9]\\d(?:[ ]\\d\\d){3}|[489]\\d\\d[ ]\\d\\d[ ]\\d{3})(?![ ]\\d))(?![.,:\\-]\\d))" +
    `${AFTER}(?![ ]?(?:%|${CROWNS}${ENDS}))`,
  "gu",
);
const EMAIL = /(?<![\p{L}\p{N}_.+\-])[\p{L}\p{N}_.+\-]+@(?:[\p{L}\p{N}_\-]+\.)+[\p{L}\p{Nl}]{2,}/gu;

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const LAST_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const remainder = (digits, weights) =>
  weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11;
const isId = (digits) => remainder(digits, FIRST_WEIGHTS) <= 3 && remainder(digits, LAST_WEIGHTS) === 0;

function isDate(day, month, year) {
  const plain = [0, 40, 65, 80].map((more) => month - more).find((one) => one >= 1 && one <= 12);
  const of = day > 40 ? day - 40 : day;
  return plain !== undefined && of >= 1 && of <= new Date(Date.UTC(year, plain, 0)).getUTCDate();
}

const SHORT_DAY = /^(\d\d?)[./][ ]?(\d\d?)[./][ ]?(?=\d\d)/;

function isDatedSum(match) {
  SUM.lastIndex = match.index + match[0].length;
  return (SHORT_DAY.test(match[0]) || !/\d/.test(match[0][2])) && SUM.test(match.input);
}

/** The eleven digits, or none where no birth date begins them or an amount follows the date. */
function datedDigits(match) {
  const padded = match[0].replace(SHORT_DAY, (_, day, month) => day.padStart(2, "0") + month.padStart(2, "0"));
  const digits = padded.replace(/\D+/g, "");
  const inFull = digits.length > 11;
  const year = inFull ? digits.slice(4, 8) : `20${digits.slice(4, 6)}`;
  const fits = isDate(+digits.slice(0, 2), +digits.slice(2, 4), +year) && !isDatedSum(match);
  return fits ? digits.slice(0, 4) + year.slice(2) + digits.slice(inFull ? 8 : 6) : "";
}

/** Whether figures with only spaces between stand beside others. */
function isInARow(match) {
  const end = match.index + match[0].length;
  const beside = /\d $/.test(match.input.slice(0, match.index)) || /^ \d/.test(match.input.slice(end));
  return beside && /^\d+(?: +\d+)+$/.test(match[0]);
}

function judgeId(match) {
  const digits = datedDigits(match);
  if (digits && isId(digits)) return "national-id";
  const mistyped = digits && !match.groups.split && !digits.endsWith("000") && !isInARow(match);
  return mistyped ? "national-id-typo" : "";
}

function judgeAccount(match) {
  const digits = match[0].replace(/\D+/g, "").slice(-11);
  return /^(?:19|20)\d\d(?!\.)/.test(match[0]) || remainder(digits, LAST_WEIGHTS) ? "" : "account";
}

function judgeRegrouped(match) {
  const digits = datedDigits(match);
  return digits && isId(digits) ? "national-id-typo" : "";
}

// Firmest first: what one judge takes is covered for the next.
const JUDGES = [
  [ID, judgeId],
  [EMAIL, () => "email"],
  [ACCOUNT, judgeAccount],
  [REGROUPED, judgeRegrouped],
  [PHONE, () => "phone"],
];

function judged(plain, pattern, judge) {
  const found = [];
  let match;
  pattern.lastIndex = 0;
  while ((match = pattern.exec(plain))) {
    const kind = judge(match);
    const end = match.index + match[0].length;
    if (kind) found.push({ kind, start: match.index, end });
    pattern.lastIndex = kind ? end : match.index + 1;
  }
  return found;
}

function find(text, judges) {
  let plain = read(text);
  const found = [];
  for (const [pattern, judge] of judges) {
    for (const one of judged(plain, pattern, judge)) {
      found.push(one);
      plain = plain.slice(0, one.start) + "*".repeat(one.end - one.start) + plain.slice(one.end);
    }
  }
  return found.sort((one, other) => one.start - other.start).map((one) => one.kind);
}

/** The kinds of all that may point to a person, in the order in which they stand. */
function findPersonal(text) {
  const few = !text.includes("@") && (text.match(/\p{Nd}/gu) || []).length < 8;
  return few ? [] : find(text, JUDGES);
}

/** As many as there are national identity numbers. */
const findStops = (text) => find(text, JUDGES.slice(0, 1)).filter((kind) => kind === "national-id");

const FIGURE = /^[ \t\r\n]*(\d{10,11}|\d{1,2}(?:[ \t\r\n.,'’]\d{3}){3})(?:[.,]0+)?[ \t\r\n]*$/;

/** A spreadsheet takes a number for a figure, and what it shows is pasted here: no nought first, threes, decimals. */
function isFigure(text) {
  const figure = [...text].length <= 40 && FIGURE.exec(read(text));
  return Boolean(figure) && findStops(figure[1].replace(/\D+/g, "").padStart(11, "0")).length > 0;
}

/** Whether two cells stand between others that hold figures. */
function isBetween(text, { start, end }) {
  const [before, after] = [text.slice(Math.max(0, start - 9), start), text.slice(end, end + 9)];
  return text.slice(start, end).includes("\t") && /\d *\t *$/.test(before) && /^ *\t *\d/.test(after);
}

/** How a line looks: rows of a table look alike. */
const shapeOf = (line) =>
  line.replace(/[\p{L}]+(?:[ -]\p{L}+)*/gu, "a").replace(/\d+(?:[ .,]\d+)*/g, "0").trim();

/** Whether any is not put together from figures of a table: lines alike of which no more than half have a number. */
function isOutsideTables(text, found) {
  const shapes = text.split(/\r\n?|\n/).map(shapeOf);
  const lineOf = (place) => text.slice(0, place).split(/\r\n?|\n/).length - 1;
  const lines = found.map(({ start, end }) => [lineOf(start), lineOf(end - 1)]);
  const held = [...new Set(lines.flat())].map((line) => shapes[line]);
  const count = (all, shape) => all.filter((one) => one === shape).length;
  return lines.some((on) => on.some((n) => 2 * count(held, shapes[n]) > count(shapes, shapes[n])));
}

/** Whether a number runs over two lines, or has been copied from two cells that are no part of a table. */
function runsOver(text) {
  const plain = read(clean(text));
  const found = judged(plain, BROKEN, judgeId).filter(({ kind }) => kind === "national-id");
  return isOutsideTables(plain, found.filter((one) => !isBetween(plain, one)));
}

/** Whether a text must not be kept, as core/guard.py tells: asked of it as it came and as it would be kept. */
const isBarred = (text) =>
  findStops(text).length > 0 || findStops(clean(text)).length > 0 || runsOver(text) || isFigure(text);
