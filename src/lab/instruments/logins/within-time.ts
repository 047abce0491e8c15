import { runInNewContext } from 'node:vm'

/** Whether a pattern from a declaration matches; one that takes too long is stopped, since makers write patterns as they can. */
export function matchesWithin(pattern: string, text: string, ms = 100): boolean | 'too-slow' | 'no-pattern' {
  try {
    const matcher = new RegExp(pattern)
    return runInNewContext('matcher.test(text)', { matcher, text }, { timeout: ms }) === true
  } catch (error) {
    return error instanceof SyntaxError ? 'no-pattern' : 'too-slow'
  }
}
