import { type Bench, noted } from '../../bench.ts'
import { caps } from '../../caps.ts'
import type { Instrument } from '../../instrument.ts'
import type { Observation, SeenOf } from '../../observation.ts'
import { messagesFor } from './messages.ts'
import { limits, type StressedService, stressedServices } from './services.ts'
import { ask, greets, type State, send } from './speak.ts'

/** Sends each service a few messages that no well-behaved client sends, and looks after every one whether it is still there. */
export const robustness: Instrument = {
  id: 'robustness',
  stage: 'robustness',
  title: { ja: '不正なメッセージへの強さ', en: 'Malformed messages' },
  plan({ policy }) {
    const { messages, messagesPerService, seed, pauseMs } = policy.robustness
    const most = Math.min(messages, caps.robustnessMessages)
    if (most === 0) return []
    return [
      {
        instrument: 'robustness',
        what: {
          ja: `途中で切れた・長すぎる・誤ったメッセージ（一つのサービスに${messagesPerService}件まで、種 ${seed}）と、そのつどの応答の確認`,
          en: `truncated, oversized and invalid messages (up to ${messagesPerService} a service, seed ${seed}), each followed by a proper question`,
        },
        packets: most * 2 + 20,
        tries: 0,
        seconds: Math.ceil((most * (pauseMs + 150)) / 1_000),
        risk: {
          ja: '機器やサービスが再起動したり、止まったりすることがあります',
          en: 'the device or a service may restart or stop',
        },
      },
    ]
  },
  async *run(bench) {
    if (!bench.consent.robustness) return
    const { declared, policy, target } = bench
    const services = stressedServices(bench.observed, { declared, policy, primary: target.primary })
    let distress = false
    let lost = 0
    for (const [done, service] of services.entries()) {
      bench.progress(done, services.length, service.endpoint)
      const observation = await stress(bench, service, services, distress)
      yield observation
      lost += observation.seen.away.filter(({ seconds }) => seconds === undefined).length
      distress ||= lost >= 2 || observation.seen.away.some(({ whole }) => whole)
    }
    bench.progress(services.length, services.length)
  },
}

type Seen = SeenOf<'robustness'>
type Away = Seen['away'][number]

async function stress(
  bench: Bench,
  service: StressedService,
  all: readonly StressedService[],
  distress: boolean,
): Promise<Observation & { readonly seen: Seen }> {
  const { endpoint, protocol, address, messages: count } = service
  const { seed, pauseMs, patienceSeconds } = bench.policy.robustness
  const began = bench.clock()
  const messages = messagesFor(protocol, { seed, count })
  const sent: Seen['sent'] = []
  const away: Away[] = []
  let greeted = !distress && greets(service) // each message is sent to a service that has just greeted
  let before: State = distress || greeted ? 'answers' : await ask(bench, service)
  const told = (heldBefore: boolean, trouble?: string) =>
    noted(bench, began, {
      id: `robustness/${endpoint}`,
      endpoint,
      ...(address && { address }),
      completeness: sent.length === messages.length ? 'complete' : sent.length > 0 ? 'partial' : 'none',
      ...(trouble && { trouble }),
      seen: {
        kind: 'robustness',
        protocol,
        seed,
        planned: messages.length,
        sent,
        heldBefore,
        knownBy: before === 'mute' ? 'connection' : 'answer',
        away,
      },
    })
  if (distress) return told(false, 'device-in-distress')

  // What says nothing to a proper question can only be asked whether it is there.
  const asked = () => ask(bench, service, before === 'mute' ? 100 : undefined)
  const holds = (state: State) => state === 'answers' || (state === 'mute' && before === 'mute')
  if (!holds(before) || (before === 'mute' && service.tls)) return told(false, 'silent-before')

  for (const [i, { name, sort, bytes }] of messages.entries()) {
    await bench.pause(pauseMs)
    let state = await send(bench, service, bytes, greeted)
    if (greeted && i === 0 && state === 'mute') {
      greeted = false
      before = 'mute'
      state = await send(bench, service, bytes, greeted)
    }
    if (greeted && i === 0 && state !== 'answers') return told(false, 'silent-before')
    if (state === 'answers') {
      sent.push({ message: name, sort })
      if (!greeted || i === messages.length - 1) state = await asked()
    }
    if (holds(state)) continue
    // Whoever could not even be sent this one went away after the one before.
    const after = sent.at(-1)?.message ?? name
    if (state === 'silent' && limits(bench.declared, endpoint)) return told(true, 'throttled') // as its maker says it would
    const found = await waitFor(after, state)
    if (found.seconds !== undefined && !found.whole) {
      const again = await repeat(messages.find((m) => m.name === after)!.bytes, found.seconds)
      away.push({ ...found, ...(again && { again }) })
      if (again === 'fell') await waitFor(after, 'silent')
      return told(true, again === 'fell' ? 'service-fell' : 'throttled')
    }
    away.push(found)
    return told(true, found.whole ? 'device-in-distress' : 'service-gone')
  }
  return told(true)

  // A limit on visitors looks like a fall from here (lab.md §4.4). So, each after a quiet while: as many proper visits as a message and
  // the question after it; and only if the service stands those, the message once more, alone.
  async function repeat(message: Uint8Array, seconds: number): Promise<Away['again']> {
    const quiet = () => bench.pause(1_000 * Math.min(6, 1 + seconds))
    await quiet()
    if (!holds(await asked()) || !holds(await asked())) return undefined
    await quiet()
    const state = await send(bench, service, message, false)
    return holds(state === 'answers' ? await asked() : state) ? 'held' : 'fell'
  }

  // Polled once a second, no more often: to ask faster would itself use up a limit.
  async function waitFor(after: string, first: State): Promise<Away> {
    const start = bench.clock()
    const elapsed = () => (bench.clock() - start) / 1_000
    const whole = await othersAreAway(bench, service, all)
    let how: Away['how'] = first === 'answers' ? 'silent' : first
    while (elapsed() < patienceSeconds) {
      await bench.pause(1_000)
      const state = await asked()
      if (holds(state)) return { after, how, whole, seconds: Math.round(elapsed()) }
      if (state === 'refused') how = 'refused'
    }
    return { after, how, whole }
  }
}

/** Whether no other service answers either. With no other service nobody can tell. */
async function othersAreAway(
  bench: Bench,
  service: StressedService,
  all: readonly StressedService[],
): Promise<boolean> {
  const others = all.filter((s) => s.endpoint !== service.endpoint && s.transport === 'tcp').slice(0, 2)
  for (const other of others) if (['answers', 'mute'].includes(await ask(bench, other, 500))) return false
  return others.length > 0
}
