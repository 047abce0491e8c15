import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'vitest'
import { suiteNames } from '../../src/lab/instruments/tls/suites.ts'
import { type Observation, ofKind } from '../../src/lab/observation.ts'
import type { CryptographySeen } from '../support/cryptography-look.ts'
import { inOwnNetwork, noOwnNetwork } from '../support/own-network.ts'
import { ourSay, sslscanSaid } from '../support/sslscan.ts'
import { withTargets } from '../support/targets.ts'
import type { PeerSeen } from '../support/tls-peers/run.ts'

// What we see of TLS and SSH is what other people's tools see: the same versions, suites, groups, algorithms and keys.

const missing = ['openssl', 'sslscan', 'ssh-audit'].filter((tool) => spawnSync('which', [tool]).status !== 0)
if (missing.length > 0) console.warn(`NOT RUN: TLS and SSH beside other tools: not installed: ${missing.join(', ')}`)
const without = (tool: string) => missing.includes(tool)

// sslscan 2.0 neither asks for suites with keys agreed on beforehand nor lists what is taken in SSL 3.0.
const comparable = (suites: readonly string[]) =>
  suites.filter((name) => !name.startsWith('SSLv3') && !name.includes('_PSK_'))

describe.skipIf(noOwnNetwork !== undefined || without('sslscan') || without('openssl'))(
  'servers of other makers',
  () => {
    test('what each of them accepts is what sslscan finds', async () => {
      const all = await inOwnNetwork<readonly PeerSeen[]>('tls-peers/run.ts')
      for (const { server, observations, sslscan, ms, sslscanMs, connections } of all) {
        const port = Number(observations[0]!.endpoint!.slice(4))
        const [ours, theirs] = [ourSay(observations, port), sslscanSaid(sslscan)]
        console.log(
          `${server}: ${ours.suites.length} suites, ${connections} connections, ${ms} ms; sslscan ${sslscanMs} ms`,
        )
        assert.ok(
          observations.every((o) => o.completeness === 'complete'),
          `${server}: ${JSON.stringify(observations)}`,
        )
        assert.deepEqual(ours.versions, theirs.versions, server)
        assert.deepEqual(comparable(ours.suites), comparable(theirs.suites), server)
        if (theirs.versions.includes('TLS1.3'))
          assert.deepEqual(ours.groups.filter(in13), theirs.groups.filter(in13), server)
      }
      const at = (name: string) => all.find(({ server }) => server === name)!.observations
      assert.equal(ofKind(at('openssl, everything'), 'tls-offer')[0]?.seen.primeBits, 1024)
      assert.deepEqual(keysOf(at('openssl, everything')), ['ec 256 sha256', 'rsa 1024 sha1'])
      assert.deepEqual(keysOf(at('openssl, TLS 1.3 alone')), ['ec 256 sha256', 'rsa 2048 sha256'])
      assert.deepEqual(ofKind(at('openssl, ECDSA on one curve'), 'tls-offer')[0]?.seen.groups, ['secp384r1'])
      const java = all.find(({ server }) => server === 'java, everything')
      if (java === undefined)
        console.warn('NOT RUN: a server with SSL 3.0, RC4 and export suites: java is not installed')
      else {
        const { suites } = ourSay(java.observations, 4435)
        for (const name of [
          'SSLv3 TLS_RSA_WITH_RC4_128_MD5',
          'TLS1.0 TLS_RSA_EXPORT_WITH_DES40_CBC_SHA',
          'TLS1.2 TLS_ECDH_anon_WITH_NULL_SHA',
        ])
          assert.ok(suites.includes(name), name)
        assert.equal(ofKind(java.observations, 'tls-offer')[0]?.seen.primeBits, 512)
      }
    })
  },
)
const in13 = (name: string) => /^(secp(256|384|521)r1|x25519|x448|ffdhe)/.test(name)
const keysOf = (all: readonly Observation[]) =>
  ofKind(all, 'tls-certificate')
    .map(({ seen }) => `${seen.chain[0]?.keyType} ${seen.chain[0]?.keyBits} ${seen.chain[0]?.hash}`)
    .toSorted()

test.skipIf(without('openssl'))('names of suites are those of OpenSSL', () => {
  const { stdout } = spawnSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'], {
    encoding: 'utf8',
  })
  const lines = [...stdout.matchAll(/0x(..),0x(..) - (\S+)/g)]
  assert.ok(lines.length > 100)
  for (const [, high, low, name] of lines) assert.equal(suiteNames.get(Number(`0x${high}${low}`)), name)
})

const looks = {
  'bad-cam': { tls: [443], ssh: [22, 2222] },
  'good-cam': { tls: [443], ssh: [22] },
  'mid-hub': { tls: [443, 8883], ssh: [22] },
}

if (missing.length === 0)
  withTargets('TLS and SSH of devices beside other tools', Object.keys(looks), (targets) => {
    for (const [id, look] of Object.entries(looks))
      test(`${id}: sslscan and ssh-audit see the same`, async () => {
        const address = targets().device(id).addresses.ipv4!
        const said = await targets().node('tests/support/cryptography-look.ts', [], {
          env: { LOOK: JSON.stringify({ address, ...look }) },
        })
        assert.equal(said.code, 0, said.stderr)
        const { observations, ms, connections }: CryptographySeen = JSON.parse(said.stdout)
        assert.ok(
          observations.every((o) => o.completeness === 'complete'),
          JSON.stringify(observations),
        )
        let theirMs = 0
        for (const port of look.tls) {
          const { stdout, ms: took } = await targets().exec('sslscan', ['--xml=-', `${address}:${port}`])
          theirMs += took
          const [ours, theirs] = [ourSay(observations, port), sslscanSaid(stdout)]
          assert.deepEqual(ours.versions, theirs.versions)
          assert.deepEqual(ours.suites, theirs.suites)
          if (theirs.versions.includes('TLS1.3')) assert.deepEqual(ours.groups.filter(in13), theirs.groups.filter(in13))
        }
        for (const port of look.ssh) {
          const { stdout, ms: took } = await targets().exec('ssh-audit', ['-j', '-p', String(port), address])
          theirMs += took
          assert.deepEqual(ourSsh(observations, port), sshAuditSaid(stdout))
        }
        console.log(`${id}: ${connections} connections, ${ms} ms; sslscan and ssh-audit ${Math.round(theirMs)} ms`)
      })
  })

/** What ssh-audit says of a server, in our words. */
function sshAuditSaid(json: string) {
  const said: {
    readonly banner: { readonly raw: string }
    readonly kex: readonly { readonly algorithm: string }[]
    readonly key: readonly { readonly algorithm: string; readonly keysize?: number }[]
    readonly enc: readonly string[]
    readonly mac: readonly string[]
    readonly compression: readonly string[]
    readonly fingerprints: readonly { readonly hash: string; readonly hash_alg: string }[]
  } = JSON.parse(json)
  return {
    banner: said.banner.raw,
    keyExchange: said.kex.map((k) => k.algorithm),
    hostKeys: said.key.map((k) => k.algorithm),
    encryption: said.enc,
    integrity: said.mac,
    compression: said.compression,
    fingerprints: said.fingerprints
      .filter((f) => f.hash_alg === 'SHA256')
      .map((f) => `SHA256:${f.hash}`)
      .toSorted(),
    rsaBits: [...new Set(said.key.flatMap((k) => k.keysize ?? []))],
  }
}

function ourSsh(all: readonly Observation[], port: number) {
  const at = <T extends { readonly endpoint?: string | undefined }>(some: readonly T[]) =>
    some.filter((o) => o.endpoint === `tcp/${port}`)
  const { banner, keyExchange, hostKeys, encryption, integrity, compression } = at(ofKind(all, 'ssh-offer'))[0]!.seen
  const keys = at(ofKind(all, 'ssh-host-key')).map(({ seen }) => seen)
  return {
    ...{ banner, keyExchange, hostKeys, encryption, integrity, compression },
    fingerprints: keys.map(({ fingerprint }) => fingerprint).toSorted(),
    rsaBits: keys.flatMap(({ type, bits }) => (type === 'ssh-rsa' ? [bits] : [])),
  }
}
