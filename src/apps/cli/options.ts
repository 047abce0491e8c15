import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

type Parsed<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>

/** Reads a command's options; an unknown or incomplete one is a fault, not a stack trace. */
export function readOptions<T extends ParseArgsConfig['options']>(
  args: readonly string[],
  options: T,
): Result<Parsed<{ options: T; allowPositionals: true }>, { code: 'option-wrong'; reason: string }> {
  try {
    return ok(
      parseArgs({ args: [...args], options: options ?? {}, allowPositionals: true }) as Parsed<{
        options: T
        allowPositionals: true
      }>,
    )
  } catch (error) {
    return refuse({ code: 'option-wrong', reason: error instanceof Error ? error.message : String(error) })
  }
}
