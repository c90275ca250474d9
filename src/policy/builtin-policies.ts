/** Text of the `default` policy until an operator changes it. */
export const defaultPolicyText = `# What every token may do unless it was made without the policy "default".

# Know itself, keep itself alive, and end itself.
path "auth/token/lookup-self" {
    capabilities = ["read"]
}
path "auth/token/renew-self" {
    capabilities = ["update"]
}
path "auth/token/revoke-self" {
    capabilities = ["update"]
}

# Ask what it may do.
path "sys/capabilities-self" {
    capabilities = ["update"]
}
path "sys/internal/ui/resultant-acl" {
    capabilities = ["read"]
}

# See the identity it belongs to.
path "identity/entity/id/{{identity.entity.id}}" {
    capabilities = ["read"]
}
path "identity/entity/name/{{identity.entity.name}}" {
    capabilities = ["read"]
}

# Look after leases whose id it knows.
path "sys/leases/renew" {
    capabilities = ["update"]
}
path "sys/leases/lookup" {
    capabilities = ["update"]
}

# Keep things in its own cubbyhole.
path "cubbyhole/*" {
    capabilities = ["create", "read", "update", "delete", "list"]
}

# Wrap answers, and look into and open wrapped ones.
path "sys/wrapping/wrap" {
    capabilities = ["update"]
}
path "sys/wrapping/lookup" {
    capabilities = ["update"]
}
path "sys/wrapping/unwrap" {
    capabilities = ["update"]
}

# Use the hash function of the server.
path "sys/tools/hash" {
    capabilities = ["update"]
}
path "sys/tools/hash/*" {
    capabilities = ["update"]
}

# Log in to applications by OpenID Connect.
path "identity/oidc/provider/+/authorize" {
    capabilities = ["read", "update"]
}
`;

/** Text of the `response-wrapping` policy, which the tokens around wrapped answers carry. */
export const responseWrappingPolicyText = `# The one use of a wrapping token.
path "cubbyhole/response" {
    capabilities = ["create", "read"]
}
path "sys/wrapping/unwrap" {
    capabilities = ["update"]
}
`;

/** Policies that hold without being stored, by name; `default` may be overridden by a stored one. */
export const builtinPolicies: ReadonlyMap<string, string> = new Map([
  ['default', defaultPolicyText],
  ['response-wrapping', responseWrappingPolicyText],
]);

/** Policies that always exist: the API neither writes nor removes them, and never gives them to a token. */
export const internalPolicyNames: ReadonlySet<string> = new Set(['response-wrapping']);

/** Policies that cannot be written through the API. */
export const uneditablePolicyNames: ReadonlySet<string> = new Set(['root', 'response-wrapping']);

/** Policies that cannot be removed. */
export const undeletablePolicyNames: ReadonlySet<string> = new Set([
  'root',
  'default',
  'response-wrapping',
]);
