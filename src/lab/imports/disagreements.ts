import type { Text } from '../../core/kernel/text.ts'
import { type Observation, type ObservationOf, ofKind } from '../observation.ts'
import type { ImportTool } from './seen.ts'

// Where our own seeing and that of another tool mean the same, they can be compared. A difference is no verdict: one of the two may
// have been shut out, slowed down or mistaken. It is a finding for the reviewer, who sees that one side missed something.

export const disagreementCodes = [
  'port-only-there',
  'port-only-here',
  'tls-version-only-there',
  'tls-version-only-here',
  'tls-suite-only-there',
  'tls-suite-only-here',
  'ssh-algorithm-only-there',
  'ssh-algorithm-only-here',
] as const
export type DisagreementCode = (typeof disagreementCodes)[number]

/** Something that one side saw and the other did not, although it looked. */
export interface Disagreement {
  readonly code: DisagreementCode
  readonly sample: number
  readonly endpoint: string
  readonly tool: ImportTool
  readonly what: string // a port, a version, a suite, an algorithm
}

export const disagreementTexts: Record<DisagreementCode, Text> = {
  'port-only-there': {
    ja: '{endpoint} は、{tool} では開いていますが、この試験では開いていませんでした。',
    en: '{endpoint} is open for {tool}, and was not open in this run.',
  },
  'port-only-here': {
    ja: '{endpoint} は、この試験では開いていましたが、{tool} では開いていません。',
    en: '{endpoint} was open in this run, and is not open for {tool}.',
  },
  'tls-version-only-there': {
    ja: '{endpoint} は、{tool} では {what} を受け付けますが、この試験では受け付けませんでした。',
    en: '{endpoint} accepts {what} for {tool}, and did not in this run.',
  },
  'tls-version-only-here': {
    ja: '{endpoint} は、この試験では {what} を受け付けましたが、{tool} では受け付けません。',
    en: '{endpoint} accepted {what} in this run, and does not for {tool}.',
  },
  'tls-suite-only-there': {
    ja: '{endpoint} は、{tool} では {what} を受け付けますが、この試験では受け付けませんでした。',
    en: '{endpoint} accepts {what} for {tool}, and did not in this run.',
  },
  'tls-suite-only-here': {
    ja: '{endpoint} は、この試験では {what} を受け付けましたが、{tool} では受け付けません。',
    en: '{endpoint} accepted {what} in this run, and does not for {tool}.',
  },
  'ssh-algorithm-only-there': {
    ja: '{endpoint} の {what} は、{tool} だけが見つけました。',
    en: 'Only {tool} found {what} at {endpoint}.',
  },
  'ssh-algorithm-only-here': {
    ja: '{endpoint} の {what} は、この試験だけが見つけました。',
    en: 'Only this run found {what} at {endpoint}.',
  },
}

/** Everything in which our own observations and imported ones differ. The same observations in any order give the same list. */
export function disagreements(observations: readonly Observation[]): readonly Disagreement[] {
  const all = [...aboutPorts(observations), ...aboutTls(observations), ...aboutSsh(observations)]
  const unique = new Map(all.map((one) => [JSON.stringify(one), one]))
  const key = ({ endpoint, tool, code, what }: Disagreement) => `${endpoint} ${tool} ${code} ${what}`
  return [...unique.values()].toSorted((a, b) => key(a).localeCompare(key(b), 'en', { numeric: true }))
}

function aboutPorts(observations: readonly Observation[]): readonly Disagreement[] {
  const scans = ofKind(observations, 'port-scan')
  return ofKind(observations, 'imported-ports')
    .filter(({ seen }) => seen.transport === 'tcp')
    .flatMap(({ sample, seen: theirs, completeness }) => {
      // A port that is open under one address is open. Which address they looked at, their files do not always tell.
      const ours = scans.filter((scan) => scan.sample === sample)
      const here = new Set(ours.flatMap((scan) => scan.seen.open))
      const lookedHere = (port: number) => ours.some(({ seen }) => port >= seen.from && port <= seen.to)
      const lookedThere = (port: number) =>
        completeness === 'complete' && theirs.looked.some(({ from, to }) => port >= from && port <= to)
      const told = (code: DisagreementCode, port: number): Disagreement => ({
        code,
        sample,
        endpoint: `tcp/${port}`,
        tool: theirs.tool,
        what: String(port),
      })
      return [
        ...theirs.open
          .filter((port) => !here.has(port) && lookedHere(port))
          .map((port) => told('port-only-there', port)),
        ...[...here]
          .filter((port) => !theirs.open.includes(port) && lookedThere(port))
          .map((port) => told('port-only-here', port)),
      ]
    })
}

function aboutTls(observations: readonly Observation[]): readonly Disagreement[] {
  const offers = ofKind(observations, 'tls-offer')
  return ofKind(observations, 'imported-tls').flatMap((theirs) =>
    offers.filter((ours) => isAbout(ours, theirs)).flatMap((ours) => tlsAt(ours, theirs)),
  )
}

const isAbout = (a: Pick<Observation, 'sample' | 'endpoint'>, b: Pick<Observation, 'sample' | 'endpoint'>): boolean =>
  a.sample === b.sample && a.endpoint !== undefined && a.endpoint === b.endpoint

function tlsAt(ours: ObservationOf<'tls-offer'>, theirs: ObservationOf<'imported-tls'>): readonly Disagreement[] {
  const { tool, versions, notOffered, suitesComplete } = theirs.seen
  const told = (code: DisagreementCode, what: string): Disagreement => ({
    code,
    sample: theirs.sample,
    endpoint: theirs.endpoint!,
    tool,
    what,
  })
  const here = new Map(ours.seen.versions.map(({ version, suites }) => [version, suites]))
  const refusedHere = new Set(ours.seen.notOffered)
  return [
    ...versions
      .filter(({ version }) => refusedHere.has(version))
      .map(({ version }) => told('tls-version-only-there', version)),
    ...notOffered.filter((version) => here.has(version)).map((version) => told('tls-version-only-here', version)),
    ...versions.flatMap(({ version, suites }) => {
      const own = here.get(version)
      if (own === undefined || !suitesComplete) return []
      const finished = ours.completeness === 'complete'
      return [
        ...(finished
          ? suites.filter((suite) => !own.includes(suite)).map((s) => told('tls-suite-only-there', `${version} ${s}`))
          : []),
        ...own.filter((suite) => !suites.includes(suite)).map((s) => told('tls-suite-only-here', `${version} ${s}`)),
      ]
    }),
  ]
}

// Announced beside the algorithms, and none: extensions of the protocol (RFC 8308, and the countermeasure against prefix truncation).
const isAlgorithm = (name: string): boolean => !/^(ext-info-[cs]|kex-strict-[cs]-v00@openssh\.com)$/.test(name)

function aboutSsh(observations: readonly Observation[]): readonly Disagreement[] {
  const offers = ofKind(observations, 'ssh-offer')
  return ofKind(observations, 'imported-ssh').flatMap((theirs) =>
    offers
      .filter((ours) => isAbout(ours, theirs) && ours.completeness === 'complete')
      .flatMap((ours) =>
        (['keyExchange', 'hostKeys', 'encryption', 'integrity'] as const).flatMap((part) => {
          const [here, there] = [ours.seen[part].filter(isAlgorithm), theirs.seen[part].filter(isAlgorithm)]
          const told = (code: DisagreementCode, what: string): Disagreement => ({
            code,
            sample: theirs.sample,
            endpoint: theirs.endpoint!,
            tool: theirs.seen.tool,
            what,
          })
          return [
            ...there.filter((name) => !here.includes(name)).map((name) => told('ssh-algorithm-only-there', name)),
            ...here.filter((name) => !there.includes(name)).map((name) => told('ssh-algorithm-only-here', name)),
          ]
        }),
      ),
  )
}
