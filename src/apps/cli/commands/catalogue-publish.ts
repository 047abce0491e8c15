import type { IsoDate } from '../../../core/kernel/date.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Catalogue } from '../../../core/scheme/catalogue.ts'
import { compileScheme } from '../../../core/scheme/compile.ts'
import type { LintFinding } from '../../../core/scheme/lint-rule.ts'
import { digestOfEdition, type PublishedEdition } from '../../../core/scheme/published.ts'
import { editionKey } from '../../../core/scheme/scheme.ts'

export type PublishFault =
  | { readonly code: 'scheme-not-found'; readonly scheme: string }
  | { readonly code: 'scheme-does-not-compile'; readonly scheme: string; readonly findings: readonly LintFinding[] }
  | { readonly code: 'edition-already-published'; readonly edition: string; readonly date: IsoDate }

/** The list of published editions with one more; refused with the findings that keep it from being published. */
export function publish(
  catalogue: Catalogue & { readonly findings: readonly LintFinding[] },
  key: string,
  today: IsoDate,
): Result<{ readonly editions: readonly PublishedEdition[]; readonly added?: PublishedEdition }, PublishFault> {
  const editions = catalogue.published ?? []
  const scheme = catalogue.schemes.find((candidate) => editionKey(candidate) === key)
  if (scheme === undefined) return refuse({ code: 'scheme-not-found', scheme: key })
  const digest = digestOfEdition(scheme)
  const before = editions.find(({ edition }) => edition === key)
  if (before !== undefined)
    return before.digest === digest
      ? ok({ editions })
      : refuse({ code: 'edition-already-published', edition: before.documentNumber, date: before.publishedOn })
  const compiled = compileScheme(catalogue, key, catalogue.findings)
  if (!compiled.ok) return refuse({ ...(compiled.fault as PublishFault) })
  const added = { edition: key, documentNumber: scheme.edition.documentNumber, digest, publishedOn: today }
  return ok({ editions: [...editions, added], added })
}
