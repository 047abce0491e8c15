// What a page in HTML shows at a glance. Not a parser: pages of devices are broken in many ways, and hostile ones try to be costly.
// Every pattern here runs in time linear to the text.

/** Longest text that is looked through, in characters. */
const mostLookedAt = 262_144

export interface HtmlGlance {
  readonly title?: string
  readonly passwordField: boolean
  readonly fileField: boolean
  /** There is script, and hardly a word beside it. */
  readonly scripted: boolean
  /** What a person reads, white space squeezed. */
  readonly words: string
}

/** A body as text, by the character set it names; devices of some age speak Shift_JIS and EUC-JP. */
export function textOf(body: Uint8Array, contentType = ''): string {
  const start = Buffer.from(body.subarray(0, 2_048)).toString('latin1')
  const named =
    /charset\s*=\s*["']?([\w-]{2,30})/i.exec(contentType)?.[1] ?? /charset\s*=\s*["']?([\w-]{2,30})/i.exec(start)?.[1]
  try {
    return new TextDecoder(named ?? 'utf-8').decode(body)
  } catch {
    return new TextDecoder().decode(body) // it names a set that does not exist
  }
}

/** Looks at a page once. */
export function glance(html: string): HtmlGlance {
  const page = html.slice(0, mostLookedAt)
  const title = /<title\b[^>]{0,200}>([^<]{1,2000})/i.exec(page)?.[1]
  const words = wordsOf(page)
  const fields = [...page.matchAll(/<input\b([^<>]{0,500})/gi)].map((m) => m[1] ?? '')
  const typed = (type: string) => fields.some((f) => new RegExp(`\\btype\\s*=\\s*["']?${type}\\b`, 'i').test(f))
  return {
    ...(title !== undefined && title.trim() !== '' && { title: squeezed(unescaped(title)) }),
    passwordField: typed('password'),
    fileField: typed('file'),
    scripted: /<script\b/i.test(page) && words.length < 400,
    words,
  }
}

/** What a person reads in a page: no tags, no scripts, no styles, no comments. */
export const wordsOf = (html: string): string => squeezed(readable(html))

/** The same in lines: a row of a table, a paragraph, an item of a list is one. */
export const linesOf = (html: string): readonly string[] =>
  readable(html)
    .split('\u2028')
    .map(squeezed)
    .filter((line) => line !== '')

const blocks =
  /^<\/?(address|article|aside|blockquote|br|caption|dd|div|dl|dt|fieldset|figcaption|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|tfoot|thead|title|tr|ul)\b/
/** Tags that may stand inside a word. */
const inWord = /^<\/?(a|abbr|b|code|em|font|i|mark|small|span|strong|sub|sup|u|wbr)\b/

function readable(html: string): string {
  const kept: string[] = []
  const page = html.slice(0, mostLookedAt)
  let at = 0
  while (at < page.length) {
    const open = page.indexOf('<', at)
    if (open < 0) break
    kept.push(page.slice(at, open))
    const rest = page.slice(open, open + 20).toLowerCase()
    const hidden = ['script', 'style', 'template', 'noscript'].find((name) => rest.startsWith(`<${name}`))
    const end = rest.startsWith('<!--') ? '-->' : hidden ? `</${hidden}` : '>'
    const close = indexOfSmall(page, end, open + 1)
    kept.push(blocks.test(rest) ? '\u2028' : inWord.test(rest) ? '' : ' ')
    at = close < 0 ? page.length : close + (hidden ? 0 : end.length)
    if (hidden && close >= 0) {
      const after = page.indexOf('>', close)
      at = after < 0 ? page.length : after + 1
    }
  }
  kept.push(page.slice(at))
  return unescaped(kept.join(''))
}

/** `indexOf` without regard to the size of letters; `what` is in small letters. */
function indexOfSmall(text: string, what: string, from: number): number {
  if (!what.startsWith('</')) return text.indexOf(what, from)
  for (let at = text.indexOf('</', from); at >= 0; at = text.indexOf('</', at + 2))
    if (text.slice(at, at + what.length).toLowerCase() === what) return at
  return -1
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  copy: '©',
  reg: '®',
}

const unescaped = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
  })
