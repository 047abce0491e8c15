import assert from 'node:assert/strict'
import { test } from 'vitest'
import { portScan } from '../../../../tests/support/lab-evidence.ts'
import { recordedDevices, recordedRun } from '../../../../tests/support/recorded-runs.ts'
import type { Observation, Seen } from '../../observation.ts'
import { seenText } from './seen-text.ts'

const recorded: readonly Observation[] = recordedDevices.flatMap((id) => recordedRun(id).observations)

const seen = (what: Seen, more: Partial<Observation> = {}): Observation => ({
  ...{ id: 'x', sample: 1, began: 0, took: 1, completeness: 'complete' },
  seen: what,
  ...more,
})

test('everything that eight devices showed is told in words, in both languages', () => {
  assert.ok(recorded.length > 1000)
  const kinds = new Set<string>()
  for (const one of recorded) {
    kinds.add(one.seen.kind)
    for (const language of ['ja', 'en'] as const) {
      const text = seenText(one, language, one.endpoint)
      assert.doesNotMatch(text, /undefined|\[object|NaN|\{"|: (true|false)\b/, `${one.id}: ${text}`)
      assert.ok(text.length > 3 && text.length < 520, `${one.id}: ${text}`)
      // The names of fields are for machines.
      assert.doesNotMatch(text, /knownAfter|asks-login|not-given|shows-page|openInAll|notOffered|heldBefore/, one.id)
      if (language === 'ja') assert.match(text, /[ぁ-んァ-ヶ一-龠]/, `${one.id}: ${text}`)
      else assert.doesNotMatch(text.replace(/“[^”]*”/g, ''), /[ぁ-んァ-ヶ一-龠]/, `${one.id}: ${text}`)
    }
  }
  assert.ok(kinds.size >= 17, [...kinds].join(', '))
})

test('tries to log in are told by what came of them, and of the login that works', () => {
  const tries = seen({
    kind: 'login-tries',
    login: 'telnet',
    known: 'accepted',
    knownAfter: 'locked',
    control: 'rejected',
    tries: [
      { pair: 'admin-admin', answer: 'rejected', ms: 10, again: 0 },
      { pair: 'root-root', answer: 'throttled', ms: 10, again: 1 },
      { pair: 'user-user', answer: 'rejected', ms: 10, again: 0 },
    ],
    ...{ found: [], anyPassword: [], untested: ['root-root'], lanes: 1, waited: 0, elapsed: 40 },
  })
  assert.equal(
    seenText(tries, 'ja'),
    'telnet。3組を試し、2回は拒まれた、1回は試行の制限で止められた。試せなかった組：1。でたらめな組は拒まれた。正しいログインは、前は受け入れられた、後はロック中で試せなかった',
  )
  assert.equal(
    seenText(tries, 'en'),
    'telnet; 3 pairs were tried: 2 refused, 1 held up by a limit on tries; 1 pair could not be tested; a pair of random letters was refused; the login that works was accepted before, and met a lock-out after',
  )
})

test('what a person did is told with questions and answers; what was not finished says so and why', () => {
  const step = seen({
    kind: 'guided-step',
    step: 'outage-power',
    about: 'device',
    outcome: 'done',
    answers: [{ question: 'nobody-knows-this', answer: false }],
    pictures: [{ question: 'q', digest: `sha256:${'0'.repeat(64)}`, name: 'a.png' }],
    minutes: 3,
  })
  assert.match(seenText(step, 'ja'), /^手順「停電したとき」：実施した。nobody-knows-this→いいえ。写真1枚$/)
  assert.match(seenText(step, 'en'), /^step “[^”]+”: carried out; nobody-knows-this → no; 1 picture$/)
  const cut = { ...portScan([443]), completeness: 'partial', trouble: 'timed-out' } as const
  assert.match(seenText(cut, 'ja', 'tcp/443'), /^443番が開いている（途中まで：時間切れ）$/)
  assert.match(seenText(cut, 'en', 'tcp/22'), /^22 is not open \(not finished: timed out\)$/)
})

test('what a device sends stays short, and is no markup of ours', () => {
  const long = seen({ kind: 'service', protocol: 'http', tls: false, banner: '<b>'.repeat(170) })
  assert.ok(seenText(long, 'en').length <= 420)
})
