import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import { doors } from '../doors.ts'
import { limits } from '../instruments/robustness/services.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import type { Said } from '../say.ts'

/** What is said of every service that was sent malformed messages, by endpoint. */
export function judgeRobustness(given: Given): readonly (readonly [endpoint: string, said: Said])[] {
  const stressed = ofKind(given.observations, 'robustness')
  if (stressed.length === 0) return []
  const left = doors(given.observations).filter(({ endpoint }) => !stressed.some((one) => one.endpoint === endpoint))
  return [
    ...stressed.map((one) => [one.endpoint ?? 'device', judge(given, one)] as const),
    ...left.map(({ id, endpoint }) => {
      const facts = { endpoint, sent: 0, planned: 0, trouble: 'not-sent' }
      return [endpoint, { verdict: 'inconclusive', code: 'messages-not-sent', restsOn: [id], facts }] as const
    }),
  ]
}

function judge({ declared }: Given, one: ObservationOf<'robustness'>): Said {
  const { seen, id, endpoint = 'device', completeness, trouble = '?' } = one
  const restsOn = [id]
  const [away] = seen.away
  if (away !== undefined) {
    const facts = { endpoint, message: away.after, seconds: away.seconds ?? '–' }
    const fails = (code: string): Said => ({ verdict: 'fail', code, restsOn, facts })
    const unclear = (code: string): Said => ({ verdict: 'inconclusive', code, restsOn, facts })
    if (away.again === 'fell') return fails('service-fell-twice')
    if (away.again === 'held') return unclear('service-fell-once')
    const back = away.seconds !== undefined
    // Silence may as well be a defence that shuts the tester out; a refusal tells of a program that is gone (lab.md §4.4).
    if (away.whole) return back && away.how !== 'silent' ? fails('device-restarted') : unclear('device-silent')
    if (back || away.how === 'silent' || limits(declared, endpoint)) return unclear('service-silent')
    return fails('service-gone')
  }
  if (completeness !== 'complete' || !seen.heldBefore || seen.sent.length < seen.planned || seen.planned === 0)
    return {
      verdict: 'inconclusive',
      code: 'messages-not-sent',
      restsOn,
      facts: { endpoint, sent: seen.sent.length, planned: seen.planned, trouble },
    }
  if (seen.knownBy === 'connection')
    return { verdict: 'inconclusive', code: 'only-connections', restsOn, facts: { endpoint, sent: seen.sent.length } }
  return { verdict: 'pass', code: 'messages-withstood', restsOn, facts: { endpoint, sent: seen.sent.length } }
}

/** Why a service is said to stand malformed messages or not. */
export const robustnessReasons: Readonly<Record<string, Text>> = {
  'messages-withstood': {
    ja: '{endpoint} は、不正なメッセージ{sent}件のあとも応答を続けました',
    en: '{endpoint} went on answering after {sent} malformed messages',
  },
  'only-connections': {
    ja: '{endpoint} は、不正なメッセージ{sent}件のあとも接続を受けました。答えない通信口なので、動いているかは分かりません',
    en: '{endpoint} went on taking connections after {sent} malformed messages; it never says anything, so whether it works cannot be told',
  },
  'service-fell-twice': {
    ja: '{endpoint} は、メッセージ {message} で応答しなくなりました。戻ったあとに同じものを一件だけ送ると、もう一度止まりました',
    en: '{endpoint} stopped answering after the message {message}, and again when it was sent once more, alone, after it was back',
  },
  'service-fell-once': {
    ja: '{endpoint} は、メッセージ {message} のあと{seconds}秒応答しませんでしたが、同じものをもう一度送っても止まりませんでした',
    en: '{endpoint} did not answer for {seconds} s after the message {message}; the same message once more did no harm',
  },
  'service-gone': {
    ja: '{endpoint} は、メッセージ {message} のあと戻ってきません。ほかのサービスは動いています',
    en: '{endpoint} did not come back after the message {message}, while other services still answer',
  },
  'service-silent': {
    ja: '{endpoint} は、メッセージ {message} のあと応答しなくなりました。止まったのか、試験機を閉め出したのかは分かりません',
    en: '{endpoint} fell silent after the message {message}; whether it stopped or shut the tester out cannot be told',
  },
  'device-restarted': {
    ja: '{endpoint} にメッセージ {message} を送ったあと、機器全体が応答しなくなり、{seconds}秒後に戻りました',
    en: 'After the message {message} to {endpoint} the whole device stopped answering and was back {seconds} s later',
  },
  'device-silent': {
    ja: '{endpoint} にメッセージ {message} を送ったあと、機器全体が応答しなくなりました。止まったのか、試験機を閉め出したのかを人が確かめます',
    en: 'After the message {message} to {endpoint} the whole device fell silent; a person has to see whether it stopped or shut the tester out',
  },
  'messages-not-sent': {
    ja: '{endpoint} には{planned}件のうち{sent}件しか送れませんでした（{trouble}）',
    en: 'Only {sent} of {planned} messages could be sent to {endpoint} ({trouble})',
  },
}
