import { readGtin } from '../core/kernel/gtin.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { ModelGtin } from '../core/selection/product.ts'
import type { CaseworkFault } from './faults.ts'
import { modelKey } from './models.ts'

/** How many bar code numbers one label may have: as many as models. */
export const mostGtins = 5_000

/**
 * Reads lines of a model and its bar code number, as two columns of a spreadsheet are pasted; a number alone belongs to the only
 * model. Each has to belong to one of the models, and each number to one model alone.
 */
export function readGtins(text: string, models: readonly string[]): Result<readonly ModelGtin[], CaseworkFault> {
  const named = new Map(models.map((model) => [modelKey(model), model]))
  const found = new Map<string, ModelGtin>()
  for (const line of text.split(/[\r\n]+/)) {
    if (line.trim() === '') continue
    // The number stands last; a model may hold spaces, and so may not the number.
    const [, before = '', typed = ''] = /^(.*?)[\s,;、，；]*([\d０-９-]+)\s*$/u.exec(line) ?? [undefined, line, '']
    const name = before.trim()
    const only = name === '' && models.length === 1 ? models[0] : undefined
    const model = only ?? named.get(modelKey(name))
    if (model === undefined) return refuse({ code: 'gtin-model-unknown', line: line.trim().slice(0, 100) })
    const read = readGtin(typed)
    if (!read.ok) return refuse({ code: gtinFaultOf[read.fault.why], line: line.trim().slice(0, 100) })
    const there = found.get(read.value)
    if (there !== undefined && there.model !== model)
      return refuse({ code: 'gtin-of-two-models', gtin: typed, one: there.model, other: model })
    found.set(read.value, { gtin: read.value, model })
    if (found.size > mostGtins) return refuse({ code: 'gtins-too-many', limit: mostGtins })
  }
  return ok([...found.values()])
}

const gtinFaultOf = {
  length: 'gtin-length',
  'check-digit': 'gtin-check-digit',
  restricted: 'gtin-restricted',
} as const
