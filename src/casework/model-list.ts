import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { CaseworkFault } from './faults.ts'
import { longestModel, modelKey, mostModels, readModels } from './models.ts'

/** The models of a pasted list, or why it cannot be kept as it is. `known`: covered already, and left out. */
export function modelsFrom(
  text: string,
  known: readonly string[] = [],
): Result<{ readonly models: readonly string[] }, CaseworkFault> {
  const before = new Set(known.map(modelKey))
  const read = readModels(text).models
  const models = read.filter((model) => !before.has(modelKey(model)))
  const long = models.find((model) => [...model].length > longestModel)
  if (long !== undefined)
    return refuse({ code: 'model-too-long', model: [...long].slice(0, longestModel).join(''), limit: longestModel })
  const found = known.length + models.length
  if (found > mostModels) return refuse({ code: 'models-too-many', found, limit: mostModels })
  if (read.length === 0) return refuse({ code: 'models-none' })
  return models.length === 0 ? refuse({ code: 'models-nothing-new' }) : ok({ models })
}
