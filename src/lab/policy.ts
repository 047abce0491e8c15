import { z } from 'zod'
import { caps } from './caps.ts'
import { bruteForceKinds } from './declared/declared.ts'
import { attemptedCopies } from './guided/seen.ts'
import { disclosureTokens } from './instruments/discovery/seen.ts'

// What is asked of a device beyond what its maker declares: versioned data, named by its digest in every run. A policy never
// makes a verdict milder than the declaration; it says which mechanisms are sound and how much has to be shown.

const names = z.array(z.string().max(80)).max(500)
const phrases = z.array(z.string().min(2).max(80)).min(1).max(60)

export const policySchema = z.strictObject({
  id: z.string().max(40),
  version: z.string().max(20), // '2026-11-23'
  /** How hard a device is worked. */
  pace: z.strictObject({
    connectionsAtOnce: z.number().int().min(1).max(400),
    connectionsPerSecond: z.number().int().min(1).max(2_000),
    scanTimeoutMs: z.number().int().min(50).max(10_000),
  }),
  /** Asking ports whether they are open; how long one answer is waited for is `pace.scanTimeoutMs`. */
  scan: z.strictObject({
    probesAtOnce: z.number().int().min(1).max(caps.probesAtOnce),
    silentAtOnce: z.number().int().min(1).max(caps.probesAtOnce), // where nearly nothing answers
    probesPerSecond: z.number().int().min(1).max(caps.probesPerSecond),
    patientMs: z.number().int().min(200).max(10_000), // for declared ports, and for single ports that stayed silent
  }),
  /** UDP and discovery: how long an answer is waited for; a question is sent twice in that time. */
  datagrams: z.strictObject({
    waitMs: z.number().int().min(100).max(10_000),
    protocolsAtLeast: z.number().int().min(1).max(100), // asked for over UDP; fewer show too little
  }),
  /** Words of what a device may tell before a login that are of no use to an attacker; all others have to be declared. */
  disclosure: z.strictObject({ harmless: z.array(z.enum(disclosureTokens)) }),
  tls: z.strictObject({
    refusedVersions: names, // 'SSLv3', 'TLS1.0', …: offering one fails
    refusedSuites: names, // substrings of suite names: 'RC4', 'EXPORT', 'NULL', 'anon', '3DES'
    refusedSignatures: names, // hashes under certificates: 'sha1', 'md5'
    rsaBitsAtLeast: z.number().int(),
    ecBitsAtLeast: z.number().int(), // of certificates and of key exchanges
    validityDaysAtMost: z.number().int(), // of a certificate on a device in a local network
    wantsSubjectAltName: z.boolean(),
    primeBitsAtLeast: z.number().int(), // of finite-field and export key exchanges
    refusesCompression: z.boolean(),
  }),
  ssh: z.strictObject({
    refused: names, // algorithm names, of any kind but compression
    refusedVersions: names, // 'SSH1'
    rsaBitsAtLeast: z.number().int(),
  }),
  /** Protocols that carry logins or personal data in clear. */
  plaintextProtocols: names,
  headers: z
    .array(
      z.strictObject({
        name: z.string().max(60),
        matches: z.string().max(200),
        over: z.enum(['http', 'https', 'both']),
      }),
    )
    .max(20),
  bruteForce: z.strictObject({
    tries: z.number().int().min(3).max(30), // wrong tries of the measurement
    hindering: z.array(z.enum(bruteForceKinds)),
    triesPerDayAtMost: z.number().int(), // sustained; against a password space smaller than `passwordSpaceAtLeast`
    passwordSpaceAtLeast: z.number(), // number of values
    delaySecondsAtLeast: z.number(),
  }),
  credentials: z.strictObject({
    pairsPerService: z.number().int().min(1).max(40),
    secondsPerService: z.number().int().min(5).max(600), // for all tries at one service, waiting included
    waitSecondsAtMost: z.number().int().min(0).max(300), // for lock-outs to pass, all together at one service
    limitSecondsAtMost: z.number().min(0).max(300), // for limits on the rate, all together at one service
    lanes: z.number().int().min(1).max(12), // connections at once, where a service itself holds every refusal back
  }),
  passwords: z.strictObject({ lengthAtLeast: z.number().int(), samplesAtLeast: z.number().int() }),
  web: z.strictObject({
    pauseMs: z.number().int().min(0).max(10_000), // between requests to one service
    /** Paths that are read without logging in. Reading one changes nothing on the device. */
    paths: z
      .array(
        z.strictObject({
          path: z.string().max(200).startsWith('/'),
          tells: z.string().max(200),
          source: z.string().max(300),
          mark: z.enum(['verified', 'recalled', 'own']),
        }),
      )
      .max(60),
  }),
  robustness: z.strictObject({
    messages: z.number().int().min(0).max(200), // in a run
    messagesPerService: z.number().int().min(1).max(60),
    seed: z.number().int(), // of the messages: the same seed makes the same ones
    pauseMs: z.number().int().min(0).max(10_000), // between messages
    patienceSeconds: z.number().int().min(1).max(120), // how long a service that went away is waited for
  }),
  /** Guided: which changed copies of an update file have to be tried, and what it means that an older release installs. */
  updates: z.strictObject({
    copies: z.array(z.enum(attemptedCopies)).max(10),
    olderRelease: z.enum(['fail', 'inconclusive']),
  }),
  /** Guided: how an outage is watched. One port, seldom. */
  outage: z.strictObject({
    everySeconds: z.number().min(1).max(60),
    steadySeconds: z.number().min(0).max(600), // how long it has to stay after it is back
    patienceSeconds: z.number().min(10).max(3_600), // how long it is waited for where the maker declares no time
  }),
  /** Words that a published page is searched for, in small letters; a phrase counts wherever it stands. */
  published: z.strictObject({
    acknowledgement: phrases,
    statusUpdates: phrases,
    supportPeriod: phrases,
    noUpdates: phrases,
    replacement: phrases,
    login: phrases, // of a page that wants a registration first
  }),
})
export type Policy = z.output<typeof policySchema>
