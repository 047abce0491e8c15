import { z } from 'zod'
import { loginKinds } from '../logins/kinds.ts'

/**
 * What a service does for somebody who has not logged in. `shows-page`: a web page that may be no more than the way to a login;
 * `leads-elsewhere`: it sends everybody to another service.
 */
export const withoutLogin = ['granted', 'asks-login', 'shows-page', 'leads-elsewhere', 'silent', 'unclear'] as const
export type WithoutLogin = (typeof withoutLogin)[number]

/** What was granted: a command line, files, a stream, messages of a broker, a resource, or a protocol that knows no login. */
export const grantedThings = ['shell', 'files', 'stream', 'session', 'messages', 'resource', 'protocol'] as const

const place = z.string().max(200)

/** A way to log in, as a service offers it. */
export const loginOffer = z.strictObject({
  login: z.enum(loginKinds),
  place: place.optional(),
  authentication: z.string().max(120).optional(), // the IXIT entry a recipe comes from
  password: z.boolean(), // false: keys alone
  methods: z.array(z.string().max(40)).max(10).optional(), // of SSH
  passwordAlone: z.boolean().optional(), // it asks for no user
  /** A script may change what the form sends: only a known login shows whether a plain try counts. */
  scripted: z.boolean().optional(),
})

/** What the anonymous instrument sees, one observation a service. */
export const seenByAnonymous = [
  z.strictObject({
    kind: z.literal('access'),
    protocol: z.string().max(20),
    tls: z.boolean(),
    without: z.enum(withoutLogin),
    granted: z.array(z.enum(grantedThings)).max(7),
    places: z.array(place).max(12), // where it was granted
    logins: z.array(loginOffer).max(8),
  }),
] as const
