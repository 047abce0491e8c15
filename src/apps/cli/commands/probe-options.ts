import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Text } from '../../../core/kernel/text.ts'
import { type Consent, noConsent, type Profile } from '../../../lab/run/plan.ts'
import { homeFolder } from '../home-folder.ts'

/** Options every command that speaks to a device has. */
export const probeOptions = {
  target: { type: 'string', multiple: true },
  ixit: { type: 'string' },
  sample: { type: 'string' },
  gentle: { type: 'boolean' },
  consent: { type: 'string' },
  scope: { type: 'string', multiple: true },
  logins: { type: 'string' },
  json: { type: 'boolean' },
} as const

export interface ProbeRequest {
  readonly targets: readonly string[]
  readonly ixit: string
  readonly sample: number
  readonly profile: Profile
  readonly consent: Consent
  readonly consentGiven: boolean // said on the command line; otherwise the person is asked
  readonly scopes: readonly string[]
  readonly logins?: string
  readonly home: string // where the bench keeps its keys
}

const consentWords: Readonly<Record<string, keyof Consent>> = {
  'wrong-tries': 'wrongTries',
  'real-account': 'realAccount',
  robustness: 'robustness',
  pages: 'publishedPages',
}

const named = [...Object.keys(consentWords), 'all', 'none'].join(', ')

const missing = {
  target: {
    ja: '機器のアドレスがありません。--target 192.168.1.20 のように書いてください。',
    en: 'There is no address of the device. Write --target 192.168.1.20, say.',
  },
  ixit: {
    ja: '申告のフォルダーがありません。--ixit DIR で示すか、probe init DIR --target ADDRESS で下書きをつくってください。',
    en: 'There is no declaration. Name its folder with --ixit DIR, or draft it with probe init DIR --target ADDRESS.',
  },
  sample: { ja: '--sample は 1 から 9 までの数です。', en: '--sample is a number from 1 to 9.' },
  consent: {
    ja: `--consent に書けるのは、次のことばです（カンマ区切り）：${named}`,
    en: `--consent takes these words, with commas between them: ${named}`,
  },
} as const satisfies Record<string, Text>

type Values = {
  readonly target?: readonly string[] | undefined
  readonly ixit?: string | undefined
  readonly sample?: string | undefined
  readonly gentle?: boolean | undefined
  readonly consent?: string | undefined
  readonly scope?: readonly string[] | undefined
  readonly logins?: string | undefined
}

/** What was asked for on the command line. */
export function readProbeOptions(values: Values): Result<ProbeRequest, Fault> {
  const wrong = (reason: Text) => refuse({ code: 'option-wrong', reason } as Fault)
  if (values.target === undefined || values.target.length === 0) return wrong(missing.target)
  if (values.ixit === undefined) return wrong(missing.ixit)
  const sample = Number(values.sample ?? '1')
  if (!(Number.isInteger(sample) && sample >= 1 && sample <= 9)) return wrong(missing.sample)
  const consent = readConsent(values.consent)
  if (consent === undefined) return wrong(missing.consent)
  return ok({
    targets: values.target,
    ixit: values.ixit,
    sample,
    profile: values.gentle ? 'gentle' : 'normal',
    consent,
    consentGiven: values.consent !== undefined,
    scopes: values.scope ?? [],
    home: homeFolder(),
    ...(values.logins === undefined ? {} : { logins: values.logins }),
  })
}

function readConsent(text: string | undefined): Consent | undefined {
  if (text === undefined || text === 'none') return noConsent
  const named = text === 'all' ? Object.values(consentWords) : text.split(',').map((word) => consentWords[word.trim()])
  if (named.includes(undefined)) return undefined
  return { ...noConsent, ...Object.fromEntries(named.map((key) => [key, true])) }
}
