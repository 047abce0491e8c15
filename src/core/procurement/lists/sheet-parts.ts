import { openXmlScan, type XmlSeen } from './xml-scan.ts'
import type { ZipPart } from './zip-parts.ts'
import { unpackPart } from './zip-parts.ts'

/** The parts of a workbook that can be opened one by one. */
export interface Parts {
  /** Reads one part; what ended it, or 'missing'. `enough` stops it early. */
  scan(name: string, seen: XmlSeen, enough?: () => boolean): 'whole' | 'broken' | 'too-large' | 'missing'
}

/** Opens the parts of a workbook; each is unpacked up to the limit, as it is read. */
export const openParts = (bytes: Uint8Array, directory: ReadonlyMap<string, ZipPart>, limit: number): Parts => ({
  scan(name, seen, enough = () => false) {
    const part = directory.get(name)
    if (part === undefined) return 'missing'
    const decoder = new TextDecoder()
    const scan = openXmlScan(seen)
    let fine = true
    const end = unpackPart(bytes, part, limit, (piece) => {
      fine = scan.push(decoder.decode(piece, { stream: true }))
      return fine && !enough()
    })
    return fine ? end : 'broken'
  },
})

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** Which sheets there are, in order, and whether days are counted from 1904; undefined where the workbook is broken. */
export function readSheets(
  parts: Parts,
): { readonly sheets: readonly Sheet[]; readonly from1904: boolean } | undefined {
  const found: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  const workbook = parts.scan('xl/workbook.xml', {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute('date1904') ?? '')
      if (name !== 'sheet' || found.length >= 500) return
      const hidden = (attribute('state') ?? 'visible') !== 'visible'
      found.push({
        name: (attribute('name') ?? '').slice(0, 100),
        id: attribute('r:id') ?? attribute('id') ?? '',
        hidden,
      })
    },
    close() {},
    text() {},
  })
  const targets = new Map<string, string>()
  const relations = parts.scan('xl/_rels/workbook.xml.rels', {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const target = attribute('Target') ?? ''
      targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
    close() {},
    text() {},
  })
  if (workbook !== 'whole' || relations !== 'whole') return undefined
  const sheets = found.flatMap(({ id, ...sheet }) => (targets.has(id) ? [{ ...sheet, part: targets.get(id)! }] : []))
  return { sheets, from1904 }
}

// More characters than any list has; a workbook that holds more is read no further.
const mostCharacters = 200_000_000

/** The texts that cells point to; furigana beside them are no part of the text. */
export function readSharedStrings(parts: Parts, longest: number): readonly string[] | 'broken' | 'too-large' {
  const strings: string[] = []
  let text = ''
  let inText = false
  let beside = 0
  let total = 0
  const end = parts.scan(
    'xl/sharedStrings.xml',
    {
      open(name) {
        if (name === 'si') text = ''
        else if (name === 'rPh') beside++
        else if (name === 't') inText = true
      },
      close(name) {
        if (name === 'rPh') beside--
        else if (name === 't') inText = false
        else if (name === 'si') {
          strings.push(text)
          total += text.length
        }
      },
      text(piece) {
        if (inText && beside === 0 && text.length <= longest) text += piece
      },
    },
    () => total > mostCharacters,
  )
  if (end === 'missing') return []
  if (end === 'whole') return total > mostCharacters ? 'too-large' : strings
  return end
}

// ECMA-376 part 1, 18.8.30: the numbers of formats that show a number as a day or a time, and those of East Asian versions.
const isDateNumber = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Which styles show a number as a day: for these the number in the file is not what the person saw. */
export function readDateStyles(parts: Parts): ReadonlySet<number> {
  const custom = new Set<number>()
  const dates = new Set<number>()
  let inCellFormats = false
  let style = 0
  parts.scan('xl/styles.xml', {
    open(name, attribute) {
      if (name === 'numFmt') {
        const code = (attribute('formatCode') ?? '').slice(0, 200).replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
        if (/[ymdge]/i.test(code) && !/general/i.test(code)) custom.add(Number(attribute('numFmtId')))
      } else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute('numFmtId'))
        if (isDateNumber(id) || custom.has(id)) dates.add(style)
        style++
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
    text() {},
  })
  return dates
}
