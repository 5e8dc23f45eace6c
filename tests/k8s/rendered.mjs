// The objects that `kubectl kustomize` renders for an overlay.
import { execFileSync } from "node:child_process";
import { parseAllDocuments } from "yaml";

const root = new URL("../../k8s/overlays/", import.meta.url).pathname;

export const overlays = ["kind-like", "production"];

const rendered = {};

export function render(overlay) {
  const kustomize = () => execFileSync("kubectl", ["kustomize", root + overlay], { encoding: "utf8", maxBuffer: 16 << 20 });
  return rendered[overlay] ??= parseAllDocuments(kustomize()).map(document => whole(document.toJS()));
}

// Long secrets are rendered over several lines; base 64 ignores line breaks.
function whole(object) {
  if (object.kind === "Secret")
    for (const key of Object.keys(object.data)) object.data[key] = object.data[key].replaceAll("\n", "");
  return object;
}

export const nameOf = object => `${object.kind}/${object.metadata.name}`;

// Every workload that runs pods, with its pod template.
export const workloads = objects => objects
  .map(object => ({ object, template: (object.spec?.jobTemplate?.spec ?? object.spec)?.template }))
  .filter(({ template }) => template?.spec?.containers)
  .map(({ object, template }) => ({ object, labels: template.metadata.labels, pod: template.spec }));

// Whether a workload is a server, not a job.
export const serves = ({ object }) => !["Job", "CronJob"].includes(object.kind);

// Whether a label selector picks something with these labels.
export function selects(selector, labels) {
  const wanted = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  const expressions = (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    if (operator !== "In") throw new Error(`operator ${operator}`);
    return values.includes(labels[key]);
  });
  return wanted && expressions;
}

export const portsOf = pod => pod.containers.flatMap(container => container.ports ?? []);

// Whether a container of the pod opens a port, by name or number.
export const opens = (pod, port) => portsOf(pod).some(open => open.name === port || open.containerPort === port);
