import { danglingBetween } from './lint-dangling.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import {
  criterionFile,
  crosswalkFile,
  deviceTestsFile,
  effortFile,
  factsFile,
  longListFile,
  productTypeFile,
  provisionsFolder,
  recognitionFile,
  schemeFile,
  standardFile,
  themeFile,
} from './lint-walk.ts'
import { editionKey } from './scheme.ts'

/** Rules on identifiers: one thing has one, and what is named exists. */
export const referenceRules: readonly LintRule[] = [
  { id: 'duplicate-id', check: duplicates },
  { id: 'dangling-id', check: dangling },
  { id: 'foreign-id', check: foreign },
]

function* repeated(file: string, row: string, ids: readonly string[]): Generator<Found> {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) yield { file, row: `${row}[${id}]`, values: { id } }
    seen.add(id)
  }
}

const idOf = (thing: { readonly id: string }): string => thing.id

function* duplicates(input: LintInput): Generator<Found> {
  yield* duplicatesInside(input)
  yield* duplicatesBetween(input)
}

function* duplicatesBetween(input: LintInput): Generator<Found> {
  const { schemes, longList, crosswalks, recognition, productTypes, effort } = input
  // Cases and labels name their edition by the number of its document: two of one number could not be told apart.
  for (const [id, editions] of Map.groupBy(schemes, (scheme) => scheme.id))
    yield* repeated(
      'schemes/',
      `${id}.edition.documentNumber`,
      editions.map(({ edition }) => edition.documentNumber),
    )
  yield* repeated('crosswalks/', '', crosswalks.map(idOf))
  yield* repeated('recognition/', '', recognition.map(idOf))
  yield* repeated('product-types/', '', productTypes.map(idOf))
  yield* repeated(longListFile, 'sources', longList.sources)
  yield* repeated(longListFile, 'themes', longList.themes.map(idOf))
  yield* repeated('requirements/themes/', 'requirements', longList.requirements.map(idOf))
  for (const { id, theme, unites } of longList.requirements)
    yield* repeated(
      themeFile(theme),
      `requirements[${id}].unites`,
      unites.map(({ provision }) => provision),
    )
  for (const crosswalk of crosswalks)
    for (const [i, row] of crosswalk.rows.entries())
      for (const side of ['from', 'to'] as const)
        yield* repeated(crosswalkFile(crosswalk), `rows[${i}].${side}`, row[side])
  for (const rule of recognition) {
    yield* repeated(recognitionFile(rule), 'conditions', rule.conditions.map(idOf))
    yield* repeated(recognitionFile(rule), 'adds', rule.adds.map(idOf))
  }
  for (const type of productTypes) yield* repeated(productTypeFile(type), 'documents', type.documents.map(idOf))
  yield* repeated(
    deviceTestsFile,
    'shows',
    (input.shows ?? []).map(({ scheme }) => scheme),
  )
  for (const { scheme, rows } of input.shows ?? [])
    yield* repeated(
      deviceTestsFile,
      `shows[${scheme}].rows`,
      rows.map(({ unit }) => unit),
    )
  yield* repeated(
    effortFile,
    'documents',
    effort.documents.map(({ document }) => document),
  )
  yield* repeated(
    effortFile,
    'nodes',
    effort.nodes.map(({ node }) => node),
  )
}

function* duplicatesInside({ schemes, standards, facts }: LintInput): Generator<Found> {
  yield* repeated('schemes/', '', schemes.map(editionKey))
  yield* repeated('standards/', '', standards.map(idOf))
  yield* repeated(factsFile, 'facts', facts.map(idOf))
  for (const scheme of schemes) {
    const file = schemeFile(scheme)
    yield* repeated(
      file,
      'levels',
      scheme.levels.map((level) => level.code),
    )
    yield* repeated(file, 'themes', scheme.themes.map(idOf))
    yield* repeated(
      file,
      'questions',
      scheme.questions.map((question) => question.fact),
    )
    yield* repeated(file, 'scope', scheme.scope.map(idOf))
    yield* repeated(file, 'duties', scheme.duties?.map(idOf) ?? [])
    yield* repeated(file, 'classes', scheme.classes?.map(idOf) ?? [])
    yield* repeated(file, 'routes', scheme.routes?.map(idOf) ?? [])
    yield* repeated(file, 'operation.categories', scheme.operation?.categories.map(idOf) ?? [])
    yield* repeated(file, 'operation.reasons', scheme.operation?.reasons.map((reason) => reason.code) ?? [])
    for (const level of scheme.levels) {
      yield* repeated(file, `levels[${level.code}].criteria`, level.criteria)
      yield* repeated(file, `levels[${level.code}].fees`, level.fees.map(idOf))
      yield* repeated(file, `levels[${level.code}].needs`, level.needs?.map(idOf) ?? [])
    }
    yield* repeated(`schemes/${scheme.id}/criteria/`, 'criteria', scheme.criteria.map(idOf))
    for (const { id, procedures, notApplicable } of scheme.criteria) {
      yield* repeated(criterionFile(scheme, id), 'procedures', procedures.map(idOf))
      yield* repeated(criterionFile(scheme, id), 'units', procedures.flatMap(({ units }) => units).map(idOf))
      yield* repeated(criterionFile(scheme, id), 'notApplicable.conditions', notApplicable.conditions.map(idOf))
    }
  }
  for (const standard of standards) {
    yield* repeated(standardFile(standard), 'themes', standard.themes.map(idOf))
    yield* repeated(standardFile(standard), 'conditions', standard.conditions.map(idOf))
    yield* repeated(standardFile(standard), 'tables', standard.tables?.map(idOf) ?? [])
    yield* repeated(provisionsFolder(standard), 'provisions', standard.provisions.map(idOf))
    yield* repeated(
      provisionsFolder(standard),
      'cases',
      standard.provisions.flatMap(({ cases }) => cases ?? []).map(idOf),
    )
    // A law may be a scheme and a standard at once; then a node of that name must still be one thing.
    const twins = schemes.filter((scheme) => editionKey(scheme) === standard.id).flatMap(({ criteria }) => criteria)
    const known = new Set(standard.provisions.map(idOf))
    for (const { id } of twins)
      if (known.has(id)) yield { file: provisionsFolder(standard), row: `provisions[${id}]`, values: { id } }
  }
}

function* dangling(input: LintInput): Generator<Found> {
  yield* danglingInside(input)
  yield* danglingBetween(input)
}

function* danglingInside({ schemes, standards }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const criteria = new Set(scheme.criteria.map(idOf))
    for (const level of scheme.levels)
      for (const id of level.criteria)
        if (!criteria.has(id))
          yield { file: schemeFile(scheme), row: `levels[${level.code}].criteria[${id}]`, values: { id } }
    for (const { id, theme } of scheme.criteria)
      if (!scheme.themes.some((known) => known.id === theme))
        yield { file: criterionFile(scheme, id), row: 'theme', values: { id: theme } }
  }
  for (const standard of standards) {
    const themes = new Set(standard.themes.map(idOf))
    const conditions = new Set(standard.conditions.map(idOf))
    for (const provision of standard.provisions) {
      const row = `provisions[${provision.id}]`
      const file = provisionsFolder(standard)
      if (!themes.has(provision.theme)) yield { file, row: `${row}.theme`, values: { id: provision.theme } }
      for (const id of provision.conditions)
        if (!conditions.has(id)) yield { file, row: `${row}.conditions[${id}]`, values: { id } }
    }
  }
}

// Findings name units alone; whoever reads one must see at once which criterion it belongs to.
function* foreign({ schemes }: LintInput): Generator<Found> {
  for (const scheme of schemes)
    for (const criterion of scheme.criteria) {
      const file = criterionFile(scheme, criterion.id)
      for (const procedure of criterion.procedures) {
        const row = `procedures[${procedure.id}]`
        if (!procedure.id.startsWith(`${criterion.id}/`))
          yield { file, row, values: { id: procedure.id, parent: criterion.id } }
        for (const { id } of procedure.units)
          if (!id.startsWith(procedure.id))
            yield { file, row: `${row}.units[${id}]`, values: { id, parent: procedure.id } }
      }
    }
}
