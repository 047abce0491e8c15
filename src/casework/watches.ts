import type { Instant } from '../core/kernel/date.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import type { LabelId } from '../core/kernel/label-id.ts'
import type { Result } from '../core/kernel/result.ts'
import type { Language } from '../core/kernel/text.ts'
import type { StandingCode } from '../core/surveillance/standing.ts'
import type { AccountFault } from './account-faults.ts'

/** The most labels that one watch looks after: as many as one list on the page may have. */
export const watchLabelsMost = 1_000
export const watchNameMost = 80 // characters
export const watchYears = 2 // until it ends, unless it is renewed
export const confirmHours = 48
/** Between two mails about one watch, in minutes: what happens meanwhile goes into one. */
export const mailPauseMinutes = 10

/** What somebody wants to be told about. */
export interface WatchAsked {
  readonly name: string // of the list, as its owner calls it
  readonly language: Language
  readonly policy: string // id@version
  readonly labels: readonly LabelId[]
  readonly mail?: string // absent: by Atom alone
}

type Name = { readonly ja: string; readonly en?: string }

/** A label of a watch, and what it is worth now. */
export interface WatchedLabel {
  readonly label: LabelId
  readonly product: Name
  readonly maker: Name
  readonly level: string
  readonly standing: StandingCode | undefined // undefined: not valid yet
}

/** A label became worth something else. */
export interface WatchChange {
  readonly label: LabelId
  readonly at: Instant
  readonly was: StandingCode | undefined
  readonly became: StandingCode | undefined
}

/** A watch as whoever holds its address sees it. */
export interface Watch {
  readonly name: string
  readonly language: Language
  readonly policy: string
  readonly byMail: boolean
  readonly confirmed: boolean
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly labels: readonly WatchedLabel[]
  readonly changes: readonly WatchChange[] // newest first
}

export type WatchFault =
  | Extract<AccountFault, { code: 'email-malformed' | 'too-many-attempts' }>
  | { readonly code: 'watch-name-missing' }
  | { readonly code: 'watch-name-too-long'; readonly limit: number }
  | { readonly code: 'watch-without-labels' }
  | { readonly code: 'watch-too-many-labels'; readonly limit: number }

/** Labels that buyers want to be told about. A watch is reached by an address nobody can guess, and by nothing else. */
export interface Watches {
  /** Begins a watch; by Atom it runs at once and its token is answered, by mail a mail leads to it. */
  begin(asked: WatchAsked, network: string): Promise<Result<{ readonly token?: string }, WatchFault>>
  open(token: string): Promise<Watch | undefined>
  /** Whoever holds the address got the mail: the watch runs. False: there is no such watch. */
  confirm(token: string): Promise<boolean>
  renew(token: string): Promise<boolean>
  /** Removes all of it at once, mails that wait included. */
  remove(token: string): Promise<boolean>
}

/** What the refusals say; that a mail address is malformed, or asked too often, is told among the accounts. */
export const watchFaultTexts: FaultTexts<Exclude<WatchFault, AccountFault>> = {
  'watch-name-missing': {
    what: { ja: '一覧の名前がありません。', en: 'The list has no name.' },
    why: {
      ja: 'お知らせが届いたとき、どの一覧のことかを名前で見分けます。',
      en: 'By its name you know which list a message is about.',
    },
    next: { ja: '「庁内ネットワーク 2026」のように入力してください。', en: 'Enter one like “Office network 2026”.' },
  },
  'watch-name-too-long': {
    what: { ja: '一覧の名前が長すぎます。', en: 'The name is too long.' },
    why: { ja: '{limit}文字までです。', en: 'It may have at most {limit} characters.' },
    next: { ja: '短くしてください。', en: 'Please shorten it.' },
  },
  'watch-without-labels': {
    what: { ja: '見守るラベルがありません。', en: 'There is no label to watch.' },
    why: {
      ja: '一覧に、ここの登録簿のラベルが見つかった製品がありません。',
      en: 'No product of the list has a label in this register.',
    },
    next: { ja: '一覧を確かめて、判定しなおしてください。', en: 'Look over the list and check it again.' },
  },
  'watch-too-many-labels': {
    what: { ja: 'ラベルが多すぎます。', en: 'There are too many labels.' },
    why: { ja: '一つの見守りは{limit}件までです。', en: 'One watch takes at most {limit}.' },
    next: { ja: '一覧を分けてください。', en: 'Divide the list.' },
  },
}
