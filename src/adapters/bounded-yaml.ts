import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { load, YAMLException } from 'js-yaml'
import { ok, type Result, refuse } from '../core/kernel/result.ts'

/** Why a YAML file is not taken. `file` is what people call it. */
export type YamlFault =
  | { readonly code: 'catalogue-file-too-large'; readonly file: string; readonly size: number; readonly limit: number }
  | { readonly code: 'yaml-unfolds-too-far'; readonly file: string; readonly limit: string }
  | {
      readonly code: 'yaml-broken'
      readonly file: string
      readonly line: number
      readonly column: number
      readonly reason: string
    }

/** No file of a catalogue comes near this; a bigger one is a mistake or an attack. */
export const fileSizeLimit = 1024 * 1024
// Aliases let a small file unfold into a large one, and an anchor may contain itself.
const depthLimit = 40
const valueLimit = 200_000

/** Reads one YAML file that a person wrote. What would take the machine's time or memory is refused before it does. */
export function readBoundedYaml(path: string, file: string): Result<unknown, YamlFault> {
  const { size } = statSync(path)
  if (size > fileSizeLimit) return refuse({ code: 'catalogue-file-too-large', file, size, limit: fileSizeLimit })
  const bytes = readFileSync(path)
  const text = bytes.toString('utf8')
  if (isUtf8(bytes)) return parseBoundedYaml(text, file)
  // Read with signs of replacement, the file would say something nobody wrote.
  const before = text.slice(0, text.indexOf('\uFFFD')).split('\n')
  const place = { line: before.length, column: before.at(-1)!.length + 1 }
  return refuse({ code: 'yaml-broken', file, ...place, reason: 'not UTF-8' })
}

/** The same for a text that is already here, and of a bounded size. */
export function parseBoundedYaml(text: string, file: string): Result<unknown, YamlFault> {
  try {
    const data = load(text, { maxDepth: depthLimit })
    const limit = unfolding(data)
    return limit === undefined ? ok(data) : refuse({ code: 'yaml-unfolds-too-far', file, limit })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { reason, mark } = error
    return refuse({ code: 'yaml-broken', file, line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1, reason })
  }
}

/** Which limit the unfolded value passes, if any: later readers walk every value, however often it is shared. */
function unfolding(data: unknown): string | undefined {
  let values = 0
  const walk = (value: unknown, depth: number): string | undefined => {
    if (++values > valueLimit) return `${valueLimit}`
    if (typeof value !== 'object' || value === null) return undefined
    if (depth > depthLimit) return `${depthLimit} × { { … } }`
    for (const inner of Object.values(value)) {
      const limit = walk(inner, depth + 1)
      if (limit !== undefined) return limit
    }
    return undefined
  }
  return walk(data, 1)
}
