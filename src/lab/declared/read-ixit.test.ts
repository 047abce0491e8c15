import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { IxitTable } from '../../core/selection/ixit.ts'
import { readEndpoint, readIxit } from './read-ixit.ts'

const table = (name: string, entries: Record<string, Record<string, string>>): IxitTable => ({
  table: name,
  edition: 'ETSI TS 103 701 V2.1.1',
  entries: Object.entries(entries).map(([id, fields]) => ({
    id,
    fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, { text }])),
  })),
})

const places = (tables: readonly IxitTable[]) => readIxit(tables).gaps.map((gap) => gap.place)

test('an interface is read with its ports, its state and what it discloses', () => {
  const { interfaces, gaps } = readIxit([
    table('28-LogIntf', {
      WebUI: {
        endpoint: 'tcp/80, 443/tcp',
        status: 'Enabled. For the set-up.',
        protocol: 'https',
        discloses: 'model, server-software',
      },
      Debug: { endpoint: 'tcp/23', status: '無効。出荷時に閉じる', discloses: 'none' },
      Cloud: { endpoint: 'none', status: 'Enabled', discloses: 'none' },
    }),
  ])
  assert.deepEqual(interfaces, [
    {
      id: 'WebUI',
      enabled: true,
      endpoints: ['tcp/80', 'tcp/443'],
      protocol: 'https',
      discloses: ['model', 'server-software'],
    },
    { id: 'Debug', enabled: false, endpoints: ['tcp/23'], discloses: [] },
    { id: 'Cloud', enabled: true, endpoints: [], discloses: [] },
  ])
  assert.deepEqual(gaps, [])
})

test('what an interface discloses is said in known words, and saying nothing is not saying none', () => {
  const declared = (fields: Record<string, string>) =>
    readIxit([table('28-LogIntf', { X: { endpoint: 'tcp/80', status: 'Enabled', ...fields } })])
  assert.deepEqual(declared({ discloses: 'none' }).gaps, [])
  assert.deepEqual(
    [declared({}), declared({ discloses: 'model, the usual' })].map(({ interfaces, gaps }) => [
      interfaces[0]?.discloses,
      gaps.map(({ place }) => place),
    ]),
    [
      [[], ['28-LogIntf/X/discloses']],
      [['model'], ['28-LogIntf/X/discloses']],
    ],
  )
})

test('a list of the UDP ports that the device has bound is taken where it is given', () => {
  const bound = (fields: Record<string, string>) => readIxit([table('28-LogIntf', { X: fields })]).boundUdp
  assert.equal(bound({}), undefined)
  assert.deepEqual(bound({ 'bound-udp': 'none' }), [])
  assert.deepEqual(bound({ 'bound-udp': 'udp/5353, udp 68' }), [68, 5353])
})

test('an update that is brought to the device is declared with its port, one it fetches with none', () => {
  const update = (fields: Record<string, string>) => readIxit([table('7-UpdMech', { U: fields })]).updates[0]?.endpoints
  assert.deepEqual(
    [update({}), update({ endpoint: 'none' }), update({ endpoint: 'tcp/443' })],
    [undefined, [], ['tcp/443']],
  )
})

test('what a machine cannot read is a gap with its place, and counts as enabled', () => {
  const tables = [table('28-LogIntf', { X: { endpoint: 'the usual web port', status: 'see manual' }, Y: {} })]
  assert.deepEqual(places(tables), [
    '28-LogIntf/X/status',
    '28-LogIntf/X/endpoint',
    '28-LogIntf/Y/status',
    '28-LogIntf/Y/endpoint',
  ])
  assert.ok(readIxit(tables).interfaces.every((i) => i.enabled))
})

test('a field its maker left open is not read, however good its text looks', () => {
  const drafted: IxitTable = {
    table: '28-LogIntf',
    edition: 'ETSI TS 103 701 V2.1.1',
    entries: [{ id: 'X', fields: { endpoint: { text: 'tcp/80', gap: 'a draft' }, status: { text: 'Enabled' } } }],
  }
  assert.deepEqual(readIxit([drafted]).interfaces[0]?.endpoints, [])
  assert.deepEqual(places([drafted]), ['28-LogIntf/X/endpoint'])
})

test('an authentication mechanism is read with its limit, its password format and its recipe', () => {
  const { authentication, gaps } = readIxit([
    table('1-AuthMech', {
      Admin: {
        endpoint: 'tcp/443',
        factor: 'password',
        users: 'admin',
        'password-source': 'unique-per-device',
        'password-format': 'length=12; characters=A-Za-z0-9',
        'brute-force-limit': 'lock-out after=5 seconds=60',
        changeable: 'yes',
        'login-recipe':
          'path: /api/login\nbody: \'{"user":"{user}","password":"{password}"}\'\nsuccess: { status: 200 }',
      },
    }),
  ])
  assert.deepEqual(gaps, [])
  assert.deepEqual(authentication[0], {
    id: 'Admin',
    endpoints: ['tcp/443'],
    factor: 'password',
    users: ['admin'],
    passwordSource: 'unique-per-device',
    passwordFormat: { length: 12, characters: 'A-Za-z0-9' },
    bruteForce: { kind: 'lock-out', after: 5, seconds: 60 },
    changeable: true,
    recipe: {
      method: 'POST',
      path: '/api/login',
      contentType: 'application/json',
      body: '{"user":"{user}","password":"{password}"}',
      success: { status: 200 },
    },
  })
})

test('a recipe that leads to another host, or is no recipe, is a gap', () => {
  for (const recipe of [
    'path: https://elsewhere.example/login\nsuccess: {status: 200}',
    'success: {}',
    '- a',
    'a: [',
    '&a [*a]',
  ])
    assert.deepEqual(
      places([table('1-AuthMech', { A: { endpoint: 'tcp/443', factor: 'key', 'login-recipe': recipe } })]),
      ['1-AuthMech/A/login-recipe'],
      recipe,
    )
})

test('tables of the older edition are read under their older names', () => {
  const { interfaces, communication } = readIxit([
    table('28-ExtAPI', { Api: { endpoint: 'tcp/8443', status: 'Enabled' } }),
    table('11-ComMech', { Tls: { endpoint: 'tcp/8443', protocols: 'TLS 1.2, TLS 1.3' } }),
  ])
  assert.deepEqual(interfaces[0]?.endpoints, ['tcp/8443'])
  assert.deepEqual(communication[0]?.protocols, ['TLS1.2', 'TLS1.3'])
})

test('ports are read in the ways people write them, and nothing else is', () => {
  for (const text of ['tcp/443', '443/tcp', 'TCP 443', 'TCP port 443'])
    assert.equal(readEndpoint(text), 'tcp/443', text)
  assert.equal(readEndpoint('udp 5683'), 'udp/5683')
  for (const text of ['443', 'tcp/0', 'tcp/65536', 'tcp/443-445', 'https', 'tcp/443;rm'])
    assert.equal(readEndpoint(text), undefined, text)
})

test('a service that says nothing of its login is not one that is open on purpose', () => {
  const tables = [
    table('13-SoftServ', {
      Page: { endpoint: 'tcp/80', status: 'Enabled' },
      Info: { endpoint: 'tcp/81', status: 'Enabled', 'authentication-mechanism': 'none' },
      Admin: { endpoint: 'tcp/443', status: 'Enabled', 'authentication-mechanism': 'AuthMech-Web' },
    }),
  ]
  assert.deepEqual(
    readIxit(tables).services.map((s) => s.authentication),
    [undefined, [], ['AuthMech-Web']],
  )
  assert.deepEqual(places(tables), ['13-SoftServ/Page/authentication-mechanism'])
})
