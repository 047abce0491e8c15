import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'vitest'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { deliverMail, enqueueMail, newestMail, waitingMail } from '../../src/adapters/store/mail-outbox.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { maker } from './sample.ts'

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    beforeEach(async () => {
      database = await freshDatabase(engine)
    })
    afterEach(() => database.close())
    const mail = (n: number) => ({ to: `${n}@hikari.example`, subject: '件名', text: '本文', caseId: `case-${n}` })

    test('two servers deliver fifty mails, each once', async () => {
      for (let n = 0; n < 50; n++) await enqueueMail(database.pool, mail(n))
      const sent: string[] = []
      const send = async (m: { to: string }) => {
        await new Promise((resolve) => setTimeout(resolve, 1))
        sent.push(m.to)
      }
      const counts = await Promise.all([deliverMail(database.pool, send), deliverMail(database.pool, send)])
      assert.equal(counts[0]! + counts[1]!, 50)
      assert.ok(counts.every((n) => n > 0))
      assert.equal(new Set(sent).size, 50)
      assert.equal(sent.length, 50)
      assert.deepEqual(await waitingMail(database.pool), { waiting: 0, oldest: null })
    })

    test('a mail that is refused is kept, not tried again at once, and does not hold up the next', async () => {
      await enqueueMail(database.pool, mail(1))
      await enqueueMail(database.pool, mail(2))
      const sent: string[] = []
      const send = async (m: { to: string }) => {
        if (m.to.startsWith('1')) throw new Error('450 mailbox busy')
        sent.push(m.to)
      }
      assert.equal(await deliverMail(database.pool, send), 1)
      assert.equal(await deliverMail(database.pool, send), 0)
      assert.deepEqual(sent, ['2@hikari.example'])
      const owner = await connectOwner(database.ownerConfig)
      const { rows } = await owner.query(
        `select attempts, last_error, next_try_at > now() as later from mail_outbox where sent_at is null`,
      )
      assert.deepEqual(rows, [{ attempts: 1, last_error: '450 mailbox busy', later: true }])
      await owner.query('update mail_outbox set next_try_at = now() where sent_at is null')
      await owner.end()
      assert.equal(await deliverMail(database.pool, async () => undefined), 1)
    })

    test('a code or an invitation is forgotten once it has left; a letter about a case stays', async () => {
      const code = { to: 'a@hikari.example', subject: '確認コード', text: '確認コード：123456' }
      await enqueueMail(database.pool, code)
      await enqueueMail(database.pool, mail(1))
      assert.equal(await deliverMail(database.pool, () => Promise.reject(new Error('450 busy'))), 0)
      const kept = async () => (await newestMail(database.pool, 10)).map(({ text }) => text).sort()
      assert.deepEqual(await kept(), ['本文', code.text]) // still to be sent
      const owner = await connectOwner(database.ownerConfig)
      await owner.query('update mail_outbox set next_try_at = now()')
      await owner.end()
      const sent: string[] = []
      await deliverMail(database.pool, async ({ text }) => void sent.push(text))
      assert.deepEqual(sent.sort(), ['本文', code.text])
      assert.deepEqual(await kept(), ['', '本文'])
    })

    test('a mail leaves only if the transaction that wrote it holds', async () => {
      const store = createCaseStore(database.pool)
      await assert.rejects(
        store.transact(maker('maker-a'), async (tx) => {
          await tx.post(mail(1))
          throw new Error('refused')
        }),
      )
      await store.transact(maker('maker-a'), (tx) => tx.post(mail(2)))
      assert.deepEqual(
        (await newestMail(database.pool, 10))
          .map(({ at, ...rest }) => ({ ...rest, known: at <= new Date().toISOString() }))
          .map(({ to }) => to),
        ['2@hikari.example'],
      )
    })
  })
