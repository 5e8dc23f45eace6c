// Every rendered object is what the Kubernetes API takes, by its published schema.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, overlays, render } from "./rendered.mjs";

const modelOf = async object => (await import(`kubernetes-models/${object.apiVersion}/${object.kind}`))[object.kind];

for (const overlay of overlays) {
  for (const object of render(overlay)) {
    test(`${overlay}: ${nameOf(object)} is valid by its schema`, async () => {
      const Model = await modelOf(object);
      assert.doesNotThrow(() => new Model(object).validate());
    });
  }
}

test("the schemas reject invalid objects", async () => {
  const deployment = render("production").find(object => object.kind === "Deployment");
  const wrong = { ...deployment, spec: { ...deployment.spec, replicas: "many" } };
  const Model = await modelOf(deployment);
  assert.throws(() => new Model(wrong).validate());
});
