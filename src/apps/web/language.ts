import { type Language, languages } from '../../core/kernel/text.ts'

/** The language of an address: its first segment, or none. */
export function languageOfPath(path: string): Language | undefined {
  const first = path.split('/')[1]
  return languages.find((l) => l === first)
}

/** The best of our languages for an `Accept-Language` header; Japanese when it asks for neither. */
export function negotiate(header: string | undefined): Language {
  const wishes = (header ?? '')
    .split(',')
    .map((part, i) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((x) => x !== undefined)
      return { tag: tag.split('-')[0], q: q === undefined ? 1 : Number(q), i }
    })
    .filter((wish) => wish.q > 0)
    .sort((a, b) => b.q - a.q || a.i - b.i)
  return wishes.map((wish) => languages.find((l) => l === wish.tag)).find((l) => l !== undefined) ?? 'ja'
}

/** The same page in the other language: path, filters and all. Short links carry `?lang=`, everything else a prefix. */
export function otherAddress(url: URL, to: Language): string {
  const query = new URLSearchParams(url.search)
  if (languageOfPath(url.pathname) === undefined) {
    query.set('lang', to)
    return `${url.pathname}?${query}`
  }
  const rest = url.pathname.split('/').slice(2).join('/')
  return `/${to}/${rest}${query.size > 0 ? url.search : ''}`
}
