// Reads the Dockerfiles and the files of the build context.
import { readFileSync, readdirSync } from "node:fs";

export const root = new URL("../../", import.meta.url).pathname;

// The one source file of this name, wherever it is.
export function source(name) {
  const found = ["grains", "gateway", "silo/cluster"].flatMap(folder => readdirSync(root + folder, { recursive: true })
    .filter(path => path.split("/").at(-1) === name && !/(^|\/)(bin|obj)\//.test(path)).map(path => `${folder}/${path}`));
  if (found.length !== 1) throw new Error(`${name}: ${found.join(", ") || "not found"}`);
  return readFileSync(root + found[0], "utf8");
}

export const roles = ["silo", "gateway"];

// Stages in order, each with its base and its instructions as { word, rest }, without comments and with continued lines joined.
export function stages(role) {
  const lines = readFileSync(`${root}k8s/images/${role}.Dockerfile`, "utf8").replaceAll("\\\n", " ").split("\n")
    .map(line => line.trim()).filter(line => line && !line.startsWith("#"));
  const found = [];
  for (const line of lines) {
    const [word, rest] = [line.split(" ", 1)[0], line.slice(line.indexOf(" ") + 1)];
    if (word === "FROM") found.push({ base: rest.split(" ")[0], name: rest.split(" AS ")[1], instructions: [] });
    else found.at(-1).instructions.push({ word, rest });
  }
  return found;
}

export const of = (stage, word) => stage.instructions.filter(instruction => instruction.word === word).map(instruction => instruction.rest);

// What a stage copies from the repository: { sources, target }.
export const copies = stage => of(stage, "COPY").filter(rest => !rest.startsWith("--from=")).map(rest => {
  const words = rest.split(/\s+/);
  return { sources: words.slice(0, -1), target: words.at(-1) };
});

// Whether .dockerignore includes a path in the build context. Supports `**`, `**/name` and `!path`, and rejects other rules.
export function isSent(path) {
  let sent = true;
  for (const rule of readFileSync(`${root}.dockerignore`, "utf8").split("\n").filter(line => line && !line.startsWith("#"))) {
    if (rule === "**") sent = false;
    else if (rule.startsWith("**/")) sent &&= !path.split("/").includes(rule.slice(3));
    else if (rule.startsWith("!")) sent ||= path === rule.slice(1) || path.startsWith(`${rule.slice(1)}/`);
    else throw new Error(`.dockerignore: ${rule}`);
  }
  return sent;
}
