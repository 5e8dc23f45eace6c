// The manifests agree with the program's sources.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { source } from "./images.mjs";
import { nameOf, overlays, render, serves, workloads } from "./rendered.mjs";

const [settings, limits, clusterLimits] = ["ClusterSettings.cs", "Limits.cs", "ClusterLimits.cs"].map(source);
const known = settings + source("StartSettings.cs") + source("Server.cs") + source("Telemetry.cs") + source("MasterKeys.cs");

// Read by the framework or by OpenTelemetry, not by the program's code.
const ofTheFramework = ["ASPNETCORE_URLS", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"];

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

    test("every variable is read by the program, its framework or this list", () => {
      for (const workload of ours) {
        const names = Object.keys(environment(workload)).concat(workload.pod.containers[0].envFrom ? Object.keys(map.data) : []);
        for (const name of names) {
          const variables = Object.values(environment(workload)).map(variable => variable.value ?? "").join();
          const isRead = known.includes(`"${name}"`) || known.includes(name.replace("__", "")) || ofTheFramework.includes(name)
            || (name === "ConnectionStrings__Evaluation" && settings.includes('GetConnectionString("Evaluation")')) || (name === "ConnectionStrings__Keys" && source("KeyDatabase.cs").includes('GetConnectionString("Keys")')) || variables.includes(`$(${name})`);
          assert.ok(isRead, `${nameOf(workload.object)}: ${name}`);
        }
      }
    });

    test("a variable is declared before its use in another", () => {
      for (const { pod } of ours) {
        const env = pod.containers[0].env ?? [];
        for (const [index, { value }] of env.entries())
          for (const [, name] of (value ?? "").matchAll(/\$\((\w+)\)/g)) assert.ok(env.slice(0, index).some(before => before.name === name), name);
      }
    });

    test("every command and role exists in the program", () => {
      const program = source("Program.cs");
      for (const { object, pod } of ours) {
        const { args } = pod.containers[0];
        if (args[0] === "--role") assert.ok(settings.includes(`"${args[1]}" => Roles.`) && args[1] === object.metadata.name.replace("evaluation-", ""));
        // What follows a command's name is read by the command; a test of the handbook knows the words of migrate.
        else assert.ok(program.includes(`["${args[0]}"${args.length > 1 ? ", .." : ""}`), args.join(" "));
      }
    });

    test("probes use mapped paths: liveness checks the process, readiness the journal", () => {
      const routes = [...source("HealthRoutes.cs").matchAll(/MapGet\("(\/\w+)"/g)].map(route => route[1]);
      for (const { pod } of ours.filter(serves)) {
        const { startupProbe, livenessProbe, readinessProbe } = pod.containers[0];
        assert.deepEqual([livenessProbe.httpGet.path, readinessProbe.httpGet.path], routes);
        assert.equal(startupProbe.httpGet.path, livenessProbe.httpGet.path);
      }
    });

    test("the ports of a silo are its default ports", () => {
      const { pod } = ours.find(({ object }) => object.metadata.name === "evaluation-silo");
      const port = name => pod.containers[0].ports.find(open => open.name === name).containerPort;
      assert.equal(port("silo"), found(settings, /"EVALUATION_SILO_PORT", ([\d_]+)/));
      assert.equal(port("silo-gateway"), found(settings, /"EVALUATION_CLIENT_PORT", ([\d_]+)/));
      for (const workload of ours.filter(serves))
        assert.equal(new URL(environment(workload).ASPNETCORE_URLS.value).port, String(workload.pod.containers[0].ports.find(open => open.name === "http").containerPort));
    });

    test("a pod is not killed before the program has stopped", () => {
      for (const workload of ours.filter(serves)) {
        assert.ok(workload.pod.terminationGracePeriodSeconds > stopWithin);
        assert.ok(Number(environment(workload).EVALUATION_DRAIN_SECONDS?.value ?? 0) < stopWithin / 2);
      }
      const gateway = ours.find(({ object }) => object.metadata.name === "evaluation-gateway");
      assert.ok(Number(environment(gateway).EVALUATION_DRAIN_SECONDS.value) > 0);
    });

    test("a silo uses its pod's address, and every process its pod's name", () => {
      const silo = environment(ours.find(({ object }) => object.metadata.name === "evaluation-silo"));
      assert.equal(silo.POD_IP.valueFrom.fieldRef.fieldPath, "status.podIP");
      for (const workload of ours.filter(serves))
        assert.equal(environment(workload).OTEL_RESOURCE_ATTRIBUTES.value, "k8s.namespace.name=$(POD_NAMESPACE),k8s.pod.name=$(POD_NAME)");
    });

    test("only the ingress may forward a voter's address to a gateway", () => {
      assert.ok(map.data.EVALUATION_TRUSTED_PROXIES.split(",").every(network => !/^(0\.0\.0\.0|::)\/0$/.test(network)));
      const policies = objects.filter(object => object.kind === "NetworkPolicy" && object.spec.podSelector.matchLabels?.["app.kubernetes.io/name"] === "evaluation-gateway");
      const senders = policies.flatMap(policy => policy.spec.ingress).flatMap(rule => rule.from);
      assert.deepEqual(senders, [{ namespaceSelector: { matchLabels: { "evaluation/ingress": "true" } } }]);
    });

    test("links begin with the host of the ingress, by HTTPS where it has a certificate", () => {
      const { rules, tls } = objects.find(object => object.kind === "Ingress").spec;
      assert.equal(map.data.EVALUATION_PUBLIC_URL, `${tls ? "https" : "http"}://${rules[0].host}`);
    });

    test("gateways may reach the client ports of silos, and silos each other's silo ports", () => {
      const silo = ours.find(({ object }) => object.metadata.name === "evaluation-silo").pod.containers[0];
      for (const [sender, number] of [["evaluation-gateway", found(settings, /"EVALUATION_CLIENT_PORT", ([\d_]+)/)], ["evaluation-silo", found(settings, /"EVALUATION_SILO_PORT", ([\d_]+)/)]]) {
        const policy = objects.find(object => object.kind === "NetworkPolicy" && object.metadata.name === sender);
        const reached = policy.spec.egress.flatMap(rule => rule.ports).map(({ port }) => silo.ports.find(open => open.name === port).containerPort);
        assert.deepEqual(reached, [number]);
      }
    });

    test("the ingress needs no controller of a certain vendor", () => {
      for (const ingress of objects.filter(object => object.kind === "Ingress")) assert.equal(ingress.metadata.annotations, undefined);
    });

    test("processes listen on IPv6 and IPv4", () => {
      for (const workload of ours.filter(serves)) assert.equal(new URL(environment(workload).ASPNETCORE_URLS.value).hostname, "+");
      assert.doesNotMatch(JSON.stringify(objects), /(?<![\d.])0\.0\.0\.0/);
    });

    test("a gateway has disk space for all concurrent uploads", () => {
      const { pod } = ours.find(({ object }) => object.metadata.name === "evaluation-gateway");
      const [, gibibytes] = pod.volumes.find(volume => volume.name === "scratch").emptyDir.sizeLimit.match(/^(\d+)Gi$/);
      assert.ok(gibibytes * 1024 > evidenceAtOnce * evidenceMebibytes);
    });

    test("the included PostgreSQL has connections for every process that may start", () => {
      for (const database of objects.filter(object => object.kind === "StatefulSet")) {
        const most = objects.filter(object => object.kind === "HorizontalPodAutoscaler").reduce((sum, scaler) => sum + scaler.spec.maxReplicas + 1, 0) + 2;
        assert.ok(Number(database.spec.template.spec.containers[0].args[1].match(/^max_connections=(\d+)$/)[1]) >= most * connections);
      }
    });
  });
}
