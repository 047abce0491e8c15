import type { Language, Text } from '../../../core/kernel/text.ts'
import type { IxitTable } from '../../../core/selection/ixit.ts'
import { bruteForceKinds, passwordSources } from '../../../lab/declared/declared.ts'
import { disclosureTokens } from '../../../lab/instruments/discovery/seen.ts'
import { wrapped } from '../text-layout.ts'
import { ixitYaml } from './import-ixit.ts'

const same = (words: string): Text => ({ ja: words, en: words })

/** How a machine wants a field written, said where the maker fills it in. */
const hints: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  '1-AuthMech': {
    factor: same('password | key | certificate | token | none'),
    users: { ja: 'アカウント名（カンマ区切り）', en: 'names of the accounts, with commas' },
    'password-source': same([...passwordSources, 'none'].filter((w, i, all) => all.indexOf(w) === i).join(' | ')),
    'password-format': same('length=12; characters=A-Za-z0-9'),
    'brute-force-limit': same(`${bruteForceKinds.join(' | ')}   lock-out after=5 seconds=60`),
    changeable: same('yes | no'),
  },
  '2-UserInfo': {
    'publication-of-vulnerability-disclosure-policy': same('https://…'),
    'security-txt': same('https://…/.well-known/security.txt'),
    'csaf-provider-metadata': same('https://…/provider-metadata.json'),
    'publication-of-support-period': same('https://…'),
    'support-period': same('2031-03-31'),
  },
  '7-UpdMech': {
    'file-format': same('rauc | swupdate | fit | mcuboot | fwtool | android | suit'),
    'verification-key': { ja: '公開鍵（PEM）', en: 'the public key, as PEM' },
  },
  '11-SecComMech': { protocols: same('TLS1.2, TLS1.3 | SSH') },
  '13-SoftServ': {
    status: { ja: '「有効」か「無効」で始める', en: 'begins with Enabled or Disabled' },
    'authentication-mechanism': { ja: '1-AuthMech の id、または none', en: 'an id of 1-AuthMech, or none' },
  },
  '28-LogIntf': {
    protocol: same('http https ssh telnet ftp rtsp mqtt mqtts snmp coap tftp mdns ssdp dns ntp'),
    status: { ja: '「有効」か「無効」で始める', en: 'begins with Enabled or Disabled' },
    discloses: {
      ja: `ログインなしで知らせるもの：none | ${disclosureTokens.join(', ')}`,
      en: `what it tells without a login: none | ${disclosureTokens.join(', ')}`,
    },
  },
}

const head: Text = {
  ja: '下書き：製造業者が確かめて書き直す。text を直し、gap の行を消した欄だけが申告になる。',
  en: 'A draft, for the maker to correct: only fields whose `text` is right and whose line `gap` is deleted are a declaration.',
}

const longest = 60 // characters behind a field; more stands above it, and only once

/** A drafted table as a person edits it: each field that a machine reads says how it is written. */
export function draftYaml(table: IxitTable, lang: Language): string {
  const told = hints[table.table] ?? {}
  const said = new Set<string>()
  const lines = ixitYaml(table)
    .split('\n')
    .flatMap((line) => {
      const field = /^ {6}([\w-]+):$/.exec(line)?.[1]
      const hint = field === undefined ? undefined : told[field]?.[lang]
      if (field === undefined || hint === undefined) return [line]
      if (hint.length <= longest) return [`${line} # ${hint}`]
      if (said.has(field)) return [line]
      said.add(field)
      return [...wrapped('      # ', hint, 110).map((one) => one.replace(/^ {8}/, '      # ')), line]
    })
  return [`# ${head[lang]}`, ...lines].join('\n')
}
