import { load } from 'js-yaml'
import { z } from 'zod'
import type { LoginRecipe } from './declared.ts'

const recipe = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  path: z
    .string()
    .max(300)
    .regex(/^\/[^\s]*$/), // of this device: never an address elsewhere
  'content-type': z.string().max(100).default('application/json'),
  body: z.string().max(2_000).default(''),
  success: z
    .strictObject({ status: z.number().int().optional(), 'body-matches': z.string().max(200).optional() })
    .refine((s) => s.status !== undefined || s['body-matches'] !== undefined),
  before: z
    .string()
    .max(300)
    .regex(/^\/[^\s]*$/)
    .optional(),
})

/** Reads a login recipe from the YAML a maker wrote into the IXIT; 'unreadable' where it is none. */
export function readRecipe(text: string | undefined): LoginRecipe | undefined | 'unreadable' {
  if (text === undefined) return undefined
  if (text.length > 4_000 || /[&*]\w/.test(text.replaceAll(/"[^"]*"|'[^']*'/g, ''))) return 'unreadable' // no anchors
  const written = unfenced(text)
  let document: unknown
  try {
    document = load(written)
  } catch {
    return 'unreadable'
  }
  const read = recipe.safeParse(document)
  if (!read.success) return 'unreadable'
  const { method, path, body, before, success } = read.data
  return {
    method,
    path,
    contentType: read.data['content-type'],
    body,
    success: {
      ...(success.status === undefined ? {} : { status: success.status }),
      ...(success['body-matches'] === undefined ? {} : { bodyMatches: success['body-matches'] }),
    },
    ...(before === undefined ? {} : { before }),
  }
}

const unfenced = (text: string) => text.replace(/^```\w*\n/, '').replace(/\n```\s*$/, '')
