import type { Fault } from '../core/kernel/fault.ts'
import type { Text } from '../core/kernel/text.ts'
import type { AppFault } from './app-faults.ts'

// One table per outside world: what a fault is in HTTP. What is not listed is a refusal of what was sent: 422.
const table: Readonly<Record<string, number>> = {
  'request-malformed': 400,
  'label-id-malformed': 400,
  'label-id-check-character': 400,
  'as-of-malformed': 400,
  'as-of-in-the-future': 400,
  'sign-in-needed': 401,
  'session-over': 401,
  'form-token-mismatch': 403,
  'form-from-elsewhere': 403,
  'not-allowed-here': 403,
  'role-missing': 403,
  'act-not-allowed-here': 409,
  'decider-took-part': 403,
  'second-person-needed': 403,
  'acted-for-applicant': 403,
  'evaluator-of-this-case': 403,
  'evaluator-register-closed': 403,
  'evaluator-unknown': 404,
  'stale-case': 409,
  'case-not-found': 404,
  'label-not-found': 404,
  'label-unknown': 404,
  'maker-not-found': 404,
  'scheme-not-found': 404,
  'standard-not-found': 404,
  'page-not-found': 404,
  'file-not-found': 404,
  'file-too-large': 413,
  'request-too-large': 413,
  'too-many-requests': 429,
  'too-many-attempts': 429,
  'evidence-queue-yours': 429,
  'evidence-queue-full': 503,
  'check-job-not-found': 404,
  'check-job-not-done': 409,
  'check-jobs-yours': 429,
  'check-jobs-full': 503,
  'webhook-not-found': 404,
  'webhooks-of-host': 429,
  'webhooks-full': 503,
  'administrator-needed': 403,
  'demonstration-only': 403,
  'invitation-not-valid': 410,
  unexpected: 500,
  'oidc-unreachable': 503,
  'database-away': 503,
  'disk-full': 507,
}

export const statusOf = (fault: Fault): number => table[fault.code] ?? 422

// The system's codes and PostgreSQL's for a database that cannot be reached, is starting, is going down, or is too slow.
const away = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT 08000 08001 08003 08004 08006 53300 57014 57P01 57P02 57P03'.split(' '),
)
const awayWords = /^Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/
const full = new Set(['ENOSPC', 'EDQUOT', '53100'])
// A null character, half a surrogate pair, a date or a number past the end: whoever sent it is told so. The doors refuse
// these field by field; what slipped through a door is still the sender's to correct.
const unkeepable = new Set('22021 22P05 22003 22007 22008'.split(' '))
const unkeepableText: Text = {
  ja: '保存できない文字（制御文字）、または範囲を外れた日付や数が含まれています。',
  en: 'It contains characters that cannot be kept (control characters), or a date or number out of range.',
}

/** What something thrown amounts to for whoever asked: a database that is away, a full disk, what nobody can keep, or a bug. */
export function faultOfError(
  thrown: unknown,
): AppFault & { readonly code: 'database-away' | 'disk-full' | 'request-malformed' | 'unexpected' } {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 8; error = error.cause, depth++) {
    const { code = '', syscall } = error as NodeJS.ErrnoException
    if (full.has(code)) return { code: 'disk-full' }
    // A socket file that is not there, not any other file.
    if (code === 'ENOENT' && syscall === 'connect') return { code: 'database-away' }
    if (unkeepable.has(code)) return { code: 'request-malformed', field: '-', reason: unkeepableText }
    if (away.has(code) || awayWords.test(error.message)) return { code: 'database-away' }
  }
  return { code: 'unexpected' }
}
