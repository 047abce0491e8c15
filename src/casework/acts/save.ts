import { ok, refuse } from '../../core/kernel/result.ts'
import type { Act } from '../act.ts'
import { mostFacts } from '../act-data.ts'
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
export const saveModels: Act<'save-models'> = ({ input }) => modelsFrom(input.text)
