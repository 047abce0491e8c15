import type { AccountFault } from '../../casework/account-faults.ts'
import { isPrintable } from '../../casework/fields.ts'

const longest = { organisation: 120, person: 80 }

const fits = (text: string, limit: number): boolean =>
  text.length <= limit && !/[\r\n\t]/.test(text) && isPrintable(text)

/** Why an organisation cannot have this name. Names are written into letters to people who never heard of us: one short line. */
export function organisationNameFault(name: string): AccountFault | undefined {
  if (name === '') return { code: 'organisation-name-missing' }
  return fits(name, longest.organisation) ? undefined : { code: 'organisation-name-unfit', limit: longest.organisation }
}

/** Why a person cannot have this name. */
export function personNameFault(name: string): AccountFault | undefined {
  if (name === '') return { code: 'name-missing' }
  return fits(name, longest.person) ? undefined : { code: 'name-unfit', limit: longest.person }
}
