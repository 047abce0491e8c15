import type { CredentialPair } from '../../src/lab/bench.ts'
import { type Observation, ofKind } from '../../src/lab/observation.ts'
import type { Policy } from '../../src/lab/policy.ts'

/** What a run of ours found, in the words of finding.ts: facts that were seen, and of algorithms those that the policy refuses. */
export function ourFindings(
  observations: readonly Observation[],
  policy: Policy,
  corpus: readonly CredentialPair[],
): ReadonlySet<string> {
  const keys = new Set<string>()
  const at = (endpoint: string | undefined, ...what: readonly string[]) => {
    for (const one of what) keys.add(`${endpoint} ${one}`)
  }
  for (const { seen } of ofKind(observations, 'port-scan')) for (const port of seen.open) at(`tcp/${port}`, 'open')
  for (const { endpoint, seen } of ofKind(observations, 'udp-probe'))
    if (seen.answer === 'answered') at(endpoint, 'open')
  for (const { endpoint, seen } of ofKind(observations, 'service')) at(endpoint, `service ${seen.protocol}`)
  for (const { endpoint, seen } of ofKind(observations, 'tls-offer')) {
    const suites = seen.versions.flatMap(({ suites: all }) => all)
    at(endpoint, ...seen.versions.map(({ version }) => `tls-version ${version}`))
    for (const [part, name] of suiteClasses)
      if (suites.some((suite) => part.test(suite))) at(endpoint, `tls-suite ${name}`)
    if ((seen.primeBits ?? Number.POSITIVE_INFINITY) < policy.tls.primeBitsAtLeast)
      at(endpoint, `tls-prime-bits ${seen.primeBits}`)
    if (seen.versions.some(({ preference }) => preference === 'client')) at(endpoint, 'tls-order client')
    if (seen.compression) at(endpoint, 'tls-compression')
    if (seen.secureRenegotiation === false) at(endpoint, 'tls-renegotiation insecure')
  }
  for (const { endpoint, seen } of ofKind(observations, 'tls-certificate')) {
    const [own] = seen.chain
    if (own === undefined) continue
    if (policy.tls.refusedSignatures.includes(own.hash ?? '')) at(endpoint, 'certificate weak-signature')
    if (own.keyType === 'rsa' && (own.keyBits ?? 0) < policy.tls.rsaBitsAtLeast)
      at(endpoint, `certificate key-bits ${own.keyBits}`)
    if ((own.names ?? []).length === 0) at(endpoint, 'certificate no-name')
    const days = (Date.parse(own.notAfter ?? '') - Date.parse(own.notBefore ?? '')) / 86_400_000
    if (days > policy.tls.validityDaysAtMost) at(endpoint, 'certificate long-validity')
  }
  for (const { endpoint, seen } of ofKind(observations, 'ssh-offer')) {
    const offered = [...seen.keyExchange, ...seen.hostKeys, ...seen.encryption, ...seen.integrity]
    at(endpoint, ...offered.filter((name) => policy.ssh.refused.includes(name)).map((name) => `ssh ${name}`))
  }
  for (const { endpoint, seen } of ofKind(observations, 'ssh-host-key'))
    if (seen.type.includes('rsa') && (seen.bits ?? 0) < policy.ssh.rsaBitsAtLeast)
      at(endpoint, `ssh-key-bits ${seen.bits}`)
  for (const { endpoint, seen } of ofKind(observations, 'web-page')) {
    const sent = (name: string) => seen.page?.headers.find((header) => header.name.toLowerCase() === name)?.value
    for (const { name, matches, over } of policy.headers)
      if (seen.page && (over === 'both' || over === (seen.secured ? 'https' : 'http')))
        if (!new RegExp(matches, 'i').test(sent(name) ?? '')) at(endpoint, `header ${name}`)
  }
  const userOf = (pair: string) => corpus.find(({ id }) => id === pair)?.user
  for (const { endpoint, seen } of ofKind(observations, 'login-tries'))
    at(endpoint, ...[...seen.found, ...seen.anyPassword].map((pair) => `login ${userOf(pair) ?? pair}`))
  for (const { endpoint, seen } of ofKind(observations, 'access'))
    if (seen.protocol === 'ftp' && seen.without === 'granted') at(endpoint, 'login ftp', 'login anonymous')
  return keys
}

const suiteClasses: readonly (readonly [RegExp, string])[] = [
  [/_NULL_|_NULL$/, 'NULL'],
  [/_anon_/, 'anonymous'],
  [/EXPORT/, 'EXPORT'],
  [/_DES_|RC2|_DES40/, 'LOW'],
  [/3DES|IDEA/, '3DES'],
  [/RC4/, 'RC4'],
  [/_CBC_/, 'CBC'],
]
