// What bars the answers from being saved, and how it is said: at the field, and in the summary at the top.

const LONGEST_TEXT = 20000;

/** A message in both written languages; the page shows one of them. */
function said(name, values = {}) {
  const pieces = ["nb", "nn"].map((language) => {
    const piece = document.createElement("span");
    const words = FORM.words[language][name];
    const text = Array.isArray(words) ? words[values.count === 1 ? 0 : 1] : words;
    piece.className = piece.lang = language;
    piece.textContent = text.replace(/\{(\w+)\}/g, (place, key) => (key in values ? String(values[key]) : place));
    return piece;
  });
  const whole = document.createDocumentFragment();
  whole.append(...pieces);
  return whole;
}

/** What is wrong with what stands in one field by itself. */
function problemIn(field) {
  if (isBarred(field.value)) return { field, name: "personal_number" };
  const text = textOf(field);
  if ([...text].length > LONGEST_TEXT) return { field, name: "too_long" };
  const question = FORM.questions.find((one) => field.id === `text__${one.id}`);
  if (!text || (question && insteadOf(text))) return null;
  if (question && question.type === "number") return problemInNumber(field, question, readNumber(text));
  const isDay = (question && question.type === "date") || field.id.startsWith("date__");
  return isDay && !readDay(text) ? { field, name: "not_a_date" } : null;
}

function problemInNumber(field, question, number) {
  if (number === null) return { field, name: "not_a_number" };
  if (question.persons && !isWhole(number)) return { field, name: "not_whole" };
  if (question.min && number < readNumber(question.min)) return { field, name: `too_low__${question.id}` };
  if (question.max && number > readNumber(question.max)) return { field, name: `too_high__${question.id}` };
  return null;
}

/** What is wrong between the fields of one question. */
function problemAcross(question) {
  const answer = answerTo(question);
  const comment = partOf(question, "comment");
  if (answer.instead === "ikke-aktuelt" && !answer.comment) return { field: comment, name: "no_reason" };
  const stray = answer.comment || answer.evidence;
  if (!isAnswered(answer) && stray) return { field: firstField(question), name: "comment_alone" };
  const evidence = (answer.evidence || [])[0];
  return evidence && !evidence.proof ? { field: all("input", partOf(question, "proof"))[0], name: "no_proof" } : null;
}

const firstField = (question) => all("input, textarea", box(question))[0];

function problems() {
  const found = [];
  if (!officeOf()) found.push({ field: byId("office"), name: "no_office" });
  found.push(problemIn(byId("role")));
  const asked = new Set(askedOf(FORM.questions, allAnswers()));
  for (const question of FORM.questions.filter((one) => asked.has(one.id))) {
    const written = WRITTEN.filter((field) => box(question).contains(field) && !field.disabled);
    const within = written.map(problemIn).filter(Boolean);
    found.push(...(within.length ? within : [problemAcross(question)]));
  }
  return found.filter(Boolean);
}

// At the field

/** Several ticks share what is said of them: their group carries it. */
const carrier = (field) => (isTicked(field) ? field.closest("fieldset, [role=group]") : field);

function show(field, name, kind) {
  const carries = carrier(field);
  const id = `${kind}__${field.id}`;
  hide(field, kind);
  const line = document.createElement("p");
  line.id = id;
  line.className = kind;
  line.append(said(name));
  (isTicked(field) ? field.closest(".options") : field.closest(".line") || field).before(line);
  carries.setAttribute("aria-describedby", [id, carries.getAttribute("aria-describedby")].filter(Boolean).join(" "));
  if (kind === "error" && !isTicked(field)) field.setAttribute("aria-invalid", "true");
}

function hide(field, kind) {
  const line = byId(`${kind}__${field.id}`);
  if (!line) return;
  line.remove();
  const carries = carrier(field);
  const rest = (carries.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== line.id);
  if (rest.join("")) carries.setAttribute("aria-describedby", rest.join(" "));
  else carries.removeAttribute("aria-describedby");
  if (kind === "error") field.removeAttribute("aria-invalid");
}

/** Say at once what must not stay; the rest when the field is left, and take it away as soon as it is mended. */
function checkField(field, isLeft) {
  const problem = problemIn(field);
  if (problem && (isLeft || problem.name === "personal_number")) show(field, problem.name, "error");
  else if (!problem) hide(field, "error");
  if (isLeft) {
    const asks = !problem && findPersonal(clean(field.value)).length > 0;
    (asks ? show : hide)(field, ...(asks ? ["may_be_personal", "warning"] : ["warning"]));
  }
}

/** Take away what is mended since the last try to save. */
function forgetMended() {
  const left = new Set(problems().map((problem) => problem.field.id));
  for (const line of all(".error[id]")) {
    const field = byId(line.id.replace("error__", ""));
    if (!left.has(field.id)) hide(field, "error");
  }
}

// At the top

/** The caption of what a problem is about, in both languages. */
function captionOf(field) {
  const caption = field.closest("[data-question]")
    ? byId(`caption__${field.closest("[data-question]").dataset.question}`)
    : document.querySelector(`label[for="${field.id}"]`);
  return [...caption.cloneNode(true).childNodes];
}

function linkTo(field, ...words) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${field.id}`;
  link.append(...words);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reach(field);
  });
  item.append(link);
  return item;
}

/** Bring a field into view and the keyboard to it, also out of what is folded. */
function reach(field) {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  (field.closest("[data-question]") || field).scrollIntoView();
  field.focus({ preventScroll: true });
}

function showSummary(found) {
  const list = byId("summary-list");
  list.replaceChildren();
  for (const { field, name } of found) {
    show(field, name, "error");
    list.append(linkTo(field, ...captionOf(field), " – ", said(name)));
  }
  byId("summary-title").replaceChildren(said("problems", { count: found.length }));
  byId("summary").hidden = false;
  byId("summary").scrollIntoView();
  byId("summary").focus({ preventScroll: true });
}
