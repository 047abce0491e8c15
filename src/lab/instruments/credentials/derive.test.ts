import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { test } from 'vitest'
import { parseCorpus } from '../../corpus.ts'
import { choosePairs, derivePairs } from './derive.ts'

const corpus = parseCorpus(
  load(readFileSync(new URL('../../../../catalogue/device-tests/credentials.yaml', import.meta.url), 'utf8')),
)
const words = (pairs: readonly { user: string; password: string }[]) => pairs.map((p) => `${p.user}:${p.password}`)

test('guesses come from model, MAC and serial number, and are named by the rule alone', () => {
  const pairs = derivePairs({ model: 'IPC-2017', mac: '02:00:5E:10:ab:10', serials: ['BC2017000A1B2'], users: [] })
  assert.deepEqual(words(pairs), [
    'admin:10ab10',
    'admin:02005E10AB10',
    'admin:BC2017000A1B2',
    'admin:7000A1B2',
    'admin:10AB10',
    'admin:IPC-2017',
    'admin:ipc-2017',
  ])
  assert.ok(pairs.every((p) => !p.id.includes('10ab10') && /^[a-z]+(-[a-z0-9]+){1,5}$/.test(p.id)))
})

test('nothing known of the device, nothing guessed; declared users get the usual words', () => {
  assert.deepEqual(derivePairs({ users: [] }), [])
  assert.deepEqual(words(derivePairs({ users: ['Admin'] })), ['Admin:Admin', 'Admin:', 'Admin:1234', 'Admin:password'])
})

test('of each sort the likeliest are among twenty', () => {
  const derived = derivePairs({ mac: '02:00:5e:10:00:10', users: [] })
  const telnet = words(choosePairs('telnet', corpus, derived, { atMost: 20 }))
  for (const pair of ['root:xc3511', 'admin:admin', 'root:vizxv', 'admin:100010', 'root:'])
    assert.ok(telnet.includes(pair), pair)
  assert.equal(telnet.length, 20)
  assert.ok(words(choosePairs('rtsp-basic', corpus, derived, { atMost: 20 })).includes('admin:12345'))
  assert.ok(words(choosePairs('http-form', corpus, [], { atMost: 20 })).includes('admin:admin'))
  assert.deepEqual(words(choosePairs('snmp', corpus, derived, { atMost: 2 })), [':public', ':private'])
})

test('a page that asks for a password alone gets every password once', () => {
  const alone = choosePairs('http-form', corpus, [], { atMost: 40, passwordAlone: true }).map((p) => p.password)
  assert.equal(new Set(alone).size, alone.length)
  assert.ok(alone.includes('admin') && !alone.includes(''))
})

test('where a lock-out counts by account, no user but the known one gets more tries than it allows', () => {
  const chosen = choosePairs('recipe', corpus, derivePairs({ users: ['owner'] }), {
    atMost: 20,
    perUser: { atMost: 2, except: 'owner' },
  })
  const count = (user: string) => chosen.filter((p) => p.user === user).length
  assert.deepEqual([count('admin'), count('root'), count('owner')], [2, 2, 4])
  assert.equal(chosen[0]?.id, 'generic-01')
})
