import type { GuidedStep } from '../step.ts'

/**
 * ETSI TS 103 701, 5.5-5-2: whether settings can be changed before a login. The bench changes nothing by itself, so where something is
 * open before a login a person tries. About each service that is on.
 */
export const settingsWithoutLogin: GuidedStep = {
  id: 'settings-without-login',
  title: { ja: 'ログインせずに設定を変えてみる', en: 'Trying to change settings without a login' },
  serves: ['5.5-5-2'],
  about: ({ services }) =>
    services.filter((s) => s.enabled && s.endpoints.length > 0).map(({ id }) => ({ id, name: id })),
  ready: [
    {
      ja: 'このサービスで設定を変える方法（説明書、画面、アプリ）',
      en: 'The ways of changing settings at this service: manual, pages, app',
    },
    {
      ja: 'ログインしていない端末（ブラウザーなら新しいプライベートウィンドウ）',
      en: 'A terminal that is not logged in, such as a new private window',
    },
  ],
  moves: [
    {
      move: 'do',
      text: {
        ja: 'ログインした状態で設定を一つ変え、その画面のアドレスや操作を控えてから、ログアウトして元に戻します。',
        en: 'Change one setting while logged in, note the address or the command, log out and put it back.',
      },
    },
    {
      move: 'do',
      text: {
        ja: 'ログインしていない端末から、控えたアドレスや操作で、同じ設定を変えてみます。',
        en: 'From the terminal that is not logged in, try the same change by that address or command.',
      },
    },
    { move: 'ask', question: 'changed' },
    { move: 'ask', question: 'tried' },
    { move: 'ask', question: 'screen' },
  ],
  questions: [
    {
      id: 'changed',
      kind: 'yes-no',
      ask: { ja: 'ログインせずに、設定を変えることができましたか', en: 'Could a setting be changed without a login?' },
    },
    {
      id: 'tried',
      kind: 'text',
      ask: { ja: '試した操作（アドレスや画面の名前）', en: 'What was tried: addresses, names of pages' },
    },
    {
      id: 'screen',
      kind: 'picture',
      optional: true,
      ask: { ja: '拒まれた画面の写真', en: 'A picture of the refusal' },
    },
  ],
  minutes: 10,
}
