import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { languages } from '../kernel/text.ts'
import { roomLintText } from '../scheme/lint-rule.ts'
import { documentsToLint, lintProcurement, type ProcurementLintInput } from './lint.ts'
import { type Policy, pin } from './policy.ts'
import type { Profile } from './profile.ts'

const provenance = { mark: 'own' } as const
const text = { ja: '文', en: 'Text.' }
const head = {
  version: '1',
  from: '2026-01-01',
  status: 'in-force',
  title: text,
  summary: text,
  owner: text,
  conditions: { recognition: 'accepted' },
  provenance,
} as const
const star = (level: string) => [{ scheme: 'jc-star', level }]
const row = { anyOf: star('1'), reason: text, provenance }
const policy: Policy = { ...head, id: 'p', demands: [{ ...row, id: 'all' }] }
const profile: Profile = {
  ...head,
  id: 'q',
  roles: [{ ...row, id: 'router', name: { ja: 'ルーター', en: 'Router' }, presence: 'optional' }],
}

const lint = (
  policies: readonly Policy[],
  profiles: readonly Profile[] = [],
  more: Partial<ProcurementLintInput> = {},
) =>
  lintProcurement({
    policies: policies.map((one) => pin(one)),
    profiles: profiles.map((one) => pin(one)),
    schemes: wholeCatalogue.schemes,
    ...more,
  })

const cases: readonly (readonly [name: string, found: ReturnType<typeof lint>, expect: readonly string[]])[] = [
  ['nothing is wrong', lint([policy], [profile]), []],
  [
    'one version twice',
    lint([policy, policy]),
    ['duplicate-id policies/ versions[p@1]', 'duplicate-id policies/ from[p 2026-01-01]'],
  ],
  [
    'two versions from one day',
    lint([policy, { ...policy, version: '2' }]),
    ['duplicate-id policies/ from[p 2026-01-01]'],
  ],
  [
    'a demand twice',
    lint([
      {
        ...policy,
        demands: [
          { ...row, id: 'a', importance: ['low'] },
          { ...row, id: 'a' },
        ],
      },
    ]),
    ['duplicate-id policies/p@1.yaml demands[a]'],
  ],
  [
    'two roles with a word in common',
    lint(
      [],
      [
        {
          ...profile,
          roles: [
            profile.roles[0]!,
            { ...profile.roles[0]!, id: 'gateway', name: { ja: '門', en: 'Gate' }, also: ['Router'] },
          ],
        },
      ],
    ),
    ['duplicate-id profiles/q@1.yaml roles[Router]'],
  ],
  [
    'a preset that two policies have, or that is called like a policy',
    lint([
      {
        ...policy,
        presets: [
          { id: 'x', title: text, importance: 'low' },
          { id: 'p', title: text, importance: 'low' },
        ],
      },
      { ...policy, id: 'r', presets: [{ id: 'x', title: text, importance: 'low' }] },
    ]),
    [
      'duplicate-id policies/p@1.yaml presets[x]',
      'duplicate-id policies/r@1.yaml presets[x]',
      'duplicate-id policies/p@1.yaml presets[p]',
    ],
  ],
  [
    'one level asked for twice',
    lint([{ ...policy, demands: [{ ...row, id: 'all', anyOf: [...star('1'), ...star('1')] }] }]),
    ['duplicate-id policies/p@1.yaml demands[all].anyOf[jc-star 1]'],
  ],
  [
    'a scheme, a level and a category that do not exist',
    lint([
      {
        ...policy,
        demands: [
          { ...row, id: 'a', categories: ['toaster'], anyOf: [{ scheme: 'nobody', level: '1' }] },
          { ...row, id: 'b', anyOf: star('9') },
        ],
      },
    ]),
    [
      'dangling-id policies/p@1.yaml demands[a].anyOf.scheme',
      'dangling-id policies/p@1.yaml demands[a].categories',
      'dangling-id policies/p@1.yaml demands[b].anyOf.level',
    ],
  ],
  [
    'a role for a category that does not exist',
    lint([], [{ ...profile, roles: [{ ...profile.roles[0]!, categories: ['toaster'] }] }]),
    ['dangling-id profiles/q@1.yaml roles[router].categories'],
  ],
  [
    'a policy that ends before it begins',
    lint([{ ...policy, until: '2025-12-31' }]),
    ['period-empty policies/p@1.yaml until'],
  ],
  [
    'a role that begins after the profile has ended',
    lint([], [{ ...profile, until: '2026-12-31', roles: [{ ...profile.roles[0]!, from: '2027-01-01' }] }]),
    ['period-empty profiles/q@1.yaml roles[router].from'],
  ],
  [
    'a row behind one that decides everything',
    lint([
      {
        ...policy,
        demands: [
          { ...row, id: 'all' },
          { ...row, id: 'late', importance: ['low'] },
        ],
      },
    ]),
    ['demand-unreachable policies/p@1.yaml demands[late]'],
  ],
  [
    'a row behind one that decides its categories and importances',
    lint([
      {
        ...policy,
        demands: [
          { ...row, id: 'first', importance: ['low', 'medium', 'high'], categories: ['router', 'gateway'] },
          { ...row, id: 'late', categories: ['router'] },
          { ...row, id: 'rest' },
        ],
      },
    ]),
    ['demand-unreachable policies/p@1.yaml demands[late]'],
  ],
  [
    'a policy in force that asks for a scheme made up to show something',
    lint([{ ...policy, demands: [{ ...row, id: 'all', anyOf: [{ scheme: 'star-two-sample', level: '2-router' }] }] }]),
    ['demand-illustrative policies/p@1.yaml demands[all].anyOf'],
  ],
  [
    'an example may ask for it',
    lint([
      {
        ...policy,
        status: 'example',
        demands: [{ ...row, id: 'all', anyOf: [{ scheme: 'star-two-sample', level: '2-router' }] }],
      },
    ]),
    [],
  ],
  [
    'published versions that are gone, changed and the same',
    lint([policy], [profile], {
      publishedVersions: [
        { kind: 'policy', id: 'gone', version: '1', digest: 'sha256:0', publishedOn: '2026-01-01' },
        { kind: 'policy', id: 'p', version: '1', digest: 'sha256:0', publishedOn: '2026-01-01' },
        { kind: 'profile', id: 'q', version: '1', digest: pin(profile).digest, publishedOn: '2026-01-01' },
      ],
    }),
    [
      'published-policy-changed published-policies.yaml versions[gone@1]',
      'published-policy-changed published-policies.yaml versions[p@1]',
    ],
  ],
]

for (const [name, found, expect] of cases)
  test(`lint of policies: ${name}`, () => {
    assert.deepEqual(
      found.map(({ code, file, row: place }) => `${code} ${file} ${place}`),
      expect,
    )
    for (const { message } of found) for (const language of languages) assert.doesNotMatch(message[language], /\{\w+\}/)
  })

test('every rule of this room has a case that breaks it', () => {
  const broken = new Set(cases.flatMap(([, found]) => found.map(({ code }) => code)))
  for (const code of Object.keys(roomLintText)) assert.ok(broken.has(code as keyof typeof roomLintText), code)
})

test('the catalogue’s own rules on texts and sources look at policies and profiles, too', () => {
  const files = documentsToLint(wholeCatalogue).map(({ file }) => file)
  assert.ok(files.includes('policies/jp-government@2024-07.yaml') && files.includes('profiles/smart-home@2023.yaml'))
})

test('what is told besides may change without the version being another; what rows are judged by may not', () => {
  const { digest } = pin(policy)
  assert.equal(
    pin({ ...policy, until: '2030-12-31', status: 'planned', provenance: { mark: 'recalled' } }).digest,
    digest,
  )
  assert.notEqual(pin({ ...policy, demands: [{ ...row, id: 'all', anyOf: star('2') }] }).digest, digest)
  assert.notEqual(pin({ ...policy, conditions: { recognition: 'not-accepted' } }).digest, digest)
  assert.notEqual(pin({ ...policy, from: '2026-01-02' }).digest, digest)
})
