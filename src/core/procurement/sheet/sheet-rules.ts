import { z } from 'zod'
import type { Recognition } from '../../scheme/recognition.ts'
import type { Level, PinnedScheme } from '../../scheme/scheme.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const day = z.string().max(10)

const level = z.object({
  code: z.string(),
  rank: z.number(),
  symbol: z.string(),
  name: text,
  status: z.enum(['in-operation', 'announced', 'unpublished', 'ended']),
  assessor: z.enum(['self', 'third-party']),
  categories: z.array(z.string()).optional(),
})

const scheme = z.object({
  id: z.string(),
  shortName: text,
  edition: z.object({
    documentNumber: z.string(),
    issued: day,
    endsOn: day.optional(),
    defaultFrom: day.optional(),
    replaces: z.string().optional(),
  }),
  levels: z.array(level),
  operation: z.object({ categories: z.array(z.object({ id: z.string() })) }).optional(),
})

/** What of the rule books decided: the levels of every scheme, and who recognises whom. */
export const sheetRulesSchema = z.object({ schemes: z.array(scheme), recognition: z.array(z.looseObject({})) })
export type SheetRules = z.infer<typeof sheetRulesSchema>

/** Keeps of the rule books what a check rests on, so that it can be judged again when they have long been changed. */
export const rulesOf = (schemes: readonly PinnedScheme[], recognition: readonly Recognition[]): SheetRules => ({
  schemes: schemes.map(({ id, shortName, edition, levels, operation }) => ({
    id,
    shortName,
    edition: {
      documentNumber: edition.documentNumber,
      issued: edition.issued,
      ...(edition.endsOn === undefined ? {} : { endsOn: edition.endsOn }),
      ...(edition.defaultFrom === undefined ? {} : { defaultFrom: edition.defaultFrom }),
      ...(edition.replaces === undefined ? {} : { replaces: edition.replaces }),
    },
    levels: levels.map(levelOf),
    ...(operation === undefined
      ? {}
      : { operation: { categories: operation.categories.map(({ id: of }) => ({ id: of })) } }),
  })),
  recognition: recognition.map((rule) => ({ ...rule })),
})

const levelOf = ({
  code,
  rank,
  symbol,
  name,
  status,
  assessor,
  categories,
}: Level): SheetRules['schemes'][number]['levels'][number] => ({
  ...{ code, rank, symbol, name, status, assessor },
  ...(categories === undefined ? {} : { categories: [...categories] }),
})

/** The rules as a check takes them. What else a scheme holds was not kept, and nothing that judges rows looks at it. */
export const openRules = (
  rules: SheetRules,
): { readonly schemes: readonly PinnedScheme[]; readonly recognition: readonly Recognition[] } =>
  rules as unknown as { readonly schemes: readonly PinnedScheme[]; readonly recognition: readonly Recognition[] }
