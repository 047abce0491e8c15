import { normalise } from '../register/search.ts'

/** The form in which the names of makers are compared. */
export const makerKey = (name: string): string => normalise(name).replace(/[.,]/g, '')

const japaneseForms = ['株式会社', '(株)', '有限会社', '(有)', '合同会社']
const westernForms: ReadonlySet<string> = new Set(
  'INC INCORPORATED CORP CORPORATION COMPANY CO LIMITED LTD LLC PTE GMBH AG BV SA KK OY AB'.split(' '),
)

/**
 * The same without the legal form (株式会社, Inc., Co., Ltd.); undefined where there is none. Two companies may share what is
 * left, so it decides only where nobody has the name as it was written.
 */
export function withoutForm(name: string): string | undefined {
  let rest = name.normalize('NFKC').toUpperCase().trim()
  const before = rest
  for (const form of japaneseForms) {
    if (rest.startsWith(form)) rest = rest.slice(form.length)
    if (rest.endsWith(form)) rest = rest.slice(0, -form.length)
  }
  // Whole words only: the AB at the end of MATLAB is no legal form.
  const words = rest
    .replace(/\b([A-Z])\.([A-Z])\b\.?/g, '$1$2')
    .split(/[\s.,]+/)
    .filter((word) => word !== '')
  while (words.length > 1 && westernForms.has(words.at(-1)!)) words.pop()
  const key = makerKey(words.join(''))
  return key.length < 2 || key === makerKey(before) ? undefined : key
}
