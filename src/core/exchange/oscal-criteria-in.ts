import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { type Criterion, methods, type Procedure } from '../scheme/criterion.ts'
import type { Provenance } from '../scheme/provenance.ts'
import type { LongList, Requirement } from '../scheme/requirement.ts'
import { criterionSchema } from '../scheme/schemas.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { readJson } from './bounded-json.ts'
import type { ExchangeFault } from './faults.ts'
import { checkedLongList } from './library-documents.ts'
import { type Carried, merged } from './lost.ts'
import { ns, type OscalControl, type OscalMetadata, type OscalPart, oscalCatalog } from './oscal.ts'
import { controlsOf, type Placed, themesOf } from './oscal-controls.ts'
import { provenanceOf, titleOf, valueIn, valuesIn, wordsOf } from './oscal-words.ts'
import { defined } from './present.ts'
import { readShape } from './read-shape.ts'

/** The part of a scheme that an OSCAL catalog holds. */
export interface SchemeCriteria extends Pick<Scheme, 'themes' | 'criteria'> {
  readonly scheme: string // edition key
  readonly documentNumber: string
}

/** What kind of document of ours an OSCAL catalog was written from; undefined where it is somebody else's. */
export const kindOf = (metadata: Pick<OscalMetadata, 'props'>): string | undefined =>
  metadata.props?.find((prop) => prop.ns === ns && prop.name === 'document')?.class

/** The criteria of a scheme from an OSCAL catalog that was written from them. */
export function criteriaFromOscal(name: string, data: unknown): Result<Carried<SchemeCriteria>, ExchangeFault> {
  const read = readShape(oscalCatalog, name, data)
  if (!read.ok) return read
  const { catalog } = read.value.value
  if (kindOf(catalog.metadata) !== 'criteria') return refuse({ code: 'exchange-format-unknown', name })
  const placed = controlsOf(catalog)
  const otherwise: Provenance = provenanceOf(catalog.metadata.props) ?? { mark: 'recalled' }
  const criteria: Criterion[] = []
  for (const row of placed.rows) {
    const checked = criterionSchema.safeParse(criterionOf(row, otherwise))
    if (!checked.success)
      return refuse({
        code: 'exchange-document-invalid',
        name,
        row: `${row.where} ${checked.error.issues[0]!.path.join('.')}`,
        reason: checked.error.issues[0]!.message,
      })
    criteria.push(checked.data)
  }
  const document: SchemeCriteria = {
    scheme: valueIn(catalog.metadata.props, 'document') ?? '',
    documentNumber: catalog.metadata.version,
    themes: themesOf(catalog, placed.rows).map(({ id, title }) => ({ id, title })),
    criteria: criteria.sort((a, b) => collator.compare(a.id, b.id)),
  }
  return ok({ document, lost: merged([...read.value.lost, ...placed.lost]) })
}

// The order of the catalogue's own door: numbers in identifiers compare as numbers, the same on every machine.
const collator = new Intl.Collator('en', { numeric: true })

/** The long list from an OSCAL catalog that was written from it. */
export function longListFromOscal(name: string, data: unknown): Result<Carried<LongList>, ExchangeFault> {
  const read = readShape(oscalCatalog, name, data)
  if (!read.ok) return read
  const { catalog } = read.value.value
  if (kindOf(catalog.metadata) !== 'long-list') return refuse({ code: 'exchange-format-unknown', name })
  const placed = controlsOf(catalog)
  const provenance: Provenance = provenanceOf(catalog.metadata.props) ?? { mark: 'recalled' }
  const checked = checkedLongList(name, {
    title: titleOf(catalog.metadata),
    issued: catalog.metadata.version,
    sources: valuesIn(catalog.metadata.props, 'source'),
    themes: themesOf(catalog, placed.rows).map(({ id, title }) => ({ id, title })),
    requirements: placed.rows.toSorted(bySortId).map((row) => requirementOf(row, provenance)),
    provenance,
  })
  return checked.ok ? ok({ document: checked.value, lost: merged([...read.value.lost, ...placed.lost]) }) : checked
}

// A list keeps the order in which it is read, across its themes.
const bySortId = (a: Placed, b: Placed): number => collator.compare(sortId(a), sortId(b))
const sortId = ({ control }: Placed): string => control.props?.find(({ name }) => name === 'sort-id')?.value ?? ''

const partsNamed = (thing: OscalControl | OscalPart, name: string): readonly OscalPart[] =>
  (thing.parts ?? []).filter((part) => part.name === name)

const wordsNamed = (control: OscalControl, name: string): Text => {
  const [part] = partsNamed(control, name)
  return part ? wordsOf(part) : titleOf(control)
}

function requirementOf({ id, theme, control }: Placed, otherwise: Provenance): Requirement {
  return {
    id,
    theme,
    title: titleOf(control),
    demand: wordsNamed(control, 'statement'),
    unites: partsNamed(control, 'united-provision').map((part) =>
      defined({
        provision: valueIn(part.props, 'provision') ?? '',
        extent: part.class === 'whole' ? 'whole' : 'part',
        note: valueIn(part.props, 'note'),
        provenance: provenanceOf(part.props) ?? otherwise,
      }),
    ),
    provenance: provenanceOf(control.props) ?? otherwise,
  }
}

/** A criterion as its file would say it; whether it holds is for the catalogue's schema to tell. */
function criterionOf({ id, theme, control }: Placed, otherwise: Provenance): unknown {
  const [exemption] = partsNamed(control, 'not-applicable')
  return {
    id,
    theme,
    title: titleOf(control),
    demand: wordsNamed(control, 'statement'),
    meaning: wordsNamed(control, 'guidance'),
    evidence: partsNamed(control, 'example').map(wordsOf),
    procedures: partsNamed(control, 'assessment-method').map((part) => procedureOf(part, otherwise)),
    notApplicable: {
      allowed: exemption?.class === 'allowed',
      conditions: (exemption ? partsNamed(exemption, 'condition') : []).map((part) =>
        defined({
          id: valueIn(part.props, 'condition'),
          text: wordsOf(part),
          when: parsed(valueIn(part.props, 'when')),
        }),
      ),
      provenance: provenanceOf(exemption?.props) ?? otherwise,
    },
    provenance: provenanceOf(control.props) ?? otherwise,
  }
}

function procedureOf(part: OscalPart, otherwise: Provenance): Procedure {
  return {
    ...(valueIn(part.props, 'evaluator') === 'qualified' ? { evaluator: 'qualified' as const } : {}),
    id: valueIn(part.props, 'procedure') ?? '',
    method: methods.find((method) => method === valueIn(part.props, 'method')) ?? 'document',
    text: wordsOf(part),
    units: partsNamed(part, 'assessment-objective').map((unit) => ({
      id: valueIn(unit.props, 'unit') ?? '',
      question: wordsOf(unit),
      needs: valuesIn(unit.props, 'needs').map((written) => {
        const [table, field] = (parsed(written) ?? []) as readonly string[]
        return defined({ table: table ?? '', field })
      }),
    })),
    provenance: provenanceOf(part.props) ?? otherwise,
  }
}

// What is no JSON stays text, so that the schema refuses it with its place. It is bounded by itself: inside a string the
// depth of the whole file says nothing.
function parsed(written: string | undefined): unknown {
  if (written === undefined) return undefined
  const read = readJson('', written)
  return read.ok ? read.value : written
}
