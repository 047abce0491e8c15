import { z } from 'zod'

const text = z.string().max(512) // tamed, as `deviceText` in observation.ts
const path = z.string().max(200)

/** Where an answer sends a browser. `elsewhere` is never followed. */
export const wayKinds = ['same-service', 'other-service', 'elsewhere'] as const

/** How a page asks for a login. Digest hides the password but not what follows. */
export const challenges = ['basic', 'digest', 'other'] as const

export const sameSites = ['strict', 'lax', 'none', 'unsaid'] as const

const webPage = z.strictObject({
  status: z.number().int().min(100).max(999),
  path,
  contentType: text.optional(),
  title: text.optional(),
  /** In the order sent; without cookies, whose values are secrets. */
  headers: z.array(z.strictObject({ name: z.string().max(80), value: text })).max(60),
  cookies: z
    .array(
      z.strictObject({
        name: z.string().max(80),
        secure: z.boolean(),
        httpOnly: z.boolean(),
        sameSite: z.enum(sameSites),
      }),
    )
    .max(30),
  challenges: z.array(z.enum(challenges)).max(5),
  passwordField: z.boolean(), // it stands in the page as sent
  fileField: z.boolean(),
  /** Scripts make the page: what is not in it may still appear in a browser. */
  scripted: z.boolean(),
  cut: z.enum(['size', 'time', 'closed', 'undecodable']).optional(),
})

/** What the web instrument sees. */
export const seenByWeb = [
  /** The first page of a web service, and the ways that led to it. Absent `page`: nobody answered in HTTP. */
  z.strictObject({
    kind: z.literal('web-page'),
    secured: z.boolean(), // over TLS
    ways: z
      .array(
        z.strictObject({
          status: z.number().int(),
          to: z.enum(wayKinds),
          secured: z.boolean().optional(),
          port: z.number().int().min(0).max(65535).optional(),
        }),
      )
      .max(6),
    page: webPage.optional(),
  }),
  /** Which of the policy's paths are open to anybody. A path that answers as any other would is not among them. */
  z.strictObject({
    kind: z.literal('open-paths'),
    secured: z.boolean(),
    told: z.number().int().min(0).max(2_000).optional(), // disclosures and ways in for updates, of the first page as well
    asked: z.number().int().min(0).max(60),
    answered: z.number().int().min(0).max(60), // in any way: the rest was throttled or silent
    open: z
      .array(
        z.strictObject({
          path,
          status: z.number().int(),
          contentType: text.optional(),
          tells: z.array(z.string().max(40)).max(30),
        }),
      )
      .max(60),
  }),
] as const
