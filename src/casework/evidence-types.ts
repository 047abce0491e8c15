/** The kinds of files that are accepted as evidence: those a reviewer can open without anything in them running. */
export const evidenceTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'text/csv',
  'text/tab-separated-values',
  'application/json',
  'application/yaml',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const
export type EvidenceType = (typeof evidenceTypes)[number]
