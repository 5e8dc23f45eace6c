// Hashes and signatures, which a browser offers to pages over https only.

/** Whether this page can compute them. */
export const canVerify = () => typeof crypto === "object" && crypto.subtle !== undefined;

export const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** Whether the signature, two numbers of 32 bytes, is that of the text by the key: ECDSA over P-256 with SHA-256. */
export async function isSigned(publicKey, signature, text) {
  const verifier = await crypto.subtle.importKey("spki", publicKey, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, verifier, signature, text);
}
