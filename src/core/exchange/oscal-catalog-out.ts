import type { Instant } from '../kernel/date.ts'
import type { Criterion, Procedure } from '../scheme/criterion.ts'
import type { LongList, Requirement } from '../scheme/requirement.ts'
import { editionKey, type Scheme } from '../scheme/scheme.ts'
import type { Provision, Standard, TestCase } from '../scheme/standard.ts'
import { type Carried, type Lost, lost, shown } from './lost.ts'
import {
  ns,
  type OscalCatalog,
  type OscalControl,
  type OscalGroup,
  type OscalPart,
  type OscalResource,
} from './oscal.ts'
import { documentUuid, type Head, metadataOf } from './oscal-metadata.ts'
import { tokenOf } from './oscal-token.ts'
import { maybe, ours, provenanceProps, textPart, textProps, titled } from './oscal-words.ts'
import { present } from './present.ts'
import { uuidOf } from './uuid.ts'

/** A standard as an OSCAL catalog: themes are groups, provisions are controls, test cases are parts of them. */
export function standardToOscal(standard: Standard, at: Instant): Carried<OscalCatalog> {
  const head: Head = {
    kind: 'standard',
    id: standard.id,
    title: standard.name,
    version: standard.edition.documentNumber,
    issued: standard.edition.issued,
    publisher: standard.publisher,
    url: standard.officialUrl,
    props: [
      ...textProps('short-name', standard.shortName),
      ours('kind', standard.kind),
      ours('jurisdiction', standard.jurisdiction),
      ours('text-is-protected', String(standard.textIsProtected)),
      ...maybe('replaces', standard.edition.replaces),
      ...(standard.numbering ?? []).map((numbers) => ours('numbering', numbers)),
      ...Object.entries(standard.counts ?? {}).flatMap(([of, count]) => maybe('count', count, of)),
      ...provenanceProps(standard.provenance),
    ],
  }
  const resources = [
    ...standard.conditions.map((condition) => ({
      ...definition('condition', standard.id, condition.id),
      description: condition.text.en,
      props: [
        ours('condition', condition.id),
        ...textProps('text', condition.text),
        ...provenanceProps(condition.provenance),
      ],
    })),
    ...(standard.tables ?? []).map((table) => ({
      ...definition('table', standard.id, table.id),
      description: table.subject.en,
      props: [ours('table', table.id), ...textProps('subject', table.subject)],
    })),
  ]
  const document = catalogOf(head, standard, at, {
    themes: standard.themes,
    rows: standard.provisions.map((row) => ({ theme: row.theme, control: provisionControl(standard, row) })),
    resources,
  })
  return { document, lost: leftBehind(standard, carriedOfStandard) }
}

/** The criteria of a scheme as an OSCAL catalog; its levels are profiles that choose from it. */
export function criteriaToOscal(scheme: Scheme, at: Instant): Carried<OscalCatalog> {
  const head: Head = {
    kind: 'criteria',
    id: editionKey(scheme),
    title: scheme.name,
    version: scheme.edition.documentNumber,
    issued: scheme.edition.issued,
    publisher: scheme.owner,
    url: scheme.officialUrl,
    props: [
      ...textProps('edition-title', scheme.edition.title),
      ...maybe('replaces', scheme.edition.replaces),
      ...maybe('ends-on', scheme.edition.endsOn),
      ...provenanceProps(scheme.provenance),
    ],
  }
  const document = catalogOf(head, scheme, at, {
    themes: scheme.themes,
    rows: scheme.criteria.map((row) => ({ theme: row.theme, control: criterionControl(row) })),
    resources: [],
  })
  return { document, lost: leftBehind(scheme, carriedOfScheme) }
}

/** The long list as an OSCAL catalog; what a requirement unites is written on its control. */
export function longListToOscal(list: LongList, at: Instant): Carried<OscalCatalog> {
  const head: Head = {
    kind: 'long-list',
    id: 'requirement',
    title: list.title,
    version: list.issued,
    issued: list.issued,
    props: [...list.sources.map((source) => ours('source', source)), ...provenanceProps(list.provenance)],
  }
  const document = catalogOf(head, list, at, {
    themes: list.themes,
    rows: list.requirements.map((row, i) => ({ theme: row.theme, control: requirementControl(row, i) })),
    resources: [],
  })
  return { document, lost: [] }
}

interface Content {
  readonly themes: Standard['themes']
  readonly rows: readonly { readonly theme: string; readonly control: OscalControl }[]
  readonly resources: OscalResource[]
}

function catalogOf(head: Head, source: unknown, at: Instant, { themes, rows, resources }: Content): OscalCatalog {
  const known = new Set(themes.map((theme) => theme.id))
  const groups = themes.map(({ id, title, count }): OscalGroup => {
    const named = titled(title, id)
    return present({
      id: tokenOf(id),
      title: named.title,
      props: [...named.props, ...maybe('count', count)],
      controls: rows.filter((row) => row.theme === id).map((row) => row.control),
    })
  })
  return {
    catalog: present({
      uuid: documentUuid(head, source, at),
      metadata: metadataOf(head, at),
      groups,
      controls: rows
        .filter((row) => !known.has(row.theme))
        .map(({ theme, control }) => ({ ...control, props: [...(control.props ?? []), ours('theme', theme)] })),
      'back-matter': resources.length === 0 ? undefined : { resources },
    }),
  }
}

const definition = (kind: string, standard: string, id: string) => ({
  uuid: uuidOf('definition', kind, standard, id),
  title: lineOf(id),
})

const lineOf = (id: string): string => id.replace(/\s+/g, ' ').trim() || '-'

/** What every control begins with: its id as printed is its label. */
const control = (id: string, title: OscalControl['title'], props: OscalControl['props'], parts: OscalPart[]) =>
  present<OscalControl>({
    id: tokenOf(id),
    title,
    props: [{ name: 'label', value: lineOf(id) }, ...(props ?? [])],
    parts,
  })

function provisionControl(standard: Standard, provision: Provision): OscalControl {
  const { title } = titled(provision.subject, provision.id)
  const written = control(
    provision.id,
    title,
    [
      ours('requirement-status', provision.status),
      ...provision.conditions.map((id) => ours('condition', id)),
      ...provenanceProps(provision.provenance),
    ],
    [
      textPart('statement', provision.subject, { id: `${tokenOf(provision.id)}_smt` }),
      ...(provision.cases ?? []).map((test) => casePart(standard, test)),
    ],
  )
  return present({
    ...written,
    links: provision.conditions
      .filter((id) => standard.conditions.some((condition) => condition.id === id))
      .map((id) => ({ href: `#${uuidOf('definition', 'condition', standard.id, id)}`, rel: 'related', text: id })),
  })
}

const nistMethods = { conceptual: ['EXAMINE'], functional: ['TEST'], mixed: ['EXAMINE', 'TEST'] } as const

function casePart(standard: Standard, test: TestCase): OscalPart {
  return textPart(
    'assessment-method',
    test.subject,
    present({
      id: `${tokenOf(test.id)}_case`,
      props: [
        ...nistMethods[test.kind].map((value) => ({ name: 'method', value })),
        ours('case', test.id),
        ours('kind', test.kind),
        ours('units', String(test.units)),
        ...test.looksAt.map((table) => ours('looks-at', table)),
      ],
      links: test.looksAt
        .filter((id) => standard.tables?.some((table) => table.id === id))
        .map((id) => ({ href: `#${uuidOf('definition', 'table', standard.id, id)}`, rel: 'related', text: id })),
    }),
  )
}

function criterionControl(criterion: Criterion): OscalControl {
  const { title, props } = titled(criterion.title, criterion.id)
  return control(
    criterion.id,
    title,
    [...props, ...provenanceProps(criterion.provenance)],
    [
      textPart('statement', criterion.demand, { id: `${tokenOf(criterion.id)}_smt` }),
      textPart('guidance', criterion.meaning),
      ...criterion.evidence.map((example) => textPart('example', example, { class: 'evidence' })),
      ...criterion.procedures.map(procedurePart),
      notApplicablePart(criterion),
    ],
  )
}

function procedurePart(procedure: Procedure): OscalPart {
  return textPart('assessment-method', procedure.text, {
    id: `${tokenOf(procedure.id)}_procedure`,
    props: [
      { name: 'method', value: procedure.method === 'document' ? 'EXAMINE' : 'TEST' },
      ours('procedure', procedure.id),
      ours('method', procedure.method),
      ...(procedure.evaluator === undefined ? [] : [ours('evaluator', procedure.evaluator)]),
      ...provenanceProps(procedure.provenance),
    ],
    parts: procedure.units.map((unit) =>
      textPart('assessment-objective', unit.question, {
        id: `${tokenOf(unit.id)}_unit`,
        props: [
          ours('unit', unit.id),
          ...unit.needs.map(({ table, field }) =>
            ours('needs', JSON.stringify(field === undefined ? [table] : [table, field])),
          ),
        ],
      }),
    ),
  })
}

const notApplicablePart = ({ notApplicable }: Criterion): OscalPart =>
  present({
    name: 'not-applicable',
    ns,
    class: notApplicable.allowed ? 'allowed' : 'refused',
    props: provenanceProps(notApplicable.provenance),
    parts: notApplicable.conditions.map((condition) =>
      textPart('condition', condition.text, {
        ns,
        // A predicate over product facts has no OSCAL words; as one line of JSON it at least comes back.
        props: [ours('condition', condition.id), ...maybe('when', condition.when && JSON.stringify(condition.when))],
      }),
    ),
  })

function requirementControl(requirement: Requirement, position: number): OscalControl {
  const { title, props } = titled(requirement.title, requirement.id)
  const sort = { name: 'sort-id', value: String(position + 1).padStart(6, '0') }
  return control(
    requirement.id,
    title,
    [sort, ...props, ...provenanceProps(requirement.provenance)],
    [
      textPart('statement', requirement.demand, { id: `${tokenOf(requirement.id)}_smt` }),
      ...requirement.unites.map(
        (united): OscalPart => ({
          name: 'united-provision',
          ns,
          class: united.extent,
          props: [
            ours('provision', united.provision),
            ...maybe('note', united.note),
            ...provenanceProps(united.provenance),
          ],
        }),
      ),
    ],
  )
}

const carriedOfStandard = [
  'id',
  'edition',
  'kind',
  'name',
  'shortName',
  'publisher',
  'jurisdiction',
  'officialUrl',
  'textIsProtected',
  'counts',
  'numbering',
  'themes',
  'conditions',
  'tables',
  'provisions',
  'provenance',
]
const carriedOfScheme = [
  'id',
  'edition',
  'name',
  'officialUrl',
  'owner',
  'themes',
  'criteria',
  'levels', // in the profiles
  'provenance',
  'digest', // is computed again
]

/** What of ours an OSCAL document of this kind has no place for. */
export function leftBehind(source: object, carried: readonly string[], where = ''): readonly Lost[] {
  return Object.entries(source)
    .filter(
      ([key, value]) => !carried.includes(key) && value !== undefined && !(Array.isArray(value) && value.length === 0),
    )
    .map(([key, value]) =>
      lost(`${where}${key}`, Array.isArray(value) ? listed(value.length) : shown(value), {
        ja: 'OSCALのカタログとプロファイルは、要求だけを表します。これに当たる項目がありません。',
        en: 'OSCAL catalogs and profiles hold demands only and have no field for it.',
      }),
    )
}

const listed = (count: number) => ({ ja: `${count}件`, en: `${count} ${count === 1 ? 'entry' : 'entries'}` })
