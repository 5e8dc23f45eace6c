// The commands of docs/operations.md create what the manifests use, in an order that works.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { parseAllDocuments } from "yaml";
import { root, source } from "./images.mjs";
import { render, workloads } from "./rendered.mjs";

const handbook = readFileSync(`${root}docs/operations.md`, "utf8");
const section = name => handbook.split(/^## /m).find(part => part.startsWith(`${name}\n`));
const commands = name => [...section(name).matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].flatMap(([, block]) => block.split("\n").map(line => line.trim())).filter(Boolean);

const install = commands("Install");
const pods = workloads(render("production")).map(({ pod }) => pod);
const created = Object.fromEntries(install.map(command => [command, command.match(/create secret (\w+) ([\w-]+)/)]).filter(([, match]) => match)
  .map(([command, [, kind, name]]) => [name, kind === "tls" ? ["tls.crt", "tls.key"] : [...command.matchAll(/--from-(?:literal|file)=([\w.-]+)=/g)].map(([, key]) => key)]));

test("the namespace exists before the first secret is created in it", () => {
  const namespace = install.findIndex(command => command.startsWith("kubectl apply -f k8s/overlays/production/namespace.yaml"));
  assert.ok(namespace >= 0);
  for (const [index, command] of install.entries()) if (command.startsWith("kubectl -n evaluation")) assert.ok(index > namespace, command);
});

test("every secret of the production overlay is created, with the keys that are used", () => {
  const used = pods.flatMap(pod => [
    ...(pod.volumes ?? []).filter(volume => volume.secret).map(volume => [volume.secret.secretName]),
    ...pod.containers.flatMap(container => container.env ?? []).filter(variable => variable.valueFrom?.secretKeyRef && !variable.valueFrom.secretKeyRef.optional)
      .map(variable => [variable.valueFrom.secretKeyRef.name, variable.valueFrom.secretKeyRef.key]),
  ]);
  for (const [name, key] of used) assert.ok(created[name] && (!key || created[name].includes(key)), `${name} ${key}`);
});

test("the connection string verifies the server with a file that every process of the database has", () => {
  const [, path] = install.join("\n").match(/SSL Mode=VerifyFull;Root Certificate=([^;']+)'/);
  for (const pod of pods.filter(pod => pod.containers[0].env?.some(variable => variable.name === "ConnectionStrings__Evaluation"))) mounted(pod, path);
});

test("the migration gives rights to the accounts of the processes, which are not the owners of the tables", () => {
  const { pod } = workloads(render("production")).find(({ object }) => object.metadata.name === "evaluation-migration");
  const [, , account, , ofKeys] = pod.containers[0].args;
  const usernames = secret => [...install.find(command => command.includes(`create secret generic ${secret} `)).matchAll(/Username=([\w-]+);/g)].map(([, name]) => name);
  assert.deepEqual([...usernames("evaluation-database"), ...usernames("evaluation-keys")], [account, ofKeys]);
  const owners = usernames("evaluation-database-owner");
  assert.equal(new Set([account, ofKeys, ...owners]).size, 4);
  assert.ok(install.includes(`createuser ${owners[0]}`) && install.includes(`createuser ${account}`) && install.includes(`createdb --owner=${owners[0]} evaluation`));
});

test("silos and gateways have the files of their TLS settings", () => {
  const names = ["EVALUATION_TLS_CERTIFICATE", "EVALUATION_TLS_KEY", "EVALUATION_TLS_CA"];
  for (const name of names) assert.ok(source("ClusterSettings.cs").includes(`"${name}"`));
  const servers = pods.filter(pod => ["silo", "gateway"].includes(pod.containers[0].name));
  assert.equal(servers.length, 2);
  for (const pod of servers) for (const name of names) mounted(pod, pod.containers[0].env.find(variable => variable.name === name).value);
});

test("silos have the file of the key of the log, which the handbook makes before the secret and removes after it", () => {
  const { pod } = workloads(render("production")).find(({ object }) => object.metadata.name === "evaluation-silo");
  mounted(pod, pod.containers[0].env.find(variable => variable.name === "EVALUATION_LOG_KEY").value);
  assert.ok(source("ClusterSettings.cs").includes('"EVALUATION_LOG_KEY"'));
  const order = install.filter(command => command.includes("log-key.pem")).map(command => command.split(" ")[0]);
  assert.deepEqual(order, ["openssl", "openssl", "kubectl", "shred"]);
});

// A path inside a pod is a key of a secret that the handbook creates.
function mounted(pod, path) {
  const mount = pod.containers[0].volumeMounts.find(candidate => path.startsWith(`${candidate.mountPath}/`));
  assert.ok(mount, `${pod.containers[0].name}: ${path}`);
  const volume = pod.volumes.find(candidate => candidate.name === mount.name);
  assert.ok(created[volume.secret.secretName].includes(path.slice(mount.mountPath.length + 1)), path);
}

test("the namespace of the ingress controller gets the label that the network policy asks for", () => {
  const policy = render("production").find(object => object.kind === "NetworkPolicy" && object.metadata.name === "evaluation-gateway");
  const [[label, value]] = Object.entries(policy.spec.ingress[0].from[0].namespaceSelector.matchLabels);
  assert.ok(install.some(command => command.startsWith("kubectl label namespace") && command.endsWith(`${label}=${value}`)));
});

test("the handbook demands that the ingress accepts the largest body", () => {
  const [, mebibytes] = source("Limits.cs").match(/DefinitionBytes = (\d+) << 20/);
  assert.match(section("Install"), new RegExp(`accept bodies of ${mebibytes} MiB`));
});

test("a restore on a new server creates the accounts before the database, and the database before its contents", () => {
  const order = commands("Restore").map(command => command.split(" ")[0]).filter(word => ["createuser", "createdb", "pg_restore"].includes(word));
  assert.deepEqual(order, ["createuser", "createuser", "createdb", "pg_restore"]);
});

const folder = mkdtempSync(join(tmpdir(), "evaluation-overlay-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function withComponent(name) {
  const from = path => relative(folder, root + path);
  writeFileSync(join(folder, "kustomization.yaml"), JSON.stringify({ namespace: "evaluation", resources: [from("k8s/base")], components: [from(`k8s/components/${name}`)] }));
  return parseAllDocuments(execFileSync("kubectl", ["kustomize", folder], { encoding: "utf8", maxBuffer: 16 << 20 })).map(document => document.toJS());
}

test("with the Gateway API a route to the gateways replaces the ingress", () => {
  const objects = withComponent("gateway-api");
  assert.ok(!objects.some(object => object.kind === "Ingress"));
  const [{ name, port }] = objects.find(object => object.kind === "HTTPRoute").spec.rules[0].backendRefs;
  assert.ok(objects.find(object => object.kind === "Service" && object.metadata.name === name).spec.ports.some(open => open.port === port));
});

test("with the component for it the ingress logs no requests, and the overlay offers it", () => {
  const ingress = withComponent("quiet-ingress").find(object => object.kind === "Ingress");
  const logs = Object.entries(ingress.metadata.annotations).filter(([name]) => /access-?logs?$/.test(name));
  assert.deepEqual(logs.map(([, value]) => value), ["false", "false"]);
  assert.match(readFileSync(`${root}k8s/overlays/production/kustomization.yaml`, "utf8"), /components\/quiet-ingress/);
});

test("with the identity provider every gateway has its three settings, from a secret that the handbook creates, and may call it", () => {
  const objects = withComponent("identity-provider");
  const [command] = commands("Sign in by the city's identity provider").filter(line => line.includes("create secret generic evaluation-provider"));
  const gateway = workloads(objects).find(({ pod }) => pod.containers[0].name === "gateway");
  const variables = gateway.pod.containers[0].env.filter(variable => variable.name.startsWith("EVALUATION_OIDC_"));
  assert.equal(variables.length, 3);
  for (const { name, valueFrom: { secretKeyRef } } of variables) {
    assert.ok(source("ProviderSettings.cs").includes(`"${name}"`), name);
    assert.equal(secretKeyRef.name, "evaluation-provider");
    assert.ok(command.includes(`--from-literal=${secretKeyRef.key}=`), name);
  }
  const policy = objects.find(object => object.kind === "NetworkPolicy" && object.metadata.name === "evaluation-provider");
  assert.deepEqual(policy.spec.egress[0].ports.map(({ port }) => port), [443]);
});
