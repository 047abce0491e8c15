import type { IsoDate } from '../kernel/date.ts'
import type { FaultTexts } from '../kernel/fault.ts'

/** Why a check cannot be made at all. */
export type CheckFault =
  | { readonly code: 'day-malformed'; readonly day: string }
  | { readonly code: 'day-after-register'; readonly asOf: IsoDate; readonly takenOn: IsoDate }
  | { readonly code: 'delivery-before-day'; readonly delivery: IsoDate; readonly asOf: IsoDate }
  | { readonly code: 'contract-ends-before'; readonly contractEnd: IsoDate; readonly begin: IsoDate }
  | { readonly code: 'list-empty' }
  | { readonly code: 'level-unknown'; readonly scheme: string; readonly level: string }

export const checkFaultTexts: FaultTexts<CheckFault> = {
  'day-malformed': {
    what: { ja: '「{day}」は日付ではありません。', en: '“{day}” is not a date.' },
    why: { ja: '実在する日を、YYYY-MM-DDの形で指定します。', en: 'A day that exists is needed, written YYYY-MM-DD.' },
    next: { ja: '日付を入れなおしてください。', en: 'Enter the date again.' },
  },
  'day-after-register': {
    what: { ja: '判定日（{asOf}）の登録簿がありません。', en: 'There is no register for {asOf}.' },
    why: {
      ja: 'この登録簿は{takenOn}のもので、その後の停止や取消しを知りません。',
      en: 'This one is of {takenOn} and knows nothing of suspensions and withdrawals since.',
    },
    next: {
      ja: '判定日を{takenOn}以前にするか、新しい登録簿を使ってください。',
      en: 'Choose {takenOn} or an earlier day, or get a newer register.',
    },
  },
  'delivery-before-day': {
    what: {
      ja: '納入予定日（{delivery}）が、判定日（{asOf}）より前です。',
      en: 'Delivery on {delivery} comes before the day asked about, {asOf}.',
    },
    why: {
      ja: '納入予定日は、判定日から先の見込みを確かめるための日です。',
      en: 'The day of delivery is for looking ahead from that day.',
    },
    next: {
      ja: '過去の納入を確かめるときは、その日を判定日にしてください。',
      en: 'To check a past delivery, ask about that day.',
    },
  },
  'contract-ends-before': {
    what: {
      ja: '契約終了日（{contractEnd}）が、{begin}より前です。',
      en: 'The contract ends on {contractEnd}, before {begin}.',
    },
    why: { ja: '契約は納入の後に終わります。', en: 'A contract ends after delivery.' },
    next: { ja: '日付を確かめてください。', en: 'Check the dates.' },
  },
  'list-empty': {
    what: { ja: '一覧に行がありません。', en: 'The list has no rows.' },
    why: { ja: '確かめる製品が、少なくともひとつ必要です。', en: 'At least one product is needed.' },
    next: { ja: '型番かラベル番号を入れてください。', en: 'Enter models or label numbers.' },
  },
  'level-unknown': {
    what: {
      ja: '方針が求める「{scheme} {level}」がありません。',
      en: 'The policy asks for {scheme} {level}, which does not exist.',
    },
    why: { ja: '制度とレベルは、カタログにあるものに限ります。', en: 'Schemes and levels must be in the catalogue.' },
    next: { ja: '方針を直してください。', en: 'Correct the policy.' },
  },
}
