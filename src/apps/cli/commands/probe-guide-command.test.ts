import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { sampleRecord, sampleRun } from '../../../../tests/support/lab-evidence.ts'
import { digestBytes } from '../../../core/kernel/digest.ts'
import type { Ixit } from '../../../core/selection/ixit.ts'
import { openEvidence } from '../../../lab/evidence/open-evidence.ts'
import { writeGuidedBundle } from '../../../lab/guided/guided-bundle.ts'
import { beginRunFolder } from '../../compose-probe.ts'
import type { Terminal } from '../command.ts'
import { probeGuideCommand } from './probe-guide-command.ts'

// The command on a run folder on the disk, as a person uses it, without a device.

const home = mkdtempSync(join(tmpdir(), 'guide-home-'))
const folder = join(home, 'run')
const updates = join(import.meta.dirname, '../../../../tests/support/update-files')
const before = process.env.HOSHIRUSHI_HOME

const ixit: Ixit = [
  {
    table: '7-UpdMech',
    edition: 'ETSI TS 103 701 V2.1.1',
    entries: [{ id: 'UpdMech-Web', fields: { description: { text: 'by the web page' } } }],
  },
]

beforeAll(async () => {
  process.env.HOSHIRUSHI_HOME = home
  const begun = await beginRunFolder(folder)
  assert.ok(begun.ok)
  const run = sampleRun()
  const { value: door } = begun
  await door.keep('record', { ...sampleRecord, minutes: [] })
  await door.keep('plan', { ...(run.plan as object), target: { addresses: { ipv4: '198.18.0.2' }, primary: 'ipv4' } })
  await door.keep('ixit', ixit)
  await door.keep('policy', run.policy)
  await door.keepObservations(run.observations)
})
afterAll(() => {
  if (before === undefined) delete process.env.HOSHIRUSHI_HOME
  else process.env.HOSHIRUSHI_HOME = before
  rmSync(home, { recursive: true })
})

function terminal(answer: (question: string) => string | undefined = () => undefined) {
  const shown: string[] = []
  const it: Terminal = {
    language: 'en',
    interactive: true,
    out: (text) => shown.push(text),
    err: (text) => shown.push(text),
    ask: async (question, proposal) => answer(question) ?? proposal,
  }
  return { it, text: () => shown.join('\n') }
}
const guided = () => JSON.parse(readFileSync(join(folder, 'guided.json'), 'utf8'))

test('--list tells what is left, and changes nothing', async () => {
  const { it, text } = terminal()
  assert.equal(await probeGuideCommand.run([folder, '--list'], it), 1)
  assert.match(text(), /\[outage-power\]/)
  assert.match(text(), /left \(about [\d.]+ (min|h)\)/)
  assert.ok(!readdirSync(folder).includes('guided.json'))
})

test('a step with a picture goes into the folder and into evidence that is signed anew', async () => {
  const picture = join(home, 'front.jpg')
  writeFileSync(picture, Buffer.from('not really a picture'))
  const { it, text } = terminal((question) =>
    question.includes('Pictures')
      ? picture
      : question.includes('yes/no')
        ? 'y'
        : question.includes('Begin?')
          ? 'y'
          : undefined,
  )
  const exit = await probeGuideCommand.run([folder, '--offline', '--step', 'sensors', '--person', 'A. Tester'], it)
  assert.equal(exit, 1) // other steps are left
  assert.match(text(), /The evidence was signed anew/)
  assert.match(text(), /5\.8-3-1c/)
  assert.equal(guided().records.at(-1).said.what, 'done')
  assert.equal(statSync(join(folder, 'guided.json')).mode & 0o077, 0)
  const evidence = openEvidence(readFileSync(join(folder, 'evidence.zip')))
  assert.ok(evidence.ok)
  assert.ok(readdirSync(join(folder, 'attachments')).includes('0.bin'))
  assert.ok(!readdirSync(folder).some((name) => name.endsWith('.tmp')))
})

test('an update file is looked at, and its copies lie ready', async () => {
  const { it, text } = terminal()
  const args = [folder, '--list', '--update', join(updates, 'rauc-verity.raucb'), '--key', join(updates, 'ca.pem')]
  await probeGuideCommand.run(args, it)
  assert.match(text(), /rauc-verity\.raucb: rauc 2\.4\.1/)
  assert.match(text(), /The maker's signature holds/)
  assert.deepEqual(readdirSync(join(folder, 'copies')).toSorted(), [
    'older-version-rauc-verity.raucb',
    'payload-byte-rauc-verity.raucb',
    'signature-byte-rauc-verity.raucb',
    'truncated-rauc-verity.raucb',
  ])
  assert.match(readFileSync(join(folder, 'observations.jsonl'), 'utf8'), /"kind":"update-file"/)
})

test('the same file again is looked at again; the copies are made anew', async () => {
  const { it, text } = terminal()
  const args = [folder, '--list', '--update', join(updates, 'rauc-verity.raucb')]
  assert.equal(await probeGuideCommand.run(args, it), 1, text())
  const lines = readFileSync(join(folder, 'observations.jsonl'), 'utf8').split('\n')
  assert.equal(lines.filter((l) => l.includes('"kind":"update-file"')).length, 1)
})

test('records from a telephone come in; a file that is none is refused and nothing is lost', async () => {
  const record = {
    id: randomUUID(),
    at: '2026-11-24T02:00:00.000Z',
    person: 'B',
    sample: 1,
    step: 'sensors',
    about: 'device',
    said: { what: 'answer', question: 'understandable', answer: false },
  }
  const brought = join(home, 'answers.json')
  writeFileSync(brought, JSON.stringify({ format: 'urn:hoshirushi:guided:v1', records: [record] }))
  const first = terminal()
  assert.equal(await probeGuideCommand.run([folder, '--list', '--answers', brought], first.it), 1)
  assert.match(first.text(), /1 new records, 0 in conflict/)
  assert.ok(guided().records.some((r: { id: string }) => r.id === record.id))
  const kept = readFileSync(join(folder, 'guided.json'), 'utf8')
  writeFileSync(brought, '{"format":"something else"}')
  const second = terminal()
  assert.equal(await probeGuideCommand.run([folder, '--answers', brought], second.it), 2)
  assert.match(second.text(), /\[answers-malformed\]/)
  assert.equal(readFileSync(join(folder, 'guided.json'), 'utf8'), kept)
})

test('pictures come from a telephone with the records that speak of them, each once', async () => {
  const bytes = Buffer.from('a picture of the board')
  const digest = digestBytes(bytes)
  const stray = Buffer.from('nobody speaks of this')
  const said = {
    what: 'picture',
    question: 'board',
    digest,
    name: 'board.jpg',
    mediaType: 'image/jpeg',
    bytes: 22,
  } as const
  const record = {
    ...{ id: randomUUID(), at: '2026-11-24T03:00:00.000Z', person: 'B', sample: 1 },
    ...{ step: 'physical-ports', about: 'device', said },
  }
  const brought = join(home, 'guided.zip')
  const pictures = [
    { digest, bytes },
    { digest: digestBytes(stray), bytes: stray },
  ]
  writeFileSync(brought, writeGuidedBundle({ records: [record], pictures }))
  const before = readdirSync(join(folder, 'attachments')).length
  const first = terminal()
  assert.equal(await probeGuideCommand.run([folder, '--list', '--answers', brought], first.it), 1)
  assert.match(first.text(), /1 new records, 0 in conflict, 1 new pictures/)
  assert.equal(readdirSync(join(folder, 'attachments')).length, before + 2)
  const again = terminal()
  await probeGuideCommand.run([folder, '--list', '--answers', brought], again.it)
  assert.match(again.text(), /0 new records, 0 in conflict, 0 new pictures/)
  const evidence = openEvidence(readFileSync(join(folder, 'evidence.zip')))
  assert.ok(evidence.ok)
  assert.deepEqual(
    evidence.value.record.attachments.filter((a) => a.digest === digest).map(({ name }) => name),
    ['board.jpg'],
  )
})

test('pictures that would not go into the evidence any more are refused before anything is taken in', async () => {
  const brought = join(home, 'large.zip')
  const pictures = Array.from({ length: 5 }, (_, i) => {
    const bytes = Buffer.alloc(9_800_000, i + 1)
    return { digest: digestBytes(bytes), bytes }
  })
  const records = pictures.map(({ digest, bytes }) => ({
    ...guided().records[0],
    id: randomUUID(),
    said: { what: 'picture', question: 'q', digest, name: 'a.jpg', mediaType: 'image/jpeg', bytes: bytes.length },
  }))
  const take = async (count: number) => {
    writeFileSync(brought, writeGuidedBundle({ records: records.slice(0, count), pictures: pictures.slice(0, count) }))
    const { it, text } = terminal()
    await probeGuideCommand.run([folder, '--list', '--answers', brought], it)
    return text()
  }
  const before = JSON.stringify(guided())
  assert.match(await take(5), /\[answers-too-large\]/)
  assert.equal(JSON.stringify(guided()), before)
  assert.match(await take(3), /3 new records, 0 in conflict, 3 new pictures/)
  assert.ok(openEvidence(readFileSync(join(folder, 'evidence.zip'))).ok)
  assert.match(await take(3), /0 new records, 0 in conflict, 0 new pictures/) // what is known takes no room
  assert.match(await take(5), /\[answers-too-large\]/)
})

test('a wrong step, a private key and a folder without a run are refused with the reason', async () => {
  const key = join(home, 'maker.key')
  writeFileSync(key, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')
  const cases = [
    [[folder, '--step', 'nonsense'], 'guided-step-unknown'],
    [[folder, '--update', join(updates, 'uimage.img'), '--key', key], 'maker-key-is-private'],
    [[folder, '--update', join(updates, 'none.bin')], 'update-file-missing'],
    [[join(home, 'nothing')], 'run-folder-not-found'],
    [[], 'option-wrong'],
  ] as const
  for (const [args, code] of cases) {
    const { it, text } = terminal()
    assert.equal(await probeGuideCommand.run(args, it), 2, code)
    assert.match(text(), new RegExp(`\\[${code}\\]`))
  }
})

test('a run that was killed in its middle has no record: that is said, and nothing is signed', async () => {
  const killed = join(home, 'killed')
  const begun = await beginRunFolder(killed)
  assert.ok(begun.ok)
  const run = sampleRun()
  await begun.value.keep('plan', { target: { addresses: { ipv4: '198.18.0.2' }, primary: 'ipv4' } })
  const told = async () => {
    const { it, text } = terminal()
    assert.equal(await probeGuideCommand.run([killed, '--offline'], it), 2)
    return text()
  }
  assert.match(await told(), /never came to its end[\s\S]*\[run-unfinished\]/) // before anything was seen
  await begun.value.keep('ixit', ixit)
  await begun.value.keep('policy', run.policy)
  for (const observation of run.observations) begun.value.note(observation)
  appendFileSync(join(killed, 'observations.jsonl'), '{"id":"half of')
  assert.match(await told(), /\[run-unfinished\]/)
  assert.ok(!readdirSync(killed).includes('evidence.zip'))
  // A record that is there and says nothing is another matter.
  writeFileSync(join(killed, 'record.json'), '{"id": 5}')
  assert.match(await told(), /record\.json[\s\S]*\[run-folder-broken\]/)
  rmSync(killed, { recursive: true })
  assert.match(await told(), /\[run-folder-not-found\]/)
})
