import type { GuidedStep } from '../step.ts'

/** ETSI TS 103 701, 5.3-6-2: whether updates come by themselves at first, and the user's setting is obeyed. */
export const automaticUpdates: GuidedStep = {
  id: 'automatic-updates',
  title: { ja: '自動更新と更新のお知らせの設定', en: 'Settings of automatic updates and their notices' },
  serves: ['5.3-6-2'],
  about: ({ updates }) => updates.map(({ id }) => ({ id, name: id })),
  ready: [{ ja: '設定を終えたばかりの機器と、その設定の画面', en: 'A device just after its set-up, and its settings' }],
  moves: [
    {
      move: 'do',
      text: {
        ja: '機器を出荷時の状態に戻し、案内のとおりに設定します。更新についての設定は、示されたまま変えません。',
        en: 'Reset the device and set it up as instructed. Leave every setting about updates as it is proposed.',
      },
    },
    { move: 'ask', question: 'only-declared' },
    { move: 'ask', question: 'on-at-first' },
    { move: 'ask', question: 'screenshot' },
    {
      move: 'do',
      text: {
        ja: '自動更新を切り、次に延期します。それぞれ、更新があるときに機器がどうするかを見ます。',
        en: 'Switch automatic updates off, then postpone them. Each time see what the device does when there is an update.',
      },
    },
    { move: 'ask', question: 'can-change' },
    { move: 'ask', question: 'obeyed' },
    {
      move: 'do',
      text: {
        ja: '更新のお知らせについても、初めの状態を見て、切ってみます。',
        en: 'Look at the notices of updates too: how they are at first, and whether they can be switched off.',
      },
    },
    { move: 'ask', question: 'notices-on-at-first' },
    { move: 'ask', question: 'notices-obeyed' },
  ],
  questions: [
    {
      id: 'only-declared',
      kind: 'yes-no',
      ask: {
        ja: '更新を受け取る方法は、申告されたものだけですか（画面、アプリ、USBなどを見て）',
        en: 'Are the declared ways the only ones by which it takes updates (screens, app, USB and the like)?',
      },
    },
    {
      id: 'on-at-first',
      kind: 'yes-no',
      ask: {
        ja: '設定を終えた時点で、自動更新は有効になっていますか',
        en: 'Are automatic updates on when the set-up is finished?',
      },
    },
    {
      id: 'screenshot',
      kind: 'picture',
      ask: {
        ja: '設定を終えた時点の、更新の設定画面の写真',
        en: 'A picture of the settings for updates after the set-up',
      },
    },
    {
      id: 'can-change',
      kind: 'yes-no',
      ask: {
        ja: '利用者は、自動更新を入れる・切る・延期することができますか',
        en: 'Can the user switch automatic updates on and off, and postpone them?',
      },
    },
    {
      id: 'obeyed',
      kind: 'yes-no',
      ask: { ja: '機器は、変えた設定のとおりに動きましたか', en: 'Did the device do as it was set?' },
    },
    {
      id: 'notices-on-at-first',
      kind: 'yes-no',
      ask: {
        ja: '更新のお知らせは、申告のとおり、初めから有効になっていますか',
        en: 'Are notices of updates on at first, as declared?',
      },
    },
    {
      id: 'notices-obeyed',
      kind: 'yes-no',
      ask: {
        ja: 'お知らせの設定を変えると、そのとおりになりますか',
        en: 'Are the notices as they are set, when that is changed?',
      },
    },
  ],
  minutes: 20,
}
