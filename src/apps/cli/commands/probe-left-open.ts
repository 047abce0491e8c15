import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { AssessedUnit } from '../../../lab/assess.ts'
import { wrapped } from '../text-layout.ts'

// A hundred units that nobody has looked at are no news to a person; what can be done about them is.

type Why = 'guided' | 'not-done' | 'login' | 'undeclared' | 'person'

/** What a unit that was not looked at waits for, by the code of its reason; every other one waits for a person. */
const whyOf: Readonly<Record<string, Why>> = {
  'step-not-done': 'guided',
  'file-not-given': 'guided',
  'one-unit-only': 'guided',
  'samples-not-taken': 'guided',
  'defaults-not-tried': 'not-done',
  'hindrance-not-measured': 'not-done',
  'page-not-fetched': 'not-done',
  'policy-not-read': 'not-done',
  'period-not-read': 'not-done',
  'statement-not-read': 'not-done',
  'no-messages-sent': 'not-done',
  'not-scanned': 'not-done',
  'ports-not-known': 'not-done',
  'not-listened': 'not-done',
  'access-not-looked-at': 'not-done',
  'logins-not-looked-for': 'not-done',
  'pages-not-looked-at': 'not-done',
  'nothing-looked-at': 'not-done',
  'no-known-login': 'login',
  'nothing-declared': 'undeclared',
  'no-such-page-declared': 'undeclared',
}

const text: Record<Why, Text> = {
  guided: { ja: '人が行う手順（probe guide で案内）', en: 'steps for a person (probe guide)' },
  'not-done': { ja: '同意がないか、途中で止まったため、行わなかった', en: 'not done: not agreed to, or ended before' },
  login: { ja: '使えるログインがない（--logins で渡す）', en: 'a login that works is missing (--logins)' },
  undeclared: { ja: '当たるものが申告にない', en: 'the declaration names nothing of the kind' },
  person: { ja: '書類や画面を、人が確かめる', en: 'a person has to look at documents or screens' },
}
const order: readonly Why[] = ['not-done', 'guided', 'login', 'person', 'undeclared']

const heading: Text = { ja: '未実施 {count} 件のわけ', en: 'Why {count} were not evaluated' }

/** Why units were not looked at, a line for each way to go on. */
export function leftOpenLines(
  units: readonly AssessedUnit[],
  lang: Language,
  columns: number | undefined,
): readonly string[] {
  const left = units.filter(({ verdict }) => verdict === 'not-evaluated')
  if (left.length === 0) return []
  const why = ({ parts }: AssessedUnit): Why => {
    const codes = parts.filter(({ verdict }) => verdict === 'not-evaluated').map(({ reason }) => whyOf[reason.code])
    return order.find((one) => codes.includes(one)) ?? 'person'
  }
  const groups = Map.groupBy(left, why)
  return [
    fill(heading, { count: left.length })[lang],
    ...order.flatMap((one) => {
      const count = groups.get(one)?.length ?? 0
      return count === 0 ? [] : wrapped(`  ${`${count}`.padStart(3)}  `, text[one][lang], columns)
    }),
  ]
}
