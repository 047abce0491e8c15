import type { Text } from '../../core/kernel/text.ts'
import type { Ixit, IxitEntry } from '../../core/selection/ixit.ts'
import { disclosureTokens } from '../instruments/discovery/seen.ts'
import {
  type BruteForceKind,
  bruteForceKinds,
  type DeclarationGap,
  type Declared,
  type DeclaredAuthentication,
  type DeclaredInformation,
  type DeclaredInterface,
  type DeclaredService,
  passwordSources,
} from './declared.ts'
import { portOf } from './endpoints.ts'
import { deletionsOf } from './read-deletions.ts'
import { readRecipe } from './read-recipe.ts'

/** Reads an IXIT as a machine can compare it with a device. Whatever cannot be read becomes a gap, in words for the maker. */
export function readIxit(ixit: Ixit): Declared {
  const gaps: DeclarationGap[] = []
  const reader = readerOf(ixit, gaps)
  const recovery = reader.entries(['23-ResMech']).map((e) => e.number('recovery-seconds', 1, 86_400))
  const longest = Math.max(0, ...recovery.filter((n) => n !== undefined))
  return {
    interfaces: reader.entries(['28-LogIntf', '28-ExtAPI']).map(interfaceOf),
    authentication: reader.entries(['1-AuthMech']).map(authenticationOf),
    communication: reader.entries(['11-SecComMech', '11-ComMech']).map((e) => ({
      id: e.id,
      endpoints: e.endpoints('endpoint', 'optional'),
      protocols: e.list('protocols').map((name) => name.replace(/\s+/g, '')),
    })),
    services: reader.entries(['13-SoftServ']).map(serviceOf),
    updates: reader.entries(['7-UpdMech']).map((e) => {
      const fileFormat = e.word('file-format')
      const verificationKey = e.text('verification-key')
      return {
        id: e.id,
        ...(e.text('endpoint') === undefined ? {} : { endpoints: e.endpoints('endpoint', 'optional') }),
        ...(fileFormat === undefined ? {} : { fileFormat }),
        ...(verificationKey === undefined ? {} : { verificationKey }),
      }
    }),
    information: informationOf(reader.entries(['2-UserInfo'])[0]),
    deletions: reader.entries(['25-DelFunc']).flatMap((e) => deletionsOf(e.id, e.text('target-type'))),
    ...(longest > 0 ? { recoverySeconds: longest } : {}),
    ...boundUdpOf(reader.entries(['28-LogIntf', '28-ExtAPI'])),
    tables: ixit.map((t) => t.table),
    gaps,
  }
}

const isNone = (text: string) => /^(none|no|n\/a|なし|無し|-)$/i.test(text.trim())

type Entry = ReturnType<ReturnType<typeof readerOf>['entries']>[number]

function readerOf(ixit: Ixit, gaps: DeclarationGap[]) {
  const entryOf = (table: string, entry: IxitEntry) => {
    const isOpen = (field: string) => Object.hasOwn(entry.fields, field) && entry.fields[field]?.gap !== undefined
    const gap = (field: string, problem: Text) => {
      const unread = problem === missing || problem === unreadableStatus
      gaps.push({ place: `${table}/${entry.id}/${field}`, problem: unread && isOpen(field) ? unconfirmed : problem })
    }
    /** The text of a field; undefined where it is missing or open. */
    const text = (field: string): string | undefined => {
      const declared = Object.hasOwn(entry.fields, field) ? entry.fields[field] : undefined
      const value = declared?.gap === undefined ? declared?.text.trim() : undefined
      return value === undefined || value === '' ? undefined : value
    }
    const list = (field: string) =>
      (text(field) ?? '')
        .split(/[,、\n]/)
        .map((part) => part.replace(/^[\s*-]+/, '').trim())
        .filter((part) => part !== '')
    const endpoints = (field: string, need: 'required' | 'optional'): readonly string[] => {
      const said = list(field)
      if (said.length === 0 && need === 'required') gap(field, missing)
      if (said.every(isNone)) return []
      return said.flatMap((part) => {
        const found = readEndpoint(part)
        if (found === undefined) gap(field, fillPart(unreadableEndpoint, part))
        return found === undefined ? [] : [found]
      })
    }
    return {
      id: entry.id,
      gap,
      text,
      list,
      endpoints,
      word: (field: string) => text(field)?.toLowerCase().split(/\s/)[0],
      oneOf: <const T extends string>(
        field: string,
        of: readonly T[],
        need: 'required' | 'optional',
      ): T | undefined => {
        const said = text(field)?.toLowerCase()
        const found = of.find((word) => said === word || said?.startsWith(`${word} `))
        if (found === undefined && (said !== undefined || need === 'required'))
          gap(
            field,
            said === undefined
              ? missing
              : fillPart(
                  {
                    ja: `「{part}」は、${of.join('、')} のどれでもありません`,
                    en: `“{part}” is none of ${of.join(', ')}`,
                  },
                  said,
                ),
          )
        return found
      },
      number: (field: string, from: number, to: number): number | undefined => {
        const said = text(field)
        if (said === undefined) return undefined
        const value = Number(/^\d+(\.\d+)?/.exec(said)?.[0] ?? Number.NaN)
        if (value >= from && value <= to) return value
        gap(
          field,
          fillPart(
            {
              ja: `「{part}」は ${from} から ${to} までの数ではありません`,
              en: `“{part}” is no number from ${from} to ${to}`,
            },
            said,
          ),
        )
        return undefined
      },
      enabled: (): boolean => {
        const said = text('status')
        if (
          said !== undefined &&
          /^\W*(disabled|closed|inactive|removed|not (present|used|enabled)|無効|閉じ)/i.test(said)
        )
          return false
        if (said === undefined || !/^\W*(enabled|open|active|mandatory|有効|開い)/i.test(said))
          gap('status', unreadableStatus)
        return true // what is not said to be off is looked for
      },
    }
  }
  return {
    entries: (tables: readonly string[]) =>
      ixit.filter((t) => tables.includes(t.table)).flatMap((t) => t.entries.map((entry) => entryOf(t.table, entry))),
  }
}

const missing: Text = {
  ja: '書かれていないため、機器と比べられません',
  en: 'it is not declared, so the device cannot be compared with it',
}
const unconfirmed: Text = {
  ja: '製造業者がまだ確かめていません（gap の行があります）。確かめて書き直し、gap の行を消してください',
  en: 'its maker has not confirmed it (there is a line `gap`); check it, correct it and delete that line',
}
const unreadableEndpoint: Text = {
  ja: '「{part}」を通信口として読めません（例：tcp/443）',
  en: '“{part}” cannot be read as a port, such as tcp/443',
}
const unknownToken: Text = {
  ja: `「{part}」は、次のどれでもありません：${disclosureTokens.join(', ')}`,
  en: `“{part}” is none of ${disclosureTokens.join(', ')}`,
}
const unreadableStatus: Text = {
  ja: '有効か無効かを読み取れません（「有効」または「無効」で書き始めてください）',
  en: 'it cannot be told whether it is enabled; begin with “Enabled” or “Disabled”',
}
const fillPart = (text: Text, part: string): Text => ({
  ja: text.ja.replace('{part}', part.slice(0, 60)),
  en: text.en.replace('{part}', part.slice(0, 60)),
})

/** 'tcp/443', '443/tcp', 'TCP 443' or 'UDP port 5683' as 'tcp/443'; undefined where it is no port. */
export function readEndpoint(text: string): string | undefined {
  const match = /^(tcp|udp)[\s/:]*(?:port\s*)?(\d{1,5})$/i.exec(text) ?? /^(\d{1,5})\s*\/\s*(tcp|udp)$/i.exec(text)
  const [transport, port] = /^\d/.test(match?.[1] ?? '') ? [match?.[2], match?.[1]] : [match?.[1], match?.[2]]
  const number = Number(port)
  return transport !== undefined && number >= 1 && number <= 65535 ? `${transport.toLowerCase()}/${number}` : undefined
}

function interfaceOf(e: Entry): DeclaredInterface {
  const protocol = e.word('protocol')
  const remote = e.oneOf('remotely-accessible', ['yes', 'no', 'はい', 'いいえ'], 'optional')
  const paths = e.text('paths') === undefined ? undefined : e.list('paths').filter((path) => path.startsWith('/'))
  const enabled = e.enabled()
  const endpoints = e.endpoints('endpoint', 'required')
  return {
    id: e.id,
    enabled,
    endpoints,
    ...(protocol === undefined ? {} : { protocol }),
    ...(remote === undefined ? {} : { remote: remote === 'yes' || remote === 'はい' }),
    ...(paths === undefined ? {} : { paths }),
    discloses: disclosesOf(e, enabled && endpoints.length > 0),
  }
}

/** What an interface discloses, in the words there are for it. Nothing written is no "none": it is a gap. */
function disclosesOf(e: Entry, needed: boolean): readonly string[] {
  if (needed && e.text('discloses') === undefined) e.gap('discloses', missing)
  const said = e.list('discloses').filter((token) => !isNone(token))
  const known: ReadonlySet<string> = new Set(disclosureTokens)
  for (const token of said) if (!known.has(token)) e.gap('discloses', fillPart(unknownToken, token))
  return said.filter((token) => known.has(token))
}

/** UDP ports the device lists as bound, where the maker gives the list. */
function boundUdpOf(entries: readonly Entry[]): Pick<Declared, 'boundUdp'> {
  const given = entries.filter((e) => e.text('bound-udp') !== undefined)
  if (given.length === 0) return {}
  const ports = given.flatMap((e) => e.endpoints('bound-udp', 'optional')).map((endpoint) => portOf('udp', endpoint))
  return { boundUdp: [...new Set(ports.filter((port) => port !== undefined))].sort((a, b) => a - b) }
}

function serviceOf(e: Entry): DeclaredService {
  const enabled = e.enabled()
  const endpoints = e.endpoints('endpoint', enabled ? 'required' : 'optional')
  const said = e.list('authentication-mechanism')
  if (said.length === 0) e.gap('authentication-mechanism', missing) // saying nothing is not saying "no login"
  return {
    id: e.id,
    enabled,
    endpoints,
    ...(said.length === 0 ? {} : { authentication: said.filter((name) => !isNone(name)) }),
  }
}

function authenticationOf(e: Entry): DeclaredAuthentication {
  const passwordSource = e.oneOf('password-source', passwordSources, 'optional')
  const passwordFormat = passwordFormatOf(e)
  const bruteForce = bruteForceOf(e)
  const changeable = e.oneOf('changeable', ['yes', 'no', 'はい', 'いいえ'], 'optional')
  const recipe = readRecipe(e.text('login-recipe'))
  if (recipe === 'unreadable')
    e.gap('login-recipe', { ja: 'ログインの手順を読み取れません', en: 'the login recipe cannot be read' })
  return {
    id: e.id,
    endpoints: e.endpoints('endpoint', 'required'),
    factor: e.oneOf('factor', ['password', 'key', 'certificate', 'token', 'none'], 'required') ?? 'password', // the one that is tried
    users: e.list('users').filter((name) => !isNone(name)),
    ...(passwordSource === undefined ? {} : { passwordSource }),
    ...(passwordFormat === undefined ? {} : { passwordFormat }),
    ...(bruteForce === undefined ? {} : { bruteForce }),
    ...(changeable === undefined ? {} : { changeable: changeable === 'yes' || changeable === 'はい' }),
    ...(recipe === undefined || recipe === 'unreadable' ? {} : { recipe }),
  }
}

function passwordFormatOf(e: Entry): DeclaredAuthentication['passwordFormat'] {
  const said = e.text('password-format')
  if (said === undefined || isNone(said)) return undefined
  const length = Number(/length\s*=\s*(\d{1,3})/i.exec(said)?.[1] ?? Number.NaN)
  const characters = /characters\s*=\s*(\S+)/i.exec(said)?.[1]
  if (length >= 1 && characters !== undefined && characters.length <= 100) return { length, characters }
  e.gap('password-format', {
    ja: '長さと文字の種類を読み取れません（例：length=12; characters=A-Za-z0-9）',
    en: 'length and characters cannot be read; write them as length=12; characters=A-Za-z0-9',
  })
  return undefined
}

function bruteForceOf(e: Entry): DeclaredAuthentication['bruteForce'] {
  const kind = e.oneOf<BruteForceKind>('brute-force-limit', bruteForceKinds, 'optional')
  if (kind === undefined) return undefined
  const said = e.text('brute-force-limit') ?? ''
  const after = Number(/after\s*=\s*(\d{1,4})/i.exec(said)?.[1] ?? Number.NaN)
  const seconds = Number(/seconds\s*=\s*(\d{1,6}(?:\.\d+)?)/i.exec(said)?.[1] ?? Number.NaN)
  return { kind, ...(after >= 0 ? { after } : {}), ...(seconds >= 0 ? { seconds } : {}) }
}

function informationOf(e: Entry | undefined): DeclaredInformation {
  if (e === undefined) return {}
  const url = (field: string) => {
    const said = /https?:\/\/[^\s)>\]"'`]+/.exec(e.text(field) ?? '')?.[0]
    return said !== undefined && URL.canParse(said) ? said : undefined
  }
  const found: Record<string, string | undefined> = {
    model: e.text('model-designation')?.split('\n')[0]?.replaceAll(/[`*]/g, '').trim(),
    disclosurePolicyUrl:
      url('publication-of-vulnerability-disclosure-policy') ?? url('vulnerability-disclosure-policy'),
    securityTxtUrl: url('security-txt'),
    csafUrl: url('csaf-provider-metadata'),
    supportPageUrl: url('publication-of-support-period'),
    nonUpdatablePageUrl: url('publication-of-non-updatable'),
    supportUntil: /\d{4}-\d{2}-\d{2}/.exec(e.text('support-period') ?? '')?.[0],
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
