import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { digestOf } from '../../core/kernel/digest.ts'
import { parseCorpus } from '../../lab/corpus.ts'
import { policySchema } from '../../lab/policy.ts'
import { parseBoundedYaml } from '../bounded-yaml.ts'
import { packageRoot } from '../package-root.ts'

/** The policy and the credentials of this checkout, each with the digest of what it says; they ship with the program, so a broken one is a bug. */
export function benchRules(folder = join(packageRoot, 'catalogue', 'device-tests')) {
  const policy = read(folder, 'policy.yaml', policySchema)
  const corpus = parseCorpus(document(folder, 'credentials.yaml'))
  return { policy, corpus, digests: { policy: digestOf(policy), corpus: digestOf(corpus) } }
}

const read = <T extends z.ZodType>(folder: string, file: string, schema: T): z.output<T> =>
  schema.parse(document(folder, file))

function document(folder: string, file: string): unknown {
  const read = parseBoundedYaml(readFileSync(join(folder, file), 'utf8'), file)
  if (!read.ok) throw new Error(`${file}: ${read.fault.code}`)
  return read.value
}
