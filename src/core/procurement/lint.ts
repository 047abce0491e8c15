import { fill } from '../kernel/text.ts'
import { visible } from '../scheme/lint-ids.ts'
import { type Found, type LintCode, type LintFinding, lintText, roomLintText } from '../scheme/lint-rule.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { importances, type LevelDemand } from './demand.ts'
import type { PublishedVersion } from './parse.ts'
import { type PinnedPolicy, type Policy, type PolicyDemand, type Versioned, versionKey } from './policy.ts'
import { isProfile, type PinnedProfile, type Profile } from './profile.ts'

/** What lint looks at here: the policies and profiles, and the schemes they speak of. */
export interface ProcurementLintInput {
  readonly policies: readonly PinnedPolicy[]
  readonly profiles: readonly PinnedProfile[]
  readonly publishedVersions?: readonly PublishedVersion[]
  readonly schemes: readonly Scheme[]
}

export const policyFile = (policy: Pick<Versioned, 'id' | 'version'>): string => `policies/${versionKey(policy)}.yaml`
export const profileFile = (profile: Pick<Versioned, 'id' | 'version'>): string =>
  `profiles/${versionKey(profile)}.yaml`
export const publishedPoliciesFile = 'published-policies.yaml'

/** For the catalogue's own rules on names, texts and sources. */
export const documentsToLint = ({ policies, profiles }: Pick<ProcurementLintInput, 'policies' | 'profiles'>) => [
  ...policies.map((value) => ({ file: policyFile(value), value })),
  ...profiles.map((value) => ({ file: profileFile(value), value })),
]

interface Rule {
  readonly id: LintCode
  readonly check: (input: ProcurementLintInput) => Iterable<Found>
}

const says = { ...lintText, ...roomLintText }

const rules: readonly Rule[] = [
  { id: 'duplicate-id', check: doubled },
  { id: 'dangling-id', check: dangling },
  { id: 'period-empty', check: emptyPeriods },
  { id: 'demand-unreachable', check: unreachable },
  { id: 'demand-illustrative', check: illustrative },
  { id: 'published-policy-changed', check: changed },
]

/** Looks for mistakes in policies and profiles that their shape cannot show. */
export const lintProcurement = (input: ProcurementLintInput): readonly LintFinding[] =>
  rules.flatMap(({ id, check }) =>
    [...check(input)].map(({ file, row, values = {} }) => ({
      code: id,
      file: visible(file),
      row: visible(row),
      message: fill(
        says[id],
        Object.fromEntries(Object.entries(values).map(([key, value]) => [key, visible(String(value))])),
      ),
    })),
  )

interface Row {
  readonly name: string // in the file, e.g. 'demands[low]'
  readonly anyOf: readonly LevelDemand[]
  readonly categories?: readonly string[]
}

const rowsOf = (document: Policy | Profile): readonly Row[] =>
  isProfile(document)
    ? document.roles.map((role) => ({ ...role, name: `roles[${role.id}]` }))
    : document.demands.map((demand) => ({ ...demand, name: `demands[${demand.id}]` }))

const fileOf = (document: Policy | Profile): string =>
  isProfile(document) ? profileFile(document) : policyFile(document)

function* repeated(file: string, row: string, ids: readonly string[]): Generator<Found> {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) yield { file, row: `${row}[${id}]`, values: { id } }
    seen.add(id)
  }
}

function* doubled({ policies, profiles }: ProcurementLintInput): Generator<Found> {
  for (const [folder, documents] of [['policies/', policies] as const, ['profiles/', profiles] as const]) {
    yield* repeated(folder, 'versions', documents.map(versionKey))
    // Of two versions that begin on one day, nobody could say which one is meant.
    yield* repeated(
      folder,
      'from',
      documents.map(({ id, from }) => `${id} ${from}`),
    )
  }
  const presets = policies.flatMap((policy) => (policy.presets ?? []).map(({ id }) => ({ id, policy })))
  for (const [id, of] of Map.groupBy(presets, (preset) => preset.id))
    for (const { policy } of of)
      if (of.some((other) => other.policy.id !== policy.id) || policies.some((other) => other.id === id))
        yield { file: policyFile(policy), row: `presets[${id}]`, values: { id } }
  for (const policy of policies) {
    const file = policyFile(policy)
    yield* repeated(file, 'presets', policy.presets?.map(({ id }) => id) ?? [])
    yield* repeated(
      file,
      'demands',
      policy.demands.map(({ id }) => id),
    )
  }
  for (const profile of profiles) {
    const names = profile.roles.flatMap(({ id, name, also = [] }) => [...new Set([id, name.ja, name.en, ...also])])
    yield* repeated(profileFile(profile), 'roles', names)
  }
  for (const document of [...policies, ...profiles])
    for (const { name, anyOf } of rowsOf(document))
      yield* repeated(
        fileOf(document),
        `${name}.anyOf`,
        anyOf.map(({ scheme, level }) => `${scheme} ${level}`),
      )
}

function* dangling({ policies, profiles, schemes }: ProcurementLintInput): Generator<Found> {
  const categories = new Set(schemes.flatMap(({ operation }) => operation?.categories.map(({ id }) => id) ?? []))
  for (const document of [...policies, ...profiles]) {
    const file = fileOf(document)
    for (const row of rowsOf(document)) {
      for (const { scheme, level } of row.anyOf) {
        const editions = schemes.filter(({ id }) => id === scheme)
        if (editions.length === 0) yield { file, row: `${row.name}.anyOf.scheme`, values: { id: scheme } }
        else if (!editions.some(({ levels }) => levels.some(({ code }) => code === level)))
          yield { file, row: `${row.name}.anyOf.level`, values: { id: `${scheme} ${level}` } }
      }
      for (const id of row.categories ?? [])
        if (!categories.has(id)) yield { file, row: `${row.name}.categories`, values: { id } }
    }
  }
}

function* emptyPeriods({ policies, profiles }: ProcurementLintInput): Generator<Found> {
  for (const document of [...policies, ...profiles]) {
    const { from, until } = document
    if (until === undefined) continue
    if (until < from) yield { file: fileOf(document), row: 'until', values: { from, until } }
    for (const role of isProfile(document) ? document.roles : [])
      if (role.from !== undefined && until < role.from)
        yield { file: fileOf(document), row: `roles[${role.id}].from`, values: { from: role.from, until } }
  }
}

function* unreachable({ policies }: ProcurementLintInput): Generator<Found> {
  for (const policy of policies)
    for (const [i, row] of policy.demands.entries()) {
      const before = policy.demands.slice(0, i).find((earlier) => decidesAll(earlier, row))
      if (before) yield { file: policyFile(policy), row: `demands[${row.id}]`, values: { before: before.id } }
    }
}

function decidesAll(earlier: PolicyDemand, row: PolicyDemand): boolean {
  const importance = (row.importance ?? importances).every((one) => earlier.importance?.includes(one) ?? true)
  if (earlier.categories === undefined) return importance
  return importance && (row.categories?.every((one) => earlier.categories?.includes(one)) ?? false)
}

function* illustrative({ policies, profiles, schemes }: ProcurementLintInput): Generator<Found> {
  const made = new Set(schemes.filter((scheme) => scheme.illustrative).map(({ id }) => id))
  for (const document of [...policies, ...profiles])
    if (document.status !== 'example')
      for (const { name, anyOf } of rowsOf(document))
        for (const { scheme } of anyOf)
          if (made.has(scheme)) yield { file: fileOf(document), row: `${name}.anyOf`, values: { scheme } }
}

function* changed({ policies, profiles, publishedVersions = [] }: ProcurementLintInput): Generator<Found> {
  for (const published of publishedVersions) {
    const all: readonly (PinnedPolicy | PinnedProfile)[] = published.kind === 'policy' ? policies : profiles
    const found = all.find(({ id, version }) => id === published.id && version === published.version)
    if (found?.digest === published.digest) continue
    yield {
      file: publishedPoliciesFile,
      row: `versions[${versionKey(published)}]`,
      values: {
        version: versionKey(published),
        date: published.publishedOn,
        problem: found === undefined ? 'gone' : 'changed',
      },
    }
  }
}
