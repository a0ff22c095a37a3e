// What an answer is and which questions it leaves to ask: as core/typed.py, core/conditions.py and core/interview.py.

const GROUPED = /^-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?$/;
const NUMBER = /^(-?)([0-9]{1,12})(?:\.([0-9]{1,4}))?$/;
const NORWEGIAN_DAY = /^([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})$/;
const ISO_DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DECIMALS = 4;

/** A number as ten-thousandths, which are exact; nothing for what is no number. */
function readNumber(text) {
  const plain = text.replace(/\u2212/g, "-");
  const joined = GROUPED.test(plain) ? plain.replace(/[ \u00a0\u202f]/g, "") : plain;
  const found = NUMBER.exec(joined.replace(/,/g, "."));
  return found ? BigInt(found[1] + found[2] + (found[3] || "").padEnd(DECIMALS, "0")) : null;
}

const isWhole = (number) => number % BigInt(10 ** DECIMALS) === BigInt(0);

/** A date as files write it; nothing for what is no date. */
function readDay(text) {
  const norwegian = NORWEGIAN_DAY.exec(text);
  const found = norwegian ? [norwegian[3], norwegian[2], norwegian[1]] : (ISO_DAY.exec(text) || []).slice(1);
  const [year, month, day] = found.map(Number);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return null;
  const last = new Date(Date.UTC(2000, month, 0));
  last.setUTCFullYear(year, month, 0); // Date.UTC takes the years below 100 for the last century's
  return day <= last.getUTCDate() ? `${found[0]}-${found[1].padStart(2, "0")}-${found[2].padStart(2, "0")}` : null;
}

/** What rules can look at: the values or the number; a text only speaks through the county's codes. */
function knownValue(question, answer) {
  if (!answer || answer.value === undefined) return null;
  if (question.type === "number") return readNumber(answer.value);
  if (question.type === "date") return [readDay(answer.value) || answer.value];
  if (question.type === "text") return [];
  return Array.isArray(answer.value) ? answer.value : [answer.value];
}

const isNumber = (value) => typeof value === "bigint";

/** With one of them missing there is no sum. */
function sumOf(names, known) {
  const numbers = names.map((name) => known.get(name));
  return numbers.every(isNumber) ? numbers.reduce((sum, one) => sum + one, BigInt(0)) : null;
}

function compares(condition, value, known) {
  if (!isNumber(value)) return false;
  if (condition.above_sum_of || condition.not_sum_of) {
    const total = sumOf(condition.above_sum_of || condition.not_sum_of, known);
    return total !== null && (condition.above_sum_of ? value > total : value !== total);
  }
  const limit = (key) => (condition[key] === undefined ? null : readNumber(condition[key]));
  const [equals, above, below, atLeast] = ["equals", "above", "below", "at_least"].map(limit);
  return (
    (equals !== null && value === equals) ||
    (above !== null && value > above) ||
    (below !== null && value < below) ||
    (atLeast !== null && value >= atLeast)
  );
}

function lineHolds(condition, value, known) {
  if (condition.answered !== undefined) return condition.answered === (value !== null);
  if (condition.values) return Array.isArray(value) && value.some((one) => condition.values.includes(one));
  return compares(condition, value, known);
}

/** Whether every line of a rule holds; `when` pairs the names whose answer or sum is looked at with a condition. */
function holds(when, known) {
  return when.every(([names, condition]) => {
    const value = names.length > 1 ? sumOf(names, known) : (known.get(names[0]) ?? null);
    return lineHolds(condition, value, known);
  });
}

/** The ids of the questions worth asking; a hidden one takes its answer out of the reckoning. */
function askedOf(questions, answers) {
  const known = new Map();
  return questions
    .filter((question) => {
      if (!holds(question.when, known)) return false;
      const value = knownValue(question, answers[question.id]);
      if (value !== null) known.set(question.id, value);
      return true;
    })
    .map((question) => question.id);
}
