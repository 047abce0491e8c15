import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import { choosePairs } from '../../src/lab/instruments/credentials/derive.ts'
import type { RunningDevice } from '../targets/power.ts'
import type { Tester } from '../targets/tester.ts'
import type { PeerRun } from './finding.ts'
import { type HydraLogin, hydra } from './hydra.ts'
import { nmap } from './nmap.ts'
import { sshAudit } from './ssh-audit.ts'
import { testssl } from './testssl.ts'

const form = '/login:username=^USER^&password=^PASS^:F=Invalid user or password'

/** What a person who knows the device would let hydra try. A JSON login is nothing it can be described easily, nor MQTT. */
const logins: Readonly<Record<string, readonly HydraLogin[]>> = {
  'bad-cam': [
    { endpoint: 'tcp/22', module: 'ssh' },
    { endpoint: 'tcp/2222', module: 'ssh' },
    { endpoint: 'tcp/23', module: 'telnet' },
    { endpoint: 'tcp/21', module: 'ftp' },
    { endpoint: 'tcp/80', module: 'http-get', path: '/' },
    { endpoint: 'tcp/8080', module: 'http-post-form', path: form },
    { endpoint: 'tcp/443', module: 'https-post-form', path: form },
    { endpoint: 'tcp/554', module: 'rtsp' },
    { endpoint: 'udp/161', module: 'snmp' },
  ],
  'good-cam': [{ endpoint: 'tcp/22', module: 'ssh' }],
  'mid-hub': [
    { endpoint: 'tcp/22', module: 'ssh' },
    { endpoint: 'tcp/443', module: 'https-post-form', path: form },
  ],
}

/** The usual tools one after the other, as somebody would run them by hand: each where nmap found something for it. */
export async function sequence(tester: Tester, { device, addresses }: RunningDevice): Promise<readonly PeerRun[]> {
  const address = addresses.ipv4 ?? addresses.ipv6
  const scan = await nmap(tester, address)
  // Where it does not come to an end, it is told the ports, so that the others have something to look at.
  const known = device.listens.filter((endpoint) => endpoint.startsWith('tcp/')).map((endpoint) => endpoint.slice(4))
  const again = scan.run.cutOff ? await nmap(tester, address, known.join(',')) : undefined
  const runs: PeerRun[] = [scan.run, ...(again ? [again.run] : [])]
  const ports = again?.ports ?? scan.ports
  const speaking = (what: RegExp) => ports.filter(({ service }) => what.test(service)).map(({ endpoint }) => endpoint)
  for (const endpoint of speaking(/^(https|mqtts|ssl\/)/)) runs.push(await testssl(tester, address, endpoint))
  for (const endpoint of speaking(/^ssh$/)) runs.push(await sshAudit(tester, address, endpoint))
  const { corpus, policy } = benchRules()
  for (const login of logins[device.id] ?? []) {
    const kind = login.module.replace(/^https?-.*/, 'http-form')
    const pairs = choosePairs(kind, corpus, [], { atMost: policy.credentials.pairsPerService })
    runs.push(await hydra(tester, address, login, pairs))
  }
  return runs
}
