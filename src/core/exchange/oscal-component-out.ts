import type { Evaluation } from '../determination/evaluation.ts'
import { verdictText } from '../determination/verdict.ts'
import type { Instant } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { EvidenceRef, Ics, IcsAnswer } from '../selection/ics.ts'
import type { Product } from '../selection/product.ts'
import type { ExchangeFault } from './faults.ts'
import { type Carried, lost, shown } from './lost.ts'
import type { OscalComponents, OscalProp, OscalResource } from './oscal.ts'
import { markupLineOf, markupOf } from './oscal-markup.ts'
import { documentUuid, fileOf, type Head, metadataOf } from './oscal-metadata.ts'
import { tokenOf } from './oscal-token.ts'
import { maybe, ours } from './oscal-words.ts'
import { present } from './present.ts'
import { uuidOf } from './uuid.ts'

/** A product, what its maker claims of it, and, where it was evaluated, what was found. */
export interface Implementation {
  readonly scheme: string // edition key
  readonly product: Product
  readonly ics: Ics
  readonly evaluation?: Evaluation
}

/** A product with its checklist as an OSCAL component definition; the level it answers is a profile. */
export function productToOscal(
  implementation: Implementation,
  at: Instant,
): Result<Carried<OscalComponents>, ExchangeFault> {
  const { product, ics, scheme } = implementation
  const name = product.name.ja
  if (ics.answers.length === 0) return refuse({ code: 'exchange-nothing-to-write', name, format: 'OSCAL' })
  const title = { ja: name, en: product.name.en ?? name }
  const head: Head = {
    kind: 'product',
    id: `${scheme}.${ics.level}`,
    title,
    version: product.software.minimum.trim() || '-',
  }
  const resources = resourcesOf(scheme, ics)
  const component = {
    uuid: uuidOf('component', name, ...product.models),
    type: 'hardware',
    title: markupLineOf(title.en) ?? '-',
    description: markupOf(product.intendedUse),
    props: [
      ours('name', title.ja, 'ja'),
      ...product.models.map((model) => ours('model', model)),
      ...product.software.services.map((service) => ours('service', service)),
      { name: 'version', value: head.version },
    ],
    'control-implementations': [
      {
        uuid: uuidOf('implementation', scheme, ics.level, name),
        source: `#${resources[0]!.uuid}`,
        description: markupOf(`${ics.scheme} ${ics.edition} ${ics.level}`),
        props: [
          ours('scheme', ics.scheme),
          ours('edition', ics.edition),
          ours('level', ics.level),
          ...maybe('verdict', implementation.evaluation?.verdict),
        ],
        'implemented-requirements': ics.answers.map((answer) => requirementOf(implementation, answer)),
      },
    ],
  }
  const document: OscalComponents = {
    'component-definition': {
      uuid: documentUuid(head, implementation, at),
      metadata: metadataOf(head, at),
      components: [component],
      'back-matter': { resources },
    },
  }
  return ok({ document, lost: leftBehind(implementation) })
}

function requirementOf({ scheme, product, evaluation }: Implementation, answer: IcsAnswer) {
  const result = evaluation?.criteria.find(({ criterion }) => criterion === answer.criterion)
  return present({
    uuid: uuidOf('answer', scheme, product.name.ja, answer.criterion),
    'control-id': tokenOf(answer.criterion),
    description: markupOf(answer.reason),
    props: [
      ...(statusOf[answer.claim] ?? []),
      ours('claim', answer.claim),
      ...maybe('condition', answer.condition),
      ...answer.restsOn.map(evidenceProp),
      ...maybe('verdict', result?.verdict),
    ],
    remarks: result && markupOf(`${verdictText[result.verdict].en}: ${result.reason.en}`),
  })
}

// OSCAL has a word for what is done and for what does not apply. It has none for "not fulfilled" or "not answered":
// 'planned' would promise something, so the claim stands in our own property alone.
const statusOf: Partial<Record<IcsAnswer['claim'], OscalProp[]>> = {
  fulfilled: [{ name: 'implementation-status', value: 'implemented' }],
  'not-applicable': [{ name: 'implementation-status', value: 'not-applicable' }],
}

function evidenceProp(ref: EvidenceRef): OscalProp {
  if (ref.kind === 'ixit')
    return ours(
      'rests-on',
      JSON.stringify(ref.field === undefined ? [ref.table, ref.entry] : [ref.table, ref.entry, ref.field]),
      'ixit',
    )
  return ours('rests-on', JSON.stringify([ref.digest, ref.name, ...(ref.shows ? [ref.shows] : [])]), 'file')
}

/** The profile that is answered first, then every file that an answer rests on, with its digest. */
function resourcesOf(scheme: string, ics: Ics): OscalResource[] {
  const level = `${scheme}.${ics.level}`
  const files = new Map(
    ics.answers
      .flatMap(({ restsOn }) => restsOn)
      .flatMap((ref) => (ref.kind === 'file' ? [[ref.digest, ref.name]] : [])) as [string, string][],
  )
  return [
    {
      uuid: uuidOf('resource', 'profile', level),
      title: level,
      props: [ours('document', level)],
      rlinks: [{ href: fileOf(level, 'profile'), 'media-type': 'application/oscal+json' }],
    },
    ...[...files].map(([digest, name]) => ({
      uuid: uuidOf('evidence', digest),
      title: markupLineOf(name) ?? '-',
      rlinks: [
        {
          href: encodeURIComponent(name),
          hashes: [{ algorithm: 'SHA-256', value: digest.slice('sha256:'.length) }],
        },
      ],
    })),
  ]
}

const carriedOfProduct = ['name', 'intendedUse', 'models', 'software']

const leftBehind = ({ product, evaluation }: Implementation) => [
  ...Object.entries(product)
    .filter(([key, value]) => !carriedOfProduct.includes(key) && value !== undefined)
    .map(([key, value]) =>
      lost(`product.${key}`, shown(value), {
        ja: 'OSCAL のコンポーネントには、これに当たる項目がありません。',
        en: 'An OSCAL component has no field for it.',
      }),
    ),
  ...(evaluation === undefined
    ? []
    : [
        lost(
          'evaluation.criteria[*].procedures',
          { ja: '所見', en: 'findings' },
          {
            ja: '手順ごとの所見は、OSCAL では別の文書（assessment-results）に書くものです。判定と理由だけを書きました。',
            en: 'Findings of single procedures belong into another OSCAL document (assessment-results); verdict and reason are written.',
          },
        ),
      ]),
]
