import type { Language } from '../../../../core/kernel/text.ts'

// Words many pages of an applicant share; each page has its own texts besides.

const ja = {
  menu: {
    today: '今日の対応',
    applications: '申請',
    evidence: '証拠の棚',
    labels: '製品とラベル',
    people: '人と役割',
    account: 'アカウント',
  },
  saveAndNext: '保存して次へ',
  saveAndList: '保存して一覧へ',
  saveAndCheck: '保存して続ける',
  backToTasks: '作業の一覧へ戻る',
  backToLabel: 'ラベルの管理へ戻る',
  optional: '（任意）',
  none: '未入力',
  yes: 'はい',
  no: 'いいえ',
  unknown: 'わからない',
  by: (date: string, left: number) => `${date}まで（あと${left}営業日）`,
  late: (date: string) => `${date}まで（期限を過ぎています）`,
  level: (code: string, symbol: string) => `レベル${code}（${symbol}）`,
  unnamed: '名前のない製品',
  application: (number: string) => `申請 ${number}`,
  locked: {
    title: 'いまは変更できません',
    text: (state: string) => `この申請は「${state}」です。内容は見ることだけができます。`,
  },
  example: {
    title: '見本の申請です',
    text: '実在する製品の公開情報を例として読み込んだものです。製造者の申請ではないため、宣言も交付もできません。',
  },
  roles: { manufacturer: '製造業者', importer: '輸入業者', proxy: '申請の代理' },
  jaOnly: '日本語で入力してください。公開される正式な内容になります。',
  size: (bytes: number) =>
    bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`,
  shows: { document: '文書', 'real-device': '実機で試験した記録' },
  open: (text: string) => `（${text}）`,
  separator: '、',
}

const en: typeof ja = {
  menu: {
    today: 'Today',
    applications: 'Applications',
    evidence: 'Evidence',
    labels: 'Products and labels',
    people: 'People and roles',
    account: 'Account',
  },
  saveAndNext: 'Save and continue',
  saveAndList: 'Save and return to the list',
  saveAndCheck: 'Save and continue',
  backToTasks: 'Back to the task list',
  backToLabel: 'Back to the label',
  optional: ' (optional)',
  none: 'Not entered',
  yes: 'Yes',
  no: 'No',
  unknown: 'I do not know',
  by: (date, left) => `By ${date} (${left} business ${left === 1 ? 'day' : 'days'} left)`,
  late: (date) => `By ${date} (overdue)`,
  level: (code, symbol) => `Level ${code} (${symbol})`,
  unnamed: 'Product without a name',
  application: (number) => `Application ${number}`,
  locked: {
    title: 'This cannot be changed now',
    text: (state) => `The application is in the state “${state}”. You can read it.`,
  },
  example: {
    title: 'This application is an example',
    text: 'It shows a real product from published information. Its maker has not applied, so it can be neither declared nor labelled.',
  },
  roles: { manufacturer: 'Manufacturer', importer: 'Importer', proxy: 'Proxy of the applicant' },
  jaOnly: 'Please write in Japanese: this becomes the official public text.',
  size: ja.size,
  shows: { document: 'Document', 'real-device': 'Record of a test on the device' },
  open: (text) => ` (${text})`,
  separator: ', ',
}

/** The shared words in the reader's language. */
export const wordsOf = (p: { readonly lang: Language }): typeof ja => ({ ja, en })[p.lang]
