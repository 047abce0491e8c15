import { z } from 'zod'

const text = z.string().max(512) // tamed, as `deviceText` in observation.ts
const excerpt = z.string().max(240)

/** Which of the maker's pages. */
export const publications = ['disclosure-policy', 'support-period', 'non-updatable'] as const
export type Publication = (typeof publications)[number]

/** What became of asking for a published page. */
export const reaches = [
  'read',
  'missing', // 404 or 410
  'wants-login', // 401, or a way to a login
  'refused', // 403, 429 or 451: a browser may be treated otherwise
  'failed', // any other answer
  'leads-elsewhere', // to a host that the IXIT does not name
  'not-https',
  'not-reached', // no answer, or no name: it may be this machine's network
  'insecure', // its certificate does not hold
] as const

const mention = z.strictObject({ said: excerpt, time: z.string().max(60).optional() })
const mentions = z.array(mention).max(5)

/** The page as it was, told by its digest; a copy is shown to be the same by that. */
const about = {
  url: text,
  reach: z.enum(reaches),
  status: z.number().int().optional(),
  leadsTo: text.optional(), // where it ended, if not at `url`
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  bytes: z.number().int().min(0).optional(),
}

/** What is seen of the maker's published pages. */
export const seenOfPublished = [
  z.strictObject({
    kind: z.literal('published-page'),
    what: z.enum(publications),
    ...about,
    /** Absent: there was nothing that could be read. */
    facts: z
      .strictObject({
        title: excerpt.optional(),
        bare: z.boolean(), // script makes it, or there is hardly a word
        loginOnly: z.boolean(),
        contacts: z.array(z.strictObject({ kind: z.enum(['mail', 'telephone', 'form']), said: excerpt })).max(10),
        mentions: z.strictObject({
          acknowledgement: mentions,
          statusUpdates: mentions,
          supportPeriod: mentions,
          noUpdates: mentions,
          replacement: mentions,
        }),
        dates: z
          .array(
            z.strictObject({
              value: z.string().regex(/^20\d{2}-\d{2}(-\d{2})?$/),
              said: excerpt,
              besideModel: z.boolean(),
              support: z.enum(['same-line', 'line-before', 'not-near']), // where the support period is spoken of
            }),
          )
          .max(60),
        modelOnPage: z.boolean(),
        modelInTitle: z.boolean(),
      })
      .optional(),
  }),
  /** RFC 9116. `errors` are its departures from the RFC, as in published/security-txt.ts. */
  z.strictObject({
    kind: z.literal('security-txt'),
    ...about,
    signed: z.boolean().optional(),
    expires: z.string().max(40).optional(),
    contacts: z.array(text).max(10),
    policies: z.array(text).max(10),
    errors: z.array(z.strictObject({ code: z.string().max(40), line: z.number().int().optional() })).max(50),
  }),
  /** CSAF 2.0. `errors` as in published/csaf-provider.ts. */
  z.strictObject({
    kind: z.literal('csaf-provider-metadata'),
    ...about,
    role: text.optional(),
    publisher: text.optional(),
    lastUpdated: z.string().max(40).optional(),
    errors: z.array(z.strictObject({ code: z.string().max(40), field: z.string().max(60).optional() })).max(50),
  }),
] as const
