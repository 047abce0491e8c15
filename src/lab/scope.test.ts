import assert from 'node:assert/strict'
import { test } from 'vitest'
import { linkLocalOf, pinTarget } from './scope.ts'

const today = '2026-11-23'
const codeOf = (...addresses: string[]) => {
  const pinned = pinTarget(addresses, { today })
  return pinned.ok ? 'pinned' : pinned.fault.code
}

test('a bench may speak to private, link-local and loopback addresses', () => {
  for (const address of [
    '192.168.1.20',
    '10.0.0.1',
    '172.31.255.1',
    '169.254.3.4',
    '198.18.0.11',
    '127.0.0.1',
    'fd00::1',
    '::1',
    'fe80::1%eth0',
  ])
    assert.equal(codeOf(address), 'pinned', address)
})

test('public addresses, names and disguises are refused', () => {
  for (const address of [
    '8.8.8.8',
    '172.32.0.1',
    '198.20.0.1',
    '2001:db8::1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])
    assert.equal(codeOf(address), 'target-out-of-scope', address)
  for (const address of [
    'camera.local',
    'localhost',
    '0x7f.1',
    '2130706433',
    '127.1',
    '192.168.1.20/24',
    '',
    '192.168.1.20 ',
  ])
    assert.equal(codeOf(address), 'target-not-an-address', address)
})

test('an IPv4 address written as IPv6 is judged as what it is', () => {
  const pinned = pinTarget(['::ffff:192.168.1.20'], { today })
  assert.deepEqual(pinned.ok && pinned.value.addresses, { ipv4: '192.168.1.20' })
})

test('one device: one address of each kind, and a link-local one with its interface', () => {
  assert.equal(codeOf('192.168.1.20', '192.168.1.21'), 'target-address-twice')
  assert.equal(codeOf('fe80::1'), 'target-without-zone')
  assert.equal(codeOf('fe80::1%eth0;x'), 'target-not-an-address')
  assert.equal(codeOf('192.168.1.20', 'fd00::1', 'fe80::1%eth0'), 'pinned')
  assert.equal(codeOf(), 'target-not-an-address')
})

test('a scope opens one address elsewhere, on its days and for that address only', () => {
  const scope = { target: '203.0.113.5', owner: 'the owner', reason: 'agreed', from: '2026-11-20', until: '2026-11-23' }
  const at = (address: string, day: string) => pinTarget([address], { today: day, scopes: [scope] }).ok
  assert.ok(at('203.0.113.5', '2026-11-20') && at('203.0.113.5', '2026-11-23'))
  assert.ok(!at('203.0.113.5', '2026-11-19') && !at('203.0.113.5', '2026-11-24') && !at('203.0.113.6', '2026-11-23'))
})

test('a scope opens neither an address that programs read differently, nor one of many devices', () => {
  const opens = (target: string, address: string) =>
    pinTarget([address], {
      today,
      scopes: [{ target, owner: 'the owner', reason: 'agreed', from: '2026-11-20', until: '2026-11-23' }],
    }).ok
  assert.ok(opens('203.0.113.5', '203.0.113.5') && opens('2001:DB8::1', '2001:db8::1'))
  for (const target of [
    '0313.0.0161.5',
    '203.113.5',
    '3405803781',
    '0xcb007105',
    '203.0.113.5 ',
    '203.0.113.0/24',
    '*',
  ])
    for (const address of ['203.0.113.5', '203.0.0.113', '203.113.0.5'])
      assert.ok(!opens(target, address), `${target} opens ${address}`)
  for (const many of ['224.0.0.1', '239.255.255.250', '255.255.255.255', '0.0.0.0', '::', 'ff02::1'])
    assert.ok(!opens(many, many), many)
})

test('a link-local address follows from the MAC (RFC 4291, appendix A)', () => {
  assert.equal(linkLocalOf('34:56:78:9a:bc:de'), 'fe80::3656:78ff:fe9a:bcde')
  assert.equal(linkLocalOf('34:56:78:9a:bc'), undefined)
})
