import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Criterion } from '../../core/scheme/criterion.ts'
import { digestOfEdition } from '../../core/scheme/published.ts'
import type { PinnedScheme } from '../../core/scheme/scheme.ts'
import { packageRoot } from '../package-root.ts'

const text = z.strictObject({ ja: z.string(), en: z.string() })
const document = z.strictObject({
  key: z.string(),
  documentNumber: z.string(),
  title: text,
  issued: z.string(),
  defaultFrom: z.string(),
  level: z.string(),
  change: z.record(z.string(), z.strictObject({ demand: text.optional(), meaning: text.optional() })),
  remove: z.array(z.string()),
  add: z.array(
    z.strictObject({
      like: z.string(), // takes theme and "not applicable" from this one
      id: z.string(),
      title: text,
      demand: text,
      meaning: text,
      evidence: z.array(text),
      question: text,
    }),
  ),
})

/** An invented next edition of a scheme, for the demonstration: the present one with what the example file changes. */
export function sampleNextEdition(scheme: PinnedScheme): PinnedScheme {
  const file = join(packageRoot, 'examples', 'demonstration', 'next-edition.yaml')
  const next = document.parse(parse(readFileSync(file, 'utf8')))
  const kept = scheme.criteria
    .filter(({ id }) => !next.remove.includes(id))
    .map((criterion): Criterion => {
      const { demand = criterion.demand, meaning = criterion.meaning } = next.change[criterion.id] ?? {}
      return { ...criterion, demand, meaning }
    })
  const added = next.add.map(({ like, question, ...words }): Criterion => {
    const model = scheme.criteria.find(({ id }) => id === like)
    if (model === undefined) throw new Error(`the sample edition copies ${like}, which is not there`)
    const id = `${words.id}/d`
    const unit = { id: `${id}1`, question, needs: [] }
    const own = { mark: 'own' } as const
    return {
      ...model,
      ...words,
      procedures: [{ id, method: 'document', text: words.demand, units: [unit], provenance: own }],
      provenance: own,
    }
  })
  const criteria = [...kept, ...added]
  const { digest: _, ...present } = scheme
  const { endsOn: __, replaces: ___, ...edition } = present.edition // of the present one; this one goes on
  const { key, documentNumber, title, issued, defaultFrom } = next
  const made = {
    ...present,
    edition: { ...edition, key, documentNumber, title, issued, defaultFrom },
    criteria,
    levels: present.levels.map(({ criteriaCount, ...level }) =>
      level.code === next.level
        ? { ...level, criteria: criteria.map(({ id }) => id) }
        : { ...level, ...(criteriaCount === undefined ? {} : { criteriaCount }) },
    ),
  }
  return { ...made, digest: digestOfEdition(made) }
}
