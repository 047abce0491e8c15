import assert from 'node:assert/strict'
import { test } from 'vitest'
import {
  criteria,
  declaring,
  filled,
  granted,
  inReview,
  issued,
  people,
  reviewed,
  story,
} from '../../tests/support/application.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import { gtinsFile } from '../core/attestation/credential.ts'
import { readJws } from '../core/attestation/jws.ts'
import { standingAt } from '../core/surveillance/standing-at.ts'
import { readClaims } from '../core/verifier/claims.ts'
import { brokenLink } from './events.ts'
import { perform } from './perform.ts'
import { caseFor, checksFor, history, permissions, taskList, whoMay, worklist } from './queries.ts'

const { applicant, stranger, intake, reviewer, decider, second } = people
const begin = () => story(memoryPorts())

test('an application goes from nothing to an issued label', async () => {
  const s = begin()
  await issued(s)
  const c = s.now()
  assert.equal(c.state, 'issued')
  assert.equal(c.numbers.application, 'APP-2026-0001')
  assert.equal(c.numbers.acceptance, 'ACC-2026-0001')
  assert.deepEqual(c.fee?.amount, 198000)
  const { labels, leaves, mails, events } = s.committed()
  const record = labels.get(c.label ?? '')
  assert.deepEqual(record?.entry.product.models, ['HR-200', 'HR-200W', 'HR-200P'])
  assert.equal('facts' in (record?.entry.product ?? {}), false)
  assert.equal(record?.entry.validity.validUntil, '2028-11-23T15:00:00.000Z') // first moment after 23 November in Japan
  const credential = [...leaves.values()].filter((leaf) => leaf.typ === 'vc+jwt')
  assert.equal(credential.length, 1)
  assert.equal(credential[0]?.jws, record?.jws)
  assert.equal(brokenLink(events.get(c.id) ?? []), undefined)
  assert.ok(mails.some((m) => m.subject.startsWith('【交付】') && m.to === 'people@maker-a.example'))
  // The log and the public entry carry nothing that is confidential.
  assert.doesNotMatch(
    JSON.stringify(record?.entry) + atob(record?.jws.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? ''),
    /design\.pdf|見本 花子/,
  )
})

test('an incomplete application is refused with everything it lacks, and keeps no number', async () => {
  const s = begin()
  await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const done = await perform(s.ports, applicant, { act: 'declare', caseId: s.now().id, data: declaring(s) })
  assert.ok(!done.ok && done.fault.code === 'application-incomplete')
  const missing = (done.fault as unknown as { missing: { field: string }[] }).missing.map((m) => m.field)
  assert.ok(
    missing.includes('product.models') && missing.includes('maker.contact') && missing.includes('answers.S1.1-16'),
  )
  assert.equal(s.committed().numbers.get('jc-star/application 2026'), undefined)
})

test('a criterion answered without evidence blocks the declaration', async () => {
  const s = begin()
  await filled(s)
  await s.does(applicant, 'answer', { criterion: 'S1.1-04', claim: 'fulfilled', reason: '適合している。', restsOn: [] })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'application-incomplete')
})

test('"not applicable" is refused where the facts deny its condition', async () => {
  const s = begin()
  await filled(s)
  await s.does(applicant, 'save-eligibility', { facts: { 'default-password': true } })
  const answer = {
    criterion: 'S1.1-02',
    claim: 'not-applicable',
    condition: 'no-default-password',
    reason: '初期パスワードがない。',
  }
  assert.equal(await s.refused(applicant, 'answer', answer), 'not-applicable-condition-unmet')
  await s.does(applicant, 'save-eligibility', { facts: { 'default-password': false } })
  await s.does(applicant, 'answer', answer)
  assert.equal(s.now().answers['S1.1-02']?.condition, 'no-default-password')
})

test('a product out of scope cannot be declared, and what is not known is asked', async () => {
  const s = begin()
  await filled(s)
  await s.does(applicant, 'save-eligibility', { facts: { 'user-adds-security-software': true } })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'product-out-of-scope')
  await s.does(applicant, 'save-eligibility', { facts: { 'user-adds-security-software': null } })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'scope-unclear')
})

test('nobody declares what they have not seen', async () => {
  const s = begin()
  await filled(s)
  const seen = declaring(s)
  await s.does(applicant, 'save-models', { text: 'HR-300' })
  assert.equal(await s.refused(applicant, 'declare', seen), 'declaration-changed')
  assert.equal(await s.refused(applicant, 'declare', { ...declaring(s), truthful: false }), 'input-invalid')
})

test('questions stop the clock, are answered, and the review goes on', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  assert.equal(s.now().clock.dueOn, '2026-12-22')
  s.setNow('2026-11-30T01:00:00.000Z')
  await s.does(reviewer, 'review', { criterion: 'S1.1-01', outcome: 'sufficient' })
  await s.does(reviewer, 'ask', {
    questions: [{ criterion: 'S1.1-04', text: '試験した機器の版を教えてください。' }, { text: '連絡先の営業時間は。' }],
  })
  assert.equal(s.now().state, 'question')
  assert.equal(s.now().questions[0]?.due, '2026-12-28')
  assert.equal(s.now().clock.runningSince, undefined)
  const spent = s.now().clock.spentMs
  s.setNow('2026-12-08T01:00:00.000Z')
  const ids = s.now().questions.map((q) => q.id)
  assert.equal(
    await s.refused(applicant, 'reply', { answers: [{ id: ids[0], text: '2.1.0です。' }] }),
    'question-unanswered',
  )
  const answers = ids.map((id) => ({ id, text: '2.1.0です。' }))
  assert.equal(
    await s.refused(applicant, 'reply', { answers: [...answers, { id: 'question-999', text: '？' }] }),
    'question-unknown',
  )
  // Changed answers have to be declared again, and whoever had reviewed them looks again.
  await s.does(applicant, 'answer', { ...answerTo(s, 'S1.1-01'), reason: '設計書3章のとおり。' })
  assert.equal(s.now().reviews['S1.1-01'], undefined)
  assert.equal(await s.refused(applicant, 'reply', { answers }), 'declaration-outdated')
  await s.does(applicant, 'reply', { answers, redeclare: declaring(s) })
  assert.equal(s.now().state, 'in-review')
  assert.equal(s.now().clock.spentMs, spent)
  assert.equal(s.now().clock.dueOn, '2027-01-05') // four of twenty business days were used; 29 December to 3 January rest
  assert.equal(await s.refused(reviewer, 'finish-review'), 'review-unfinished')
  await reviewed(s)
  await granted(s)
  assert.equal(s.now().state, 'issued')
})

const answerTo = (s: ReturnType<typeof begin>, criterion: string) => {
  const { claim, reason, restsOn } = s.now().answers[criterion] ?? {}
  return { criterion, claim, reason, restsOn }
}

test('whoever reviewed the case does not decide it, though they hold the role', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  await reviewed(s)
  assert.equal(await s.refused(reviewer, 'decide-grant', { reasons: { ja: '適合。' } }), 'decider-took-part')
  const answer = await whoMay(s.ports, reviewer, s.now().id, 'decide-grant')
  assert.ok(answer && !answer.allowed && answer.fault.code === 'decider-took-part')
  assert.deepEqual(answer.who.roles, ['decider'])
  await s.does(decider, 'decide-grant', { reasons: { ja: '適合。' } })
  const acting = new Set(
    s
      .now()
      .participants.filter((p) => p.act === 'review' || p.act === 'decide-grant')
      .map((p) => p.person),
  )
  assert.equal(acting.size, 2)
})

test('a person of both organisations does not decide the application they wrote', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  await reviewed(s)
  const both = { ...decider, person: applicant.person }
  assert.equal(await s.refused(both, 'decide-grant', { reasons: { ja: '適合。' } }), 'decider-took-part')
})

test('an insufficient criterion cannot be granted; it can be refused, with reasons', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  for (const criterion of criteria(s)) await s.does(reviewer, 'review', { criterion, outcome: 'sufficient' })
  assert.equal(
    await s.refused(reviewer, 'review', { criterion: 'S1.1-05', outcome: 'insufficient' }),
    'review-note-missing',
  )
  await s.does(reviewer, 'review', {
    criterion: 'S1.1-05',
    outcome: 'insufficient',
    note: '更新の時期が書かれていない。',
  })
  await s.does(reviewer, 'finish-review')
  assert.equal(await s.refused(decider, 'decide-grant', { reasons: { ja: '適合。' } }), 'criterion-blocks')
  await s.does(decider, 'decide-refuse', { reasons: { ja: '開示ポリシーに必要な項目が足りない。' } })
  assert.equal(s.now().state, 'refused')
  assert.equal(s.committed().labels.size, 0)
})

test('a validity beyond what the level allows is refused', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  await reviewed(s)
  const reasons = { ja: '適合。' }
  assert.equal(await s.refused(decider, 'decide-grant', { reasons, validUntil: '2028-11-24' }), 'validity-too-long')
  await s.does(decider, 'decide-grant', { reasons, validUntil: '2027-11-23' })
  await s.does(intake, 'issue')
  assert.equal(s.committed().labels.get(s.now().label ?? '')?.entry.validity.validUntil, '2027-11-23T15:00:00.000Z')
})

const publicText = { ja: '確認のため、ラベルを停止しています。' }

test('suspension takes two people and the label number; then it is lifted, and the label withdrawn', async () => {
  const s = begin()
  await issued(s)
  const label = s.now().label ?? ''
  const standing = () => {
    const entry = s.committed().labels.get(label)?.entry
    return entry && standingAt(entry.validity, entry.events, s.ports.clock.now())?.code
  }
  const proposal = () => s.now().proposals.at(-1)?.id
  await s.does(second, 'propose-suspend', { reasonCode: 'vulnerability-open', publicText, cureBy: '2026-12-25' })
  assert.equal(await s.refused(second, 'confirm-proposal', { proposal: proposal(), label }), 'second-person-needed')
  assert.equal(await s.refused(decider, 'confirm-proposal', { proposal: proposal() }), 'label-number-mistyped')
  assert.equal(standing(), 'valid')
  await s.does(decider, 'confirm-proposal', {
    proposal: proposal(),
    label: `${label.slice(0, 4)}-${label.slice(4, 8)}-${label.slice(8)}`,
  })
  assert.equal(standing(), 'suspended')
  assert.equal(await s.refused(decider, 'confirm-proposal', { proposal: proposal(), label }), 'proposal-settled')
  assert.equal(await s.refused(applicant, 'add-models', { text: 'HR-201' }), 'label-not-valid')

  s.setNow('2026-12-10T01:00:00.000Z')
  await s.does(decider, 'propose-restore', { reasonCode: 'cause-removed', publicText: { ja: '修正を確認しました。' } })
  await s.does(second, 'confirm-proposal', { proposal: proposal() })
  assert.equal(standing(), 'valid')

  await s.does(second, 'propose-withdraw', {
    reasonCode: 'declaration-untrue',
    publicText: { ja: '宣言が事実と異なりました。' },
  })
  await s.does(decider, 'confirm-proposal', { proposal: proposal(), label })
  assert.equal(standing(), 'withdrawn')
  assert.equal(await s.refused(applicant, 'end-label'), 'label-over')
  const kinds = [...s.committed().leaves.values()].map((leaf) => payloadOf(leaf.jws).event ?? leaf.typ)
  assert.deepEqual(kinds, ['vc+jwt', 'suspended', 'restored', 'withdrawn'])
  // Codes only: the public text stands in the register, never in the log.
  for (const leaf of s.committed().leaves.values())
    assert.equal(JSON.stringify(payloadOf(leaf.jws)).includes('修正を確認'), false)
})

function payloadOf(jws: string): Readonly<Record<string, unknown>> {
  const read = readJws(jws)
  assert.ok(read.ok)
  return read.value.payload
}

test('a reason the scheme does not offer, and a scheme without suspension, are refused', async () => {
  const s = begin()
  await issued(s)
  assert.equal(
    await s.refused(second, 'propose-suspend', { reasonCode: 'cause-removed', publicText }),
    'reason-not-offered',
  )
  const without = s.ports.schemes.all.map((scheme) => ({ ...scheme, suspension: false }))
  const t = story(memoryPorts({ schemes: without }))
  await issued(t)
  assert.equal(
    await t.refused(second, 'propose-suspend', { reasonCode: 'vulnerability-open', publicText }),
    'suspension-off',
  )
})

test('models are added under the same label by a new credential', async () => {
  const s = begin()
  await issued(s)
  const label = s.now().label ?? ''
  const before = s.committed().labels.get(label)
  assert.equal(await s.refused(applicant, 'add-models', { text: 'HR-200W' }), 'models-nothing-new')
  await s.does(applicant, 'add-models', { text: 'ＨＲ－２０１\nHR-200W' })
  assert.equal(await s.refused(applicant, 'add-models', { text: 'HR-202' }), 'proposal-waiting')
  await s.does(decider, 'confirm-proposal', { proposal: s.now().proposals[0]?.id })
  const after = s.committed().labels.get(label)
  assert.deepEqual(after?.entry.product.models, ['HR-200', 'HR-200W', 'HR-200P', 'HR-201'])
  assert.deepEqual(s.now().product.models, after?.entry.product.models)
  assert.notEqual(after?.jws, before?.jws)
  assert.notEqual(payloadOf(after?.jws ?? '').id, payloadOf(before?.jws ?? '').id)
  assert.deepEqual(
    after?.entry.events.map((e) => e.event),
    ['issued', 'superseded'],
  )
  const superseded = [...s.committed().leaves.values()].find((leaf) => leaf.typ === 'label-event+jwt')
  assert.equal(payloadOf(superseded?.jws ?? '').statusIndex, before?.entry.credential.statusIndex)
  assert.deepEqual(after?.entry.validity, before?.entry.validity)
})

test('bar code numbers are declared with the models, added to a label by a new credential, and kept by whoever says nothing of them', async () => {
  const s = begin()
  await issued(s)
  const label = s.now().label ?? ''
  const entry = () => s.committed().labels.get(label)?.entry
  const signed = () => readClaims(payloadOf(s.committed().labels.get(label)?.jws ?? ''))?.gtinsSha256
  assert.equal(entry()?.product.gtins, undefined)
  assert.equal(signed(), undefined)
  const add = (gtins: string) => ({ text: '', gtins })
  assert.equal(await s.refused(applicant, 'add-models', add('')), 'models-none')
  assert.equal(await s.refused(applicant, 'add-models', add('HR-999 9520123000011')), 'gtin-model-unknown')
  assert.equal(await s.refused(applicant, 'add-models', add('HR-200 9520123000012')), 'gtin-check-digit')
  await s.does(applicant, 'add-models', { text: 'HR-201', gtins: 'HR-200 9520123000011\nHR-201 9520123000028' })
  await s.does(decider, 'confirm-proposal', { proposal: s.now().proposals[0]?.id })
  const gtins = [
    { gtin: '09520123000011', model: 'HR-200' },
    { gtin: '09520123000028', model: 'HR-201' },
  ]
  assert.deepEqual(entry()?.product.gtins, gtins)
  assert.equal(`sha256:${signed()}`, gtinsFile(gtins)?.digest)
  assert.equal(await s.refused(applicant, 'add-models', add('HR-200 9520123000011')), 'models-none') // nothing new
  assert.equal(await s.refused(applicant, 'add-models', add('HR-201 9520123000011')), 'gtin-of-two-models')
  await s.does(applicant, 'change', { product: { supportUntil: '2033-03-31' }, reason: 'サポートを延ばす。' })
  await s.does(decider, 'confirm-proposal', { proposal: s.now().proposals[1]?.id })
  assert.deepEqual(entry()?.product.gtins, gtins)
})

test('whoever saves models again without a word of bar code numbers keeps those of models that are still there', async () => {
  const s = begin()
  await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const save = (text: string, gtins?: string) =>
    s.does(applicant, 'save-models', { text, ...(gtins === undefined ? {} : { gtins }) })
  await save('A-1\nA-2', 'A-1 9520123000011\nA-2 9520123000028')
  await save('A-1\nA-3')
  assert.deepEqual(s.now().product.gtins, [{ gtin: '09520123000011', model: 'A-1' }])
  await save('A-1\nA-3', '')
  assert.equal(s.now().product.gtins, undefined)
})

test('a change keeps only what differs, and is published when the body consents', async () => {
  const s = begin()
  await issued(s)
  assert.equal(await s.refused(applicant, 'change', { product: { category: 'router' }, reason: '？' }), 'change-empty')
  await s.does(applicant, 'change', { product: { supportUntil: '2033-03-31' }, reason: 'サポートを延ばす。' })
  const proposal = s.now().proposals[0]
  assert.deepEqual(Object.keys(proposal?.product ?? {}), ['updates'])
  await s.does(decider, 'confirm-proposal', { proposal: proposal?.id })
  const entry = s.committed().labels.get(s.now().label ?? '')?.entry
  assert.equal(entry?.product.updates.supportUntil, '2033-03-31')
  assert.equal(entry?.product.updates.mode, 'automatic')
})

test('a label is renewed under its own number, and the old case no longer moves it', async () => {
  const ports = memoryPorts()
  const s = story(ports)
  await issued(s)
  const label = s.now().label ?? ''
  ports.setNow('2028-09-01T01:00:00.000Z')
  const t = story(ports)
  await t.does(applicant, 'start', { scheme: 'jc-star', level: '1', renews: label })
  assert.equal(t.now().renews, label)
  assert.deepEqual(t.now().product, s.now().product)
  await inReview(t)
  await reviewed(t)
  await granted(t)
  assert.equal(t.now().label, label)
  const entry = ports.committed().labels.get(label)?.entry
  assert.equal(entry?.validity.validFrom, '2026-11-24T01:00:00.000Z')
  assert.equal(entry?.validity.validUntil, '2030-08-31T15:00:00.000Z')
  assert.deepEqual(
    entry?.events.map((e) => e.event),
    ['issued', 'superseded'],
  )
  assert.equal(await s.refused(applicant, 'end-label'), 'label-moved')
  await t.does(applicant, 'end-label', { reasonCode: 'product-discontinued' })
  assert.equal(await t.refused(applicant, 'end-label'), 'label-over')
})

test("a registration number of the scheme's own kind is kept through a renewal", async () => {
  const [scheme] = memoryPorts().ports.schemes.all
  assert.ok(scheme)
  const numbers = { ...scheme.numbers, registration: 'R{year}-{seq}' }
  const ports = memoryPorts({ schemes: [{ ...scheme, numbers }] })
  const s = story(ports)
  await issued(s)
  assert.equal(s.now().numbers.registration, 'R2026-0001')
  ports.setNow('2027-09-01T01:00:00.000Z')
  const t = story(ports)
  await t.does(applicant, 'start', { scheme: 'jc-star', level: '1', renews: s.now().label })
  await inReview(t)
  await reviewed(t)
  await granted(t)
  assert.equal(t.now().numbers.registration, 'R2026-0001')
})

test('a renewal that comes after the label ran out gets a number of its own', async () => {
  const ports = memoryPorts()
  const s = story(ports)
  await issued(s)
  ports.setNow('2028-12-01T01:00:00.000Z')
  const t = story(ports)
  await t.does(applicant, 'start', { scheme: 'jc-star', level: '1', renews: s.now().label })
  await inReview(t)
  await reviewed(t)
  await granted(t)
  assert.notEqual(t.now().label, s.now().label)
  assert.equal(ports.committed().labels.get(s.now().label ?? '')?.entry.events.length, 1)
})

test('nobody renews the label of another maker', async () => {
  const ports = memoryPorts()
  const s = story(ports)
  await issued(s)
  assert.equal(
    await s.refused(stranger, 'start', { scheme: 'jc-star', level: '1', renews: s.now().label }),
    'label-not-found',
  )
})

test('notices are published and closed on the label', async () => {
  const s = begin()
  await issued(s)
  await s.does(applicant, 'publish-advisory', { text: { ja: '更新してください。' }, url: 'https://maker-a.example/a1' })
  const id = s.now().advisories[0]?.id
  await s.does(applicant, 'close-advisory', { advisory: id })
  assert.equal(await s.refused(applicant, 'close-advisory', { advisory: id }), 'advisory-not-found')
  const entry = s.committed().labels.get(s.now().label ?? '')?.entry
  assert.deepEqual(
    entry?.advisories.map((a) => a.open),
    [false],
  )
  assert.deepEqual(entry?.advisories, s.now().advisories)
})

test('an example can be filled in, but never declared', async () => {
  const s = begin()
  await filled(s, { example: true })
  assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'example-cannot-be-declared')
})

test('a double submit is refused as stale and has no second effect', async () => {
  const s = begin()
  await filled(s)
  const { id, seq } = s.now()
  const request = { act: 'declare', caseId: id, seenSeq: seq, data: declaring(s) } as const
  const both = await Promise.all([perform(s.ports, applicant, request), perform(s.ports, applicant, request)])
  assert.deepEqual(
    both.map((r) => r.ok),
    [true, false],
  )
  assert.ok(both[1] && !both[1].ok && both[1].fault.code === 'stale-case')
  assert.equal(s.committed().numbers.get('jc-star/application 2026'), 1)
  assert.equal(s.committed().mails.filter((m) => m.to === 'people@maker-a.example').length, 1)
})

test('another maker, and the body before the declaration, do not find the case', async () => {
  const s = begin()
  await filled(s)
  assert.equal(await s.refused(stranger, 'save-models', { text: 'X-1' }), 'case-not-found')
  assert.equal(await s.refused(intake, 'accept'), 'case-not-found')
  assert.equal(await caseFor(s.ports, stranger, s.now().id), undefined)
  assert.equal((await worklist(s.ports, intake)).length, 0)
  await s.does(applicant, 'declare', declaring(s))
  assert.equal((await worklist(s.ports, intake, { states: ['submitted'] })).length, 1)
  assert.equal((await worklist(s.ports, stranger)).length, 0)
})

test('the maker does not read the working notes, the reviews or the names of the body', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  await s.does(reviewer, 'review', { criterion: 'S1.1-01', outcome: 'waiting', note: '追って確認する。' })
  await s.does(reviewer, 'note', { visibility: 'internal', text: '要注意。' })
  await s.does(reviewer, 'note', { visibility: 'applicant', text: '順調です。' })
  const seen = await caseFor(s.ports, applicant, s.now().id)
  assert.deepEqual(
    seen?.notes.map((n) => n.text),
    ['順調です。'],
  )
  assert.doesNotMatch(JSON.stringify(seen), /reviewer|要注意|追って/)
  const nameOf = async (person: string) => `${person} 見本`
  const mine = await history(s.ports, applicant, s.now().id, nameOf)
  assert.doesNotMatch(JSON.stringify(mine), /reviewer/)
  const whole = await history(s.ports, reviewer, s.now().id, nameOf)
  assert.equal(whole?.length, s.now().seq)
})

test('an application sent back is corrected and keeps its number', async () => {
  const s = begin()
  await filled(s)
  await s.does(applicant, 'declare', declaring(s))
  await s.does(intake, 'send-back', { reason: '型番を確認してください。' })
  assert.equal(s.now().state, 'draft')
  assert.equal(s.now().notes[0]?.visibility, 'applicant')
  await s.does(applicant, 'declare', declaring(s))
  assert.equal(s.now().numbers.application, 'APP-2026-0001')
})

test('a file is taken from the library, replaced where it is cited, and an unknown one is refused', async () => {
  const s = begin()
  await filled(s)
  const [old] = s.now().files
  const digest = await s.store('newer document')
  assert.equal(
    await s.refused(applicant, 'answer', {
      criterion: 'S1.1-01',
      claim: 'fulfilled',
      reason: '…',
      restsOn: [{ kind: 'file', digest }],
    }),
    'file-unknown',
  )
  await s.does(applicant, 'replace-evidence', {
    replaces: old?.digest,
    digest,
    name: 'newer.pdf',
    type: 'application/pdf',
    size: 14,
  })
  assert.ok(
    Object.values(s.now().answers).every((a) => a.restsOn.some((r) => r.kind === 'file' && r.digest === digest)),
  )
  const other = story(s)
  await other.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  await other.does(applicant, 'answer', {
    criterion: 'S1.1-01',
    claim: 'fulfilled',
    reason: '同じ。',
    restsOn: [{ kind: 'file', digest }],
  })
  assert.deepEqual(
    other.now().files.map((f) => f.name),
    ['newer.pdf'],
  )
})

test('the task list says what is done, what is open and what cannot be started', async () => {
  const s = begin()
  await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const [scheme] = s.ports.schemes.all
  assert.ok(scheme)
  const status = (id: string) =>
    taskList(s.now(), scheme)
      .flatMap((g) => g.tasks)
      .find((t) => t.id === id)?.status
  assert.deepEqual(
    taskList(s.now(), scheme).map((g) => g.title.ja),
    ['組織', '製品', '基準', '確認と宣言', '支払い'],
  )
  assert.equal(status('models'), 'not-started')
  assert.equal(status('declare'), 'cannot-start')
  await s.does(applicant, 'answer', { criterion: 'S1.1-01', claim: 'unanswered', reason: '下書き' })
  assert.equal(status('criterion:S1.1-01'), 'in-progress')
  await s.does(applicant, 'answer', { criterion: 'S1.1-01', claim: 'not-fulfilled', reason: '未対応' })
  assert.equal(status('criterion:S1.1-01'), 'problem')
  const t = begin()
  await filled(t)
  const all = taskList(t.now(), scheme).flatMap((g) => g.tasks)
  assert.deepEqual([...new Set(all.map((x) => x.status))].sort(), ['cannot-start', 'complete', 'not-started'])
  assert.equal(all.find((x) => x.id === 'declare')?.status, 'not-started')
})

test('the machine advises, and names models another maker has registered', async () => {
  const ports = memoryPorts()
  const s = story(ports)
  await issued(s)
  const rival = { ...applicant, person: 'rival', organisation: 'maker-b' }
  const t = story(ports)
  await t.does(rival, 'start', { scheme: 'jc-star', level: '1' })
  await t.does(rival, 'save-models', { text: 'ＨＲ２００' })
  const checks = await checksFor(t.ports, rival, t.now().id)
  assert.equal(checks?.find((k) => k.id === 'models-elsewhere')?.outcome, 'look')
  assert.match(checks?.find((k) => k.id === 'models-elsewhere')?.detail.ja ?? '', /ひかり見本/)
  const clean = await checksFor(s.ports, reviewer, s.now().id)
  assert.equal(clean?.find((k) => k.id === 'models-elsewhere')?.outcome, 'fine')
  assert.equal(clean?.find((k) => k.id === 'evidence-present')?.outcome, 'fine')
})

test('the past of a case can be looked at', async () => {
  const s = begin()
  await filled(s)
  s.setNow('2026-11-25T01:00:00.000Z')
  await inReview(s)
  const before = await caseFor(s.ports, applicant, s.now().id, '2026-11-24T12:00:00Z')
  assert.equal(before?.state, 'draft')
  assert.equal(await caseFor(s.ports, intake, s.now().id, '2026-11-24T12:00:00Z'), undefined)
  assert.equal(await caseFor(s.ports, applicant, s.now().id, '2026-11-23T00:00:00Z'), undefined)
  const may = await permissions(s.ports, intake, s.now().id)
  assert.equal(may?.accept.allowed, false)
  assert.equal(may?.note.allowed, true)
})

test('an application gets one provisional number, and its maker is told', async () => {
  const s = begin()
  await filled(s)
  await inReview(s)
  await s.does(intake, 'give-provisional', {})
  assert.equal(s.now().numbers.provisional, 'PRV-2026-0001')
  assert.ok(s.committed().mails.some((m) => m.subject.startsWith('【仮登録】')))
  const again = await perform(s.ports, intake, { act: 'give-provisional', caseId: s.now().id, data: {} })
  assert.ok(!again.ok && again.fault.code === 'provisional-given')
})

test('the eligibility check takes the answers it offers, and "I do not know"', async () => {
  const s = story(memoryPorts())
  const { applicant } = people
  await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const saving = (value: unknown) => ({ facts: { 'ip-communication': value } })
  assert.equal(await s.refused(applicant, 'save-eligibility', saving('maybe')), 'input-invalid')
  await s.does(applicant, 'save-eligibility', saving('possible'))
  await s.does(applicant, 'save-eligibility', saving(null))
  assert.deepEqual(s.now().eligibility, {})
})
