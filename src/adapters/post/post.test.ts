import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { test } from 'vitest'
import { folderPost } from './folder-post.ts'
import { smtpPost } from './smtp-post.ts'

const mail = { to: 'hanako@example.jp', subject: '確認コード / Your code', text: '確認コード：123456\n' }
const from = 'label@example.jp'

/** The subject as a mail program shows it: RFC 2047 words decoded, folded lines joined. */
function subjectOf(raw: string): string {
  const [, folded = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(raw) ?? []
  return folded
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeURIComponent(
            word
              .replaceAll('_', ' ')
              .replaceAll('%', '%25')
              .replace(/=([0-9A-F]{2})/gi, '%$1'),
          ),
    )
}

async function mailServer(answer: (raw: string) => Error | undefined) {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      let raw = ''
      stream.setEncoding('utf8').on('data', (part: string) => {
        raw += part
      })
      stream.on('end', () => {
        const refused = answer(raw)
        if (!refused) received.push(raw)
        done(refused ?? null)
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return { port, received, close: () => new Promise<void>((done) => server.close(done)) }
}

test('a mail reaches the mail server with its Japanese subject and text intact', async () => {
  const server = await mailServer(() => undefined)
  await smtpPost({ host: '127.0.0.1', port: server.port, secure: false, from }).send(mail)
  await server.close()
  const raw = server.received[0]!
  assert.equal(subjectOf(raw), mail.subject)
  assert.match(raw, /^Auto-Submitted: auto-generated/m)
  assert.match(raw, /^To: hanako@example\.jp/m)
})

test('what the mail server refuses is thrown, so that it can be tried again', async () => {
  let first = true
  const server = await mailServer(() => {
    const refused = first ? Object.assign(new Error('try later'), { responseCode: 451 }) : undefined
    first = false
    return refused
  })
  const post = smtpPost({ host: '127.0.0.1', port: server.port, secure: false, from })
  await assert.rejects(post.send(mail))
  await post.send(mail)
  await server.close()
  assert.equal(server.received.length, 1)
})

test('a line break in a subject or an address adds no header and no receiver', async () => {
  const server = await mailServer(() => undefined)
  const post = smtpPost({ host: '127.0.0.1', port: server.port, secure: false, from })
  await post.send({ ...mail, subject: 'a\r\nBcc: other@example.jp' })
  await post.send({ ...mail, to: 'hanako@example.jp\r\nBcc: other@example.jp' }).catch(() => undefined)
  await server.close()
  assert.ok(server.received.length >= 1)
  for (const raw of server.received) assert.doesNotMatch(raw, /^Bcc:/im)
})

test('the outbox folder keeps each mail for a mail program and for the outbox page, newest first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'))
  let second = 0
  const post = folderPost(join(folder, 'outbox'), from, () => `2026-11-22T10:00:0${second++}.000Z`)
  assert.deepEqual(await post.list(10), [])
  await post.send({ ...mail, subject: 'first' })
  await post.send({ ...mail, subject: 'second', caseId: 'c1' })
  assert.deepEqual(
    (await post.list(10)).map(({ subject, at, caseId }) => ({ subject, at, caseId })),
    [
      { subject: 'second', at: '2026-11-22T10:00:01.000Z', caseId: 'c1' },
      { subject: 'first', at: '2026-11-22T10:00:00.000Z', caseId: undefined },
    ],
  )
  assert.equal((await post.list(1)).length, 1)
  const names = await readdir(join(folder, 'outbox'))
  assert.equal(names.length, 4)
  const eml = join(folder, 'outbox', names.find((name) => name.endsWith('.eml'))!)
  assert.match(await readFile(eml, 'utf8'), /^From: label@example\.jp/m)
  assert.equal((await stat(eml)).mode & 0o077, 0)
  await rm(folder, { recursive: true })
})
