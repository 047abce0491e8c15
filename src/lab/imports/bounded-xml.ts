import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { textOf } from '../evidence/utf8.ts'
import type { ImportFault } from './faults.ts'
import { importLimits } from './imported.ts'
import type { ImportTool } from './seen.ts'

/** An element: attributes by their name, text under `#text`, children by their tag. */
export interface XmlElement {
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  children(tag: string): readonly XmlElement[]
}

/** Reads XML of another tool. Size, number of elements and depth are counted before anything is built; entities are refused. */
export function readXml(tool: ImportTool, root: string, bytes: Uint8Array): Result<XmlElement, ImportFault> {
  const { xmlBytes, xmlElements, xmlPiece } = importLimits
  if (bytes.length > xmlBytes) return refuse({ code: 'import-too-large', tool, limit: xmlBytes })
  const text = textOf(bytes)
  if (text === undefined) return refuse({ code: 'import-not-text', tool })
  // Entities are how a few lines of XML swell to gigabytes; no tool that we read declares any.
  if (/<!ENTITY|<!DOCTYPE[^>]{0,2000}\[/i.test(text)) return refuse({ code: 'import-xml-entities', tool })
  const { elements, depth, longest } = measure(text)
  if (elements > xmlElements) return refuse({ code: 'import-too-many', tool, limit: xmlElements })
  if (longest > xmlPiece) return refuse({ code: 'import-too-large', tool, limit: xmlPiece })
  if (depth > importLimits.depth) return refuse({ code: 'import-nested-too-deep', tool, limit: importLimits.depth })
  if (!text.trimStart().startsWith('<')) return refuse({ code: 'import-of-another-format', tool })
  const valid = XMLValidator.validate(text)
  if (valid !== true) return refuse({ code: 'import-broken', tool, reason: `XML, line ${valid.err.line}` })
  const document = parsed(text)
  if (document === undefined) return refuse({ code: 'import-broken', tool, reason: 'XML' })
  const [found] = elementOf(document).children(root)
  return found === undefined ? refuse({ code: 'import-of-another-format', tool }) : ok(found)
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
})

/** Undefined for names that no tool writes, and by which a program could be led astray: '__proto__', 'constructor'. */
function parsed(text: string): unknown {
  try {
    return parser.parse(text)
  } catch {
    return undefined
  }
}

function elementOf(node: unknown): XmlElement {
  const fields = typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>) : {}
  return {
    attributes: Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) =>
        name.startsWith('@') ? [[name.slice(1), withoutEntities(String(value))]] : [],
      ),
    ),
    text: withoutEntities(typeof node === 'string' ? node : String(fields['#text'] ?? '')),
    children: (tag) => {
      const all = Object.hasOwn(fields, tag) ? fields[tag] : undefined
      return Array.isArray(all) ? all.map(elementOf) : []
    },
  }
}

// The five names that XML itself has, and numbers; anything else stays as it is written.
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const withoutEntities = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return named[name.toLowerCase()]!
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** Roughly, and in one pass: how many elements begin, how deep they lie in each other, and the longest piece without a tag's end. */
function measure(text: string): { readonly elements: number; readonly depth: number; readonly longest: number } {
  let [elements, depth, deepest, longest, last] = [0, 0, 0, 0, 0]
  for (let at = text.indexOf('<'); at >= 0; ) {
    const next = text[at + 1]
    const end = text.indexOf('>', at)
    longest = Math.max(longest, at - last, (end < 0 ? text.length : end) - at)
    if (end < 0) return { elements, depth: deepest, longest }
    if (next === '/') depth--
    else if (next !== '!' && next !== '?') {
      elements++
      if (text[end - 1] !== '/' && ++depth > deepest) deepest = depth
    }
    last = end
    at = text.indexOf('<', end)
  }
  return { elements, depth: deepest, longest: Math.max(longest, text.length - last) }
}
