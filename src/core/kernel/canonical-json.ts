import canonicalize from 'canonicalize'

/** RFC 8785 canonical JSON. `undefined` fields vanish; anything JSON cannot say throws. Runs in a browser too. */
export function canonicalJson(value: unknown): string {
  const text = (canonicalize as unknown as (v: unknown) => string | undefined)(value)
  if (text === undefined) throw new TypeError('this value has no canonical JSON')
  return text
}
