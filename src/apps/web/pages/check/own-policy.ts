import type { IsoDate } from '../../../../core/kernel/date.ts'
import { ok, type Result, refuse } from '../../../../core/kernel/result.ts'
import {
  type ChooseFault,
  type Chosen,
  choosePolicy,
  customPolicy,
} from '../../../../core/procurement/choose-policy.ts'
import { type Importance, importances } from '../../../../core/procurement/demand.ts'
import type { House } from '../../../house.ts'

/** What somebody asks for in a check of their own. All of it stands in an address, so it can be shared and is kept nowhere. */
export interface OwnPolicy {
  readonly levels: Readonly<Record<Importance, string>> // 'jc-star.1'
  readonly importance: Importance // of rows that name none
  readonly method: 'any' | 'third-party'
  readonly recognised: boolean
  readonly untilContractEnd: boolean
  readonly supportMonths: number | undefined
  readonly validityMonths: number | undefined
}

const prefix = 'own_'

/** Writes it as one word for an address: `own_low.jc-star.1_medium.jc-star.3_high.jc-star.3_for.low_foreign_contract_updates.36`. */
export const writeOwn = (own: OwnPolicy): string =>
  prefix +
  [
    ...importances.map((one) => `${one}.${own.levels[one]}`),
    `for.${own.importance}`,
    ...(own.method === 'any' ? [] : ['third-party']),
    ...(own.recognised ? ['foreign'] : []),
    ...(own.untilContractEnd ? ['contract'] : []),
    ...(own.supportMonths === undefined ? [] : [`updates.${own.supportMonths}`]),
    ...(own.validityMonths === undefined ? [] : [`valid.${own.validityMonths}`]),
  ].join('_')

/** Reads that word; undefined where it is another, or says something that nobody could have chosen. */
export function readOwn(word: string): OwnPolicy | undefined {
  if (!word.startsWith(prefix) || word.length > 300) return undefined
  const said = new Map(
    word
      .slice(prefix.length)
      .split('_')
      .map((part) => [part.split('.')[0]!, part.slice(part.indexOf('.') + 1)] as const),
  )
  const level = (one: Importance) => (/^[a-z0-9-]+\.[\w-]+$/.test(said.get(one) ?? '') ? said.get(one)! : undefined)
  const months = (name: string, most: number) => {
    const number = Number(/^\d{1,3}$/.exec(said.get(name) ?? '')?.[0] ?? 0)
    return number > 0 && number <= most ? number : undefined
  }
  const [low, medium, high] = importances.map(level)
  const importance = importances.find((one) => one === said.get('for'))
  if (low === undefined || medium === undefined || high === undefined || importance === undefined) return undefined
  return {
    levels: { low, medium, high },
    importance,
    method: said.has('third-party') ? 'third-party' : 'any',
    recognised: said.has('foreign'),
    untilContractEnd: said.has('contract'),
    supportMonths: months('updates', 360),
    validityMonths: months('valid', 120),
  }
}

// A choice is not of a day: whoever makes the same one years later has the same digest in the record.
const sinceEver: IsoDate = '2000-01-01'

/** As something rows are judged by; its version is its digest, so the same choice is the same policy everywhere. */
export function chosenOwn(own: OwnPolicy): Chosen {
  const { levels, untilContractEnd, supportMonths, validityMonths } = own
  const against = customPolicy({
    day: sinceEver,
    demands: [...new Set(Object.values(levels))].map((level) => {
      const at = level.indexOf('.')
      return {
        importance: importances.filter((one) => levels[one] === level),
        anyOf: [{ scheme: level.slice(0, at), level: level.slice(at + 1) }],
      }
    }),
    conditions: {
      recognition: own.recognised ? 'accepted' : 'not-accepted',
      ...(own.method === 'any' ? {} : { methods: ['third-party'] as const }),
      ...(validityMonths === undefined ? {} : { validityMonths }),
      ...(untilContractEnd || supportMonths !== undefined
        ? {
            support: {
              untilContractEnd,
              ...(supportMonths === undefined ? {} : { months: supportMonths }),
              otherwise: 'fails' as const,
            },
          }
        : {}),
    },
  })
  return { against, importance: own.importance }
}

/** What was asked for: something of the catalogue by its name, or a policy of one's own by the word that writes it. */
export function chooseOrOwn(
  { checks, catalogue }: Pick<House, 'checks' | 'catalogue'>,
  asked: string,
  day: IsoDate,
): Result<Chosen, ChooseFault> {
  if (!asked.startsWith(prefix)) return choosePolicy(checks, asked, day)
  const own = readOwn(asked)
  const known = (level: string) =>
    catalogue.schemes.some(({ id, levels }) => levels.some(({ code }) => `${id}.${code}` === level))
  if (own === undefined || !Object.values(own.levels).every(known))
    return refuse({
      code: 'policy-unknown',
      policy: asked.slice(0, 80),
      known: checks.policies.map(({ id }) => id).join(', '),
    })
  return ok(chosenOwn(own))
}
