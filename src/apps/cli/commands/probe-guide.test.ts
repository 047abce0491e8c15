import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { test } from 'vitest'
import { benchAt, declaredInterface, nothingDeclared } from '../../../../tests/support/lab-bench.ts'
import type { Declared } from '../../../lab/declared/declared.ts'
import { handsOf } from '../../../lab/guided/hands.ts'
import type { StepRecord } from '../../../lab/guided/record.ts'
import type { Terminal } from '../command.ts'
import { type GuideGiven, guide, sessionNow, takeIn } from './probe-guide.ts'
import { listSteps } from './probe-guide-list.ts'

type Answer = string | undefined | Promise<string | undefined>

/** A terminal at which somebody sits who answers what is asked, by a word in the question. */
function scripted(answer: (question: string) => Answer, language: 'ja' | 'en' = 'en') {
  const shown: string[] = []
  const asked: string[] = []
  const terminal: Terminal = {
    language,
    interactive: true,
    out: (text) => shown.push(text),
    err: (text) => shown.push(text),
    ask: async (question, proposal) => {
      asked.push(question)
      const said = await answer(question)
      return said === '' ? proposal : said
    },
  }
  return { terminal, shown, asked }
}

function memory(records: readonly StepRecord[] = []) {
  const kept = { records }
  const written: (readonly StepRecord[])[] = []
  return {
    kept,
    written,
    port: {
      read: async () => kept.records,
      write: async (next: readonly StepRecord[]) => {
        kept.records = next
        written.push(next)
      },
    },
  }
}

let tick = 0
const given = (
  port: GuideGiven['port'],
  more: Partial<GuideGiven> = {},
  hands?: GuideGiven['with']['hands'],
): GuideGiven => ({
  declared: nothingDeclared,
  sample: 1,
  person: 'A. Tester',
  port,
  now: () => new Date(Date.UTC(2026, 10, 23, 9, 0, tick++)).toISOString(),
  id: () => randomUUID(),
  ...more,
  with: {
    logins: [],
    nonsense: () => 'x9-nobody-set-this',
    attach: async (path) =>
      path === 'lost.jpg'
        ? undefined
        : { digest: `sha256:${'a'.repeat(64)}`, name: path, mediaType: 'image/jpeg', bytes: 3 },
    times: { everySeconds: 1, steadySeconds: 2, patienceSeconds: 20, mostSeconds: 60 },
    ...(hands && { hands }),
  },
})
const byWord =
  (answers: Readonly<Record<string, string>>, otherwise = '') =>
  (question: string) => {
    const word = Object.keys(answers).find((w) => question.includes(w))
    return word === undefined ? otherwise : answers[word]
  }

test('a person is led through a step, every answer is kept at once, and the step is done', async () => {
  const { port, kept, written } = memory()
  const { terminal, asked } = scripted(
    byWord({ opened: 'y', understandable: 'yes', Pictures: 'front.jpg', sensors: 'y', 'Minutes it took': '7' }),
  )
  await guide(given(port, { only: 'sensors' }), terminal)
  const session = await sessionNow(given(port))
  const state = session.states.find((s) => s.step.id === 'sensors')!
  assert.equal(state.progress, 'done')
  assert.equal(state.minutes, 7)
  assert.equal(written.length, kept.records.length)
  assert.ok(asked.length >= 7)
  assert.ok(kept.records.every((r) => r.person === 'A. Tester'))
})

test('what is kept within one millisecond stays in the order in which it happened', async () => {
  const { port, kept } = memory()
  const now = () => '2026-11-23T09:00:00.000Z'
  let left = 999 // ids that would sort the other way round
  const id = () => `00000000-0000-4000-8000-000000000${left--}`
  const answers = byWord({ opened: 'y', understandable: 'yes', Pictures: 'front.jpg', sensors: 'y' })
  await guide(given(port, { only: 'sensors', now, id }), scripted(answers).terminal)
  assert.equal(kept.records[0]?.said.what, 'begun')
  assert.equal(kept.records.at(-1)?.said.what, 'done')
  assert.equal(new Set(kept.records.map((r) => r.at)).size, kept.records.length)
})

test('a step that is broken off goes on where it was left, and asks only what is open', async () => {
  const { port } = memory()
  await guide(given(port, { only: 'sensors' }), scripted(byWord({ opened: 'y', understandable: 'q' })).terminal)
  const paused = (await sessionNow(given(port))).states.find((s) => s.step.id === 'sensors')!
  assert.equal(paused.progress, 'begun')
  const second = scripted(byWord({ understandable: 'n', Pictures: 'front.jpg', sensors: 'y' }))
  await guide(given(port, { only: 'sensors' }), second.terminal)
  assert.ok(!second.asked.some((q) => q.includes('opened where')))
  const done = (await sessionNow(given(port))).states.find((s) => s.step.id === 'sensors')!
  assert.equal(done.progress, 'done')
  assert.equal(done.answers.get('understandable'), false)
})

test('a picture that cannot be read is asked for again, and never taken for given', async () => {
  const { port } = memory()
  await guide(
    given(port, { only: 'sensors' }),
    scripted(byWord({ opened: 'y', understandable: 'y', Pictures: 'lost.jpg', sensors: 'y' })).terminal,
  )
  const state = (await sessionNow(given(port))).states.find((s) => s.step.id === 'sensors')!
  assert.deepEqual([state.progress, state.pictures.length], ['begun', 0])
})

test('where nobody can be asked it ends at once and nothing is recorded', async () => {
  const { port, kept } = memory()
  const { terminal } = scripted(() => undefined)
  assert.equal(await guide(given(port), { ...terminal, interactive: false }), false)
  assert.deepEqual(kept.records, [])
})

test('what is not possible is kept with its reason, and putting off is kept nowhere', async () => {
  const { port, kept } = memory()
  await guide(
    given(port, { only: 'sensors' }),
    scripted(byWord({ 'Begin?': 'n', 'not possible': 'no documentation' })).terminal,
  )
  await guide(given(port, { only: 'outage-power' }), scripted(byWord({ 'Begin?': 's' })).terminal)
  assert.deepEqual(
    kept.records.map((r) => r.said),
    [{ what: 'not-possible', why: 'no documentation' }],
  )
})

test('records of a telephone come in once, and what contradicts is counted', async () => {
  const { port, kept } = memory()
  const record: StepRecord = {
    id: randomUUID(),
    at: '2026-11-23T10:00:00.000Z',
    person: 'B',
    sample: 1,
    step: 'sensors',
    about: 'device',
    said: { what: 'answer', question: 'accessible', answer: true },
  }
  assert.deepEqual(await takeIn(port, [record]), { added: 1, conflicts: 0 })
  assert.deepEqual(await takeIn(port, [record]), { added: 0, conflicts: 0 })
  assert.deepEqual(await takeIn(port, [{ ...record, person: 'C' }]), { added: 0, conflicts: 1 })
  assert.equal(kept.records.length, 1)
})

test('the list says of every step how it stands, in both languages', async () => {
  const { port } = memory()
  const session = await sessionNow(given(port))
  for (const lang of ['ja', 'en'] as const) {
    const lines = listSteps(session, lang).map(({ text }) => text)
    for (const { step } of session.states)
      assert.ok(lines.some((l) => l.includes(`[${step.id}]`) && l.includes(step.title[lang])))
  }
})

const listening = (port: number) =>
  new Promise<Server>((done) => {
    const server = createServer((socket) => socket.on('error', () => {}).resume()).listen(port, '127.0.0.1', () =>
      done(server),
    )
  })
const closed = (server: Server) => new Promise((done) => server.close(done))
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

test('an outage is watched on the real port while the person cuts and gives back', { timeout: 30_000 }, async () => {
  let server = await listening(0)
  const { port: tcp } = server.address() as AddressInfo
  const declared: Declared = {
    ...nothingDeclared,
    interfaces: [declaredInterface('LogIntf-Web', [`tcp/${tcp}`])],
    recoverySeconds: 10,
  }
  const hands = handsOf(benchAt({ ipv4: '127.0.0.1' }, { declared }))
  const { port } = memory()
  const { terminal, shown } = scripted(async (question) => {
    if (question.includes('Cut the power')) {
      await wait(1_500)
      await closed(server)
      return ''
    }
    if (question.includes('give the power back')) {
      await wait(3_500)
      server = await listening(tcp)
      return ''
    }
    if (question.includes('battery')) return 'n'
    return question.includes('yes/no') ? 'y' : ''
  })
  await guide(given(port, { declared, only: 'outage-power' }, hands), terminal)
  hands.close()
  await closed(server)
  const state = (await sessionNow(given(port, { declared }))).states.find((s) => s.step.id === 'outage-power')!
  assert.equal(state.progress, 'done')
  const [saw] = state.saw
  assert.ok(saw?.kind === 'watch' && saw.answeredBefore && saw.wentDown && saw.backAfterSeconds !== undefined)
  assert.ok(saw.backAfterSeconds <= 3 && saw.steadySeconds >= 2)
  assert.ok(shown.some((line) => line.includes('answering; watching')))
})

test('a changed password is tried by the bench, and no password is in any record', { timeout: 30_000 }, async () => {
  let password = 'old-secret-1'
  const server = createHttp((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const good = body === JSON.stringify({ user: 'admin', password })
      response
        .writeHead(good ? 200 : 401, { 'content-type': 'application/json' })
        .end(good ? '{"ok":true}' : '{"error":"no"}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port: tcp } = server.address() as AddressInfo
  const declared: Declared = {
    ...nothingDeclared,
    interfaces: [declaredInterface('LogIntf-Web', [`tcp/${tcp}`], { protocol: 'http' })],
    authentication: [
      {
        id: 'AuthMech-Web',
        endpoints: [`tcp/${tcp}`],
        factor: 'password',
        users: ['admin'],
        recipe: {
          method: 'POST',
          path: '/login',
          contentType: 'application/json',
          body: '{"user":"{user}","password":"{password}"}',
          success: { status: 200 },
        },
      },
    ],
  }
  const hands = handsOf(benchAt({ ipv4: '127.0.0.1' }, { declared }))
  const { port, kept } = memory()
  const { terminal, shown, asked } = scripted((question) => {
    if (question.includes('User name')) return 'admin'
    if (question.includes('password of now')) return 'old-secret-1'
    if (question.includes('new password (')) return 'new-secret-2'
    if (question.includes('Change the password')) password = 'new-secret-2'
    return question.includes('yes/no') ? 'y' : ''
  })
  await guide(given(port, { declared, only: 'password-change' }, hands), terminal)
  hands.close()
  server.closeAllConnections()
  server.close()
  const state = (await sessionNow(given(port, { declared }))).states.find((s) => s.step.id === 'password-change')!
  assert.equal(state.progress, 'done')
  assert.deepEqual(
    state.saw.map((s) => (s.kind === 'login' ? [s.which, s.outcome] : [])),
    [
      ['old-before', 'accepted'],
      ['new-after', 'accepted'],
      ['old-after', 'refused'],
      ['random-after', 'refused'],
    ],
  )
  assert.ok(!asked.some((q) => q.includes('old password refused?')))
  const everything = JSON.stringify(kept.records) + shown.join()
  for (const secret of ['old-secret-1', 'new-secret-2', 'nobody-set-this']) assert.ok(!everything.includes(secret))
})
