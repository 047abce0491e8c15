import { documentsOf } from './lint-nodes.ts'
import type { Found, LintInput, LintRule } from './lint-rule.ts'
import { crosswalkFile, provisionsFolder, publishedFile, recognitionFile, schemeFile } from './lint-walk.ts'
import { expandNumbers, skippedNumbers } from './numbering.ts'
import { brokenEditions } from './published.ts'
import type { Scheme } from './scheme.ts'

/** Rules on editions: what is compared is what is loaded, nothing is used past its end, and numbers are those printed. */
export const editionRules: readonly LintRule[] = [
  { id: 'edition-ended', check: ended },
  { id: 'edition-differs', check: mixed },
  { id: 'period-empty', check: emptyPeriods },
  { id: 'number-missing', check: missing },
  { id: 'number-unknown', check: unknown },
  { id: 'published-edition-changed', check: changed },
]

// Cases and labels are judged by a published edition for ever: not a word of it may change, and it may not go.
function* changed({ schemes, published = [] }: LintInput): Generator<Found> {
  for (const { published: one, problem } of brokenEditions(schemes, published))
    yield {
      file: publishedFile,
      row: `editions[${one.edition}]`,
      values: { edition: one.documentNumber, problem, date: one.publishedOn },
    }
}

// Ended editions stay, for the labels they carry; only one that leaves a gap is a mistake.
function* ended({ schemes, recognition, today }: LintInput): Generator<Found> {
  if (today === undefined) return
  const open = (scheme: Scheme) => scheme.edition.endsOn === undefined || scheme.edition.endsOn >= today
  for (const scheme of schemes) {
    const { endsOn, documentNumber: document } = scheme.edition
    const editions = schemes.filter((other) => other.id === scheme.id)
    const succeeded = editions.some((other) => other.edition.issued > scheme.edition.issued)
    if (!open(scheme) && !succeeded && scheme.state.is !== 'closed')
      yield { file: schemeFile(scheme), row: 'edition.endsOn', values: { document, endsOn } }
  }
  for (const rule of recognition) {
    if (rule.until !== undefined && rule.until < today) continue
    for (const side of ['from', 'to'] as const) {
      const documents = rule[side].documents ?? []
      const named = schemes.filter(
        ({ id, edition }) => id === rule[side].scheme && documents.includes(edition.documentNumber),
      )
      const last = named.toSorted((a, b) => ((a.edition.endsOn ?? '') < (b.edition.endsOn ?? '') ? 1 : -1))[0]
      if (last && !named.some(open))
        yield {
          file: recognitionFile(rule),
          row: `${side}.documents`,
          values: { document: last.edition.documentNumber, endsOn: last.edition.endsOn },
        }
    }
  }
}

function* mixed(input: LintInput): Generator<Found> {
  const documents = documentsOf(input)
  for (const crosswalk of input.crosswalks)
    for (const side of ['from', 'to'] as const) {
      const { document, documentNumber: found } = crosswalk[side]
      const numbers = documents.get(document)?.numbers
      if (numbers && !numbers.includes(found))
        yield {
          file: crosswalkFile(crosswalk),
          row: `${side}.documentNumber`,
          values: { document, found, loaded: numbers.join(', ') },
        }
    }
  const everywhere = new Set(input.standards.map(({ edition }) => edition.documentNumber))
  for (const rule of input.recognition)
    for (const side of ['from', 'to'] as const) {
      const { scheme: document, documents: named = [] } = rule[side]
      const numbers = input.schemes.filter(({ id }) => id === document).map(({ edition }) => edition.documentNumber)
      for (const found of named)
        if (numbers.length > 0 && !numbers.includes(found) && !everywhere.has(found))
          yield {
            file: recognitionFile(rule),
            row: `${side}.documents`,
            values: { document, found, loaded: numbers.join(', ') },
          }
    }
}

function* emptyPeriods({ schemes, recognition }: LintInput): Generator<Found> {
  for (const scheme of schemes) {
    const file = schemeFile(scheme)
    const { issued, endsOn } = scheme.edition
    if (endsOn !== undefined && endsOn < issued)
      yield { file, row: 'edition.endsOn', values: { from: issued, until: endsOn } }
    const dated = [
      ...(scheme.routes ?? []).map((route) => [`routes[${route.id}]`, route] as const),
      ...scheme.levels.flatMap(({ code, fees }) =>
        fees.map((fee) => [`levels[${code}].fees[${fee.id}]`, fee] as const),
      ),
    ]
    for (const [row, { from, until }] of dated)
      if (from !== undefined && until !== undefined && until < from) yield { file, row, values: { from, until } }
  }
  for (const rule of recognition)
    if (rule.until !== undefined && rule.until < rule.inForce)
      yield { file: recognitionFile(rule), row: 'until', values: { from: rule.inForce, until: rule.until } }
}

function* missing({ standards }: LintInput): Generator<Found> {
  for (const standard of standards) {
    const ids = standard.provisions.map(({ id }) => id)
    const known = new Set(ids)
    const absent =
      standard.numbering?.flatMap(expandNumbers).filter((number) => !known.has(number)) ?? skippedNumbers(ids)
    for (const id of absent) yield { file: provisionsFolder(standard), row: 'provisions', values: { id } }
  }
}

function* unknown({ standards }: LintInput): Generator<Found> {
  for (const standard of standards) {
    if (!standard.numbering) continue
    const printed = new Set(standard.numbering.flatMap(expandNumbers))
    for (const { id } of standard.provisions)
      if (!printed.has(id)) yield { file: provisionsFolder(standard), row: `provisions[${id}]`, values: { id } }
  }
}
