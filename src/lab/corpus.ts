import { z } from 'zod'
import type { CredentialPair } from './bench.ts'

// catalogue/device-tests/credentials.yaml: which pairs a device must not accept. A list full of slips tests nothing and says so
// nowhere, so what is known to go wrong in such lists is refused when it is read (lab.md §4.8).

/** What a pair may be known from; one of them covers every kind of login over that protocol. */
export const corpusProtocols = ['ssh', 'telnet', 'ftp', 'http', 'rtsp', 'mqtt', 'snmp'] as const
export type CorpusProtocol = (typeof corpusProtocols)[number]

/** Longest list that is taken: more pairs than anybody would try would only hide which ones matter. */
export const mostPairs = 120

const word = z
  .string()
  .max(64)
  .regex(/^\P{Cc}*$/u, 'a control character')
  .refine((s) => s === s.trim(), 'blanks at an end')
  .refine((s) => !/^[(<]?(none|blank|empty|null)[)>]?$/i.test(s), 'write an empty value as an empty value')

const pair = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d{2}$/),
  user: word,
  password: word,
  for: z.array(z.enum(corpusProtocols)).min(1).optional(),
  from: z.string(),
})

const corpusSchema = z
  .strictObject({
    id: z.string().max(60),
    version: z.string().max(20),
    sources: z.record(
      z.string(),
      z.strictObject({
        mark: z.enum(['verified', 'recalled']),
        source: z.string().min(10),
        note: z.string().optional(),
      }),
    ),
    pairs: z.array(pair).min(1).max(mostPairs),
  })
  .superRefine(({ sources, pairs }, context) => {
    const say = (message: string, at: number) => context.addIssue({ code: 'custom', message, path: ['pairs', at] })
    const before = { ids: new Set<string>(), words: new Map<string, readonly string[]>() }
    for (const [at, { id, user, password, from, for: known }] of pairs.entries()) {
      if (before.ids.has(id)) say(`${id} stands twice`, at)
      if (!Object.hasOwn(sources, from)) say(`${id} names the source ${from}, which is not there`, at)
      if (user === '' && password === '') say(`${id} is empty`, at)
      const words = `${user}\n${password}`
      const there = before.words.get(words)
      const now: readonly string[] = known ?? corpusProtocols
      if (there?.some((p) => now.includes(p))) say(`${id} repeats a pair for the same protocol`, at)
      before.ids.add(id)
      before.words.set(words, [...(there ?? []), ...now])
    }
    for (const name of Object.keys(sources))
      if (!pairs.some((p) => p.from === name))
        context.addIssue({ code: 'custom', message: `nothing comes from ${name}`, path: ['sources', name] })
  })

/** Reads the list of pairs, likeliest first. It ships with the program, so a broken one is a bug and thrown. */
export const parseCorpus = (document: unknown): readonly CredentialPair[] =>
  corpusSchema.parse(document).pairs.map(({ from: _, ...pair }) => pair)
