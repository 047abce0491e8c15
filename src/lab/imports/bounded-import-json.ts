import { readJson } from '../../core/exchange/bounded-json.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { textOf } from '../evidence/utf8.ts'
import type { ImportFault } from './faults.ts'
import { importLimits } from './imported.ts'
import type { ImportTool } from './seen.ts'

const limits = { characters: importLimits.bytes, depth: importLimits.depth, values: importLimits.entries }

/** Reads JSON of another tool; what would cost too much is refused before anything is built. */
export function readImportJson(tool: ImportTool, bytes: Uint8Array): Result<unknown, ImportFault> {
  if (bytes.length > importLimits.bytes) return refuse({ code: 'import-too-large', tool, limit: importLimits.bytes })
  const text = textOf(bytes)
  if (text === undefined) return refuse({ code: 'import-not-text', tool })
  const read = readJson(tool, text, limits)
  if (read.ok) return ok(read.value)
  switch (read.fault.code) {
    case 'exchange-nested-too-deep':
      return refuse({ code: 'import-nested-too-deep', tool, limit: limits.depth })
    case 'exchange-too-many-values':
      return refuse({ code: 'import-too-many', tool, limit: limits.values })
    default:
      return refuse({ code: 'import-broken', tool, reason: 'JSON' })
  }
}

/** A value as an object, a list or a text; nothing where it is something else. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const wordOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
