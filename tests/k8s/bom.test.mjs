// The commands of docs/dependencies.md list every package of both programs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { missing, shipped } from "./bom.mjs";
import { of, root, stages } from "./images.mjs";

const folder = mkdtempSync(join(tmpdir(), "evaluation-bom-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const commands = readFileSync(`${root}docs/dependencies.md`, "utf8").split("\n").filter(line => line.startsWith("dotnet CycloneDX "));
const restored = spawnSync("dotnet", ["tool", "restore"], { cwd: root, encoding: "utf8" });

for (const [name, project] of [["Evaluation.Embedded", "silo/embedded"], ["Evaluation.Cluster", "silo/cluster"]]) {
  const deps = ["Debug", "Release"].map(kind => `${root}${project}/bin/${kind}/net10.0/${name}.deps.json`).find(existsSync);
  const skip = restored.status !== 0 ? "the tool CycloneDX cannot be restored" : !deps && "the program is not built";

  test(`the bill of materials of ${name} has every package of the program, with hash and licence`, { skip }, () => {
    const command = commands.find(line => line.includes(` ${project}/`));
    const made = spawnSync("sh", ["-c", command.replace(/--output artifacts\b/, `--output ${folder}`)], { cwd: root, encoding: "utf8" });
    assert.equal(made.status, 0, made.stdout + made.stderr);
    const bom = JSON.parse(readFileSync(join(folder, `${name}.cdx.json`), "utf8"));
    assert.equal(bom.bomFormat, "CycloneDX");
    assert.equal(bom.metadata.component.name, name);
    const built = JSON.parse(readFileSync(deps, "utf8"));
    assert.ok(shipped(built).length > 20);
    assert.deepEqual(missing(bom, built), []);
    // What is missing, or has no hash, is named.
    const [first, second] = shipped(built);
    const lost = { components: bom.components.filter(component => `${component.name}@${component.version}` !== first).map(component => `${component.name}@${component.version}` === second ? { ...component, hashes: [] } : component) };
    assert.deepEqual(missing(lost, built), [first, second]);
  });
}

test("the images make the bill with the same words as the documents", () => {
  const words = line => line.replace(/--output \S+/, "").split(/\s+/);
  for (const role of ["silo", "gateway"]) {
    const [run] = of(stages(role)[0], "RUN").filter(line => line.startsWith("dotnet CycloneDX "));
    assert.deepEqual(words(run), words(commands.find(line => line.includes(" silo/cluster/"))));
  }
});

test("nothing of npm is part of a program: no module of the pages is imported from a package", () => {
  const modules = readdirSync(`${root}gateway/Assets/js`, { recursive: true }).filter(path => path.endsWith(".js"));
  assert.ok(modules.length > 10);
  for (const path of modules)
    for (const [, from] of readFileSync(`${root}gateway/Assets/js/${path}`, "utf8").matchAll(/^import [^"']*["']([^"']+)["']/gm)) assert.match(from, /^\.{0,2}\//, path);
  assert.ok(!existsSync(`${root}package.json`) && !existsSync(`${root}gateway/package.json`));
});
