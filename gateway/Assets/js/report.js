// Renders a unit's report: the subset of Markdown that reports use, as elements. Everything else is shown as plain text.
import { el } from "./dom.js";

const kinds = [
  { begins: /^#{1,6}\s+/, make: lines => lines.map(line => el("h3", {}, inline(line.replace(/^#+\s+/, "")))) },
  { begins: /^\s*[-*]\s+/, make: lines => el("ul", {}, lines.map(line => el("li", {}, inline(line.replace(/^\s*[-*]\s+/, ""))))) },
  { begins: /^\s*\d+[.、)]\s+/, make: lines => el("ol", {}, lines.map(line => el("li", {}, inline(line.replace(/^\s*\d+[.、)]\s+/, ""))))) },
  { begins: /^\|/, make: table },
  { begins: /^(?=\S)/, make: lines => el("p", {}, inline(lines.join("\n"))) },
];

const kindOf = line => kinds.find(kind => kind.begins.test(line));

/** The elements of the report, in order. */
export function report(markdown) {
  const parts = [];
  for (const line of markdown.split(/\r?\n/)) {
    const kind = kindOf(line);
    const last = parts[parts.length - 1];
    if (!kind) parts.push({ lines: [] });
    else if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  }
  return parts.filter(part => part.kind).flatMap(part => part.kind.make(part.lines));
}

function inline(text) {
  return text.split(/(\*\*[^*]+\*\*)/).map(part => part.startsWith("**") && part.endsWith("**") && part.length > 4 ? el("strong", {}, part.slice(2, -2)) : part);
}

function table(lines) {
  const rows = lines.map(line => line.replace(/^\||\|\s*$/g, "").split("|").map(cell => cell.trim()));
  const hasHead = rows.length > 1 && rows[1].every(cell => /^:?-+:?$/.test(cell));
  const body = hasHead ? rows.slice(2) : rows;
  return el("div", { class: "table-wrap", tabindex: 0 }, el("table", { class: "table" },
    hasHead && el("thead", {}, el("tr", {}, rows[0].map(cell => el("th", { scope: "col" }, inline(cell))))),
    el("tbody", {}, body.map(row => el("tr", {}, row.map(cell => el("td", {}, inline(cell))))))));
}
