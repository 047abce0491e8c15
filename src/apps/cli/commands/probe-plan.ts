import { fill, type Language, type Text } from '../../../core/kernel/text.ts'
import type { Stage } from '../../../lab/instrument.ts'
import { type Consent, planDigest, type RunPlan } from '../../../lab/run/plan.ts'
import { padded } from '../terminal.ts'
import type { CommandOutcome } from './assess.ts'

export const stageText: Record<Stage, Text> = {
  discover: { ja: '見つける', en: 'Discover' },
  scan: { ja: '通信口を調べる', en: 'Scan ports' },
  identify: { ja: '何が動いているかを知る', en: 'Identify services' },
  passive: { ja: '暗号と画面を見る', en: 'Look at cryptography and pages' },
  anonymous: { ja: '認証なしで届くものを見る', en: 'Look at what needs no log-in' },
  credentials: { ja: '初期パスワードを試す', en: 'Try default credentials' },
  'lock-out': { ja: '総当たりへの備えを測る', en: 'Measure brute-force protection' },
  robustness: { ja: '壊れた電文を送る', en: 'Send malformed messages' },
}

export const consentText: Record<keyof Consent, Text> = {
  wrongTries: {
    ja: '初期パスワードと誤ったパスワードを試します。アカウントがしばらく使えなくなることがあります。',
    en: 'Default and wrong passwords are tried. An account may be locked for a while.',
  },
  realAccount: {
    ja: '実際に使うアカウントでも、誤ったパスワードを続けて試します。そのアカウントが使えなくなることがあります。',
    en: 'Wrong passwords are also tried on an account in use. It may be locked.',
  },
  robustness: {
    ja: '壊れた電文を送ります。機器が再起動したり、止まったりすることがあります。',
    en: 'Malformed messages are sent. The device may restart or stop.',
  },
  publishedPages: {
    ja: '製造業者が公開しているページを、インターネットから取得します。',
    en: 'Pages the maker has published are fetched from the internet.',
  },
}

const words = {
  target: { ja: '試験する機器：{addresses}（試料 {sample}）', en: 'Device under test: {addresses} (sample {sample})' },
  nothing: { ja: 'ここまでは、まだ何も送っていません。', en: 'Nothing has been sent so far.' },
  totals: {
    ja: '合計：パケットと接続は最大 {packets}、誤ったログインは最大 {tries} 回、およそ {seconds} 秒',
    en: 'In all: at most {packets} packets and connections, at most {tries} wrong log-ins, about {seconds} s',
  },
  consent: { ja: '同意が必要なこと', en: 'What needs your consent' },
  agreed: { ja: '同意済み', en: 'agreed' },
  notAgreed: { ja: '行わない', en: 'not done' },
  heads: { ja: '送るもの|通信口|最大数|誤った試行|秒', en: 'What is sent|Port|At most|Wrong tries|s' },
  whole: { ja: '機器全体', en: 'device' },
  gaps: {
    ja: '申告から読み取れず、比べられないところ：{count} 件（結果は「判定不能」になります）',
    en: 'Places of the declaration that cannot be compared: {count} (they come out as inconclusive)',
  },
  digest: { ja: '計画の名前：{digest}', en: 'Name of this plan: {digest}' },
  start: {
    ja: '対話なしで始めるには、probe run に --yes {digest} を付けます。',
    en: 'To start without questions, give probe run --yes {digest}.',
  },
} as const satisfies Record<string, Text>

export interface PlanView {
  readonly plan: RunPlan
  readonly gaps: readonly { readonly place: string; readonly problem: Text }[]
}

/** `probe plan`: every class of packets, how many, how often and how long, before anything is sent. */
export function probePlan({ plan, gaps }: PlanView, lang: Language): CommandOutcome {
  const say = (text: Text, values: Readonly<Record<string, unknown>> = {}) => fill(text, values)[lang]
  const [what = '', port = '', most = '', tries = '', seconds = ''] = say(words.heads).split('|')
  const row = (a: string, b: string, c: string, d: string, e: string) =>
    `  ${padded(a, 62)} ${padded(b, 12)} ${c.padStart(8)} ${d.padStart(8)} ${e.padStart(6)}`
  const stages = [...Map.groupBy(plan.steps, (step) => step.stage)]
  const digest = planDigest(plan)
  const lines = [
    say(words.target, { addresses: Object.values(plan.target.addresses).join(', '), sample: plan.sample }),
    '',
    row(what, port, most, tries, seconds),
    ...stages.flatMap(([stage, steps]) => [
      stageText[stage][lang],
      ...steps.flatMap((step) => [
        row(step.what[lang], step.endpoint ?? say(words.whole), `${step.packets}`, `${step.tries}`, `${step.seconds}`),
        ...(step.risk === undefined ? [] : [`      ! ${step.risk[lang]}`]),
      ]),
    ]),
    '',
    say(words.totals, { packets: plan.packets, tries: plan.tries, seconds: plan.seconds }),
    '',
    say(words.consent),
    ...(Object.keys(consentText) as (keyof Consent)[]).map(
      (key) => `  [${plan.consent[key] ? say(words.agreed) : say(words.notAgreed)}] ${consentText[key][lang]}`,
    ),
    ...(gaps.length === 0 ? [] : ['', say(words.gaps, { count: gaps.length })]),
    ...gaps.map(({ place, problem }) => `  ${place} – ${problem[lang]}`),
    '',
    say(words.digest, { digest }),
    say(words.nothing),
    say(words.start, { digest }),
  ]
  return { exit: 0, text: lines.join('\n'), json: { plan, digest, gaps } }
}
