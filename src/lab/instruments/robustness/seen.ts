import { z } from 'zod'

/** Kinds of messages that no well-behaved client sends. */
export const messageSorts = ['truncated', 'oversized', 'invalid', 'altered'] as const

/** How a service was found to be away: `refused` tells of a process that is gone, silence may as well be a defence. */
export const awayKinds = ['refused', 'silent', 'mute'] as const // mute: it takes connections and answers nothing

const name = z.string().max(60)

/** What is seen of a service that is sent malformed messages. */
export const seenByRobustness = [
  z.strictObject({
    kind: z.literal('robustness'),
    protocol: z.string().max(20),
    seed: z.number().int(),
    planned: z.number().int().min(0).max(200),
    sent: z.array(z.strictObject({ message: name, sort: z.enum(messageSorts) })).max(200),
    /** It was there before the first message. Without that nothing can be said. */
    heldBefore: z.boolean(),
    /** By what it was known to be there: an answer to a proper question, or no more than taking a connection. */
    knownBy: z.enum(['answer', 'connection']),
    /** Each time it was away after a message. */
    away: z
      .array(
        z.strictObject({
          after: name,
          how: z.enum(awayKinds),
          whole: z.boolean(), // no other service of the device answered either
          seconds: z.number().min(0).max(600).optional(), // until it was back; absent: it did not come back
          /** The same message again, after a quiet while: `fell` again, or `held`. Absent: it was not sent again. */
          again: z.enum(['fell', 'held']).optional(),
        }),
      )
      .max(20),
  }),
] as const
