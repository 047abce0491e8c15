import { unitsOf } from './criterion.ts'
import { documentsOf } from './lint-nodes.ts'
import type { Found, LintInput } from './lint-rule.ts'
import {
  crosswalkFile,
  deviceTestsFile,
  effortFile,
  longListFile,
  productTypeFile,
  provisionsFolder,
  recognitionFile,
  schemeFile,
  themeFile,
} from './lint-walk.ts'
import { splitNode } from './node.ts'
import { editionKey } from './scheme.ts'

const idOf = (thing: { readonly id: string }): string => thing.id

/** Names that lead from one document into another, and lead nowhere. */
export function* danglingBetween(input: LintInput): Generator<Found> {
  const documents = documentsOf(input)
  const nothing = (file: string, row: string, id: string): Found => ({ file, row, values: { id } })
  const isNode = (node: string): boolean => {
    const { document, id } = splitNode(node)
    return documents.get(document)?.ids.has(id) ?? false
  }
  yield* fromLevels(input)
  yield* fromRecognition(input)
  const standards = new Set(input.standards.map(idOf))
  const schemes = new Set(input.schemes.map(idOf))

  for (const crosswalk of input.crosswalks) {
    const file = crosswalkFile(crosswalk)
    for (const side of ['from', 'to'] as const) {
      const name = crosswalk[side].document
      const document = documents.get(name)
      if (!document) yield nothing(file, `${side}.document`, name)
      else
        for (const [i, row] of crosswalk.rows.entries())
          for (const id of row[side])
            if (!document.ids.has(id)) yield nothing(file, `rows[${i}].${side}`, `${name}:${id}`)
    }
  }
  const { sources, themes, requirements } = input.longList
  for (const id of sources) if (!standards.has(id)) yield nothing(longListFile, 'sources', id)
  for (const { id, theme, unites } of requirements) {
    const row = `requirements[${id}]`
    if (!themes.some((known) => known.id === theme)) yield nothing(themeFile(theme), 'theme', theme)
    for (const { provision } of unites)
      if (!isNode(provision)) yield nothing(themeFile(theme), `${row}.unites[${provision}]`, provision)
  }
  for (const type of input.productTypes)
    for (const { id, scheme, standard } of type.documents) {
      const row = `documents[${id}]`
      if (scheme !== undefined && !schemes.has(scheme)) yield nothing(productTypeFile(type), `${row}.scheme`, scheme)
      if (standard !== undefined && !standards.has(standard))
        yield nothing(productTypeFile(type), `${row}.standard`, standard)
    }
  for (const { scheme: key, rows } of input.shows ?? []) {
    const scheme = input.schemes.find((candidate) => editionKey(candidate) === key)
    if (scheme === undefined) yield nothing(deviceTestsFile, `shows[${key}]`, key)
    const units = new Set(unitsOf(scheme?.criteria ?? []).map(({ unit }) => unit.id))
    if (scheme !== undefined)
      for (const { unit } of rows)
        if (!units.has(unit)) yield nothing(deviceTestsFile, `shows[${key}].rows[${unit}]`, `${key}:${unit}`)
  }
  for (const { document } of input.effort.documents)
    if (!documents.has(document)) yield nothing(effortFile, `documents[${document}]`, document)
  for (const { node } of input.effort.nodes) if (!isNode(node)) yield nothing(effortFile, `nodes[${node}]`, node)
  for (const standard of input.standards) {
    const tables = new Set(standard.tables?.map(idOf))
    for (const provision of standard.provisions)
      for (const { id, looksAt } of provision.cases ?? [])
        for (const table of looksAt)
          if (!tables.has(table))
            yield nothing(provisionsFolder(standard), `provisions[${provision.id}].cases[${id}].looksAt`, table)
  }
}

function* fromLevels({ schemes, standards }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const file = schemeFile(scheme)
    for (const { code, demands } of scheme.levels)
      for (const { standard: id, provisions } of demands ?? []) {
        const row = `levels[${code}].demands[${id}]`
        const standard = standards.find((known) => known.id === id)
        if (!standard) yield { file, row, values: { id } }
        else if (Array.isArray(provisions))
          for (const provision of provisions)
            if (!standard.provisions.some((known) => known.id === provision))
              yield { file, row: `${row}.provisions[${provision}]`, values: { id: `${id}:${provision}` } }
      }
    const offered = new Set(scheme.operation?.categories.map(idOf))
    for (const { code, categories = [] } of scheme.levels)
      for (const id of categories)
        if (!offered.has(id)) yield { file, row: `levels[${code}].categories`, values: { id } }
    const tiers = new Set([...(scheme.classes ?? []).map(({ tier }) => tier), scheme.defaultTier])
    for (const route of scheme.routes ?? [])
      for (const tier of route.tiers)
        if (!tiers.has(tier)) yield { file, row: `routes[${route.id}].tiers`, values: { id: tier } }
  }
}

function* fromRecognition({ schemes, recognition }: LintInput): Generator<Found> {
  for (const rule of recognition) {
    const file = recognitionFile(rule)
    const editions = (id: string) => schemes.filter((scheme) => scheme.id === id)
    for (const side of ['from', 'to'] as const)
      if (editions(rule[side].scheme).length === 0)
        yield { file, row: `${side}.scheme`, values: { id: rule[side].scheme } }
    const has = (scheme: string, level: string) =>
      editions(scheme).some(({ levels }) => levels.some(({ code }) => code === level))
    const from = rule.from.scheme
    if (editions(from).length > 0)
      for (const level of rule.from.levels)
        if (!has(from, level)) yield { file, row: 'from.levels', values: { id: `${from} ${level}` } }
    const to = rule.to.scheme
    if (editions(to).length === 0) continue
    for (const [i, effect] of rule.effects.entries()) {
      const row = `effects[${i}]`
      if ('level' in effect && effect.level !== undefined && !has(to, effect.level))
        yield { file, row: `${row}.level`, values: { id: `${to} ${effect.level}` } }
      if (effect.kind === 'criteria-accepted')
        for (const id of effect.criteria)
          if (!editions(to).some(({ criteria }) => criteria.some((criterion) => criterion.id === id)))
            yield { file, row: `${row}.criteria`, values: { id: `${to}:${id}` } }
    }
  }
}
