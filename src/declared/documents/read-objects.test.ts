import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../config/config-error.ts';
import { DeclaredFolder } from '../../testing/declared-server.ts';

function faultsOf(files: Readonly<Record<string, string>>, env = {}): readonly string[] {
  using folder = new DeclaredFolder(files);
  try {
    folder.load(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(
      ({ file, line, key, problem }) =>
        `${file.slice(folder.path.length + 1)}:${line}: ${key}: ${problem}`,
    );
  }
}

const hcl = `
  auth "userpass" "people/" {
    description = "Staff"
    tune { max_lease_ttl = "2h" }
    user "alice" { password_hash = "x" token_policies = ["ops", "dev"] }
    user "bob" { token_ttl = 60 }
    password_policy { policy_name = "long" }
  }
  policy "ops" { policy = "a" }
  quota "rate-limit" "all" { rate = 10 }
  sys "config/cors" { allowed_origins = ["https://a.example"] }
`;

const yaml = `
auth:
  userpass:
    people/:
      description: Staff
      tune: { max_lease_ttl: 2h }
      user:
        alice: { password_hash: x, token_policies: [ops, dev] }
        bob: { token_ttl: 60 }
      password_policy: { policy_name: long }
policy:
  ops: { policy: a }
quota:
  rate-limit:
    all: { rate: 10 }
sys:
  config/cors:
    allowed_origins: ["https://a.example"]
`;

const json = `{
  "auth": { "userpass": { "people/": {
    "description": "Staff",
    "tune": { "max_lease_ttl": "2h" },
    "user": {
      "alice": { "password_hash": "x", "token_policies": "ops,dev" },
      "bob": { "token_ttl": "1m" }
    },
    "password_policy": { "policy_name": "long" }
  } } },
  "policy": { "ops": { "policy": "a" } },
  "quota": { "rate-limit": { "all": { "rate": 10 } } },
  "sys": { "config/cors": { "allowed_origins": ["https://a.example"] } }
}`;

describe('the same tree', () => {
  test.each([
    ['a.yaml', yaml],
    ['a.yml', yaml],
    ['a.json', json],
  ])('is read from %s as from HCL', (name, text) => {
    using one = new DeclaredFolder({ 'a.hcl': hcl });
    using other = new DeclaredFolder({ [name]: text });

    const [left, right] = [one, other].map((folder) =>
      folder.load().objects.map(({ target, values }) => [target.path, values]),
    );

    expect(right).toEqual(left);
    expect(left).toHaveLength(7);
  });

  test('may be spread over files and folders, whatever else lies there', () => {
    using folder = new DeclaredFolder({
      'b/policies.yaml': 'policy: { ops: { policy: a } }',
      'a.hcl': 'policy "dev" { policy = { file = "texts/dev.policy.hcl" } }',
      'texts/dev.policy.hcl': 'path "a" {}\n',
      '.git/config.hcl': 'nonsense',
      'README.md': '# no configuration',
    });

    const { objects } = folder.load();

    expect(objects.map(({ target, values }) => [target.path, values['policy']])).toEqual([
      ['sys/policies/acl/dev', { value: 'path "a" {}', isHidden: false }],
      ['sys/policies/acl/ops', { value: 'a', isHidden: false }],
    ]);
  });
});

describe('faults', () => {
  test('are told together, each with file, line and the nearest known name', () => {
    const faults = faultsOf({
      'a.hcl': `polcy "ops" {}
        auth "userpas" "people/" {}
        auth "userpass" "people/" {
          descripton = "x"
          user "alice" { token_polices = [] token_ttl = "soon" }
          user "bob" "smith" {}
          tune { token_type = "odd" }
        }
        policy {}
        quota "rate-limits" "all" { rate = 1 }
        sys "config/corse" {}`,
      'b.yaml':
        'auth:\n  userpass:\n    people/:\n      user:\n        carol: {}\nmount:\n  kv: 3\n',
      'c.yaml': 'a: [',
      'd.hcl': 'policy "x" {',
    });

    expect(faults).toEqual([
      'a.hcl:1: polcy: is of no known block; did you mean policy?',
      'a.hcl:2: auth "userpas" "people/": is of no known type; did you mean userpass?',
      'a.hcl:4: auth "userpass" "people/" descripton: is no known field; did you mean description?',
      'a.hcl:5: user "alice" token_polices: is no known field; did you mean token_policies?',
      expect.stringMatching(/^a\.hcl:5: user "alice" token_ttl: /),
      'a.hcl:6: user: must be a block with one label',
      'a.hcl:7: tune token_type: must be one of default-service, default-batch, service, batch',
      'a.hcl:9: policy: must be a block with one label',
      'a.hcl:10: quota "rate-limits" "all": is of no known kind; did you mean rate-limit?',
      'a.hcl:11: sys "config/corse": is of no known path; did you mean config/cors?',
      expect.stringMatching(
        /^b\.yaml:3: auth "userpass" "people\/": is declared already at .*a\.hcl:3$/,
      ),
      'b.yaml:7: mount: must be a block with two labels',
      expect.stringMatching(/^c\.yaml:1: : no YAML: /),
      expect.stringMatching(/^d\.hcl:1: : At 1:14: object expected closing RBRACE/),
    ]);
  });

  test.each([
    ['a field that is set twice', 'policy "a" { policy = "x" policy = "y" }', 'is set twice'],
    ['a field with a label', 'policy "a" { policy "x" {} }', 'must not have a label'],
    ['a field that is needed', 'quota "rate-limit" "a" {}', 'is needed'],
    ['a label that is no name', 'auth "approle" "a" { role "a/b" {} }', 'cannot be a name'],
    ['a path that steps up', 'policy "../a" { policy = "x" }', 'cannot be a name'],
    ['a mount without a path', 'auth "approle" "/" {}', 'needs a path'],
    [
      'a second object of a name',
      'policy "a" { policy = "x" }\npolicy "A" { policy = "y" }',
      'is declared already at',
    ],
    ['a list where a text belongs', 'policy "a" { policy = ["x"] }', "expected type 'string'"],
  ])('%s', (_what, text, problem) => {
    expect(faultsOf({ 'a.hcl': text })).toEqual([expect.stringContaining(problem)]);
  });

  test('an alias of YAML is refused, since few of them can stand for any number of things', () => {
    expect(faultsOf({ 'a.yaml': 'policy: &a\n  x: { policy: y }\nb: *a\n' })).toEqual([
      'a.yaml:3: : aliases are not read',
    ]);
  });

  test('a folder without files, and one that is not there', () => {
    using folder = new DeclaredFolder({ 'README.md': '' });

    expect(() => folder.load()).toThrow('holds no .hcl, .json, .yaml or .yml file');
    expect(faultsOf({ 'a.hcl': 'policy "a" { policy = { file = "gone" } }' })).toEqual([
      'a.hcl:1: policy "a" policy: gone cannot be read (ENOENT)',
    ]);
  });
});

describe('references', () => {
  const user = (password: string): string =>
    `auth "userpass" "people/" { user "alice" { password = ${password} } }`;

  test('lead to a file without its line end, or to a variable', () => {
    using folder = new DeclaredFolder(
      { 'a.hcl': user('{ file = "secret" }'), secret: 'from file\n' },
      { ALICE: 'from variable' },
    );
    const passwordOf = (): unknown => folder.load().objects[1]?.values['password'];

    const fromFile = passwordOf();
    folder.write({ 'a.hcl': user('{ env = "ALICE" }') });

    expect(fromFile).toEqual({ value: 'from file', isHidden: true });
    expect(passwordOf()).toEqual({ value: 'from variable', isHidden: true });
  });

  test('stand in lists and among the values of a map, where a member named env is only a name', () => {
    using folder = new DeclaredFolder(
      {
        'a.hcl': `entity "alice" {
          metadata = { env = "prod" , team = { env = "TEAM" } }
          policies = ["ops", { env = "POLICY" }]
        }`,
      },
      { TEAM: 'blue', POLICY: 'dev' },
    );

    expect(folder.load().objects[0]?.values).toEqual({
      metadata: { value: { env: 'prod', team: 'blue' }, isHidden: true },
      policies: { value: ['ops', 'dev'], isHidden: true },
    });
  });

  test('that lead nowhere are faults that name what was looked for', () => {
    expect(faultsOf({ 'a.hcl': user('{ env = "ALICE" }') })).toEqual([
      'a.hcl:1: user "alice" password: the variable ALICE is not set',
    ]);
  });

  test('a secret that stands in a file gives a warning that does not repeat it', () => {
    using folder = new DeclaredFolder({ 'a.hcl': user('"correct horse"') });

    const { warnings } = folder.load();

    expect(warnings).toEqual([expect.stringContaining('is a secret that stands in the file')]);
    expect(warnings.join()).not.toContain('correct horse');
  });
});
