import { type ByteSource, Malformed, type Range, within } from './byte-source.ts'

/** A file in a cpio archive. */
export interface CpioMember extends Range {
  readonly name: string
  /** Where the sum of its bytes stands in its header, as eight hexadecimal digits; absent where the archive has none. */
  readonly sumAt?: number
}

const header = 110
const mostMembers = 500

/** The members of a cpio archive in the "new" ASCII format, with or without sums (magic 070701, 070702). */
export async function cpioMembers(source: ByteSource): Promise<readonly CpioMember[]> {
  const members: CpioMember[] = []
  for (let at = 0; ; ) {
    if (members.length >= mostMembers) throw new Malformed('too-large')
    const head = (await source.read(at, header)).toString('latin1')
    if (!/^07070[12][0-9A-Fa-f]{104}$/.test(head)) throw new Malformed('malformed')
    const field = (index: number) => Number.parseInt(head.slice(6 + index * 8, 14 + index * 8), 16)
    const nameLength = field(11)
    if (nameLength < 2 || nameLength > 4096) throw new Malformed('malformed')
    const name = (await source.read(at + header, nameLength)).toString('utf8').replace(/\0.*$/s, '')
    if (name === 'TRAILER!!!') return members
    const member = within(source, { offset: padded(at + header + nameLength), length: field(6) })
    if (members.some((m) => m.name === name)) throw new Malformed('malformed') // which of the two would be installed?
    members.push({ name, ...member, ...(head[5] === '2' && { sumAt: at + 6 + 12 * 8 }) })
    at = padded(member.offset + member.length)
  }
}

const padded = (at: number) => Math.ceil(at / 4) * 4
