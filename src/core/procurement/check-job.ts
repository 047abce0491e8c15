import type { Instant, IsoDate } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import type { Fault, FaultTexts } from '../kernel/fault.ts'
import type { Result } from '../kernel/result.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { CheckRecord, RecordRow } from './record/record-schema.ts'

/** What a list that is checked in a job is judged by. */
export interface JobWish {
  readonly policy: string // ID@VERSION of a policy or profile, or a preset: it was found when the list was taken in
  readonly asOf: IsoDate
  readonly delivery?: IsoDate
  readonly contractEnd?: IsoDate
  readonly language: Language // of the CSV
  readonly madeAt: Instant
}

export const jobStates = ['waiting', 'working', 'done', 'refused'] as const
export type JobState = (typeof jobStates)[number]

/** What came of a job: all of it but the rows. */
export interface JobAnswer {
  readonly title: Text // of the policy
  readonly basis: CheckRecord['basis']
  readonly digest: Digest
  readonly counts: CheckRecord['counts']
  readonly notAsked: CheckRecord['not_asked']
  readonly systems?: NonNullable<CheckRecord['systems']>
  readonly read: { readonly notices: readonly Text[]; readonly columns: readonly (readonly [Text, string])[] }
  readonly emptyRows: number
  /** The first rows that do not meet, and the first that need checking. */
  readonly first: readonly RecordRow[]
}

/** What whoever has the address sees of a job. */
export interface JobSeen {
  readonly state: JobState
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly wish: JobWish
  readonly rowsDone: number
  readonly rowsTotal?: number // about, until the list has been read
  readonly secondsWorking?: number
  readonly ahead: number // jobs that are done before it
  readonly answer?: JobAnswer
  readonly fault?: Fault // why the list could not be checked
}

/** A list that is being sent, kept piece by piece. */
export interface ArrivingList {
  /** In the address of the job; nobody can guess it, and it opens what is kept. */
  readonly token: string
  push(bytes: Uint8Array): Promise<void>
  /** The list is whole: it is checked as soon as there is room. */
  keep(wish: JobWish): Promise<void>
  discard(): Promise<void>
}

export const jobForms = ['csv', 'json'] as const
export type JobForm = (typeof jobForms)[number]

/** Lists that are too long for a page, taken in by one server and checked by any. */
export interface CheckJobs {
  /** Makes room for a list; `asker` is the address it comes from. */
  open(asker: string): Promise<Result<ArrivingList, CheckJobFault>>
  see(token: string): Promise<JobSeen | undefined>
  /** The answers as a file, piece by piece; undefined where there are none. */
  result(token: string, form: JobForm): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Deletes everything that is kept of a job; false where there was nothing. */
  remove(token: string): Promise<boolean>
}

/** Bounds of what is kept. A code is permanent. */
export const jobBounds = { hours: 24, kept: 200, keptEach: 10, waiting: 20, waitingEach: 2 } as const

export type CheckJobFault =
  | { readonly code: 'check-job-not-found' }
  | { readonly code: 'check-job-not-done' }
  | { readonly code: 'check-jobs-yours'; readonly limit: number }
  | { readonly code: 'check-jobs-full' }
  | { readonly code: 'check-job-too-costly' }
  | { readonly code: 'check-job-given-up' }

const command = {
  ja: '手元のコマンド（hoshirushi check、100万行まで）でも確かめられます。',
  en: 'You can also check it on your own machine with the command (hoshirushi check, up to 1,000,000 rows).',
}

export const checkJobFaultTexts: FaultTexts<CheckJobFault> = {
  'check-job-not-found': {
    what: { ja: 'この確認は、ここにありません。', en: 'There is no such check here.' },
    why: {
      ja: '受け付けから24時間たったか、削除されたか、アドレスが途中で切れています。',
      en: 'It is more than 24 hours old, was deleted, or the address is not whole.',
    },
    next: {
      ja: 'アドレスを確かめるか、一覧をもう一度送ってください。',
      en: 'Check the address, or send the list again.',
    },
  },
  'check-job-not-done': {
    what: { ja: 'この確認は、まだ終わっていません。', en: 'This check is not done yet.' },
    why: { ja: '順番を待っているか、確かめている途中です。', en: 'It is waiting, or being worked on.' },
    next: { ja: 'しばらくして、もう一度開いてください。', en: 'Open it again in a while.' },
  },
  'check-jobs-yours': {
    what: { ja: '一覧を、いまはこれ以上受け取れません。', en: 'No further list can be taken from you now.' },
    why: {
      ja: '同じアドレスから預かっている一覧が{limit}件あります。',
      en: '{limit} lists from the same address are held already.',
    },
    next: {
      ja: '終わるのを待つか、要らなくなった確認を「いますぐ削除」してください。',
      en: 'Wait until they are done, or delete those you no longer need.',
    },
  },
  'check-jobs-full': {
    what: { ja: '一覧を、いまは受け取れません。', en: 'No list can be taken now.' },
    why: { ja: '預かれる数いっぱいの一覧があります。', en: 'As many lists as can be held are here.' },
    next: {
      ja: `数分後にもう一度送ってください。${command.ja}`,
      en: `Send it again in some minutes. ${command.en}`,
    },
  },
  'check-job-too-costly': {
    what: { ja: 'この一覧は、ここでは確かめられません。', en: 'This list cannot be checked here.' },
    why: {
      ja: '読むのに、決めた時間か記憶域を超えました。',
      en: 'Reading it took more time or memory than is allowed.',
    },
    next: {
      ja: `CSVで保存し直すか、一覧を分けてください。${command.ja}`,
      en: `Save it as CSV, or split it. ${command.en}`,
    },
  },
  'check-job-given-up': {
    what: { ja: 'この一覧を確かめられませんでした。', en: 'This list could not be checked.' },
    why: { ja: '何度か試しましたが、途中で止まりました。', en: 'It was tried several times and stopped on the way.' },
    next: {
      ja: `もう一度送ってください。続くときは、コードを添えてお知らせください。${command.ja}`,
      en: `Send it again. If that does not help, tell us with the code. ${command.en}`,
    },
  },
}
