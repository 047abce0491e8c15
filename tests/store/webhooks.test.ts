import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterEach, beforeEach, describe, test } from 'vitest'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { createRegisterReader } from '../../src/adapters/store/register-reader.ts'
import { type DeliveryOptions, deliverWebhooks } from '../../src/adapters/webhooks/deliver-webhooks.ts'
import { webhookSubscriptions } from '../../src/adapters/webhooks/webhook-rows.ts'
import { type NewWebhook, retryAfter, type WebhookEvent, webhookEvents } from '../../src/core/register/webhook.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { ownTime } from '../support/own-time.ts'

interface Got {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: { readonly type: string; readonly data: { readonly seq?: number; readonly challenge?: string } }
}

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let receiver: Server
    let url: string
    let logged: number
    let got: Got[]
    let answer: (got: Got, response: ServerResponse) => void
    const key = new Uint8Array(32).fill(7)

    const good: typeof answer = ({ body }, response) => response.end(JSON.stringify({ challenge: body.data.challenge }))
    beforeEach(async () => {
      database = await freshDatabase(engine)
      logged = 0
      got = []
      answer = good
      receiver = createServer((request, response) => {
        let text = ''
        request.on('data', (piece) => {
          text += piece
        })
        request.on('end', () => {
          const one = { headers: request.headers, text, body: JSON.parse(text) }
          got.push(one)
          answer(one, response)
        })
      })
      await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
      url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    })
    afterEach(async () => {
      receiver.closeAllConnections()
      receiver.close()
      await database.close()
    })

    const subscriptions = (nearby = true) => webhookSubscriptions(database.pool, key, { nearby })
    const deliver = (more: Partial<DeliveryOptions> = {}) =>
      deliverWebhooks({
        ...{ pool: database.pool, register: createRegisterReader(database.pool), key, nearby: true, patience: 500 },
        view: ({ index, label, jws }) => ({ type: jws as WebhookEvent, data: { seq: index, label } }),
        ...more,
      })
    const owner = async (text: string, values: readonly unknown[] = []) => {
      const client = await connectOwner(database.ownerConfig)
      try {
        await client.query(`set hoshirushi.kind = 'maintenance'`)
        return (await client.query(text, [...values])).rows
      } finally {
        await client.end()
      }
    }
    const log = async (...events: WebhookEvent[]) => {
      for (const event of events)
        await owner(
          `insert into log_outbox (id, typ, label, jws, leaf_index) values ($1, 'label-event+jwt', 'AAAA222233', $2, $3)`,
          [...[`leaf-${logged}`, event, logged++]],
        )
      await owner('update log_head set size = $1', [logged])
    }
    const due = () => owner(`update webhook set next_try_at = now() - interval '1 second'`)
    const subscribe = async (events: readonly WebhookEvent[] = webhookEvents, to = url): Promise<NewWebhook> => {
      const made = await subscriptions().subscribe(to, events)
      assert.ok(made.ok, JSON.stringify(made))
      return made.value
    }
    const confirmed = async (events?: readonly WebhookEvent[]) => {
      const made = await subscribe(events)
      await deliver()
      got.length = 0
      return made
    }
    const stateOf = async ({ token }: NewWebhook) => {
      const state = await subscriptions().state(token)
      assert.ok(state.ok)
      return state.value
    }
    const seen = () => got.map(({ body }) => `${body.type} ${body.data.seq}`)

    test('once the address has answered the challenge it is told what was chosen, in order, signed so that another program agrees', async () => {
      await log('label.credential')
      const made = await subscribe(['label.suspended', 'label.restored'])
      assert.equal(made.state, 'unconfirmed')
      await log('label.suspended', 'label.ended', 'label.restored')
      assert.equal(await deliver(), 2)
      assert.deepEqual(seen(), ['webhook.confirm undefined', 'label.suspended 1', 'label.restored 3'])
      const verifier = new Verifier(made.secret)
      for (const { headers, text } of got) {
        assert.deepEqual(verifier.verify(text, headers as Record<string, string>), JSON.parse(text))
        assert.throws(() => verifier.verify(`${text} `, headers as Record<string, string>))
      }
      assert.equal(new Set(got.map(({ headers }) => headers['webhook-id'])).size, 3)
      const now = await stateOf(made)
      assert.deepEqual([now.state, now.next, now.delivered, now.lastError], ['active', 4, 2, null])
      assert.equal(await deliver(), 0)
      assert.equal(got.length, 3)
    })

    test('an address that does not answer the challenge is told nothing, and left alone after a few tries', async () => {
      answer = (_, response) => response.end('ok')
      const made = await subscribe()
      await log('label.suspended')
      for (let n = 0; n < 8; n++) {
        await deliver()
        await due()
      }
      assert.deepEqual(new Set(seen()), new Set(['webhook.confirm undefined']))
      assert.equal(got.length, 4)
      const now = await stateOf(made)
      assert.deepEqual([now.state, now.lastError, now.nextTryAt], ['given-up', 'challenge-not-answered', null])
      assert.ok((await subscriptions().resume(made.token)).ok) // who never confirmed cannot make us ask again
      await deliver()
      assert.equal(got.length, 4)
    })

    test('what fails is sent again under the same id, later and later, and nothing overtakes it', async () => {
      const made = await confirmed()
      answer = (_, response) => response.writeHead(503).end()
      await log('label.suspended', 'label.restored')
      const pauses: number[] = []
      for (let n = 0; n <= retryAfter.length; n++) {
        assert.equal(await deliver(), 0)
        const { nextTryAt, attempts } = await stateOf(made)
        if (nextTryAt !== null) pauses.push(Math.round((Date.parse(nextTryAt) - Date.now()) / 1000))
        assert.equal(attempts, n + 1)
        await due()
      }
      pauses.forEach((pause, n) => {
        assert.ok(Math.abs(pause - retryAfter[n]!) <= 3, `${pause} ${retryAfter[n]}`)
      })
      const given = await stateOf(made)
      assert.deepEqual([given.state, given.lastError, given.next], ['given-up', 'status-503', 0])
      assert.equal(new Set(got.map(({ headers }) => headers['webhook-id'])).size, 1)
      assert.deepEqual(new Set(seen()), new Set(['label.suspended 0']))
      // Sent again by hand: it goes on from where it stopped.
      answer = good
      got.length = 0
      assert.ok((await subscriptions().resume(made.token)).ok)
      assert.equal(await deliver(), 2)
      assert.deepEqual(seen(), ['label.suspended 0', 'label.restored 1'])
      assert.ok((await subscriptions().resume(made.token, 1)).ok)
      await deliver()
      assert.deepEqual(seen(), ['label.suspended 0', 'label.restored 1', 'label.restored 1'])
    })

    test('slow, endless, redirecting and vanished receivers end within the time, and do not hold up another', async () => {
      const other = await confirmed()
      const slow = await confirmed()
      await log('label.suspended')
      for (const [how, error] of [
        [() => undefined, 'no-answer-in-time'],
        [(response: ServerResponse) => void response.write('x'), 'no-answer-in-time'],
        [(response: ServerResponse) => response.end('x'.repeat(70_000)), 'answer-too-long'],
        [(response: ServerResponse) => response.writeHead(302, { location: '/elsewhere' }).end(), 'status-302'],
        [(response: ServerResponse) => response.destroy(), 'no-connection'],
      ] as const) {
        answer = (one, response) =>
          String(one.headers['webhook-id']).startsWith(slow.id) ? how(response) : good(one, response)
        await due()
        const spent = ownTime()
        await deliver()
        assert.ok(spent() < 3_000)
        assert.equal((await stateOf(slow)).lastError, error)
      }
      assert.equal((await stateOf(other)).delivered, 1)
      answer = (_, response) => response.writeHead(410).end()
      await due()
      await deliver()
      assert.deepEqual([(await stateOf(slow)).state, (await stateOf(slow)).lastError], ['given-up', 'status-410'])
    })

    test('several servers tell each subscriber each thing once; one that died leaves its lease to the next', async () => {
      const all = await Promise.all(Array.from({ length: 4 }, () => subscribe()))
      await deliver()
      got.length = 0
      await log(...Array.from({ length: 10 }, () => 'label.suspended' as const))
      const counts = await Promise.all(Array.from({ length: 3 }, () => deliver()))
      assert.equal(
        counts.reduce((a, b) => a + b),
        40,
      )
      assert.equal(new Set(got.map(({ headers }) => headers['webhook-id'])).size, 40)
      for (const { id } of all) {
        const own = got.filter(({ headers }) => String(headers['webhook-id']).startsWith(id))
        assert.deepEqual(
          own.map(({ body }) => body.data.seq),
          [...Array(10).keys()],
        )
      }
      await log('label.ended')
      await owner(`update webhook set lease = 'dead', lease_until = now() + interval '1 minute'`)
      assert.equal(await deliver(), 0)
      await owner(`update webhook set lease_until = now() - interval '1 second'`)
      assert.equal(await deliver(), 4)
    })

    test('nothing is sent to this machine or a private network, whatever it is called, unless the operator says so', async () => {
      const made = await confirmed()
      await log('label.suspended')
      await deliver({ nearby: false })
      assert.equal(got.length, 0)
      assert.equal((await stateOf(made)).lastError, 'address-not-public')
      await owner(`update webhook set url = $1, next_try_at = now()`, [url.replace('127.0.0.1', 'localhost')])
      await deliver({ nearby: false })
      assert.equal(got.length, 0)
      assert.equal((await stateOf(made)).lastError, 'address-not-public')
      for (const to of [url, 'https://localhost/', 'https://user@shop.example/'])
        assert.equal((await subscriptions(false).subscribe(to, ['label.ended'])).ok, false, to)
    })

    test('a subscription whose secret can no longer be opened says so, and holds up nobody', async () => {
      const lost = await confirmed()
      await owner('update webhook set secret = $1', [Buffer.alloc(80, 1)])
      const other = await confirmed()
      await log('label.ended')
      assert.equal(await deliver(), 1)
      assert.equal((await stateOf(other)).delivered, 1)
      assert.deepEqual([(await stateOf(lost)).state, (await stateOf(lost)).lastError], ['given-up', 'secret-lost'])
    })

    test('only the token shows a subscription; the database alone gives neither it nor the secret away', async () => {
      const made = await confirmed()
      await subscribe()
      const strange = await subscriptions().state('x'.repeat(43))
      assert.deepEqual(strange, { ok: false, fault: { code: 'webhook-not-found' } })
      assert.equal((await database.pool.query('select * from webhook')).rowCount, 0)
      const [row] = await owner(
        'select secret, token_digest, row_to_json(w)::text as whole from webhook w where id = $1',
        [made.id],
      )
      const plain = Buffer.from(made.secret.slice(6), 'base64')
      assert.equal(row.secret.includes(plain), false)
      assert.equal(row.whole.includes(made.token), false)
      assert.ok((await subscriptions().end(made.token)).ok)
      assert.equal((await subscriptions().state(made.token)).ok, false)
    })

    test('one receiver takes so many subscriptions and no more; what nobody confirmed is forgotten after a day', async () => {
      for (let n = 0; n < 20; n++) await subscribe(['label.ended'], `http://shop.example:8080/${n}`)
      const more = () => subscriptions().subscribe('http://shop.example/', ['label.ended'])
      const full = await more()
      assert.equal(full.ok ? '' : full.fault.code, 'webhooks-of-host')
      await owner(`update webhook set created_at = now() - interval '25 hours'`)
      assert.ok((await more()).ok)
    })
  })
