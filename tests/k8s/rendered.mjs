// What `kubectl kustomize` makes of an overlay, as objects.
import { execFileSync } from "node:child_process";
import { parseAllDocuments } from "yaml";

const root = new URL("../../k8s/overlays/", import.meta.url).pathname;

export const overlays = ["kind-like", "production"];

export function render(overlay) {
  const text = execFileSync("kubectl", ["kustomize", root + overlay], { encoding: "utf8", maxBuffer: 16 << 20 });
  return parseAllDocuments(text).map(document => whole(document.toJS()));
}

// Long secrets are rendered over several lines; line breaks mean nothing in base 64.
function whole(object) {
  if (object.kind === "Secret")
    for (const key of Object.keys(object.data)) object.data[key] = object.data[key].replaceAll("\n", "");
  return object;
}

export const nameOf = object => `${object.kind}/${object.metadata.name}`;

// Everything that runs pods, with the pod's template.
export const workloads = objects => objects
  .filter(object => object.spec?.template?.spec?.containers)
  .map(object => ({ object, labels: object.spec.template.metadata.labels, pod: object.spec.template.spec }));

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

// Whether a port, by name or number, is one that a container of the pod opens.
export const opens = (pod, port) => portsOf(pod).some(open => open.name === port || open.containerPort === port);
