import { z } from 'zod'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Provision, Standard } from '../scheme/standard.ts'
import type { ExchangeFault } from './faults.ts'
import {
  assumed,
  foreignId,
  type ImportDetails,
  officialUrlOf,
  oneLanguage,
  unknownPublisher,
} from './import-details.ts'
import { checkedStandard } from './library-documents.ts'
import { type Carried, type Lost, lost, merged, shown } from './lost.ts'
import { readShape } from './read-shape.ts'

// CycloneDX 1.6 and 1.7, `definitions.standards`: a tree of requirements, and levels that choose from it.

const reference = z.object({ type: z.string().optional(), url: z.string() })
const requirement = z.object({
  'bom-ref': z.string().min(1),
  identifier: z.string().min(1),
  title: z.string().optional(),
  text: z.string().optional(),
  parent: z.string().optional(),
})
type Requirement = z.infer<typeof requirement>

const standard = z.object({
  name: z.string().min(1),
  version: z.string().optional(),
  description: z.string().optional(),
  owner: z.string().optional(),
  requirements: z.array(requirement).min(1),
  levels: z
    .array(
      z.object({
        'bom-ref': z.string().min(1),
        identifier: z.string().min(1),
        title: z.string().optional(),
        description: z.string().optional(),
        requirements: z.array(z.string()),
      }),
    )
    .optional(),
  externalReferences: z.array(reference).optional(),
})
type CycloneDxStandard = z.infer<typeof standard>

const bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  definitions: z.object({ standards: z.array(standard).min(1) }),
})

/** A level of a standard: which of its provisions it chooses. */
export interface StandardLevel {
  readonly code: string
  readonly name: Text
  readonly provisions: readonly string[]
}

/** A standard with the levels that came with it; in the house, levels belong to schemes that demand provisions. */
export interface LevelledStandard {
  readonly standard: Standard
  readonly levels: readonly StandardLevel[]
}

const versions = ['1.6', '1.7']

/** Reads the standards of a CycloneDX document. */
export function standardsFromCycloneDx(
  name: string,
  data: unknown,
  details: ImportDetails,
): Result<Carried<readonly LevelledStandard[]>, ExchangeFault> {
  const version = (data as { readonly specVersion?: unknown } | null)?.specVersion
  if (typeof version === 'string' && !versions.includes(version))
    return refuse({ code: 'exchange-version-unknown', name, version: version.slice(0, 20) })
  const read = readShape(bom, name, data)
  if (!read.ok) return read
  const report: Lost[] = [...read.value.lost]
  const all = read.value.value.definitions.standards
  const standards: LevelledStandard[] = []
  for (const [i, one] of all.entries()) {
    const where = `definitions.standards[${i}]`
    const converted = standardOf(name, one, where, all.length === 1 ? details : { ...details, id: undefined }, report)
    if (!converted.ok) return converted
    standards.push(converted.value)
  }
  return ok({ document: standards, lost: merged(report) })
}

function standardOf(
  name: string,
  one: CycloneDxStandard,
  where: string,
  details: Omit<ImportDetails, 'id'> & { readonly id?: string | undefined },
  report: Lost[],
): Result<LevelledStandard, ExchangeFault> {
  const url = officialUrlOf(
    name,
    { ...details, id: details.id ?? '' },
    one.externalReferences?.map(({ url: href, type }) => ({ href, rel: type })),
  )
  if (!url.ok) return url
  const tree = treeOf(name, one.requirements, where)
  if (!tree.ok) return tree
  const { rootOf, children } = tree.value
  const chosen = new Set((one.levels ?? []).flatMap((level) => level.requirements))
  const isProvision = (row: Requirement): boolean => {
    const leaf = !children.has(row['bom-ref'])
    return leaf || chosen.has(row['bom-ref']) || (row.text !== undefined && row.parent !== undefined)
  }
  const themes: { id: string; title: Text }[] = []
  const provisions: Provision[] = []
  for (const [i, row] of one.requirements.entries()) {
    const at = `${where}.requirements[${i}]`
    const root = rootOf(row)
    const theme = children.has(root['bom-ref']) ? root.identifier : ungrouped.id
    if (!themes.some(({ id }) => id === theme))
      themes.push(theme === ungrouped.id ? ungrouped : { id: theme, title: both(root.title ?? root.identifier) })
    if (!isProvision(row)) {
      if (row.text !== undefined) report.push(lost(`${at}.text`, shown(row.text), headingText))
      else if (row.parent !== undefined) report.push(lost(`${at}.title`, shown(row.title ?? row.identifier), flattened))
      continue
    }
    provisions.push({
      id: row.identifier,
      status: 'mandatory',
      conditions: [],
      subject: both([row.title, row.text].filter((said) => said !== undefined).join(': ') || row.identifier),
      theme,
      provenance: details.provenance,
    })
  }
  const levels = levelsOf(name, one, where)
  if (!levels.ok) return levels
  if (one.description !== undefined) report.push(lost(`${where}.description`, shown(one.description), noDescription))
  for (const level of one.levels ?? [])
    if (level.title !== undefined && level.description !== undefined)
      report.push(lost(`${where}.levels[*].description`, shown(level.description), noDescription))
  report.push(
    assumed(where, 'kind', 'standard'),
    assumed(where, 'jurisdiction', 'INT'),
    ...(details.openText === undefined ? [assumed(where, 'textIsProtected', 'true')] : []),
    assumed(`${where}.requirements[*]`, 'status', 'mandatory'),
    oneLanguage(where),
    ...(one.version === undefined ? [assumed(`${where}.version`, 'documentNumber', one.name)] : []),
  )
  const checked = checkedStandard(name, {
    id: details.id || foreignId(one.version === undefined ? one.name : `${one.name} ${one.version}`),
    edition: { documentNumber: one.version === undefined ? one.name : `${one.name} ${one.version}` },
    kind: 'standard',
    name: both(one.name),
    shortName: both(one.name),
    publisher: one.owner === undefined ? unknownPublisher : both(one.owner),
    jurisdiction: 'INT',
    officialUrl: url.value,
    textIsProtected: !details.openText,
    themes,
    conditions: [],
    provisions,
    provenance: details.provenance,
  })
  return checked.ok ? ok({ standard: checked.value, levels: levels.value }) : checked
}

interface Tree {
  readonly rootOf: (row: Requirement) => Requirement
  readonly children: ReadonlySet<string> // bom-refs that are somebody's parent
}

/** The tree of requirements; a parent that does not exist or a circle is refused, not broken off. */
function treeOf(name: string, rows: readonly Requirement[], where: string): Result<Tree, ExchangeFault> {
  const byRef = new Map<string, Requirement>()
  const wrong = (i: number, reason: Text) =>
    refuse<ExchangeFault>({ code: 'exchange-document-invalid', name, row: `${where}.requirements[${i}]`, reason })
  const identifiers = new Set<string>()
  for (const [i, row] of rows.entries()) {
    if (byRef.has(row['bom-ref']) || identifiers.has(row.identifier))
      return wrong(i, { ja: `「${row.identifier}」が2回使われています`, en: `“${row.identifier}” is used twice` })
    byRef.set(row['bom-ref'], row)
    identifiers.add(row.identifier)
  }
  const roots = new Map<string, Requirement>()
  for (const [i, row] of rows.entries()) {
    const path: Requirement[] = []
    const onPath = new Set<string>()
    let at: Requirement | undefined = row
    let root: Requirement | undefined
    while (root === undefined) {
      root = roots.get(at['bom-ref'])
      if (root !== undefined) break
      if (onPath.has(at['bom-ref']))
        return wrong(i, { ja: '親をたどると元に戻ります', en: 'its parents lead in a circle' })
      path.push(at)
      onPath.add(at['bom-ref'])
      if (at.parent === undefined) root = at
      else {
        const parent: Requirement | undefined = byRef.get(at.parent)
        if (!parent) return refuse({ code: 'exchange-id-unknown', name, id: at.parent })
        at = parent
      }
    }
    for (const passed of path) roots.set(passed['bom-ref'], root)
  }
  const children = new Set(rows.flatMap(({ parent }) => (parent === undefined ? [] : [parent])))
  return ok({ rootOf: (row) => roots.get(row['bom-ref'])!, children })
}

function levelsOf(
  name: string,
  one: CycloneDxStandard,
  where: string,
): Result<readonly StandardLevel[], ExchangeFault> {
  const identifiers = new Map(one.requirements.map((row) => [row['bom-ref'], row.identifier]))
  const levels: StandardLevel[] = []
  for (const [i, level] of (one.levels ?? []).entries()) {
    if (levels.some(({ code }) => code === level.identifier))
      return refuse({
        code: 'exchange-document-invalid',
        name,
        row: `${where}.levels[${i}]`,
        reason: { ja: `「${level.identifier}」が2回使われています`, en: `“${level.identifier}” is used twice` },
      })
    const unknown = level.requirements.find((ref) => !identifiers.has(ref))
    if (unknown !== undefined) return refuse({ code: 'exchange-id-unknown', name, id: unknown })
    levels.push({
      code: level.identifier,
      name: both(level.title ?? level.description ?? level.identifier),
      provisions: level.requirements.map((ref) => identifiers.get(ref)!),
    })
  }
  return ok(levels)
}

const both = (said: string): Text => ({ ja: said, en: said })
const ungrouped = { id: 'general', title: { ja: '分類なし', en: 'Ungrouped' } }

const headingText: Text = {
  ja: '見出しの文は取り込みません。求める内容は、その下の項目にあります。',
  en: 'Text of a heading is not taken in; what is demanded stands below it.',
}
const flattened: Text = {
  ja: '中間の見出しはなくなり、項目は分類の直下に並びます。',
  en: 'Headings in between are gone; their requirements stand directly in the theme.',
}
const noDescription: Text = { ja: '説明文の欄がありません。', en: 'There is no field for a description.' }
