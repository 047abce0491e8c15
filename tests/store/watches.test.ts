import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'vitest'
import { systemChance } from '../../src/adapters/clock.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner, inTransaction } from '../../src/adapters/store/database.ts'
import { deliverMail } from '../../src/adapters/store/mail-outbox.ts'
import { openWatcher } from '../../src/adapters/watches/watch-turn.ts'
import { createWatches } from '../../src/adapters/watches/watches.ts'
import type { Mail } from '../../src/casework/ports.ts'
import type { LabelEvent } from '../../src/core/surveillance/standing.ts'
import { engines, freshDatabase, type TestDatabase } from '../support/cluster.ts'
import { labelNumber } from '../support/sample-register.ts'
import { body, labelEvent, labelRecord } from './sample.ts'

for (const engine of engines)
  describe(engine.name, () => {
    let database: TestDatabase
    let now = ''
    const clock = { now: () => now }
    const operator = { name: { ja: '見本機関', en: 'Sample body' }, address: 'https://label.example.jp' }
    const open = () => createWatches({ pool: database.pool, clock, chance: systemChance, operator })
    const watcher = () => openWatcher({ pool: database.pool, clock, operator })
    const [a, b] = [labelNumber(1), labelNumber(2)]
    const put = (label: string, ...events: readonly LabelEvent[]) =>
      createCaseStore(database.pool).transact(body, (tx) =>
        tx.saveLabel(labelRecord({ label, models: [`M-${label}`], events, until: '2027-01-10T00:00:00.000Z' })),
      )
    const later = (minutes: number) => {
      now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
    }
    const asked = { name: '庁内の機器', language: 'ja', policy: 'jp-government@2024-07', labels: [a, b] } as const
    let network = 0
    const begin = (mail?: string) =>
      open().begin({ ...asked, ...(mail === undefined ? {} : { mail }) }, `192.0.2.${network++ % 250}`)
    const sent = async () => {
      const mails: Mail[] = []
      await deliverMail(database.pool, async (mail) => void mails.push(mail))
      return mails
    }
    const tokenIn = (mail: Mail | undefined) => /\/watch\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''
    const confirmed = async (address = 'buyer@city.example') => {
      assert.ok((await begin(address)).ok)
      const token = tokenIn((await sent()).at(-1))
      assert.equal(await open().confirm(token), true)
      return token
    }
    const rows = async (sql: string) => {
      const owner = await connectOwner(database.ownerConfig)
      try {
        await owner.query(`set hoshirushi.kind = 'maintenance'`)
        return (await owner.query<Record<string, unknown>>(sql)).rows
      } finally {
        await owner.end()
      }
    }

    beforeEach(async () => {
      database = await freshDatabase(engine)
      now = '2026-11-24T01:00:00.000Z'
      await put(a)
      await put(b)
    })
    afterEach(() => database.close())

    test('nothing is told before the address has consented; then one mail tells what changed, and what came of each label', async () => {
      assert.deepEqual(await begin('Buyer@City.example'), { ok: true, value: {} })
      const [asking] = await sent()
      assert.equal(asking?.to, 'buyer@city.example')
      assert.match(asking?.subject ?? '', /見守りの確認：「庁内の機器」/)
      await put(a, labelEvent('suspended', now))
      later(1)
      await watcher().turn()
      assert.deepEqual(await sent(), [])
      const token = tokenIn(asking)
      assert.equal((await open().open(token))?.confirmed, false)
      assert.equal(await open().confirm(token), true)
      await watcher().turn()
      const [told, ...more] = await sent()
      assert.deepEqual(more, [])
      assert.match(told?.subject ?? '', /^停止中：ひかりルーター（「庁内の機器」）$/)
      assert.match(told?.text ?? '', /有効 → 停止中（2026-11-24）/)
      assert.match(told?.text ?? '', /\/stop\n/)
      const watch = await open().open(token)
      assert.deepEqual(
        watch?.labels.map(({ label, standing }) => [label, standing]),
        [
          [a, 'suspended'],
          [b, 'valid'],
        ].toSorted(),
      )
      assert.deepEqual(
        watch?.changes.map(({ label, was, became }) => [label, was, became]),
        [[a, 'valid', 'suspended']],
      )
    })

    test('two servers tell each change once, and several changes in one mail', async () => {
      const tokens = [await confirmed('one@city.example'), await confirmed('two@city.example')]
      await put(a, labelEvent('suspended', now))
      await put(b, labelEvent('withdrawn', now))
      later(1)
      await Promise.all(Array.from({ length: 6 }, () => watcher().turn()))
      const mails = await sent()
      assert.deepEqual(mails.map(({ to }) => to).toSorted(), ['one@city.example', 'two@city.example'])
      for (const { subject } of mails) assert.equal(subject, '「庁内の機器」のラベル2件が変わりました')
      await Promise.all([watcher().turn(), watcher().turn()])
      assert.deepEqual(await sent(), [])
      assert.equal((await open().open(tokens[0]!))?.changes.length, 2)
    })

    test('what happens within ten minutes of a mail waits for the next one', async () => {
      await confirmed()
      const all = watcher()
      await put(a, labelEvent('suspended', now))
      await all.turn()
      assert.equal((await sent()).length, 1)
      later(2)
      await put(a, labelEvent('suspended', '2026-11-24T01:00:00.000Z'), labelEvent('restored', now))
      await put(b, labelEvent('ended', now))
      await all.turn()
      assert.deepEqual(await sent(), [])
      later(9)
      await all.turn()
      const [mail, ...more] = await sent()
      assert.deepEqual(more, [])
      assert.match(mail?.text ?? '', /停止中 → 有効/)
      assert.match(mail?.text ?? '', /有効 → 終了/)
    })

    test('a label that expires is told on its day, without anything having been decided', async () => {
      await confirmed()
      const all = watcher()
      await all.turn()
      now = '2027-01-09T23:59:59.000Z'
      await all.turn()
      assert.deepEqual(await sent(), [])
      now = '2027-01-10T00:00:00.000Z'
      await all.turn()
      assert.match((await sent())[0]?.text ?? '', /有効 → 期限切れ/)
    })

    test('a server that is killed between noting and telling loses nothing, and tells nothing twice', async () => {
      await confirmed()
      await put(a, labelEvent('suspended', now))
      // Up to the commit of what was noted, and no further: the pool of this server ends there.
      const dying = openWatcher({
        pool: new Proxy(database.pool, {
          get(pool, key) {
            if (key !== 'connect') return Reflect.get(pool, key, pool)
            return async () => {
              const client = await pool.connect()
              const query = client.query.bind(client) as (...args: unknown[]) => unknown
              return new Proxy(client, {
                get: (own, name) =>
                  name === 'query'
                    ? (...args: unknown[]) => {
                        if (String(args[0]).includes('insert into mail_outbox')) throw new Error('killed')
                        return query(...args)
                      }
                    : name === 'release'
                      ? () => own.release()
                      : Reflect.get(own, name, own),
              })
            }
          },
        }),
        clock,
        operator,
      })
      await assert.rejects(dying.turn(), /killed/)
      assert.deepEqual(await sent(), [])
      await watcher().turn()
      assert.equal((await sent()).length, 1)
      await watcher().turn()
      assert.deepEqual(await sent(), [])
    })

    test('a watch is gone at once with its address, also from mails that wait; a mail that left leaves nothing', async () => {
      const token = await confirmed()
      assert.deepEqual(await rows('select * from mail_outbox'), [])
      await put(a, labelEvent('suspended', now))
      await watcher().turn()
      assert.equal((await rows('select * from mail_outbox')).length, 1)
      assert.equal(await open().remove(token), true)
      assert.deepEqual(await sent(), [])
      for (const table of ['watch', 'watch_label', 'watch_change', 'watch_mail', 'mail_outbox'])
        assert.deepEqual(await rows(`select * from ${table}`), [], table)
      assert.equal(await open().open(token), undefined)
      assert.equal(await open().remove(token), false)
    })

    test('nobody reads addresses, and a watch only who knows where it is, whatever the SQL', async () => {
      const token = await confirmed()
      const other = await begin()
      assert.ok(other.ok && other.value.token)
      const count = (client: { query: TestDatabase['pool']['query'] }, table: string) =>
        client.query<{ n: number }>(`select count(*)::integer as n from ${table}`).then(({ rows: [row] }) => row!.n)
      const tables = ['watch', 'watch_label', 'watch_change', 'watch_mail']
      for (const settings of [{}, { 'hoshirushi.kind': 'body' }, { 'hoshirushi.kind': 'post' }] as Record<
        string,
        string
      >[])
        await inTransaction(database.pool, settings, async (client) => {
          for (const table of tables) assert.equal(await count(client as never, table), 0, table)
        })
      const id = (await rows(`select id from watch where by_mail`))[0]!['id'] as string
      await inTransaction(database.pool, { 'hoshirushi.watch': id }, async (client) => {
        assert.equal(await count(client as never, 'watch'), 1)
        assert.equal(await count(client as never, 'watch_mail'), 0)
      })
      assert.equal((await rows(`select token from watch_mail`))[0]!['token'], token)
      assert.deepEqual(await rows(`select id from watch where id in ('${token}', '${other.value.token}')`), [])
    })

    test('an address is not flooded, whoever names it and from wherever; nor is anybody told so', async () => {
      for (let n = 0; n < 3; n++) assert.ok((await begin('victim@city.example')).ok)
      assert.equal((await begin('victim@city.example')).ok, false)
      later(61)
      for (let n = 0; n < 3; n++) assert.deepEqual(await begin('victim@city.example'), { ok: true, value: {} })
      assert.equal((await sent()).length, 3)
      const from = () => open().begin({ ...asked, mail: `x${network++}@city.example` }, '198.51.100.7')
      const answers: boolean[] = []
      for (let n = 0; n < 25; n++) answers.push((await from()).ok)
      assert.equal(answers.filter(Boolean).length, 20)
    })

    test('a watch ends after two years unless it is renewed; an unconfirmed one after two days; its holder is reminded', async () => {
      const feed = await begin()
      assert.ok(feed.ok)
      const mailed = await confirmed()
      await begin('never@city.example')
      await sent()
      now = '2028-11-01T00:00:00.000Z'
      await put(a)
      await watcher().turn()
      const [reminder, ...more] = (await sent()).filter(({ subject }) => /終わります/.test(subject))
      assert.deepEqual([reminder?.to, more], ['buyer@city.example', []])
      assert.equal((await rows('select id from watch')).length, 2)
      assert.equal(await open().renew(mailed), true)
      now = '2028-11-24T15:00:00.000Z' // the midnight after its last day
      await watcher().turn()
      assert.equal((await rows('select id from watch')).length, 1)
      assert.equal(await open().open(feed.value.token ?? ''), undefined)
      assert.equal((await open().open(mailed))?.expiresAt, '2030-11-01T14:59:59.999Z')
    })

    test('what cannot be watched is refused with its reason', async () => {
      const code = async (change: object) => {
        const found = await open().begin({ ...asked, ...change }, '203.0.113.9')
        return found.ok ? 'ok' : found.fault.code
      }
      assert.equal(await code({ name: ' \u0000 ' }), 'watch-name-missing')
      assert.equal(await code({ name: 'x'.repeat(81) }), 'watch-name-too-long')
      assert.equal(await code({ labels: [] }), 'watch-without-labels')
      assert.equal(await code({ labels: [labelNumber(99)] }), 'watch-without-labels')
      assert.equal(
        await code({ labels: Array.from({ length: 1001 }, (_, n) => labelNumber(n)) }),
        'watch-too-many-labels',
      )
      assert.equal(await code({ mail: 'nobody' }), 'email-malformed')
      for (const token of ['', 'x'.repeat(43), '../x']) assert.equal(await open().open(token), undefined)
    })
  })
