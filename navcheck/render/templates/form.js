// What happens as somebody answers: questions come and go, the draft is kept, and at the end a file is saved.

let savedState = "";
const isChanged = () => JSON.stringify(snapshot()) !== savedState;

/** Bring the page into step with what stands in its fields. */
function refresh() {
  const answers = allAnswers();
  const asked = new Set(askedOf(FORM.questions, answers));
  for (const question of FORM.questions) {
    box(question).hidden = !asked.has(question.id);
    refreshQuestion(question, answers[question.id]);
  }
  for (const topic of all("[data-topic]")) refreshTopic(topic, asked, answers);
  const answered = [...asked].filter((id) => isAnswered(answers[id])).length;
  byId("progress").replaceChildren(said("progress", { answered, asked: asked.size }));
}

function refreshQuestion(question, answer) {
  const isReason = answer.instead === "ikke-aktuelt";
  if (isReason && !box(question).classList.contains("needs-reason")) partOf(question, "more").open = true;
  box(question).classList.toggle("needs-reason", isReason);
  const written = partOf(question, "text");
  if (written) written.disabled = tickedIn(`value__${question.id}`).length > 0;
  const clear = box(question).querySelector("[data-clear]");
  if (clear) clear.hidden = !isAnswered(answer);
  const isMet = answer.value !== undefined && [].concat(answer.value).every((one) => question.met.includes(one));
  if (isMet && partOf(question, "document") && !box(question).classList.contains("is-met")) {
    partOf(question, "document").open = true;
  }
  box(question).classList.toggle("is-met", isMet);
}

function refreshTopic(topic, asked, answers) {
  const ids = all("[data-question]", topic).map((one) => one.dataset.question);
  const count = ids.filter((id) => asked.has(id)).length;
  const answered = ids.filter((id) => asked.has(id) && isAnswered(answers[id])).length;
  topic.hidden = count === 0;
  const entry = byId(`entry__${topic.dataset.topic}`);
  entry.hidden = count === 0;
  entry.querySelector(".count").replaceChildren(said("of", { answered, count }));
}

/** Untick what cannot stand beside what was ticked: an answer that stands alone, and what stands instead of one. */
function bar(ticked) {
  const standsAlone = (field) => "alone" in field.dataset || "instead" in field.dataset;
  for (const other of tickedIn(ticked.name)) {
    if (other !== ticked && (standsAlone(ticked) || standsAlone(other))) other.checked = false;
  }
}

function changed(event) {
  const field = event.target;
  if (!FIELDS.includes(field)) return;
  if (field.type === "checkbox" && field.checked) bar(field);
  refresh();
  if (!isTicked(field)) checkField(field, false);
  if (!isTicked(field) && event.type === "change") whenReleased(() => checkField(field, true));
  if (byId("summary").hidden === false) forgetMended();
  byId("outcome").hidden = true;
  keepDraft();
}

// A line that appears between pressing and letting go would move what is pressed, and the click would be lost.

let isPressed = false;
let waiting = [];
const whenReleased = (what) => (isPressed ? waiting.push(what) : what());

function release() {
  isPressed = false;
  const ready = waiting;
  waiting = [];
  setTimeout(() => ready.forEach((what) => what()), 0);
}

addEventListener("pointerdown", () => (isPressed = true));
addEventListener("pointerup", release);
addEventListener("pointercancel", release);

function cleared(button) {
  const fields = all(`[name="${button.dataset.clear}"]`);
  for (const field of fields) field.checked = false;
  fields[0].focus();
  refresh();
  byId("outcome").hidden = true;
  keepDraft();
}

// Saving

function tell(title, values, ...blocks) {
  byId("outcome-title").replaceChildren(said(title, values));
  byId("outcome-body").replaceChildren(...blocks);
  byId("outcome").hidden = false;
  byId("outcome").scrollIntoView();
  byId("outcome").focus({ preventScroll: true });
}

function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

function save(evenUnanswered) {
  const found = problems();
  byId("summary").hidden = true;
  byId("outcome").hidden = true;
  if (found.length) return showSummary(found);
  const answers = allAnswers();
  const open = askedOf(FORM.questions, answers).filter((id) => !isAnswered(answers[id]));
  return open.length && !evenUnanswered ? showOpen(open) : download();
}

/** An unanswered question is no fault: say which they are, and let them be. */
function showOpen(open) {
  const list = element("ul");
  for (const id of open) {
    const field = firstField(FORM.questions.find((question) => question.id === id));
    list.append(linkTo(field, ...captionOf(field)));
  }
  const button = element("button", said("save_anyway"));
  button.type = "button";
  button.id = "save-anyway";
  button.addEventListener("click", () => save(true));
  tell("open", { count: open.length }, element("p", said("open_help")), list, button);
}

function download() {
  const name = `svar-${officeOf()}.json`;
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(response(), null, 1)}\n`], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  savedState = JSON.stringify(snapshot());
  tell("saved", {}, element("p", said("saved_where", { name })), element("p", said("saved_next")));
}

// Opening what was saved before

async function openFile(input) {
  const line = byId("opened");
  const file = await readFile(input.files[0]);
  const refusal = refusalOf(file);
  input.value = "";
  line.replaceChildren();
  if (!refusal && isChanged() && !confirm(FORM.words[PAGE.dataset.language].replace)) return;
  line.className = refusal ? "error" : "done";
  line.replaceChildren(said(refusal || "opened"));
  if (refusal) return;
  fillIn(file);
  savedState = JSON.stringify(snapshot());
  settle();
  keepDraft();
}

/** Show what was filled in by other means than the keyboard, unfolded and checked. */
function settle() {
  refresh();
  for (const field of FIELDS.filter((one) => (isTicked(one) ? one.checked : one.value))) {
    const fold = field.closest("details");
    if (fold) fold.open = true;
    if (!isTicked(field)) checkField(field, true);
  }
}

async function readFile(file) {
  try {
    return JSON.parse(await file.text());
  } catch {
    return null;
  }
}

function speak(language) {
  PAGE.lang = PAGE.dataset.language = language;
  document.title = FORM.words[language].title;
  for (const button of all("[data-speak]")) {
    button.setAttribute("aria-pressed", String(button.dataset.speak === language));
  }
}

// On paper everything is unfolded, and folded again afterwards.

let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});

addEventListener("beforeunload", (event) => {
  if (isChanged()) event.preventDefault();
});
byId("form").addEventListener("input", changed);
byId("form").addEventListener("change", changed);
byId("form").addEventListener("submit", (event) => event.preventDefault());
byId("save").addEventListener("click", () => save(false));
byId("file").addEventListener("change", (event) => openFile(event.target));
for (const button of all("[data-clear]")) button.addEventListener("click", () => cleared(button));
for (const button of all("[data-speak]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.speak);
    keepDraft();
  });
}

savedState = JSON.stringify(snapshot());
const kept = keptDraft();
if (kept) restore(kept);
speak(kept ? kept.language : FORM.language);
settle();
byId("form").hidden = false;

window.navcheck = Object.freeze({ askedOf, clean, findPersonal, findStops, isBarred, readDay, readNumber });
