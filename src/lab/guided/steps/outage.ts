import type { Seen } from '../../observation.ts'
import type { StepState } from '../step.ts'
import { device, type GuidedStep, type Question } from '../step.ts'

// ETSI TS 103 701, 5.9-1-2 and 5.9-2-2. The bench asks one port, seldom: a device that is asked often right after an outage may take
// that for an attack and stay away longer (lab.md 4.4).

const byHand = (what: 'network' | 'power'): readonly Question[] => [
  {
    id: 'went-down',
    kind: 'yes-no',
    instead: `watch/${what}`,
    ask:
      what === 'network'
        ? {
            ja: '切っている間、機器につながらなくなりましたか',
            en: 'Was the device out of reach while the network was cut?',
          }
        : { ja: '切っている間、機器は止まりましたか', en: 'Did the device stop while the power was cut?' },
  },
  {
    id: 'back-after',
    kind: 'number',
    instead: `watch/${what}`,
    ask: {
      ja: '戻してから、ふたたび使えるまでの秒数（戻らなければ -1）',
      en: 'Seconds from giving it back until the device was usable again (-1 if it did not come back)',
    },
  },
]

const sameState: Question = {
  id: 'same-state',
  kind: 'yes-no',
  ask: {
    ja: '設定や状態は、切る前と同じですか（または、申告のとおりに改善されていますか）',
    en: 'Are settings and state as before (or better, as declared)?',
  },
}

/** The network is cut: do local functions go on, and is the device back in time? */
export const outageNetwork: GuidedStep = {
  id: 'outage-network',
  title: { ja: '通信が切れたとき', en: 'Loss of the network' },
  serves: ['5.9-1-2', '5.9-2-2'],
  about: () => device,
  ready: [
    {
      ja: '機器のネットワークだけを切る方法（ケーブル、無線LANの電源）',
      en: 'A way to cut the network of the device alone (cable, access point)',
    },
    {
      ja: '申告にある、通信がなくても使える機能の一覧',
      en: 'The list of functions that are declared to work without a network',
    },
  ],
  moves: [
    {
      move: 'watch',
      what: 'network',
      cut: {
        ja: '機器のネットワークを切ってください。切ったら、次へ進みます。',
        en: 'Cut the network of the device, then go on.',
      },
      restore: {
        ja: '1分以上たったら、手元で使える機能を試し、それからネットワークを戻してください。戻したら、次へ進みます。',
        en: 'After a minute or more, try the functions that work locally, then give the network back. Then go on.',
      },
    },
    ...['went-down', 'back-after', 'local-functions', 'same-state'].map((question) => ({
      move: 'ask' as const,
      question,
    })),
  ],
  questions: [
    ...byHand('network'),
    {
      id: 'local-functions',
      kind: 'yes-no',
      ask: {
        ja: '切れている間も、申告された手元の機能は使えましたか',
        en: 'Did the declared local functions work while the network was cut?',
      },
    },
    sameState,
  ],
  minutes: 10,
  observe: (state) => outages(state, 'network'),
}

/** The power is cut: does the device come back by itself, as it was? */
export const outagePower: GuidedStep = {
  id: 'outage-power',
  title: { ja: '停電したとき', en: 'Loss of power' },
  serves: ['5.9-1-2', '5.9-2-2'],
  about: () => device,
  ready: [{ ja: '機器の電源を切る方法（電池は外します）', en: 'A way to cut the power (take out batteries)' }],
  caution: {
    ja: '更新や保存の最中は避けてください。動くもの（錠、モーターなど）は、動いても安全な状態にしてから始めてください。',
    en: 'Not while it updates or saves. Anything that moves (locks, motors) has to be safe to move before you begin.',
  },
  moves: [
    {
      move: 'watch',
      what: 'power',
      cut: {
        ja: '機器の電源を切ってください。切ったら、次へ進みます。',
        en: 'Cut the power of the device, then go on.',
      },
      restore: {
        ja: '30秒以上たったら、電源を戻してください。戻したら、次へ進みます。',
        en: 'After half a minute or more, give the power back. Then go on.',
      },
    },
    ...['went-down', 'kept-running', 'back-after', 'same-state'].map((question) => ({
      move: 'ask' as const,
      question,
    })),
  ],
  questions: [
    ...byHand('power'),
    {
      id: 'kept-running',
      kind: 'yes-no',
      ask: {
        ja: '機器は、内蔵の電池などで、止まらずに動き続けましたか',
        en: 'Did the device go on without stopping, on a battery of its own?',
      },
    },
    sameState,
  ],
  minutes: 10,
  observe: (state) => outages(state, 'power'),
}

/** What the bench saw; where it could not look, what the person saw. */
function outages(
  state: StepState,
  what: 'network' | 'power',
): readonly { readonly name: string; readonly seen: Seen }[] {
  const watched = state.saw.findLast((s) => s.kind === 'watch' && s.what === what)
  if (watched?.kind === 'watch') {
    const { kind: _, what: __, endpoint, ...rest } = watched
    return [{ name: what, seen: { kind: 'outage', what, by: 'bench', watched: endpoint, ...rest } }]
  }
  const [down, back] = [state.answers.get('went-down'), state.answers.get('back-after')]
  if (typeof down !== 'boolean' || typeof back !== 'number') return []
  return [
    {
      name: what,
      seen: {
        kind: 'outage',
        what,
        by: 'person',
        answeredBefore: true,
        wentDown: down,
        ...(back >= 0 && { backAfterSeconds: back }),
        watchedSeconds: Math.max(0, back),
        steadySeconds: 0,
        drops: 0,
      },
    },
  ]
}
