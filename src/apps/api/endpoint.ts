import type { z } from 'zod'
import type { Session } from '../../casework/accounts.ts'
import type { Fault } from '../../core/kernel/fault.ts'
import type { Result } from '../../core/kernel/result.ts'
import type { House } from '../house.ts'

/** What a handler is given: the house, what the request says (already checked), and who asks where that matters. */
export interface Asked<P, Q, B> {
  readonly house: House
  readonly params: P
  readonly query: Q
  readonly body: B
  /** What was sent, as it comes: only where the operation takes an upload. */
  readonly request: Request
  /** The address it comes from. */
  readonly asker: string
  readonly session: Session | undefined
}

/** One operation of the API; the same schemas check requests, type the handler and draw the OpenAPI document. */
export interface Endpoint<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'delete'
  readonly path: string // with {name} for each parameter
  readonly tag: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** The body is no JSON and is read by the handler as it comes; of one of these kinds. */
  readonly upload?: readonly string[]
  readonly response: z.ZodType
  /** The answer may be a file of these kinds besides; the handler gives a `Response`. */
  readonly files?: readonly string[]
  readonly changes?: false // a question that is too long for an address: it is posted and changes nothing
  readonly worksLong?: boolean // takes far more of the machine than reading does, so an address may ask it less often
  readonly signedIn?: boolean // needs `Authorization: Bearer`
  readonly handler: (asked: Asked<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Result<unknown, Fault>>
  /** The same answer as a PDF, by `?format=pdf` or `Accept: application/pdf`; absent: there is none. */
  readonly pdf?: (asked: Asked<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Result<Uint8Array, Fault>>
}

/** Keeps the inferred types of one endpoint while it joins a list of all. */
export const endpoint = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  e: Endpoint<P, Q, B>,
): Endpoint => e as unknown as Endpoint
