import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

// The JSON schemas of OSCAL 1.2.1 (NIST, public domain) lie beside the checkout; nothing is fetched.
const folder = resolve(import.meta.dirname, '../../../shared/data/oscal-1.2.1')

/** Whether the schemas are not there; whoever skips a test for it says so. */
export const schemasAbsent = !existsSync(resolve(folder, 'oscal_catalog_schema.json'))
if (schemasAbsent)
  console.warn('NOT RUN: exports against the OSCAL 1.2.1 schemas, because ../shared/data/oscal-1.2.1 is absent')

export type OscalModel = 'catalog' | 'profile' | 'mapping' | 'component' | 'assessment-results'

const compiled = new Map<OscalModel, ValidateFunction>()

/** What the schema of a model says against a document; nothing if it is valid. */
export function oscalErrors(model: OscalModel, document: unknown): readonly string[] {
  let validate = compiled.get(model)
  if (!validate) {
    const ajv = new Ajv({ strict: false, allErrors: false, unicodeRegExp: true })
    ;(addFormats as unknown as (a: Ajv) => void)(ajv)
    validate = ajv.compile(JSON.parse(readFileSync(resolve(folder, `oscal_${model}_schema.json`), 'utf8')))
    compiled.set(model, validate)
  }
  // Through JSON, as it leaves the house.
  validate(JSON.parse(JSON.stringify(document)))
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}
