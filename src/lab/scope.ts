import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { type IsoDate, isDate } from '../core/kernel/date.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { AddressKind } from './observation.ts'
import type { Target } from './target.ts'

// Who may be spoken to (lab.md §7): the bench's own networks. Everything else needs a scope that somebody signed for.

export type ScopeFault =
  | { readonly code: 'target-not-an-address'; readonly found: string }
  | { readonly code: 'target-address-twice'; readonly found: string; readonly other: string }
  | { readonly code: 'target-out-of-scope'; readonly address: string }
  | { readonly code: 'target-without-zone'; readonly address: string }
  | { readonly code: 'scope-not-in-force'; readonly address: string; readonly from: string; readonly until: string }

/** Ranges that a bench may stand in (RFC 1918, RFC 4193, RFC 3927, RFC 2544); the last is for isolated test networks. */
const benchRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '198.18.0.0/15',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].map((range) => ipaddr.parseCIDR(range))

/** What a signed scope file allows besides: one device elsewhere, that its owner agreed to have tested, in these days. */
export const scopeSchema = z.strictObject({
  target: z.string().max(60), // literal address
  owner: z.string().min(1).max(200),
  reason: z.string().min(1).max(500),
  from: z.string().refine(isDate),
  until: z.string().refine(isDate),
})
export type Scope = z.output<typeof scopeSchema>

/** Pins the addresses of one device. Each must be literal, of a kind of its own, and in a range that may be spoken to. */
export function pinTarget(
  addresses: readonly string[],
  options: { readonly scopes?: readonly Scope[]; readonly today: IsoDate; readonly mac?: string },
): Result<Target, ScopeFault> {
  const pinned: Partial<Record<AddressKind, string>> = {}
  for (const found of addresses) {
    const [bare = '', zone] = found.split('%')
    if (!isPlain(bare) || (zone !== undefined && !/^[\w.-]{1,15}$/.test(zone)))
      return refuse({ code: 'target-not-an-address', found: found.slice(0, 60) })
    const address = ipaddr.process(bare)
    const kind: AddressKind =
      address.kind() === 'ipv4' ? 'ipv4' : address.range() === 'linkLocal' ? 'link-local' : 'ipv6'
    if (kind === 'link-local' && zone === undefined) return refuse({ code: 'target-without-zone', address: found })
    const other = pinned[kind]
    if (other !== undefined) return refuse({ code: 'target-address-twice', found, other })
    if (!mayBeSpokenTo(address, options)) {
      const named = options.scopes?.find((scope) => isFor(scope, address)) // then the days are the reason
      return named === undefined
        ? refuse({ code: 'target-out-of-scope', address: found })
        : refuse({ code: 'scope-not-in-force', address: found, from: named.from, until: named.until })
    }
    pinned[kind] = kind === 'link-local' ? `${address.toString()}%${zone}` : address.toString()
  }
  const primary = (['ipv4', 'ipv6', 'link-local'] as const).find((kind) => pinned[kind] !== undefined)
  if (primary === undefined) return refuse({ code: 'target-not-an-address', found: '' })
  return ok({ addresses: pinned, primary, ...(options.mac === undefined ? {} : { mac: options.mac }) })
}

/** Forms such as 0x7f.1, 0313.0.0.7 or 2130706433 are read differently by different programs: only the plain ones are taken. */
const isPlain = (address: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(address) || (address.includes(':') && ipaddr.IPv6.isValid(address))

/** What is no address of one device, whoever signs for it. */
const ofMany: ReadonlySet<string> = new Set(['multicast', 'broadcast', 'unspecified'])

const mayBeSpokenTo = (
  address: ipaddr.IPv4 | ipaddr.IPv6,
  { scopes = [], today }: { readonly scopes?: readonly Scope[]; readonly today: IsoDate },
): boolean =>
  benchRanges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits)) ||
  scopes.some((scope) => isFor(scope, address) && scope.from <= today && today <= scope.until)

const isFor = ({ target }: Scope, address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  isPlain(target) && !ofMany.has(address.range()) && ipaddr.process(target).toString() === address.toString()

/** The link-local address that a device with this MAC has by RFC 4291, appendix A; many have it, privacy-minded ones do not. */
export function linkLocalOf(mac: string): string | undefined {
  const bytes = mac.split(/[:-]/).map((part) => Number.parseInt(part, 16))
  if (bytes.length !== 6 || bytes.some((b) => !(b >= 0 && b <= 255))) return undefined
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = bytes
  return new ipaddr.IPv6([0xfe, 0x80, 0, 0, 0, 0, 0, 0, a ^ 2, b, c, 0xff, 0xfe, d, e, f]).toString()
}

/** What the refusals of this door say to a person. */
export const scopeFaultTexts: FaultTexts<ScopeFault> = {
  'target-not-an-address': {
    what: { ja: '「{found}」はIPアドレスではありません。', en: '“{found}” is not an IP address.' },
    why: {
      ja: '名前は引くたびに別の機器を指すことがあるため、アドレスそのものだけを受け付けます。',
      en: 'A name may point to another device each time it is looked up, so only literal addresses are taken.',
    },
    next: { ja: '--target 192.168.1.20 のように指定してください。', en: 'Give it as --target 192.168.1.20.' },
  },
  'target-address-twice': {
    what: {
      ja: '{other} と {found} が同じ種類のアドレスです。',
      en: '{other} and {found} are addresses of the same kind.',
    },
    why: { ja: '一回の試験で調べる機器は一台です。', en: 'A run tests one device.' },
    next: {
      ja: '一台の機器のアドレスを、IPv4、IPv6、リンクローカルのそれぞれ一つまで指定してください。',
      en: 'Give at most one IPv4, one IPv6 and one link-local address, all of one device.',
    },
  },
  'target-out-of-scope': {
    what: { ja: '{address} は試験してよい範囲の外です。', en: '{address} is outside the range that may be tested.' },
    why: {
      ja: '試験台のための範囲（プライベート、リンクローカル、ループバック）の外の機器は、持ち主の同意なしに試験できません。',
      en: 'A device outside private, link-local and loopback ranges may not be tested without the consent of its owner.',
    },
    next: {
      ja: '機器を試験台の閉じたネットワークにつなぐか、持ち主が同意した範囲のファイルを署名付きで指定してください（--scope）。',
      en: 'Connect the device to an isolated network on the bench, or give a signed scope file its owner agreed to (--scope).',
    },
  },
  'scope-not-in-force': {
    what: {
      ja: '{address} を試験してよい期間ではありません。',
      en: '{address} may not be tested today.',
    },
    why: {
      ja: '署名された範囲の期間は {from} から {until} までです。',
      en: 'The signed scope is for {from} to {until}.',
    },
    next: {
      ja: '持ち主の同意を得て、新しい範囲をつくってください（probe scope）。',
      en: 'Get the consent of its owner and make a new scope (probe scope).',
    },
  },
  'target-without-zone': {
    what: { ja: '{address} にゾーンがありません。', en: '{address} has no zone.' },
    why: {
      ja: 'リンクローカルアドレスは、どのネットワークにつながる機器かを示さないと決まりません。',
      en: 'A link-local address names a device only together with the interface it is reached through.',
    },
    next: { ja: 'fe80::1%eth0 のように書いてください。', en: 'Write it as fe80::1%eth0.' },
  },
}
