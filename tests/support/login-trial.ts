import { readDevice } from '../../bench/targets/device.ts'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import { loadIxitTables } from '../../src/adapters/example-files.ts'
import { assess } from '../../src/lab/assess.ts'
import type { Bench } from '../../src/lab/bench.ts'
import { passwordsUniqueOrChosen } from '../../src/lab/checks/5.1-1-2.ts'
import { passwordsGenerated } from '../../src/lab/checks/5.1-2-2.ts'
import { bruteForceHindered } from '../../src/lab/checks/5.1-5-2.ts'
import { accessAfterLogin } from '../../src/lab/checks/5.5-4-2.ts'
import { settingsAfterLogin } from '../../src/lab/checks/5.5-5-2.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import { anonymous } from '../../src/lab/instruments/anonymous/anonymous.ts'
import { credentials } from '../../src/lab/instruments/credentials/credentials.ts'
import { lockOut } from '../../src/lab/instruments/lock-out/lock-out.ts'
import type { Observation } from '../../src/lab/observation.ts'
import { benchAt, seenBy } from './lab-bench.ts'
import { scanned } from './login-observations.ts'

// Run beside a device of the bench: what the three instruments see of its logins, and what is said of it. login-trial.ts DEVICE
// [realAccount] [RUNS]; writes one line of JSON a run. What speaks where is given, for finding that out is tried elsewhere.

const speaks: Readonly<Record<string, string>> = {
  'tcp/21': 'ftp',
  'tcp/22': 'ssh',
  'tcp/23': 'telnet',
  'tcp/80': 'http',
  'tcp/199': 'unknown',
  'tcp/443': 'https',
  'tcp/554': 'rtsp',
  'tcp/1883': 'mqtt',
  'tcp/2222': 'ssh',
  'tcp/8080': 'http',
  'tcp/8443': 'https',
  'tcp/8883': 'mqtts',
  'tcp/9527': 'shell', // on IPv6 alone
  'tcp/39527': 'shell',
  'udp/69': 'tftp',
  'udp/161': 'snmp',
  'udp/5353': 'mdns',
  'udp/5683': 'coap',
}
const [id = '', realAccount = 'yes', runs = '1'] = process.argv.slice(2)
const device = readDevice(id)
const tables = await loadIxitTables(device.ixit)
if (!tables.ok) throw new Error(`${id}: ${JSON.stringify(tables.fault)}`)
const declared = readIxit(tables.value)
const { policy, corpus } = benchRules()
const logins = (device.logins ?? []).filter((l) => (l.sample ?? 1) === 1)
// What answers under which address.
const both = ['good-cam', 'mid-hub'].includes(id)
const under = (take: (endpoint: string) => boolean) =>
  Object.fromEntries(device.listens.flatMap((e) => (speaks[e] && take(e) ? [[e, speaks[e]]] : [])))
const listening: readonly Observation[] = [
  ...scanned(under((e) => e !== 'tcp/9527')),
  ...scanned(
    under((e) => e === 'tcp/9527' || (both && e.startsWith('tcp/'))),
    'ipv6',
  ),
]

for (let run = 0; run < Number(runs); run++) {
  const observed: Observation[] = [...listening]
  const bench: Bench = {
    ...benchAt(
      { ipv4: `198.18.0.${device.host}`, ipv6: `fdc6:198:18::${device.host}` },
      { declared, policy, observed },
    ),
    corpus,
    logins,
    consent: { wrongTries: true, realAccount: realAccount === 'yes', robustness: false },
  }
  const took: Record<string, number> = {}
  for (const instrument of [anonymous, credentials, lockOut]) {
    const began = performance.now()
    observed.push(...(await seenBy(instrument, { ...bench, observed: [...observed] })))
    took[instrument.id] = Math.round(performance.now() - began)
  }
  const checks = [passwordsUniqueOrChosen, passwordsGenerated, bruteForceHindered, accessAfterLogin, settingsAfterLogin]
  const { units, digest } = assess(checks, { declared, observations: observed, policy })
  process.stdout.write(`${JSON.stringify({ took, digest, units, observed })}\n`)
}
