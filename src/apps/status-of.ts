import type { Fault } from '../core/kernel/fault.ts'

// One table per outside world: what a fault is in HTTP. What is not listed is a refusal of what was sent: 422.
const table: Readonly<Record<string, number>> = {
  'request-malformed': 400,
  'label-id-malformed': 400,
  'label-id-check-character': 400,
  'as-of-malformed': 400,
  'sign-in-needed': 401,
  'session-over': 401,
  'form-token-mismatch': 403,
  'form-from-elsewhere': 403,
  'not-allowed-here': 403,
  'role-missing': 403,
  'act-not-allowed-here': 409,
  'decider-took-part': 403,
  'second-person-needed': 403,
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
  'administrator-needed': 403,
  'demonstration-only': 403,
  'invitation-not-valid': 410,
  'oidc-unreachable': 503,
  'database-away': 503,
  'disk-full': 507,
}

export const statusOf = (fault: Fault): number => table[fault.code] ?? 422
