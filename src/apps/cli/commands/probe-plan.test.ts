import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Text } from '../../../core/kernel/text.ts'
import type { Instrument } from '../../../lab/instrument.ts'
import { noConsent, planDigest, planRun } from '../../../lab/run/plan.ts'
import { readProbeOptions } from './probe-options.ts'
import { probePlan } from './probe-plan.ts'

const scan: Instrument = {
  id: 'scan',
  stage: 'scan',
  title: { ja: '走査', en: 'Scan' },
  plan: () => [
    { instrument: 'scan', what: { ja: 'TCP接続', en: 'TCP connections' }, packets: 65535, tries: 0, seconds: 4 },
  ],
  run: async function* () {},
}
const credentials: Instrument = {
  id: 'credentials',
  stage: 'credentials',
  title: { ja: '初期パスワード', en: 'Default credentials' },
  plan: () => [
    {
      instrument: 'credentials',
      what: { ja: '初期パスワードを試す', en: 'Default credentials' },
      endpoint: 'tcp/80',
      packets: 20,
      tries: 20,
      seconds: 3,
      risk: { ja: '使えなくなることがあります', en: 'An account may be locked' },
    },
  ],
  run: async function* () {},
}

const digest = `sha256:${'0'.repeat(64)}` as const
const planned = (consent: Partial<typeof noConsent> = {}, instruments = [credentials, scan]) =>
  planRun({
    instruments,
    target: { addresses: { ipv4: '192.168.1.20' }, primary: 'ipv4' },
    sample: 1,
    declared: {} as never,
    policy: {} as never,
    corpus: [],
    digests: { ixit: digest, policy: digest, corpus: digest },
    profile: 'normal',
    consent: { ...noConsent, ...consent },
  })

test('a plan names every class of packets, and counts wrong logins only where they were agreed to', () => {
  assert.deepEqual([planned().packets, planned().tries, planned().seconds], [65535, 0, 4])
  const agreed = planned({ wrongTries: true })
  assert.deepEqual([agreed.packets, agreed.tries, agreed.seconds], [65555, 20, 7])
  const { text } = probePlan({ plan: agreed, gaps: [] }, 'en')
  for (const said of [
    'TCP connections',
    '65,535',
    'tcp/80',
    '! An account may be locked',
    'Nothing has been sent so far',
    planDigest(agreed),
  ])
    assert.ok(text.includes(said), said)
})

test('the name of a plan changes with the consent, and with nothing that is only the order of a list', () => {
  assert.notEqual(planDigest(planned()), planDigest(planned({ wrongTries: true })))
  assert.equal(
    planDigest(planned({ wrongTries: true })),
    planDigest(planned({ wrongTries: true }, [scan, credentials])),
  )
})

test('gaps of the declaration are told with their place, in both languages', () => {
  const gaps = [{ place: '28-LogIntf/X/endpoint', problem: { ja: '読めません', en: 'unreadable' } }]
  assert.match(probePlan({ plan: planned(), gaps }, 'ja').text, /読めません：\n +28-LogIntf\/X\/endpoint/)
  assert.match(probePlan({ plan: planned(), gaps }, 'en').text, /unreadable: ?\n +28-LogIntf\/X\/endpoint/)
})

test('options that do not say whom to test, or agree to what there is not, are refused', () => {
  const given = { target: ['192.168.1.20'], ixit: 'x' }
  const reason = (values: Parameters<typeof readProbeOptions>[0]) => {
    const read = readProbeOptions(values)
    return read.ok ? 'fine' : /--\w+/.exec((read.fault as unknown as { reason: Text }).reason.en)?.[0]
  }
  assert.equal(reason({ ixit: 'x' }), '--target')
  assert.equal(reason({ target: ['192.168.1.20'] }), '--ixit')
  assert.equal(reason({ ...given, sample: '0' }), '--sample')
  assert.equal(reason({ ...given, consent: 'everything' }), '--consent')
  assert.equal(reason({ ...given, consent: 'robustness, pages' }), 'fine')
  const all = readProbeOptions({ ...given, consent: 'all' })
  assert.ok(all.ok && Object.values(all.value.consent).every(Boolean))
  const none = readProbeOptions(given)
  assert.ok(none.ok && !none.value.consentGiven && !Object.values(none.value.consent).some(Boolean))
})
