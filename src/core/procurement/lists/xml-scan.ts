/** What is seen in XML as it passes: the beginning of an element, its end, and text. Names are without prefixes. */
export interface XmlSeen {
  open(name: string, attribute: (name: string) => string | undefined): void
  close(name: string): void
  text(text: string): void
}

/** Reads XML that comes piece by piece and builds nothing; false where it is no XML a spreadsheet writes. */
export interface XmlScan {
  push(text: string): boolean
}

const longestTag = 65_536

/**
 * Opens a scan. A document type may make entities that grow without end; no spreadsheet writes one, so it ends the scan, as do
 * tags without end.
 */
export function openXmlScan(seen: XmlSeen): XmlScan {
  let held = ''
  const tag = (written: string): void => {
    if (written.startsWith('/')) {
      seen.close(local(written.slice(1).trim()))
      return
    }
    const empty = written.endsWith('/')
    const body = empty ? written.slice(0, -1) : written
    const space = body.search(/\s/)
    const name = local(space === -1 ? body : body.slice(0, space))
    seen.open(name, (asked) => (space === -1 ? undefined : attributeOf(body, asked, space)))
    if (empty) seen.close(name)
  }
  return {
    push(piece) {
      const text = held + piece
      let at = 0
      for (;;) {
        const begin = text.indexOf('<', at)
        if (begin === -1) {
          // Half an entity may stand at the end of a piece.
          const cut = text.indexOf('&', Math.max(at, text.length - 12)) === -1 ? text.length : text.lastIndexOf('&')
          if (cut > at) seen.text(unescaped(text.slice(at, cut)))
          held = text.slice(Math.max(at, cut))
          return true
        }
        if (begin > at) seen.text(unescaped(text.slice(at, begin)))
        const section = sections.find(({ opens }) => text.startsWith(opens, begin))
        const end = text.indexOf(section?.closes ?? '>', begin + (section?.opens.length ?? 1))
        if (end === -1) {
          held = text.slice(begin)
          return held.length <= longestTag
        }
        if (section?.opens === '<![CDATA[') seen.text(text.slice(begin + 9, end))
        else if (section === undefined) {
          if (text[begin + 1] === '!') return false
          tag(text.slice(begin + 1, end))
        }
        at = end + (section?.closes.length ?? 1)
      }
    },
  }
}

const sections = [
  { opens: '<!--', closes: '-->' },
  { opens: '<![CDATA[', closes: ']]>' },
  { opens: '<?', closes: '?>' },
] as const

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The value of one attribute; looked for from left to right, so that the time grows with the tag alone. */
function attributeOf(tag: string, name: string, from: number): string | undefined {
  for (let at = tag.indexOf(name, from); at !== -1; at = tag.indexOf(name, at + 1)) {
    if (!/[\s:]/.test(tag[at - 1] ?? '')) continue
    let equals = at + name.length
    while (tag[equals] === ' ') equals++
    if (tag[equals] !== '=') continue
    let open = equals + 1
    while (tag[open] === ' ') open++
    const quote = tag[open]
    if (quote !== '"' && quote !== "'") continue
    const close = tag.indexOf(quote, open + 1)
    return close === -1 ? undefined : unescaped(tag.slice(open + 1, close))
  }
  return undefined
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
