// What an overlay renders holds together: everything that one object says of another is so.
import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { describe, test } from "node:test";
import { nameOf, opens, overlays, portsOf, render, selects, serves, workloads } from "./rendered.mjs";

// Created before the installation; docs/operations.md has the commands.
const secretsFromOutside = {
  "kind-like": [],
  production: ["evaluation-database", "evaluation-database-owner", "evaluation-keys", "evaluation-log", "evaluation-database-ca", "evaluation-cluster-tls", "evaluation-administrator", "evaluation-tls"],
};

for (const overlay of overlays) {
  describe(overlay, () => {
    const objects = render(overlay);
    const of = kind => objects.filter(object => object.kind === kind);
    const running = workloads(objects);
    const pods = selector => running.filter(workload => selects(selector, workload.labels));
    const has = (kind, name) => objects.some(object => object.kind === kind && object.metadata.name === name);

    test("objects have unique names and are in the namespace", () => {
      const names = objects.map(nameOf);
      assert.deepEqual(names, [...new Set(names)]);
      const namespaces = of("Namespace").map(namespace => namespace.metadata.name);
      for (const object of objects.filter(object => object.kind !== "Namespace"))
        assert.ok(namespaces.includes(object.metadata.namespace), nameOf(object));
    });

    test("every workload selects only its own pods", () => {
      for (const { object } of running.filter(({ object }) => object.spec.selector))
        assert.deepEqual(pods(object.spec.selector).map(found => nameOf(found.object)), [nameOf(object)]);
    });

    test("every service targets open ports of its pods", () => {
      for (const service of of("Service")) {
        const behind = pods({ matchLabels: service.spec.selector });
        assert.equal(behind.length, 1, nameOf(service));
        for (const port of service.spec.ports)
          assert.ok(opens(behind[0].pod, port.targetPort), `${nameOf(service)}: ${port.targetPort}`);
      }
    });

    test("the ingress targets a port of a service", () => {
      for (const rule of of("Ingress").flatMap(ingress => ingress.spec.rules))
        for (const { backend } of rule.http.paths) {
          const service = of("Service").find(candidate => candidate.metadata.name === backend.service.name);
          assert.ok(service?.spec.ports.some(port => port.name === backend.service.port.name), backend.service.name);
        }
    });

    test("every probe uses an open port of its container", () => {
      for (const { object, pod } of running)
        for (const container of pod.containers)
          for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe].filter(Boolean))
            if (!probe.exec)
              assert.ok(opens({ containers: [container] }, (probe.httpGet ?? probe.tcpSocket).port), nameOf(object));
    });

    test("every server has both probes, and liveness checks less than readiness", () => {
      for (const { object, pod } of running.filter(serves))
        for (const container of pod.containers) {
          assert.ok(container.livenessProbe && container.readinessProbe, nameOf(object));
          if (container.image.startsWith("evaluation") || container.image.includes("/evaluation-"))
            assert.notEqual(container.livenessProbe.httpGet.path, container.readinessProbe.httpGet.path);
        }
    });

    test("every configuration and secret of a pod exists or is created beforehand", () => {
      const secret = name => has("Secret", name) || secretsFromOutside[overlay].includes(name);
      const known = name => assert.ok(secret(name), `secret ${name}`);
      for (const { pod } of running) {
        for (const volume of pod.volumes ?? []) {
          if (volume.configMap) assert.ok(has("ConfigMap", volume.configMap.name), volume.configMap.name);
          if (volume.secret) known(volume.secret.secretName);
        }
        for (const container of pod.containers) {
          for (const source of container.envFrom ?? []) assert.ok(has("ConfigMap", source.configMapRef.name), source.configMapRef.name);
          for (const variable of container.env ?? []) if (variable.valueFrom?.secretKeyRef) known(variable.valueFrom.secretKeyRef.name);
          for (const mount of container.volumeMounts ?? [])
            assert.ok((pod.volumes ?? []).concat((running.find(r => r.pod === pod).object.spec.volumeClaimTemplates ?? []).map(claim => ({ name: claim.metadata.name })))
              .some(volume => volume.name === mount.name), mount.name);
        }
      }
      for (const tls of of("Ingress").flatMap(ingress => ingress.spec.tls ?? [])) known(tls.secretName);
    });

    test("silos, and nobody else, have the key of the log: a file of a required secret that only their group reads", () => {
      for (const { object, pod } of running) {
        const [container] = pod.containers;
        const variable = (container.env ?? []).find(({ name }) => name === "EVALUATION_LOG_KEY");
        const volumes = (pod.volumes ?? []).filter(({ secret }) => /^evaluation-log(-\w+)?$/.test(secret?.secretName ?? ""));
        const isSilo = object.metadata.name === "evaluation-silo";
        assert.deepEqual([Boolean(variable), volumes.length], isSilo ? [true, 1] : [false, 0], nameOf(object));
        if (!isSilo) continue;
        const [{ name, secret }] = volumes;
        const mount = container.volumeMounts.find(candidate => candidate.name === name);
        assert.deepEqual([mount.readOnly, secret.optional ?? false, secret.defaultMode, pod.securityContext.fsGroup], [true, false, 0o440, pod.securityContext.runAsGroup]);
        assert.equal(variable.value, `${mount.mountPath}/log-key.pem`);
        const made = of("Secret").find(candidate => candidate.metadata.name === secret.secretName);
        if (made) assert.equal(createPrivateKey(Buffer.from(made.data["log-key.pem"], "base64")).asymmetricKeyDetails.namedCurve, "prime256v1");
      }
    });

    test("in production the Job of the migration, and nobody else, has the account that owns the tables", () => {
      const owners = running.filter(({ pod }) => pod.containers.some(({ env }) => env?.some(({ valueFrom }) => valueFrom?.secretKeyRef?.name === "evaluation-database-owner")));
      assert.deepEqual(owners.map(({ object }) => nameOf(object)), overlay === "production" ? ["Job/evaluation-migration"] : []);
      for (const { pod: { containers: [{ env }] } } of owners)
        assert.deepEqual(env.map(({ name, valueFrom: { secretKeyRef } }) => [name, secretKeyRef.name]),
          [["ConnectionStrings__Evaluation", "evaluation-database-owner"], ["ConnectionStrings__Keys", "evaluation-database-owner"]]);
    });

    test("a production overlay contains no secret value", () => {
      if (overlay === "production") assert.deepEqual(of("Secret"), []);
    });

    test("every pod is restricted: not root, read-only except scratch volumes, no capability, no token", () => {
      for (const { object, pod } of running) {
        assert.equal(pod.securityContext.runAsNonRoot, true, nameOf(object));
        assert.equal(pod.securityContext.seccompProfile.type, "RuntimeDefault");
        assert.equal(pod.automountServiceAccountToken, false);
        for (const { securityContext } of pod.containers) {
          assert.equal(securityContext.allowPrivilegeEscalation, false);
          assert.equal(securityContext.readOnlyRootFilesystem, true);
          assert.deepEqual(securityContext.capabilities.drop, ["ALL"]);
        }
      }
    });

    test("every container requests processor time and memory, with a limit on memory only", () => {
      for (const { object, pod } of running)
        for (const { resources } of pod.containers) {
          assert.ok(resources.requests.cpu && resources.requests.memory && resources.limits.memory, nameOf(object));
          assert.equal(resources.limits.cpu, undefined);
        }
    });

    test("every image has an immutable tag", () => {
      for (const { pod } of running)
        for (const { image } of pod.containers) assert.match(image, /^[^:]+:(?!latest$)[\w.-]+$/);
    });

    test("autoscalers own the replicas of their workloads and have their metrics", () => {
      for (const scaler of of("HorizontalPodAutoscaler")) {
        const target = objects.find(object => nameOf(object) === `${scaler.spec.scaleTargetRef.kind}/${scaler.spec.scaleTargetRef.name}`);
        assert.ok(target, nameOf(scaler));
        assert.equal(target.spec.replicas, undefined);
        assert.ok(scaler.spec.minReplicas <= scaler.spec.maxReplicas);
        assert.ok(scaler.spec.metrics.some(metric => metric.type === "Resource" && metric.resource.name === "cpu"));
      }
    });

    test("silos and gateways have a disruption budget that allows draining a node", () => {
      for (const name of ["evaluation-silo", "evaluation-gateway"]) {
        const budgets = of("PodDisruptionBudget").filter(budget => selects(budget.spec.selector, { "app.kubernetes.io/name": name }));
        assert.equal(budgets.length, 1);
        const scaler = of("HorizontalPodAutoscaler").find(candidate => candidate.spec.scaleTargetRef.name === name);
        assert.ok(budgets[0].spec.maxUnavailable >= 1);
        if (overlay === "production") assert.ok(budgets[0].spec.maxUnavailable < scaler.spec.minReplicas);
      }
    });

    test("every job has a deadline and a retry limit", () => {
      for (const job of of("Job")) {
        assert.ok(job.spec.activeDeadlineSeconds > 0 && job.spec.backoffLimit > 0);
        assert.ok(job.spec.ttlSecondsAfterFinished > 0);
      }
      for (const { spec } of of("CronJob")) {
        assert.equal(spec.concurrencyPolicy, "Forbid");
        assert.equal(spec.jobTemplate.spec.backoffLimit, 0);
      }
    });

    test("a rollout stops a silo or gateway only after another is ready, and waits for running requests", () => {
      for (const { object, pod } of running.filter(({ object }) => /evaluation-(silo|gateway)$/.test(object.metadata.name))) {
        assert.equal(object.spec.strategy.rollingUpdate.maxUnavailable, 0);
        assert.ok(pod.terminationGracePeriodSeconds > 120);
        assert.deepEqual(pod.topologySpreadConstraints.map(spread => spread.topologyKey), ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]);
        for (const spread of pod.topologySpreadConstraints) assert.equal(pods(spread.labelSelector)[0].object, object);
      }
    });

    test("network policies deny everything except ports that are listened on", () => {
      const closed = of("NetworkPolicy").find(policy => policy.metadata.name === "evaluation-nothing-else");
      assert.equal(closed.spec.ingress ?? closed.spec.egress, undefined);
      for (const { object, labels } of running) assert.ok(selects(closed.spec.podSelector, labels), nameOf(object));
      for (const policy of of("NetworkPolicy")) {
        const chosen = pods(policy.spec.podSelector);
        assert.ok(chosen.length > 0, nameOf(policy));
        for (const rule of policy.spec.ingress ?? [])
          for (const port of rule.ports) assert.ok(chosen.every(workload => opens(workload.pod, port.port)), `${nameOf(policy)}: ${port.port}`);
        for (const rule of policy.spec.egress ?? [])
          for (const peer of (rule.to ?? []).filter(peer => peer.podSelector))
            for (const port of rule.ports)
              assert.ok(pods(peer.podSelector).length > 0 && pods(peer.podSelector).every(workload => opens(workload.pod, port.port)), `${nameOf(policy)}: ${port.port}`);
      }
    });

    test("every allowed egress to a pod has a matching ingress", () => {
      for (const policy of of("NetworkPolicy"))
        for (const rule of policy.spec.egress ?? [])
          for (const peer of (rule.to ?? []).filter(peer => peer.podSelector))
            for (const sender of pods(policy.spec.podSelector))
              for (const taker of pods(peer.podSelector)) {
                const taken = of("NetworkPolicy").filter(other => selects(other.spec.podSelector, taker.labels)).flatMap(other => other.spec.ingress ?? [])
                  .some(ingress => ingress.from.some(from => from.podSelector && selects(from.podSelector, sender.labels))
                    && rule.ports.every(port => ingress.ports.some(open => same(taker.pod, open.port, port.port))));
                assert.ok(taken, `${nameOf(sender.object)} → ${nameOf(taker.object)}`);
              }
    });

    test("the processes use the collector's address", () => {
      const endpoint = new URL(of("ConfigMap").find(map => map.metadata.name.startsWith("evaluation-settings")).data.OTEL_EXPORTER_OTLP_ENDPOINT);
      const service = of("Service").find(candidate => candidate.metadata.name === endpoint.hostname);
      assert.ok(service.spec.ports.some(port => port.port === Number(endpoint.port)));
    });
  });
}

function same(pod, a, b) {
  const number = port => portsOf(pod).find(open => open.name === port)?.containerPort ?? port;
  return number(a) === number(b);
}
