// Compares a bill of materials in the format CycloneDX with the packages of a built program.

// The packages whose files are part of the program, as name@version, from its .deps.json.
export const shipped = deps => Object.entries(deps.libraries).filter(([, { type }]) => type === "package").map(([name]) => name.replace("/", "@"));

// Those that the bill does not have, or has without a hash or a licence.
export function missing(bom, deps) {
  const listed = new Set(bom.components.filter(({ hashes, licenses }) => hashes?.length && licenses?.length).map(({ name, version }) => `${name}@${version}`.toLowerCase()));
  return shipped(deps).filter(name => !listed.has(name.toLowerCase()));
}
