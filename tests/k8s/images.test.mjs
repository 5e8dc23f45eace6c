// The images contain what the manifests start, from pinned bases, without privileges and secrets.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { copies, isSent, of, roles, root, stages } from "./images.mjs";
import { overlays, render, serves, workloads } from "./rendered.mjs";

const read = path => readFileSync(root + path, "utf8");

for (const role of roles) {
  describe(`the image of a ${role}`, () => {
    const [build, last, ...more] = stages(role);
    const pods = overlays.flatMap(overlay => workloads(render(overlay)))
      .filter(({ pod }) => new RegExp(`(^|/)evaluation-${role}:`).test(pod.containers[0].image));

    test("is built in two stages, from bases of exact versions that the sources can be built with", () => {
      assert.deepEqual(more, []);
      for (const { base } of [build, last]) assert.match(base, /^mcr\.microsoft\.com\/dotnet\/\w+:10\.0\.\d+-noble[\w-]*$/);
      const [have, wanted] = [build.base.match(/10\.0\.(\d+)/)[1], JSON.parse(read("global.json")).sdk.version.match(/^10\.0\.(\d+)$/)[1]];
      assert.ok(Number(have) >= Number(wanted));
    });

    test("copies existing files of the build context, including every referenced project", () => {
      const copied = copies(build).flatMap(({ sources }) => sources.map(source => source.replace(/\/$/, "")));
      for (const path of copied) {
        assert.ok(existsSync(root + path), path);
        assert.ok(isSent(path), `${path} is left out by .dockerignore`);
      }
      for (const project of referred("silo/cluster/Evaluation.Cluster.csproj")) {
        assert.ok(copied.includes(project), project);
        assert.ok(copied.includes(project.slice(0, project.lastIndexOf("/"))), project);
      }
    });

    test("starts the published program with the account of the pods", () => {
      const published = of(build, "RUN").find(run => run.startsWith("dotnet publish"));
      assert.deepEqual(of(last, "COPY"), [`--from=${build.name} ${published.match(/--output (\S+)/)[1]} ./`]);
      assert.doesNotMatch(read("silo/cluster/Evaluation.Cluster.csproj"), /AssemblyName/);
      assert.deepEqual(of(last, "ENTRYPOINT"), ['["./Evaluation.Cluster"]']);
      assert.ok(pods.length > 0);
      for (const { pod } of pods) assert.deepEqual(of(last, "USER"), [`${pod.securityContext.runAsUser}:${pod.securityContext.runAsGroup}`]);
      assert.doesNotMatch(of(last, "USER")[0], /^(0|root)\b/);
    });

    test("opens the ports of the pods and has their role by default", () => {
      const ports = of(last, "EXPOSE")[0].split(" ").map(Number).sort();
      for (const { pod } of pods.filter(serves)) assert.deepEqual(pod.containers[0].ports.map(port => port.containerPort).sort(), ports);
      assert.ok(of(last, "ENV")[0].split(" ").includes(`ROLE=${role}`));
    });

    test("contains no secret and only the program", () => {
      for (const stage of [build, last])
        for (const { rest } of stage.instructions) assert.doesNotMatch(rest, /password|secret|token|admin/i);
      for (const path of [".git/config", "tests/k8s/package.json", "docs/architecture.md", "silo/embedded/data/evaluation.db", "grains/obj/project.assets.json"]) assert.ok(!isSent(path), path);
    });
  });
}

test("both images are built from the same sources in the same way", () => assert.deepEqual(stages("silo")[0], stages("gateway")[0]));

// A project and all its references, by path.
function referred(project) {
  const folder = project.slice(0, project.lastIndexOf("/"));
  const others = [...read(project).matchAll(/<ProjectReference Include="([^"]+)"/g)].map(([, path]) => new URL(path, `file:///${folder}/`).pathname.slice(1));
  return [project, ...others.flatMap(referred)];
}
