import { z } from 'zod'
import type { LoggedChange } from '../../../casework/ports.ts'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { readClaims } from '../../../core/verifier/claims.ts'
import { readLeaf } from '../../../core/verifier/leaf.ts'
import type { House } from '../../house.ts'
import { endpoint } from '../endpoint.ts'

const change = z
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

/** What changed since a cursor: the log read as a list, so that a copy of the register can be kept up to date without gaps. */
export const listChanges = endpoint({
  method: 'get',
  path: '/changes',
  tag: 'register',
  summary: 'What happened to labels since a cursor, in the order of the log; each thing exactly once',
  query: z.object({
    after: z.coerce
      .number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .default(0)
      .meta({ description: '`next` of the answer before; 0 for the beginning' }),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  response: z.object({
    changes: z.array(change),
    next: z.number().int().meta({ description: 'Cursor to go on from; it never becomes invalid' }),
    more: z.boolean().meta({ description: 'true: ask again at once' }),
  }),
  handler: async ({ house, query: { after, limit } }) => {
    const { changes, size } = await house.register.changes({ from: after, limit })
    if (after > size) return refuse({ code: 'cursor-ahead', cursor: after, size })
    const last = changes.at(-1)
    // A full page may end before the log does; anything less has seen all of it, what is not about labels as well.
    const next = changes.length === limit && last !== undefined ? last.index + 1 : size
    return ok({ changes: changes.map((one) => viewOf(house, one)), next, more: next < size })
  },
})

type Change = z.infer<typeof change>
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function viewOf(house: House, { index, label, jws }: LoggedChange): Change {
  const leaf = readLeaf(jws)
  const origin = house.operator.address
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
