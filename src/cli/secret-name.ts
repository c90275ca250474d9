/** Whether a field of this name usually holds a secret; errs on the side of caution. */
export function isSecretName(name: string): boolean {
  return /pass|secret|token|^jwt$|key|pin/i.test(name);
}
