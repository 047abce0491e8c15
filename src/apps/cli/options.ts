import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Text } from '../../core/kernel/text.ts'

type Parsed<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>

export interface OptionFault {
  readonly code: 'option-wrong'
  readonly reason: Text
}

/** Reads a command's options; an unknown or incomplete one is a fault, not a stack trace. */
export function readOptions<T extends ParseArgsConfig['options']>(
  args: readonly string[],
  options: T,
): Result<Parsed<{ options: T; allowPositionals: true }>, OptionFault> {
  try {
    return ok(
      parseArgs({ args: [...args], options: options ?? {}, allowPositionals: true }) as Parsed<{
        options: T
        allowPositionals: true
      }>,
    )
  } catch (error) {
    return refuse({ code: 'option-wrong', reason: reasonOf(error) })
  }
}

function reasonOf(error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error)
  const named = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? ''
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return { ja: `${named} という指定はありません。`, en: `There is no option ${named}.` }
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return { ja: message, en: message }
  return message.includes('does not take an argument')
    ? { ja: `${named} に値は付けられません。`, en: `${named} takes no value.` }
    : { ja: `${named} のあとに値を書いてください。`, en: `${named} needs a value behind it.` }
}
