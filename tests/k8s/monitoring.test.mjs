// Autoscalers and alerts use the program's metrics by the names that meter, collector, Prometheus and adapter give them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { root, source } from "./images.mjs";
import { overlays, render } from "./rendered.mjs";

const read = path => readFileSync(root + path, "utf8");
const [adapter, alerts, scrape] = ["adapter", "alerts", "scrape"].map(name => parse(read(`k8s/monitoring/${name}.yaml`)));
const rules = alerts.groups.flatMap(group => group.rules);

// Metrics of others: the framework's meters, as the collector exports them, and kube-state-metrics.
const fromElsewhere = [
  "dotnet_process_memory_working_set_bytes", "http_server_request_duration_seconds_count",
  "kube_deployment_status_replicas_available", "kube_deployment_spec_replicas", "kube_job_status_failed", "kube_job_status_succeeded", "kube_job_status_start_time",
  "kube_horizontalpodautoscaler_status_current_replicas", "kube_horizontalpodautoscaler_spec_max_replicas",
];

// The Prometheus names of the program's instruments. Units in braces are annotations and are dropped.
const ours = [...source("Meters.cs").matchAll(/Create(\w+)<\w+>\("([\w.]+)", "([^"]+)"/g)].flatMap(([, kind, name, unit]) => {
  const base = name.replaceAll(".", "_") + (unit === "s" ? "_seconds" : "");
  if (kind === "Counter") return [`${base}_total`];
  return kind === "Histogram" ? [`${base}_bucket`, `${base}_sum`, `${base}_count`] : [base];
});

const namesIn = expression => [...expression.replaceAll(/\{[^}]*\}|by \([^)]*\)/g, "").matchAll(/\b(evaluation|dotnet|http|kube)_\w+/g)].map(name => name[0]);

test("every metric in an alert or the adapter exists", () => {
  assert.ok(ours.length >= 8);
  for (const expression of [...rules.map(rule => rule.expr), ...adapter.rules.map(rule => rule.seriesQuery)]) {
    assert.ok(namesIn(expression).length > 0, expression);
    for (const name of namesIn(expression)) assert.ok(ours.includes(name) || fromElsewhere.includes(name), name);
  }
});

test("every refusal in an alert exists", () => {
  const [table, alerted] = [source("RefusalTable.cs"), [...rules.map(rule => rule.expr).join().matchAll(/[{,]code="([a-z-]+)"/g)]];
  assert.ok(alerted.length > 0);
  for (const [, code] of alerted) assert.match(table, new RegExp(`\\[${code.replaceAll("-", "")}\\]`, "i"));
});

test("the adapter offers every metric for scaling, with the labels of the pods", () => {
  const offered = adapter.rules.map(rule => rule.name.as);
  for (const scaler of overlays.flatMap(render).filter(object => object.kind === "HorizontalPodAutoscaler"))
    for (const metric of scaler.spec.metrics.filter(metric => metric.type === "Pods")) assert.ok(offered.includes(metric.pods.metric.name), metric.pods.metric.name);
  for (const rule of adapter.rules) assert.deepEqual(Object.keys(rule.resources.overrides), ["k8s_namespace_name", "k8s_pod_name"]);
});

test("the collector turns resource attributes of pods into labels", () => {
  for (const objects of overlays.map(render)) {
    const collector = parse(objects.find(object => object.metadata.name.startsWith("evaluation-collector") && object.kind === "ConfigMap").data["collector.yaml"]);
    const { endpoint, resource_to_telemetry_conversion: conversion } = collector.exporters.prometheus;
    assert.equal(conversion.enabled, true);
    const service = objects.find(object => object.kind === "Service" && object.metadata.name === "evaluation-collector");
    const port = service.spec.ports.find(candidate => candidate.name === "metrics").port;
    assert.equal(endpoint.split(":")[1], String(port));
    assert.deepEqual(scrape[0].static_configs[0].targets, [`evaluation-collector.${service.metadata.namespace}.svc:${port}`]);
    for (const pipeline of Object.values(collector.service.pipelines))
      for (const kind of ["receivers", "processors", "exporters"])
        for (const name of pipeline[kind]) assert.ok(name in collector[kind], name);
  }
});

test("every alert has a severity and is explained in the operations handbook", () => {
  const listed = [...read("docs/operations.md").matchAll(/^\| `(Evaluation\w+)` \|/gm)].map(row => row[1]);
  assert.deepEqual(listed.sort(), rules.map(rule => rule.alert).sort());
  for (const rule of rules) assert.ok(["page", "ticket"].includes(rule.labels.severity) && rule.annotations.summary);
});

const promtool = spawnSync("promtool", ["--version"]).status === 0;

test("alerts fire exactly when they should", { skip: !promtool && "promtool is not installed" }, () => {
  const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", `${root}k8s/monitoring/alerts.test.yaml`], { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
});
