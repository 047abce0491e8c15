import type { DeclaredDeletion } from './declared.ts'

/**
 * Where the data of a deletion function (25-DelFunc) is, from the words of its target type. The specification knows two targets,
 * user data on the device and personal data at associated services; one function may have both.
 */
export function deletionsOf(id: string, targetType: string | undefined): readonly DeclaredDeletion[] {
  const text = targetType ?? ''
  const service = /\bservices?\b|\bcloud\b|\baccount\b|サービス|クラウド/i.test(text)
  const device = /\bdevice\b|機器|本体/i.test(text)
  return [
    ...(device || !service ? [{ id, place: 'device' as const }] : []),
    ...(service ? [{ id, place: 'service' as const }] : []),
  ]
}
