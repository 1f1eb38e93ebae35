// What the preview shows on a page, out of reach of the site's styles.
const make = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

const shadow = (name) => {
  document.querySelector(name)?.remove();
  const host = make(name);
  const root = host.attachShadow({ mode: "open" });
  root.append(make("link", "", { rel: "stylesheet", href: "/__brief/preview.css" }));
  document.body.append(host);
  return root;
};

const place = ({ file, line }) => (line ? `${file}:${line}` : file);

const excerpt = ({ excerpt: lines, line }) => {
  const block = make("pre", "", { tabindex: "0", "aria-label": "Lines around the fault" });
  for (const [number, text] of lines) {
    block.append(make(number === line ? "mark" : "span", `${String(number).padStart(4)}  ${text}\n`));
  }
  return block;
};

const describe = (problem) => {
  const item = make("section");
  item.append(make("h3", problem.message));
  if (problem.file) item.append(make("p", place(problem), { class: "place" }));
  if (problem.excerpt.length) item.append(excerpt(problem));
  return item;
};

export const showProblems = (problems, onclose) => {
  const root = shadow("brief-overlay");
  const dialog = make("dialog", "", { "aria-labelledby": "title", lang: "en", dir: "ltr" });
  const close = make("button", "Close", { type: "button", autofocus: "" });
  const count = problems.length === 1 ? "Something is broken" : `${problems.length} things are broken`;
  dialog.append(make("h2", count, { id: "title" }), ...problems.map(describe), close);
  close.onclick = () => dialog.close();
  dialog.onclose = () => {
    root.host.remove();
    onclose();
  };
  root.append(dialog);
  dialog.showModal();
};

export const showBar = (notice, desk) => {
  const root = shadow("brief-bar");
  const bar = make("aside", "", { "aria-label": "Preview", lang: "en", dir: "ltr" });
  if (notice) bar.append(make("strong", notice));
  bar.append(make("a", "What did brief do here?", { href: desk }));
  root.append(bar);
};
