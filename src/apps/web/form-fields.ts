/** What the fields of a sent form held. A field sent several times is a list. */
export type FormData = Readonly<Record<string, string | readonly string[]>>

/** A form field that is sent once. */
export const one = (form: FormData, name: string): string => {
  const value = form[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** A form field that may be sent several times. */
export const several = (form: FormData, name: string): readonly string[] => {
  const value = form[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
