import { ok, type Result, refuse } from '../kernel/result.ts'
import type { ExchangeFault } from './faults.ts'

/** How much of a text from elsewhere is read. */
export interface JsonLimits {
  readonly characters: number
  readonly depth: number
  readonly values: number
}

/** What a file from elsewhere may be at most; the largest catalogue known in the wild has some 15 million characters. */
export const jsonLimits: JsonLimits = { characters: 32_000_000, depth: 64, values: 2_000_000 }

/** Reads JSON from elsewhere. Size, depth and number of values are counted before anything is built from it. */
export function readJson(name: string, text: string, limits: JsonLimits = jsonLimits): Result<unknown, ExchangeFault> {
  if (text.length > limits.characters) return refuse({ code: 'exchange-too-large', name, limit: limits.characters })
  const { depth, values } = measure(text)
  if (depth > limits.depth) return refuse({ code: 'exchange-nested-too-deep', name, limit: limits.depth })
  if (values > limits.values) return refuse({ code: 'exchange-too-many-values', name, limit: limits.values })
  try {
    return ok(JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse({ code: 'exchange-json-broken', name, reason: error.message })
  }
}

// Brackets and commas outside of strings are enough to know both; a broken text is measured roughly and refused later.
function measure(text: string): { readonly depth: number; readonly values: number } {
  let depth = 0
  let deepest = 0
  let values = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 0x5c) i++
      else if (c === 0x22) inString = false
    } else if (c === 0x22) inString = true
    else if (c === 0x7b || c === 0x5b) {
      depth++
      values++
      if (depth > deepest) deepest = depth
    } else if (c === 0x7d || c === 0x5d) depth--
    else if (c === 0x2c) values++
  }
  return { depth: deepest, values }
}
