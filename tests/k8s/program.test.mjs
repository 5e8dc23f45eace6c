// What the manifests say of the program is so: the program's own sources are asked.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { root } from "./images.mjs";
import { nameOf, overlays, render, serves, workloads } from "./rendered.mjs";

const source = path => readFileSync(root + path, "utf8");
const [settings, limits, clusterLimits] = ["silo/cluster/ClusterSettings.cs", "grains/Limits.cs", "silo/cluster/ClusterLimits.cs"].map(source);
const known = settings + source("gateway/Hosting/StartSettings.cs") + source("gateway/Hosting/Telemetry.cs");

// Read by the framework or by OpenTelemetry, and not by the program's own code.
const ofTheFramework = ["ASPNETCORE_URLS", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"];

const found = (text, pattern) => Number(text.match(pattern)[1].replaceAll("_", ""));
const stopWithin = found(clusterLimits, /StopWithin = TimeSpan\.FromSeconds\((\d+)\)/);
const connections = found(clusterLimits, /ConnectionsMax = (\d+)/);
const evidenceMebibytes = found(limits, /EvidenceFileBytes = (\d+) << 20/);
const evidenceAtOnce = found(limits, /EvidenceAtOnce = (\d+)/);
const definitionMebibytes = found(limits, /DefinitionBytes = (\d+) << 20/);

for (const overlay of overlays) {
  describe(overlay, () => {
    const objects = render(overlay);
    const ours = workloads(objects).filter(({ pod }) => /(^|\/)evaluation-(silo|gateway):/.test(pod.containers[0].image));
    const map = objects.find(object => object.kind === "ConfigMap" && object.metadata.name.startsWith("evaluation-settings"));
    const environment = ({ pod }) => Object.fromEntries((pod.containers[0].env ?? []).map(variable => [variable.name, variable]));

    test("every variable is one that the program, its framework or this list of variables reads", () => {
      for (const workload of ours) {
        const names = Object.keys(environment(workload)).concat(workload.pod.containers[0].envFrom ? Object.keys(map.data) : []);
        for (const name of names) {
          const variables = Object.values(environment(workload)).map(variable => variable.value ?? "").join();
          const isRead = known.includes(`"${name}"`) || known.includes(name.replace("__", "")) || ofTheFramework.includes(name)
            || (name === "ConnectionStrings__Evaluation" && settings.includes('GetConnectionString("Evaluation")')) || variables.includes(`$(${name})`);
          assert.ok(isRead, `${nameOf(workload.object)}: ${name}`);
        }
      }
    });

    test("a variable that another is made of stands before it", () => {
      for (const { pod } of ours) {
        const env = pod.containers[0].env ?? [];
        for (const [index, { value }] of env.entries())
          for (const [, name] of (value ?? "").matchAll(/\$\((\w+)\)/g)) assert.ok(env.slice(0, index).some(before => before.name === name), name);
      }
    });

    test("every command and role is one that the program has", () => {
      const program = source("silo/cluster/Program.cs");
      for (const { object, pod } of ours) {
        const { args } = pod.containers[0];
        if (args[0] === "--role") assert.ok(settings.includes(`"${args[1]}" => Roles.`) && args[1] === object.metadata.name.replace("evaluation-", ""));
        else assert.ok(program.includes(`["${args.join('", "')}"] =>`), args.join(" "));
      }
    });

    test("probes ask paths that the gateway maps: liveness the process, readiness the journal", () => {
      const routes = [...source("gateway/Health/HealthRoutes.cs").matchAll(/MapMethods\("(\/\w+)"/g)].map(route => route[1]);
      for (const { pod } of ours.filter(serves)) {
        const { startupProbe, livenessProbe, readinessProbe } = pod.containers[0];
        assert.deepEqual([livenessProbe.httpGet.path, readinessProbe.httpGet.path], routes);
        assert.equal(startupProbe.httpGet.path, livenessProbe.httpGet.path);
      }
    });

    test("the ports of a silo are those that it listens on unless it is told otherwise", () => {
      const { pod } = ours.find(({ object }) => object.metadata.name === "evaluation-silo");
      const port = name => pod.containers[0].ports.find(open => open.name === name).containerPort;
      assert.equal(port("silo"), found(settings, /"EVALUATION_SILO_PORT", ([\d_]+)/));
      assert.equal(port("silo-gateway"), found(settings, /"EVALUATION_CLIENT_PORT", ([\d_]+)/));
      for (const workload of ours.filter(serves))
        assert.equal(new URL(environment(workload).ASPNETCORE_URLS.value).port, String(workload.pod.containers[0].ports.find(open => open.name === "http").containerPort));
    });

    test("a pod is not killed while the program still finishes what it has begun", () => {
      for (const workload of ours.filter(serves)) {
        assert.ok(workload.pod.terminationGracePeriodSeconds > stopWithin);
        assert.ok(Number(environment(workload).EVALUATION_DRAIN_SECONDS?.value ?? 0) < stopWithin / 2);
      }
      const gateway = ours.find(({ object }) => object.metadata.name === "evaluation-gateway");
      assert.ok(Number(environment(gateway).EVALUATION_DRAIN_SECONDS.value) > 0);
    });

    test("a silo is reached by its pod's address, and every process is known by its pod", () => {
      const silo = environment(ours.find(({ object }) => object.metadata.name === "evaluation-silo"));
      assert.equal(silo.POD_IP.valueFrom.fieldRef.fieldPath, "status.podIP");
      for (const workload of ours.filter(serves))
        assert.equal(environment(workload).OTEL_RESOURCE_ATTRIBUTES.value, "k8s.namespace.name=$(POD_NAMESPACE),k8s.pod.name=$(POD_NAME)");
    });

    test("who may name a voter's address to a gateway is the ingress alone", () => {
      const gateway = environment(ours.find(({ object }) => object.metadata.name === "evaluation-gateway"));
      assert.equal(gateway.ASPNETCORE_FORWARDEDHEADERS_ENABLED.value, "true");
      const policies = objects.filter(object => object.kind === "NetworkPolicy" && object.spec.podSelector.matchLabels?.["app.kubernetes.io/name"] === "evaluation-gateway");
      const senders = policies.flatMap(policy => policy.spec.ingress).flatMap(rule => rule.from);
      assert.deepEqual(senders, [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } }]);
    });

    test("gateways may reach silos where these wait for them, and silos each other where silos talk", () => {
      const silo = ours.find(({ object }) => object.metadata.name === "evaluation-silo").pod.containers[0];
      for (const [sender, number] of [["evaluation-gateway", found(settings, /"EVALUATION_CLIENT_PORT", ([\d_]+)/)], ["evaluation-silo", found(settings, /"EVALUATION_SILO_PORT", ([\d_]+)/)]]) {
        const policy = objects.find(object => object.kind === "NetworkPolicy" && object.metadata.name === sender);
        const reached = policy.spec.egress.flatMap(rule => rule.ports).map(({ port }) => silo.ports.find(open => open.name === port).containerPort);
        assert.deepEqual(reached, [number]);
      }
    });

    test("the ingress lets the largest body through", () => {
      const annotations = objects.find(object => object.kind === "Ingress").metadata.annotations;
      assert.equal(annotations["nginx.ingress.kubernetes.io/proxy-body-size"], `${definitionMebibytes}m`);
      assert.ok(definitionMebibytes > evidenceMebibytes);
    });

    test("a gateway has room for all files of evidence that it receives at a time", () => {
      const { pod } = ours.find(({ object }) => object.metadata.name === "evaluation-gateway");
      const [, gibibytes] = pod.volumes.find(volume => volume.name === "scratch").emptyDir.sizeLimit.match(/^(\d+)Gi$/);
      assert.ok(gibibytes * 1024 > evidenceAtOnce * evidenceMebibytes);
    });

    test("PostgreSQL that comes with the manifests has connections for all that may be started", () => {
      for (const database of objects.filter(object => object.kind === "StatefulSet")) {
        const most = objects.filter(object => object.kind === "HorizontalPodAutoscaler").reduce((sum, scaler) => sum + scaler.spec.maxReplicas + 1, 0) + 2;
        assert.ok(Number(database.spec.template.spec.containers[0].args[1].match(/^max_connections=(\d+)$/)[1]) >= most * connections);
      }
    });
  });
}
