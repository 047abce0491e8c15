import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, test } from 'vitest'
import { keepInLibrary } from '../../src/casework/holder.ts'
import { perform } from '../../src/casework/perform.ts'
import { caseFor, whoMay } from '../../src/casework/queries.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { takeIn } from '../../src/casework/taking-in.ts'
import { criteria, declaring, filled, inReview, issued, people, reviewed, story } from '../support/application.ts'
import { memoryPorts } from '../support/memory-ports.ts'

// What people inside the house may try: one human on both sides, a form that carries more than it shows, a file that
// calls itself something else.

const { applicant, intake, reviewer, decider, second } = people
const reason = { reasonCode: 'vulnerability-open', publicText: { ja: '理由。' } }

describe('one human in two organisations', () => {
  const asBody = (roles: Viewer['roles']): Viewer => ({ ...decider, person: applicant.person, roles })

  test('does not handle for the body what they wrote for its maker, in any state and by any act', async () => {
    const s = story(memoryPorts())
    await filled(s)
    await s.does(applicant, 'declare', declaring(s))
    const hats = asBody(['intake', 'reviewer', 'decider', 'surveillance', 'administrator'])
    assert.equal(await s.refused(hats, 'accept'), 'acted-for-applicant')
    assert.equal(await s.refused(hats, 'send-back', { reason: '…' }), 'acted-for-applicant')
    await s.does(intake, 'accept')
    assert.equal(await s.refused(hats, 'confirm-payment', { paidOn: '2026-11-24' }), 'acted-for-applicant')
    await s.does(intake, 'confirm-payment', { paidOn: '2026-11-24' })
    const [criterion] = criteria(s)
    assert.equal(await s.refused(hats, 'begin-review'), 'acted-for-applicant')
    assert.equal(await s.refused(hats, 'review', { criterion, outcome: 'sufficient' }), 'acted-for-applicant')
    const may = await whoMay(s.ports, hats, s.now().id, 'review')
    assert.ok(may && !may.allowed && may.fault.code === 'acted-for-applicant')
    await reviewed(s)
    assert.equal(await s.refused(hats, 'decide-grant', { reasons: { ja: '適合。' } }), 'decider-took-part')
    await s.does(decider, 'decide-grant', { reasons: { ja: '適合。' } })
    assert.equal(await s.refused(hats, 'issue'), 'acted-for-applicant')
  })

  test('does not confirm what their own side asked for, nor settle what is proposed against their own label', async () => {
    const s = story(memoryPorts())
    await issued(s)
    const hats = asBody(['decider', 'surveillance'])
    await s.does({ ...applicant, person: 'colleague' }, 'add-models', { text: 'HR-900' })
    const models = s.now().proposals[0]!.id
    assert.equal(await s.refused(hats, 'confirm-proposal', { proposal: models }), 'acted-for-applicant')
    await s.does(second, 'propose-suspend', reason)
    const suspend = s.now().proposals.find((p) => p.kind === 'suspend')!.id
    assert.equal(await s.refused(hats, 'reject-proposal', { proposal: suspend, reason: '…' }), 'acted-for-applicant')
  })
})

describe('two people', () => {
  test('are still needed when the proposal is settled and made again by the one who wants to confirm it', async () => {
    const s = story(memoryPorts())
    await issued(s)
    const label = s.now().label
    await s.does(second, 'propose-withdraw', reason)
    const first = s.now().proposals.at(-1)!.id
    assert.equal(await s.refused(second, 'confirm-proposal', { proposal: first, label }), 'second-person-needed')
    await s.does(second, 'reject-proposal', { proposal: first, reason: '出し直す。' })
    assert.equal(await s.refused(decider, 'confirm-proposal', { proposal: first, label }), 'proposal-settled')
    await s.does(second, 'propose-withdraw', reason)
    const again = s.now().proposals.at(-1)!.id
    assert.equal(await s.refused(second, 'confirm-proposal', { proposal: again, label }), 'second-person-needed')
    assert.equal(await s.refused(second, 'confirm-proposal', { proposal: 'withdraw-0', label }), 'proposal-not-found')
  })
})

describe('an example', () => {
  test('is never declared, whatever the form says, and what it was begun as cannot be changed', async () => {
    const s = story(memoryPorts())
    await filled(s, { example: true })
    assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'example-cannot-be-declared')
    assert.equal(
      await s.refused(applicant, 'declare', { ...declaring(s), example: false }),
      'example-cannot-be-declared',
    )
    await s.does(applicant, 'save-software', { minimum: '1', services: [], sbom: 'kept', example: false })
    assert.equal(s.now().example, true)
  })
})

describe('a form that carries more than it shows', () => {
  test('changes nothing besides its own fields: neither the organisation, nor the state, nor who decided', async () => {
    const s = story(memoryPorts())
    await filled(s)
    const before = s.now()
    await s.does(applicant, 'save-models', {
      text: 'HR-1',
      ...{
        organisation: 'maker-b',
        state: 'issued',
        sample: false,
        decision: { outcome: 'grant' },
        label: '2222222228',
      },
      ...JSON.parse('{"__proto__": {"state": "issued"}, "constructor": 1}'),
    })
    const { organisation, state, sample, decision, label } = s.now()
    assert.deepEqual(
      [organisation, state, sample, decision, label],
      [before.organisation, 'draft', before.sample, undefined, undefined],
    )
    assert.deepEqual(s.now().product.models, ['HR-1'])
  })

  test('of another maker is answered as if the case did not exist, for every act alike', async () => {
    const s = story(memoryPorts())
    await filled(s)
    const { id, seq } = s.now()
    for (const act of ['save-models', 'answer', 'declare', 'withdraw-application', 'add-evidence', 'reply'] as const)
      for (const caseId of [id, 'none']) {
        const done = await perform(s.ports, people.stranger, { act, caseId, seenSeq: seq, data: {} })
        assert.deepEqual(done, { ok: false, fault: { code: 'case-not-found', case: caseId } }, act)
      }
    assert.equal(await caseFor(s.ports, people.stranger, id), undefined)
    assert.equal(await caseFor(s.ports, reviewer, id), undefined) // a draft is its maker's private matter
  })
})

describe('the facts of the eligibility check', () => {
  const facts = (n: number, from = 0) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`fact-${from + i}`, true]))
  const begun = async () => {
    const s = story(memoryPorts())
    await s.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
    const fieldsOf = async (data: unknown) => {
      const { id, seq } = s.now()
      const done = await perform(s.ports, applicant, { act: 'save-eligibility', caseId: id, seenSeq: seq, data })
      assert.ok(!done.ok && done.fault.code === 'input-invalid', JSON.stringify(done))
      assert.equal(s.now().seq, seq)
      return (done.fault as unknown as { fields: { path: string; code: string; limit?: number }[] }).fields
    }
    return { s, fieldsOf }
  }
  const tooMany = [{ path: 'facts', code: 'too-many', limit: 50 }]

  test('are fifty at most, also when they are sent by and by, and no more are ever kept', async () => {
    const { s, fieldsOf } = await begun()
    assert.deepEqual(await fieldsOf({ facts: facts(51) }), tooMany)
    assert.deepEqual(await fieldsOf({ facts: facts(10_000) }), tooMany)
    await s.does(applicant, 'save-eligibility', { facts: facts(50) })
    assert.deepEqual(await fieldsOf({ facts: facts(1, 50) }), tooMany)
    await s.does(applicant, 'save-eligibility', { facts: { ...facts(1, 50), 'fact-0': null } }) // one goes, one comes
    await s.does(applicant, 'save-eligibility', { facts: { ...facts(49, 2), unknown: null } })
    assert.equal(Object.keys(s.now().eligibility).length, 50)
  })

  test('have short plain names, and short values', async () => {
    const { s, fieldsOf } = await begun()
    const names = ['', 'A', 'a b', 'a--b', '-a', 'a-', '事実', 'a.b', 'a'.repeat(61), `a-${'b'.repeat(1_000_000)}`]
    for (const name of names) {
      const [fault] = await fieldsOf({ facts: JSON.parse(`{${JSON.stringify(name)}: true}`) })
      assert.equal(fault?.path, `facts.${name}`, name.slice(0, 80))
      assert.equal(fault.code, 'malformed', name.slice(0, 80))
    }
    for (const value of ['', 'a b', 'a'.repeat(61), 1, [], {}, '\0'])
      assert.equal((await fieldsOf({ facts: { a: value } }))[0]?.path, 'facts.a', JSON.stringify(value))
    await s.does(applicant, 'save-eligibility', {
      facts: { ['a'.repeat(60)]: 'b'.repeat(60), 'ipv6-only': false, x: null },
    })
    assert.deepEqual(s.now().eligibility, { ['a'.repeat(60)]: 'b'.repeat(60), 'ipv6-only': false })
  })
})

describe('a file of another maker', () => {
  test('is not had by knowing its digest: neither cited, nor put in the place of one’s own, nor kept, nor found out about', async () => {
    const memory = memoryPorts()
    const theirs = story(memory)
    await filled(theirs)
    const [secret] = theirs.now().files
    assert.ok(secret)
    const mine = story(memory)
    const { stranger } = people
    await mine.does(stranger, 'start', { scheme: 'jc-star', level: '1' })
    const upload = { name: 'own.txt', limit: 100 }
    const own = await takeIn(memory.ports, stranger, Readable.from([Buffer.from('my own')]), upload)
    assert.ok(own.ok)
    await mine.does(stranger, 'add-evidence', { ...own.value, name: 'own.txt' })

    const { digest, name, type, size } = secret
    const before = memory.committed().files.get(stranger.organisation)
    for (const wanted of [digest, `sha256:${'0'.repeat(64)}` as const]) {
      const file = { digest: wanted, name, type, size }
      assert.equal(await mine.refused(stranger, 'add-evidence', file), 'file-unknown')
      assert.equal(await mine.refused(stranger, 'add-evidence', { ...file, size: 1 }), 'file-unknown')
      assert.equal(
        await mine.refused(stranger, 'replace-evidence', { ...file, replaces: own.value.digest }),
        'file-unknown',
      )
      const kept = await keepInLibrary(memory.ports, stranger, { ...file, shows: 'document' })
      assert.deepEqual(kept, { ok: false, fault: { code: 'file-unknown', digest: wanted } })
    }
    assert.deepEqual(memory.committed().files.get(stranger.organisation), before)
  })

  test('is one’s own as well once one has sent the same bytes', async () => {
    const memory = memoryPorts()
    const theirs = story(memory)
    await filled(theirs)
    const mine = story(memory)
    const { stranger } = people
    await mine.does(stranger, 'start', { scheme: 'jc-star', level: '1' })
    const same = await takeIn(memory.ports, stranger, Readable.from([Buffer.from('design document')]), {
      ...{ name: 'same.txt', limit: 100 },
    })
    assert.ok(same.ok && theirs.now().files.some((file) => file.digest === same.value.digest))
    await mine.does(stranger, 'add-evidence', { ...same.value, name: 'same.txt' })
    assert.equal(mine.now().files.length, 1)
  })
})

describe('a text or a file that pretends', () => {
  const name = (ja: string) => ({ name: { ja }, category: 'router', intendedUse: '家庭' })
  const fieldsOf = async (act: 'save-product' | 'add-evidence' | 'save-contact' | 'review', data: unknown) => {
    const s = story(memoryPorts())
    await filled(s)
    if (act === 'review') await inReview(s)
    const { id, seq } = s.now()
    const who = act === 'review' ? reviewer : applicant
    const done = await perform(s.ports, who, { act, caseId: id, seenSeq: seq, data })
    assert.ok(!done.ok && done.fault.code === 'input-invalid', JSON.stringify(done))
    assert.equal(s.now().seq, seq)
    return (done.fault as unknown as { fields: { path: string; code: string }[] }).fields
  }

  test('null, control characters, half characters and turned writing are refused at their field', async () => {
    for (const bad of ['a\0b', 'a\u0007', 'a\u001b[31m', '\ud800', 'gpj.\u202eexe', '\u2066x', 'x\u200f', '\u009b1'])
      assert.deepEqual(await fieldsOf('save-product', name(bad)), [{ path: 'name.ja', code: 'unprintable' }])
    assert.deepEqual(await fieldsOf('review', { criterion: 'x', outcome: 'insufficient', note: '\0' }), [
      { path: 'note', code: 'unprintable' },
    ])
  })

  test('a line break in a name becomes a space, so that no letter gets a second subject line', async () => {
    const s = story(memoryPorts())
    await filled(s)
    await s.does(applicant, 'save-product', name('ルーター\r\nBcc: other@example.jp'))
    assert.equal(s.now().product.name?.ja, 'ルーター Bcc: other@example.jp')
  })

  test('an address that reads otherwise than a browser opens it is refused', async () => {
    const contact = (policyUrl: string) => ({
      contact: 'a@b.example',
      vulnerability: { contact: 'a@b.example', policyUrl },
    })
    for (const url of [
      'javascript:alert(1)',
      'http://a.example/',
      'https://a.example@b.example/',
      'https://exam\nple.example/',
      'https://localhost/',
      'data:text/html,x',
    ])
      assert.deepEqual(
        (await fieldsOf('save-contact', contact(url))).map((f) => f.path),
        ['vulnerability.policyUrl'],
        url,
      )
  })

  test('evidence has one of the kinds the intake tells by content, not one that a browser runs', async () => {
    const file = { digest: `sha256:${'a'.repeat(64)}`, name: 'x.html', size: 1 }
    for (const type of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/plain; charset=x'])
      assert.deepEqual(await fieldsOf('add-evidence', { ...file, type }), [{ path: 'type', code: 'not-offered' }])
  })
})
