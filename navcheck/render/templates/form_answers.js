// What stands in the page: read from its fields, and put back into them. Knows nothing of messages.

const FORM = JSON.parse(document.getElementById("facts").textContent);
const PAGE = document.documentElement;
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const partOf = (question, part) => byId(`${part}__${question.id}`);
const box = (question) => byId(`q__${question.id}`);

const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
const FIELDS = all("input:not([type=file]), textarea, select", byId("form"));
const WRITTEN = FIELDS.filter((field) => !isTicked(field));
const textOf = (field) => (field ? clean(field.value).trim() : "");
const tickedIn = (name) => all(`[name="${name}"]:checked`);

/** The form in which wordings are compared. */
const normal = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim().replace(/\.+$/, "").trimEnd();
const insteadOf = (text) => Object.keys(FORM.insteads).find((one) => FORM.insteads[one].includes(normal(text)));

/** What was chosen or written, or what stands instead of it; nothing where neither does. */
function givenTo(question) {
  const ticked = tickedIn(`value__${question.id}`);
  const instead = ticked.find((field) => "instead" in field.dataset);
  if (instead) return { instead: instead.value };
  if (question.type === "choice") return ticked.length ? { value: ticked[0].value } : {};
  if (question.type === "choices") return ticked.length ? { value: ticked.map((field) => field.value) } : {};
  const text = textOf(partOf(question, "text"));
  const meant = insteadOf(text);
  return meant ? { instead: meant } : text ? { value: text } : {};
}

function documentOf(question) {
  const proof = (tickedIn(`proof__${question.id}`)[0] || {}).value;
  const title = textOf(partOf(question, "title"));
  const date = textOf(partOf(question, "date"));
  return { ...(title && { title }), ...(date && { date }), ...(proof && { proof }) };
}

/** The whole answer, in the file's order of keys. */
function answerTo(question) {
  const comment = textOf(partOf(question, "comment"));
  const evidence = documentOf(question);
  return {
    ...givenTo(question),
    ...(comment && { comment }),
    ...(Object.keys(evidence).length && { evidence: [evidence] }),
  };
}

const isAnswered = (answer) => answer.value !== undefined || answer.instead !== undefined;

/** Every question's answer, also of those that are hidden. */
const allAnswers = () => Object.fromEntries(FORM.questions.map((question) => [question.id, answerTo(question)]));

/** What the file holds: the answers to questions that are asked. */
function response() {
  const answers = allAnswers();
  const asked = askedOf(FORM.questions, answers).filter((id) => isAnswered(answers[id]));
  const role = textOf(byId("role"));
  const shares = (tickedIn("shares")[0] || {}).value;
  return {
    ...FORM.identity,
    office: officeOf(),
    ...(role && { role }),
    ...(shares && { shares: shares === "true" }),
    answers: Object.fromEntries(asked.map((id) => [id, answers[id]])),
  };
}

const officeOf = () => FORM.identity.office || byId("office").value;

// A draft is what stands in the fields, right or wrong, but for what must not be kept.

const KEY = ["navcheck", FORM.identity.survey, FORM.identity.sha256, FORM.identity.office || "-"].join(":");

function snapshot() {
  const written = WRITTEN.filter((field) => field.value && !isBarred(field.value));
  return {
    written: Object.fromEntries(written.map((field) => [field.id, field.value])),
    ticked: FIELDS.filter((field) => isTicked(field) && field.checked).map((field) => field.id),
  };
}

function restore(draft) {
  const ticked = new Set(draft.ticked);
  for (const field of FIELDS) {
    if (isTicked(field)) field.checked = ticked.has(field.id);
    else field.value = draft.written[field.id] || "";
  }
}

// A browser may forbid a page from a file to keep anything; then the page works without.

function keepDraft() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ language: PAGE.dataset.language, ...snapshot() }));
  } catch {
    return;
  }
}

function keptDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

// A file that was saved here before.

/** What bars a file from being opened in this form, as the name of a message. */
function refusalOf(file) {
  if (typeof file !== "object" || file === null || typeof file.answers !== "object") return "not_ours";
  if (file.navcheck !== FORM.identity.navcheck) return "not_ours";
  const others = Object.keys(FORM.identity).filter((key) => file[key] !== FORM.identity[key]);
  if (others.includes("office")) return "other_office";
  return others.length ? "other_form" : "";
}

function fillIn(file) {
  restore({ written: {}, ticked: [] });
  if (byId("office")) byId("office").value = file.office || "";
  byId("role").value = file.role || "";
  if (file.shares !== undefined) tick(`shares__${file.shares}`);
  for (const question of FORM.questions) fillAnswer(question, (file.answers || {})[question.id] || {});
}

function fillAnswer(question, answer) {
  if (answer.instead) tick(`instead__${question.id}__${answer.instead}`);
  const values = [].concat(answer.value ?? []);
  const written = partOf(question, "text");
  if (written) written.value = values.join("; ");
  else values.forEach((value) => tick(`value__${question.id}__${value}`));
  if (answer.comment) partOf(question, "comment").value = answer.comment;
  const evidence = (answer.evidence || [])[0];
  if (!evidence || !partOf(question, "title")) return;
  partOf(question, "title").value = evidence.title || "";
  partOf(question, "date").value = evidence.date || "";
  tick(`proof__${question.id}__${evidence.proof}`);
}

function tick(id) {
  const field = byId(id);
  if (field) field.checked = true;
}
