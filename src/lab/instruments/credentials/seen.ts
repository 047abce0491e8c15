import { z } from 'zod'
import { loginAnswers, loginKinds } from '../logins/kinds.ts'

const answer = z.enum(loginAnswers)
const pairId = z
  .string()
  .regex(/^[a-z]+(-[a-z0-9]+){1,5}$/)
  .max(60)

/** What trying pairs sees, one observation a login. A pair is named by its id: what was tried is not written down. */
export const seenByCredentials = [
  z.strictObject({
    kind: z.literal('login-tries'),
    login: z.enum(loginKinds),
    place: z.string().max(200).optional(),
    authentication: z.string().max(120).optional(),
    /**
     * Under which other address the pairs were tried: where a lock-out counts by account, the same accounts are not tried twice. Here
     * only the login that works there, nonsense and what was found there were.
     */
    like: z.enum(['ipv4', 'ipv6', 'link-local']).optional(),
    /** A login known to work, tried before anything else. */
    known: z.union([z.literal('not-given'), answer]),
    /** The same after everything: refused by now, the service locks without saying so, and the tries show nothing. */
    knownAfter: z.union([z.literal('not-given'), answer]),
    /** A user and password of random letters. Accepted: the service needs no login, and nothing is said of defaults. */
    control: z.union([z.literal('not-tried'), answer]),
    /** In the order they ended; `again` counts repetitions of a try that was not answered. */
    tries: z
      .array(
        z.strictObject({
          pair: pairId,
          answer,
          ms: z.number().int().min(0),
          status: z.string().max(60).optional(),
          again: z.number().int().min(0).max(20),
        }),
      )
      .max(200),
    found: z.array(pairId).max(40), // accepted, accepted once more, while the same user with a random password was refused
    anyPassword: z.array(pairId).max(40), // accepted, and so was the same user with a random password
    untested: z.array(pairId).max(60), // throttled, locked, unanswered, unclear or not reached
    lanes: z.number().int().min(1).max(12), // connections at once, where the service itself answers slowly
    waited: z.number().int().min(0), // ms spent waiting for lock-outs and limits
    lockedAfter: z.number().int().min(1).max(200).optional(), // wrong tries before a lock-out that was seen
    elapsed: z.number().int().min(0), // ms from the first try to the last answer
  }),
] as const
