import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { Stage } from '../../../lab/instrument.ts'
import { type Consent, planDigest, type RunPlan } from '../../../lab/run/plan.ts'
import { flushRight, padded, wrapped } from '../text-layout.ts'
import type { CommandOutcome } from './assess.ts'

export const stageText: Record<Stage, Text> = {
  discover: { ja: '見つける', en: 'Discover' },
  scan: { ja: '通信口を調べる', en: 'Scan ports' },
  identify: { ja: '何が動いているかを知る', en: 'Identify services' },
  passive: { ja: '暗号と画面を見る', en: 'Look at cryptography and pages' },
  anonymous: { ja: '認証なしで届くものを見る', en: 'Look at what needs no login' },
  credentials: { ja: '初期パスワードを試す', en: 'Try default credentials' },
  'lock-out': { ja: '総当たりへの備えを測る', en: 'Measure brute-force protection' },
  robustness: { ja: '不正なメッセージを送る', en: 'Send malformed messages' },
}

export const consentText: Record<keyof Consent, Text> = {
  wrongTries: {
    ja: '初期パスワードと誤ったパスワードでログインを試します。アカウントがしばらく使えなくなることがあります。',
    en: 'Logins with default and wrong passwords are tried. An account may be locked for a while.',
  },
  realAccount: {
    ja: '実際に使うアカウントでも、誤ったパスワードを続けて試します。そのアカウントが使えなくなることがあります。',
    en: 'Wrong passwords are tried on an account in use as well. That account may be locked.',
  },
  robustness: {
    ja: '不正なメッセージを送ります。機器が再起動したり、止まったりすることがあります。',
    en: 'Malformed messages are sent. The device may restart or stop.',
  },
  publishedPages: {
    ja: '製造業者が公開しているページを、インターネットから取得します。',
    en: 'Pages the maker has published are fetched from the internet.',
  },
}

const words = {
  target: { ja: '試験する機器：{addresses}（試料 {sample}）', en: 'Device under test: {addresses} (sample {sample})' },
  nothing: { ja: 'まだ何も送っていません。', en: 'Nothing has been sent so far.' },
  totals: {
    ja: '最大 {packets} 個のパケットと接続、誤ったログイン最大 {tries} 回、およそ {time}。',
    en: 'At most {packets} packets and connections, at most {tries} wrong logins, about {time}.',
  },
  more: {
    ja: '申告にないログインが二つ以上見つかると、そこで試みる分だけ増えます。',
    en: 'Where more than one undeclared login is found, the tries at the others come on top.',
  },
  consent: {
    ja: '同意が必要なこと（行わない項目は、結果にそう残ります）',
    en: 'What needs your consent (what is not done is said in the result)',
  },
  agreed: { ja: '同意', en: 'agreed' },
  notAgreed: { ja: '行わない', en: 'not done' },
  heads: { ja: '最大数|誤ログイン|秒|送るもの', en: 'At most|Wrong tries|s|What is sent' },
  gaps: {
    ja: '申告に、機器と比べられないところが {count} 件あります。関係する項目は「判定不能」になります。',
    en: 'The declaration has {count} places that cannot be compared with the device; what depends on them comes out as inconclusive.',
  },
  digest: { ja: '計画の名前：', en: 'Name of this plan:' },
  start: {
    ja: 'この計画で始めるには、同じ指定で probe run を実行します（質問なしなら --yes 計画の名前）。',
    en: 'To carry it out, run probe run with the same options (without questions: --yes and the name of the plan).',
  },
} as const satisfies Record<string, Text>

export interface PlanView {
  readonly plan: RunPlan
  readonly gaps: readonly { readonly place: string; readonly problem: Text }[]
  readonly columns?: number | undefined // of the screen
  readonly asking?: boolean // whether to start is asked next, so nobody has to be told how
}

/** What a plan comes to, on a line: told before the question whether to start. */
export const planTotals = ({ packets, tries, seconds }: RunPlan, lang: Language): string =>
  fill(words.totals, { packets: figure(packets), tries: figure(tries), time: duration(seconds)[lang] })[lang]

/** `probe plan`: every class of packets, how many, how often and how long, before anything is sent. */
export function probePlan({ plan, gaps, columns, asking = false }: PlanView, lang: Language): CommandOutcome {
  const say = (text: Text, values: Readonly<Record<string, unknown>> = {}) => fill(text, values)[lang]
  const flowing = (head: string, text: string) => wrapped(head, text, columns)
  const [most = '', tries = '', seconds = '', what = ''] = say(words.heads).split('|')
  const row = (a: string, b: string, c: string, text: string) =>
    flowing(`  ${flushRight(a, 9)} ${flushRight(b, 11)} ${flushRight(c, 5)}  `, text)
  const stages = [...Map.groupBy(plan.steps, (step) => step.stage)]
  const digest = planDigest(plan)
  const searching = plan.steps.some((step) => step.tries > 0 && step.endpoint === undefined)
  const lines = [
    say(words.target, { addresses: Object.values(plan.target.addresses).join(', '), sample: plan.sample }),
    ...flowing('', `${planTotals(plan, lang)}${searching ? gapOf[lang] + say(words.more) : ''}`),
    '',
    ...row(most, tries, seconds, what),
    ...stages.flatMap(([stage, steps]) => [
      stageText[stage][lang],
      ...steps.flatMap((step) => [
        ...row(
          figure(step.packets),
          step.tries > 0 ? `${step.tries}` : '–',
          `${step.seconds}`,
          `${step.endpoint === undefined ? '' : `${step.endpoint}${{ ja: '：', en: ': ' }[lang]}`}${step.what[lang]}`,
        ),
        ...(step.risk === undefined ? [] : flowing(`${' '.repeat(31)}! `, step.risk[lang])),
      ]),
    ]),
    '',
    ...flowing('', say(words.consent)),
    ...(Object.keys(consentText) as (keyof Consent)[]).flatMap((key) =>
      flowing(
        `  ${padded(`[${plan.consent[key] ? say(words.agreed) : say(words.notAgreed)}]`, 11)}`,
        consentText[key][lang],
      ),
    ),
    ...(gaps.length === 0 ? [] : ['', ...flowing('', say(words.gaps, { count: gaps.length }))]),
    ...[...Map.groupBy(gaps, ({ problem }) => problem[lang])].flatMap(([problem, own]) => [
      ...flowing('  ', `${problem}${{ ja: '：', en: ': ' }[lang]}`),
      ...flowing('    ', own.map(({ place }) => place).join(', ')),
    ]),
    '',
    say(words.digest),
    `  ${digest}`,
    say(words.nothing),
    ...(asking ? [] : flowing('', say(words.start, { digest }))),
  ]
  return { exit: 0, text: lines.join('\n'), json: { plan, digest, gaps } }
}

const gapOf: Text = { ja: '', en: ' ' } // between two sentences
const figure = (count: number): string => count.toLocaleString('en-US')

/** Seconds as people say them. */
export function duration(seconds: number): Text {
  const [minutes, rest] = [Math.floor(Math.round(seconds) / 60), Math.round(seconds) % 60]
  if (minutes === 0) return { ja: `${rest} 秒`, en: `${rest} s` }
  return rest === 0
    ? { ja: `${minutes} 分`, en: `${minutes} min` }
    : { ja: `${minutes} 分 ${rest} 秒`, en: `${minutes} min ${rest} s` }
}
