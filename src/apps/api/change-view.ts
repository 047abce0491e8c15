import { z } from 'zod'
import type { LoggedChange } from '../../casework/ports.ts'
import { readClaims } from '../../core/verifier/claims.ts'
import { readLeaf } from '../../core/verifier/leaf.ts'

/** One thing that happened to a label, as the list of changes and the webhooks tell it. */
export const change = z
  .object({
    seq: z.number().int().meta({ description: 'Its place in the transparency log' }),
    kind: z
      .enum(['credential', 'suspended', 'restored', 'withdrawn', 'ended', 'superseded'])
      .meta({ description: 'credential: a label was issued, or issued anew with other models' }),
    label: z.string(),
    effective_from: z.string().optional(),
    valid_until: z.string().optional().meta({ description: 'On a credential: the first moment it no longer holds' }),
    reason_code: z.string().optional(),
    bundle: z.string().meta({ description: 'The signed entry with its proof' }),
    page: z.string(),
  })
  .meta({ id: 'Change' })

type Change = z.infer<typeof change>
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What an entry of the log says of a label; `origin` is where its proof and its page are. */
export function changeView(origin: string, { index, label, jws }: LoggedChange): Change {
  const leaf = readLeaf(jws)
  const rest = { bundle: `${origin}/bundle/${label}/${index}.json`, page: `${origin}/l/${label}` }
  if (leaf?.typ === 'vc+jwt') {
    const claims = readClaims(leaf.payload)
    return {
      ...{ seq: index, kind: 'credential', label },
      ...(claims ? { effective_from: claims.validFrom, valid_until: claims.validUntil } : {}),
      ...rest,
    }
  }
  const { event, effectiveFrom, reasonCode } = leaf?.payload ?? {}
  const kind = change.shape.kind.safeParse(event)
  if (!kind.success) throw new Error(`entry ${index} of the log is about a label and says nothing known`)
  const [from, reason] = [text(effectiveFrom), text(reasonCode)]
  return {
    ...{ seq: index, kind: kind.data, label },
    ...(from === undefined ? {} : { effective_from: from }),
    ...(reason === undefined ? {} : { reason_code: reason }),
    ...rest,
  }
}
