import { declarationDocument } from '../../casework/assessment.ts'
import type { Case } from '../../casework/case.ts'
import type { Viewer } from '../../casework/roles.ts'
import { addDays, type IsoDate } from '../../core/kernel/date.ts'
import { digestBytes } from '../../core/kernel/digest.ts'
import type { OperatedScheme } from '../../core/scheme/scheme.ts'
import type { Described, Traits } from './data.ts'
import { momentOf, type Stage, type Step } from './step.ts'

/** The traits of a product: what it says itself, else its kind, else what is common to all. */
const traitsOf = ({ data }: Stage, product: Described): Traits => ({
  ...data.products.common,
  ...data.products.kinds[product.category],
  ...Object.fromEntries(Object.entries(product).filter(([, value]) => value !== undefined)),
})

const supportOf = (stage: Stage, support: Traits['support']): IsoDate | null =>
  typeof support === 'number' ? addDays(stage.today, support) : support

/** The acts that fill in an application on one day, a few minutes apart. `half`: as far as the eighth criterion. */
export function fillSteps(
  stage: Stage,
  product: Described,
  day: IsoDate,
  options: { readonly filled: 'product' | 'half' | 'all'; readonly renews?: string },
): readonly Step[] {
  const who = stage.applicant(product.maker, product.person)
  const t = traitsOf(stage, product)
  const organisation = stage.data.people.organisations.find((o) => o.id === product.maker)
  const host = `${product.maker}.example`
  const { facts } = stage.data.answers
  const sent: [Step['act'], unknown][] = [
    [
      'start',
      { scheme: stage.scheme.id, level: '1', ...(options.renews === undefined ? {} : { renews: options.renews }) },
    ],
    [
      'save-eligibility',
      {
        facts: {
          ...facts,
          ...(t.services.length > 0 ? { 'product-unit': 'device-with-services' } : {}),
          'default-password': t.password === 'unique-per-device',
          'software-updatable': t.mode !== 'none',
        },
      },
    ],
    [
      'save-organisation',
      {
        name: organisation?.name,
        role: 'manufacturer',
        address: '見本県架空市1-1-1',
        ...(organisation?.corporateNumber === undefined ? {} : { corporateNumber: organisation.corporateNumber }),
      },
    ],
    [
      'save-contact',
      {
        contact: `support@${host}`,
        vulnerability: { contact: `psirt@${host}`, policyUrl: `https://${host}/security-policy` },
      },
    ],
    [
      'save-product',
      {
        name: product.name,
        category: product.category,
        page: product.page ?? `https://${host}/${product.key}`,
        intendedUse: t.intendedUse,
      },
    ],
    [
      'save-models',
      {
        text: product.models.join('\n'),
        gtins: Object.entries(product.gtins)
          .map((pair) => pair.join('\t'))
          .join('\n'),
      },
    ],
  ]
  if (options.filled !== 'product')
    sent.push(
      ['save-software', { minimum: t.software, services: t.services, sbom: t.sbom }],
      [
        'save-updates',
        {
          mode: t.mode,
          ...(t.mode.startsWith('automatic') ? { howToTurnOff: t.howToTurnOff } : {}),
          howToSeeVersion: t.howToSeeVersion,
          supportUntil: supportOf(stage, t.support),
          use: { setUp: t.setUp, daily: t.daily, disposal: t.disposal },
          defaultPassword: t.password,
        },
      ],
      ...stage.data.answers.evidence.map((file): [Step['act'], unknown] => ['add-evidence', evidenceOf(file)]),
      ...answersOf(stage, t)
        .slice(0, options.filled === 'half' ? 8 : undefined)
        .map((answer): [Step['act'], unknown] => ['answer', answer]),
    )
  return sent.map(([act, data], i) => ({ at: momentOf(day, 9 * 60 + 4 * i), who, act, data }))
}

const evidenceOf = (file: Stage['data']['answers']['evidence'][number]) => ({
  digest: digestBytes(file.text),
  name: file.name,
  type: 'text/plain',
  size: new TextEncoder().encode(file.text).length,
  shows: file.shows,
})

function answersOf({ data, scheme }: Stage, t: Traits): readonly unknown[] {
  const { fulfilled, notApplicable, evidence } = data.answers
  const without = [
    ...(t.password === 'unique-per-device' ? [] : notApplicable['no-default-password']),
    ...(t.mode === 'none' ? notApplicable['no-updates'] : []),
  ]
  const restsOn = evidence.map((file) => ({ kind: 'file', digest: digestBytes(file.text) }))
  return (scheme.levels.find((l) => l.code === '1')?.criteria ?? []).map((criterion) => {
    const left = without.find((answer) => answer.criterion === criterion)
    if (left !== undefined) return { ...left, claim: 'not-applicable' }
    return { criterion, claim: 'fulfilled', reason: fulfilled[criterion] ?? '', restsOn }
  })
}

/** What a declarer sends, over the document as it then stands. */
export const declaring = (who: Viewer) => (c: Case, scheme: OperatedScheme) => ({
  name: who.name,
  position: '品質保証部 部長',
  digest: declarationDocument(c, scheme).digest,
  truthful: true,
  duty: true,
})

/** From the declaration to the payment, on the days given. */
export function intakeSteps(
  stage: Stage,
  product: Described,
  days: { readonly declare: IsoDate; readonly accept?: IsoDate; readonly pay?: IsoDate },
): readonly Step[] {
  const who = stage.applicant(product.maker, product.person)
  const intake = stage.person('uketsuke-mado')
  const steps: Step[] = [{ at: momentOf(days.declare, 11 * 60), who, act: 'declare', data: declaring(who) }]
  if (days.accept !== undefined)
    steps.push({ at: momentOf(days.accept, 10 * 60), who: intake, act: 'accept', data: {} })
  if (days.pay !== undefined)
    steps.push({ at: momentOf(days.pay, 14 * 60), who: intake, act: 'confirm-payment', data: { paidOn: days.pay } })
  return steps
}

/** One reviewer takes the case on and goes through so many criteria in one sitting. */
export function reviewSteps(
  stage: Stage,
  day: IsoDate,
  options: {
    readonly reviewer: string
    readonly count: number
    readonly begin: boolean
    readonly from?: number
    readonly exception?: {
      readonly criterion: string
      readonly outcome: 'insufficient' | 'waiting' | 'question'
      readonly note: string
    }
  },
): readonly Step[] {
  const who = stage.person(options.reviewer)
  const from = options.from ?? 0
  const criteria = stage.scheme.levels.find((l) => l.code === '1')?.criteria.slice(from, options.count) ?? []
  const sent: [Step['act'], unknown][] = options.begin ? [['begin-review', {}]] : []
  for (const criterion of criteria) {
    const { exception } = options
    const found =
      exception?.criterion === criterion
        ? { outcome: exception.outcome, note: exception.note }
        : { outcome: 'sufficient', note: '' }
    sent.push(['review', { criterion, ...found }])
  }
  return sent.map(([act, data], i) => ({ at: momentOf(day, 13 * 60 + 6 * i), who, act, data }))
}
