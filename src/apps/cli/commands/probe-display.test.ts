import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import type { Stage } from '../../../lab/instrument.ts'
import type { RunPlan } from '../../../lab/run/plan.ts'
import type { Terminal } from '../command.ts'
import { columnsOf } from '../text-layout.ts'
import { runDisplay } from './probe-display.ts'

const text = (words: string) => ({ ja: words, en: words })
const step = (stage: Stage, instrument: string, seconds: number) => ({
  stage,
  instrument,
  seconds,
  what: text(instrument),
  packets: 1,
  tries: 0,
})
const plan = {
  steps: [step('scan', 'scan', 20), step('scan', 'udp', 2), step('passive', 'tls', 10), step('credentials', 'c', 60)],
} as unknown as RunPlan
const instruments = [
  { id: 'scan', title: { ja: 'TCPポートの走査', en: 'Scan of TCP ports' } },
  { id: 'udp', title: { ja: 'UDP', en: 'UDP' } },
  { id: 'tls', title: { ja: 'TLSの版、暗号、証明書を調べる', en: 'TLS' } },
  { id: 'c', title: { ja: '初期パスワード・推測できるパスワード', en: 'Default credentials' } },
]

function shown(language: 'ja' | 'en' = 'en') {
  const clock = { now: 0 }
  const said: string[] = []
  const terminal: Terminal = {
    language,
    interactive: false,
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    ask: async () => undefined,
  }
  const display = runDisplay(terminal, plan, instruments, () => clock.now)
  return { display, clock, said, at: (part: string) => display.picture().find((line) => line.includes(part)) ?? '' }
}
const outcome = (instrument: string, stage: Stage, completeness: 'complete' | 'partial' = 'complete') =>
  ({ kind: 'outcome', outcome: { instrument, stage, completeness, tookMs: 1 } }) as const

describe('how a run goes on', () => {
  test('what the plan leaves to do is told, and counts down by the clock where no step is counted', () => {
    const { display, clock, at } = shown()
    assert.match(at('so far'), /0 s so far, about 1 min 30 s left/)
    display.tell({ kind: 'stage', stage: 'credentials', instruments: ['c'] })
    clock.now = 20
    assert.match(at('so far'), /20 s so far, about 40 s left/)
  })

  test('longer than planned is said to be longer than planned', () => {
    const { display, clock, at } = shown()
    display.tell({ kind: 'stage', stage: 'credentials', instruments: ['c'] })
    clock.now = 75
    assert.match(at('so far'), /longer than planned/)
  })

  test('a bar is full when the work has ended and not before', () => {
    const { display, at } = shown()
    display.tell({ kind: 'stage', stage: 'scan', instruments: ['scan', 'udp'] })
    display.tell({ kind: 'progress', instrument: 'scan', done: 10, total: 10, what: 'tcp/443' })
    assert.match(at('Scan of TCP'), /\[#{19}\.\] tcp\/443/)
    display.tell(outcome('scan', 'scan'))
    assert.match(at('Scan of TCP'), /\[#{20}\] done/)
    assert.match(at('Scan ports'), /now/) // the other one still goes on
    display.tell(outcome('udp', 'scan', 'partial'))
    assert.match(at('Scan ports'), /not all of it/)
  })

  test('silence is told, and so is a device that is waited for, until something is seen again', () => {
    const { display, clock, at } = shown()
    display.tell({ kind: 'stage', stage: 'passive', instruments: ['tls'] })
    clock.now = 9
    assert.match(at('Nothing new'), /9 s/)
    display.tell({ kind: 'waiting', seconds: 4 })
    assert.match(at('does not answer'), /4 s/)
    display.tell({ kind: 'progress', instrument: 'tls', done: 1, total: 2 })
    assert.equal(at('does not answer') + at('Nothing new'), '')
  })

  test('every line fits a narrow screen in both languages, and the whole a low one', () => {
    for (const language of ['ja', 'en'] as const) {
      const { display, clock } = shown(language)
      for (const { stage, instrument } of plan.steps) {
        display.tell({ kind: 'stage', stage, instruments: [instrument] })
        display.tell({ kind: 'progress', instrument, done: 1, total: 3, what: 'udp/5353' })
        clock.now += 12
        assert.ok(display.picture().length <= 22)
        for (const line of display.picture()) assert.ok(columnsOf(line) <= 80, line)
      }
    }
  })

  test('where there is no screen each stage is a line', () => {
    const { display, said } = shown('ja')
    display.tell({ kind: 'stage', stage: 'scan', instruments: ['scan'] })
    assert.deepEqual(said, ['通信口を調べる'])
  })
})
