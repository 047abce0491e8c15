import type { FaultTexts } from '../../core/kernel/fault.ts'

/** Refusals only the pages have; those shared with API and commands are in apps/app-faults. */
export type WebFault =
  | { readonly code: 'form-from-elsewhere' }
  | { readonly code: 'form-token-mismatch' }
  | { readonly code: 'not-allowed-here' }
  | { readonly code: 'as-of-in-the-future'; readonly found: string }
  | { readonly code: 'ixit-tables-none' }
  | { readonly code: 'ixit-table-twice'; readonly table: string }
  | { readonly code: 'steps-of-somebody-else'; readonly name: string }

export const webFaults: FaultTexts<WebFault> = {
  'form-from-elsewhere': {
    what: { ja: '送信を受け付けませんでした。', en: 'The form was not accepted.' },
    why: { ja: '別のサイトから送られたものです。', en: 'It was sent from another site.' },
    next: { ja: 'このサイトの画面から送ってください。', en: 'Send it from a page of this site.' },
  },
  'form-token-mismatch': {
    what: { ja: '送信を受け付けませんでした。', en: 'The form was not accepted.' },
    why: {
      ja: '画面を開いたあとで、ログインの状態が変わっています。',
      en: 'The sign-in has changed since the page was opened.',
    },
    next: {
      ja: '前の画面に戻って開き直し、もう一度送ってください。',
      en: 'Go back, open the page again, and send it once more.',
    },
  },
  'not-allowed-here': {
    what: { ja: 'このページは開けません。', en: 'You cannot open this page.' },
    why: {
      ja: 'いまの組織と役割では、見ることができません。',
      en: 'Your present organisation and role do not allow it.',
    },
    next: {
      ja: 'アカウントの画面で組織を切り替えるか、管理者にご相談ください。',
      en: 'Switch organisation on the account page, or ask your administrator.',
    },
  },
  'as-of-in-the-future': {
    what: { ja: '時点「{found}」は、まだ来ていません。', en: 'The date “{found}” has not come yet.' },
    why: { ja: 'これから先の状態は、まだ決まっていません。', en: 'What a label will be worth then is not known.' },
    next: { ja: '今日か、それより前の日付にしてください。', en: 'Use today or an earlier date.' },
  },
  'ixit-tables-none': {
    what: { ja: '申告の表が見つかりません。', en: 'There is no table of a declaration.' },
    why: {
      ja: '読み取れる表がないか、100個を超えています。',
      en: 'No table could be read, or there are more than 100.',
    },
    next: {
      ja: 'IXITの表（1-AuthMech など）を選んでください。',
      en: 'Choose IXIT tables, such as 1-AuthMech.',
    },
  },
  'ixit-table-twice': {
    what: { ja: '表「{table}」が2つあります。', en: 'The table {table} occurs twice.' },
    why: {
      ja: 'どちらを申告とするかが決まりません。',
      en: 'It cannot be told which of them is the declaration.',
    },
    next: { ja: '表ごとに1つだけ選んでください。', en: 'Choose one of each.' },
  },
  'steps-of-somebody-else': {
    what: { ja: '別の人の記録は、送れません。', en: 'Records of somebody else cannot be sent.' },
    why: {
      ja: '{name} さんの記録です。手順は、行った人の名前で残します。',
      en: 'They are by {name}; a step is kept under the name of whoever did it.',
    },
    next: {
      ja: '記録した人がログインして送ってください。',
      en: 'Whoever recorded them signs in and sends them.',
    },
  },
}
