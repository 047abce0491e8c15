import type { JobWork } from '../../src/adapters/check-jobs/work-on-jobs.ts'
import { sharedMemory } from '../../src/adapters/lists/shared-memory.ts'
import { ok } from '../../src/core/kernel/result.ts'
import { choosePolicy } from '../../src/core/procurement/choose-policy.ts'
import { packEntries } from '../../src/core/procurement/packed/packing.ts'
import { wholeCatalogue } from './catalogue.ts'
import { snapshotOf, worldEntries } from './procurement-world.ts'

/** The register of the vectors, as servers share it with the threads that judge. */
export const worldPacked = packEntries(snapshotOf(worldEntries), sharedMemory)
export const worldModels: readonly string[] = worldEntries.flatMap(({ product }) => product.models)

/** What a list that was left is judged by: the whole catalogue. */
export const jobInputOf: JobWork['inputOf'] = async (asked) => {
  const chosen = choosePolicy(wholeCatalogue, asked.policy, asked.asOf)
  if (!chosen.ok) return chosen
  const { schemes, recognition, facts: vocabulary } = wholeCatalogue
  return ok({ ...chosen.value, schemes, recognition, vocabulary, asOf: asked.asOf })
}

/** A list as a buyer sends it, of so many rows. */
export const longList = (rows: number, model = (i: number) => worldModels[i % worldModels.length]!): Buffer =>
  Buffer.from(`model,quantity\r\n${Array.from({ length: rows }, (_, i) => `"${model(i)}",${i % 9}\r\n`).join('')}`)
