// Executes the first stage of the images without a container, in a folder that contains the copied files.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { missing, shipped } from "./bom.mjs";
import { isSent, root, stages } from "./images.mjs";

const folder = mkdtempSync(join(tmpdir(), "evaluation-image-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const sdk = spawnSync("dotnet", ["--version"], { cwd: root }).status === 0;

test("the first stage builds a program that runs", { skip: !sdk && "the .NET SDK is not installed" }, t => {
  const [source, application] = [join(folder, "source"), join(folder, "application")];
  mkdirSync(source);
  for (const { word, rest } of stages("silo")[0].instructions) {
    if (word === "COPY") copy(rest.split(/\s+/), source);
    if (word === "RUN") {
      const made = spawnSync("sh", ["-c", rest.replace("/application", application)], { cwd: source, encoding: "utf8" });
      if (made.status !== 0 && rest.startsWith("dotnet restore") && /NU1101|is not found in NuGet feeds/.test(made.stdout + made.stderr)) return t.skip("the package feed does not hold what the cluster is made of");
      assert.equal(made.status, 0, made.stdout + made.stderr);
    }
  }
  const started = spawnSync(join(application, "Evaluation.Cluster"), ["migrate"], { cwd: application, encoding: "utf8", env: withoutDatabase() });
  assert.equal(started.status, 2, started.stderr);
  assert.match(started.stderr, /ConnectionStrings__Evaluation is missing/);
  const [bom, published] = ["cdx", "deps"].map(kind => JSON.parse(readFileSync(join(application, `Evaluation.Cluster.${kind}.json`), "utf8")));
  assert.ok(shipped(published).length > 40);
  assert.deepEqual(missing(bom, published), []);
});

// As in a builder, files excluded by .dockerignore cannot be copied.
function copy(words, source) {
  for (const from of words.slice(0, -1)) {
    assert.ok(isSent(from.replace(/\/$/, "")), from);
    const to = from.endsWith("/") ? join(source, words.at(-1)) : join(source, words.at(-1), from.split("/").at(-1));
    mkdirSync(join(to, ".."), { recursive: true });
    cpSync(root + from, to, { recursive: true, filter: path => isSent(path.slice(root.length).replace(/\/$/, "")) });
  }
}

function withoutDatabase() {
  const { ConnectionStrings__Evaluation, ...rest } = process.env;
  return { ...rest, DOTNET_CLI_TELEMETRY_OPTOUT: "1" };
}
