import { z } from 'zod'
import { loginAnswers, loginKinds } from '../logins/kinds.ts'

const answer = z.enum(loginAnswers)

/** One wrong try of the measurement. */
export const wrongTry = z.strictObject({
  answer,
  ms: z.number().int().min(0),
  status: z.string().max(60).optional(),
  retryAfterSeconds: z.number().min(0).max(1e7).optional(),
})
export type WrongTry = z.output<typeof wrongTry>

/** What the lock-out meter sees: wrong tries in a row at one login, and how each was answered. What that amounts to is judged later. */
export const seenByLockOut = [
  z.strictObject({
    kind: z.literal('brute-force'),
    login: z.enum(loginKinds),
    place: z.string().max(200).optional(),
    authentication: z.string().max(120).optional(),
    /** Whom the tries were for: a name that is nowhere set, a real account, or several (the tries of the credentials stage). */
    account: z.enum(['throw-away', 'real', 'several']),
    before: z.union([z.literal('not-given'), answer]), // the known login, just before
    after: z.union([z.literal('not-given'), answer]), // and just after
    /** Refused for now before a single wrong try was made here: left over from earlier. */
    leftOver: z.boolean(),
    tries: z.array(wrongTry).max(60),
    lanes: z.number().int().min(1).max(12),
    elapsed: z.number().int().min(0), // ms from the first try to the last answer
  }),
] as const
