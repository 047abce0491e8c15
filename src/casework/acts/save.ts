import { ok, refuse } from '../../core/kernel/result.ts'
import type { Act } from '../act.ts'
import { mostFacts } from '../act-data.ts'
import { readGtins } from '../gtins.ts'
import { modelsFrom } from '../model-list.ts'

// Saving keeps what was typed; whether it is enough is asked when it is declared.

export const saveEligibility: Act<'save-eligibility'> = ({ input, case: c, scheme }) => {
  const strange = Object.entries(input.facts).filter(([id, value]) => {
    const question = scheme.questions.find(({ fact }) => fact === id)
    return value !== null && question !== undefined && !question.answers.some((answer) => answer.value === value)
  })
  if (strange.length > 0)
    return refuse({
      code: 'input-invalid',
      fields: strange.map(([id]) => ({ path: `facts.${id}`, code: 'not-offered' })),
    })
  const known = Object.values({ ...c.eligibility, ...input.facts }).filter((value) => value !== null)
  if (known.length <= mostFacts) return ok(input)
  return refuse({ code: 'input-invalid', fields: [{ path: 'facts', code: 'too-many', limit: mostFacts }] })
}
export const saveOrganisation: Act<'save-organisation'> = ({ input }) => ok(input)
export const saveContact: Act<'save-contact'> = ({ input }) => ok(input)
export const saveSoftware: Act<'save-software'> = ({ input }) => ok(input)
export const saveUpdates: Act<'save-updates'> = ({ input }) => ok(input)

export const saveProduct: Act<'save-product'> = ({ input, scheme }) => {
  if (scheme.categories.some((category) => category.id === input.category)) return ok(input)
  return { ok: false, fault: { code: 'input-invalid', fields: [{ path: 'category', code: 'not-offered' }] } }
}

/** Keeps the models in tidy form; the page shows beforehand what changes (readModels). */
export const saveModels: Act<'save-models'> = ({ input, case: c }) => {
  const read = modelsFrom(input.text)
  if (!read.ok) return read
  const { models } = read.value
  // Who says nothing of bar code numbers leaves those that are there, but for models that are gone.
  const kept = (c.product.gtins ?? []).filter(({ model }) => models.includes(model))
  const gtins = input.gtins === undefined ? ok(kept) : readGtins(input.gtins, models)
  return gtins.ok ? ok({ models, ...(gtins.value.length === 0 ? {} : { gtins: gtins.value }) }) : gtins
}
