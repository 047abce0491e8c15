import { lexer, type Token, type Tokens } from 'marked'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { IxitEntry, IxitField, IxitTable } from '../selection/ixit.ts'
import type { IxitMarkdownFault } from './ixit-markdown-faults.ts'

/** A table as read, and the sections that are no part of it, so that nothing is passed over in silence. */
export interface IxitReading {
  readonly table: IxitTable
  readonly skipped: readonly string[]
}

const limit = 1_000_000 // bytes; the largest table seen in the wild has 28 000

// Names of ETSI TS 103 701 V2.1.1, annex A; three were called otherwise in V1.1.1.
const names = (
  'AuthMech UserInfo VulnTypes Conf VulnMon SoftComp UpdMech UpdProc ReplSup SecParam SecComMech NetSecImpl SoftServ ' +
  'SecMgmt PhyIntf CodeMin PrivlCtrl AccCtrl SecDev SecBoot PersData ExtSens ResMech TelData DelFunc UserDec UserIntf ' +
  'LogIntf InpVal'
).split(' ')
const tables = new Map(names.map((name, i) => [`${i + 1}-${name}`, 'ETSI TS 103 701 V2.1.1']))
for (const old of ['11-ComMech', '15-Intf', '28-ExtAPI']) tables.set(old, 'ETSI TS 103 701 V1.1.1')

/** Takes in one IXIT table written in Markdown; `name` is its file name, e.g. `ixit_1-AuthMech.md`. */
export function importIxitMarkdown(name: string, text: string): Result<IxitTable, IxitMarkdownFault> {
  const reading = readIxitMarkdown(name, text)
  return reading.ok ? ok(reading.value.table) : reading
}

/** The same, with the sections that were left out. */
export function readIxitMarkdown(name: string, text: string): Result<IxitReading, IxitMarkdownFault> {
  if (text.length > limit) return refuse({ code: 'ixit-too-large', name, limit })
  const table = /(\d{1,2}-[A-Za-z]+)(\.md)?$/.exec(name)?.[1] ?? ''
  const edition = tables.get(table)
  if (edition === undefined) return refuse({ code: 'ixit-table-unknown', name })

  const tokens = tokensOf(text)
  if (tokens === undefined) return refuse({ code: 'ixit-nested-too-deep', name })
  const { sections, skipped } = outline(tokens, table.replace(/^\d+-/, ''))
  const entries: IxitEntry[] = []
  for (const { id, title, fields } of sections) {
    const seen = new Map<string, IxitField>()
    for (const field of fields) {
      if (seen.has(field.id)) return refuse({ code: 'ixit-declared-twice', name, place: `${id}/${field.id}` })
      seen.set(field.id, withGap(field.text.join('').trim()))
    }
    if (entries.some((e) => e.id === id)) return refuse({ code: 'ixit-declared-twice', name, place: id })
    if (seen.size > 0) entries.push({ id, ...(title === undefined ? {} : { title }), fields: Object.fromEntries(seen) })
  }
  if (entries.length === 0) return refuse({ code: 'ixit-nothing-declared', name })
  return ok({ table: { table, edition, entries }, skipped })
}

// The library descends into every quotation and list; text made to exhaust the stack is refused like any other bad text.
function tokensOf(text: string): readonly Token[] | undefined {
  try {
    return lexer(text)
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}

interface Section {
  readonly id: string
  readonly title?: string
  readonly depth: number
  readonly fields: { readonly id: string; readonly depth: number; readonly text: string[] }[]
}

// An entry begins at a heading `ID: x [: title]`; deeper headings are its fields, still deeper ones belong to the field's
// text. A table without any ID is one entry whose fields are the sections.
function outline(tokens: readonly Token[], shortName: string): { sections: Section[]; skipped: string[] } {
  const headings = tokens.filter(isHeading)
  const hasIds = headings.some((h) => entryOf(h) !== undefined)
  const sections: Section[] = hasIds ? [] : [{ id: shortName, depth: 1, fields: [] }]
  const skipped: string[] = []
  let section = hasIds ? undefined : sections[0]
  let field: Section['fields'][number] | undefined

  for (const token of tokens) {
    if (!isHeading(token)) {
      const blank = token.type === 'space' && field?.text.at(-1)?.endsWith('\n\n')
      if (token.type !== 'hr' && !blank) field?.text.push(token.raw)
      continue
    }
    const heading = plain(token.text)
    const begins = entryOf(token)
    if (begins !== undefined) {
      section = { ...begins, depth: token.depth, fields: [] }
      field = undefined
      sections.push(section)
    } else if (token.depth === 1 || isFrame(heading) || section === undefined || token.depth <= section.depth) {
      if (token.depth !== 1 && !/^Table\b/i.test(heading)) skipped.push(heading)
      if (hasIds) section = undefined
      field = undefined
    } else if (field !== undefined && token.depth > field.depth) {
      field.text.push(token.raw)
    } else {
      const { name, value } = fieldOf(heading)
      field = { id: kebab(name), depth: token.depth, text: value === undefined ? [] : [`${value}\n\n`] }
      section.fields.push(field)
    }
  }
  return { sections, skipped }
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'
const plain = (text: string) => text.replaceAll('**', '').replaceAll('`', '').trim()
/** Headings that frame a table and declare nothing: its printed number, and the matrix that repeats it. */
const isFrame = (heading: string) => /^(Table\b|Summary Matrix\b)/i.test(heading)

function entryOf(token: Tokens.Heading): { id: string; title?: string } | undefined {
  const match = /^ID\s*[:：]\s*(\S+?)(?:[:：]\s+(.+))?$/.exec(plain(token.text))
  if (match?.[1] === undefined) return undefined
  return { id: match[1], ...(match[2] === undefined ? {} : { title: match[2] }) }
}

function fieldOf(heading: string): { name: string; value?: string } {
  const match = /^(.+?)[:：]\s+(.+)$/.exec(heading)
  return match?.[1] === undefined || match[2] === undefined ? { name: heading } : { name: match[1], value: match[2] }
}

const kebab = (name: string) =>
  name
    .replace(/\([^)]*\)/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

// Only what the text itself says is open; whether a declared text is good enough is for people to judge.
const open =
  /documentation gap|to be (?:resolved|defined|determined|confirmed|decided|added)|\bT\.?B\.?D\b|\bTODO\b|未定|検討中|\?+\s+(?:years?|months?|weeks?|days?)|[?？]+\s*(?:年|か月|ヶ月|日)間?/gi

function withGap(text: string): IxitField {
  if (text === '' || /^[\s*_?？–—-]+$/.test(text)) return { text, gap: '何も書かれていない / nothing is declared' }
  const said = [...new Set([...text.matchAll(open)].map((match) => match[0].replace(/\s+/g, ' ')))]
  if (said.length === 0) return { text }
  return {
    text,
    gap: `本文に${said.map((words) => `「${words}」`).join('')}とあり、まだ決まっていない / the text itself says ${said
      .map((words) => `“${words}”`)
      .join(', ')}: it is still open`,
  }
}
