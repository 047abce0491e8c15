import type { GuidedStep } from '../step.ts'

/** ETSI TS 103 701, 5.9-3-2: whether many devices that come back at once would storm the network or a service. */
export const reconnection: GuidedStep = {
  id: 'reconnection',
  title: { ja: '再接続のしかた', en: 'How it reconnects' },
  serves: ['5.9-3-2'],
  about: ({ communication }) =>
    communication.filter((c) => c.endpoints.length === 0).map(({ id }) => ({ id, name: id })),
  ready: [
    {
      ja: 'ルーターなど、機器の接続の試みを記録できるもの（試験の機械からは見えません）',
      en: 'A router or the like that logs what the device tries: the bench itself cannot see it',
    },
    { ja: '申告にある、再接続の順と間隔', en: 'The declared order and pace of reconnecting' },
  ],
  moves: [
    {
      move: 'do',
      text: {
        ja: '機器が接続する先（サービスや外への回線）を切り、5分後に戻します。その間と、戻してから1分間の接続の試みを記録します。',
        en: 'Cut what the device connects to (the service, or the line out) and give it back after five minutes. Log the attempts in that time and in the minute after.',
      },
    },
    { move: 'ask', question: 'log' },
    { move: 'ask', question: 'attempts-first-minute' },
    { move: 'ask', question: 'as-declared' },
    { move: 'ask', question: 'spreads' },
  ],
  questions: [
    {
      id: 'log',
      kind: 'picture',
      ask: { ja: '接続の試みの記録（ファイルか写真）', en: 'The log of the attempts (a file or a picture)' },
    },
    {
      id: 'attempts-first-minute',
      kind: 'number',
      ask: { ja: '切れてから1分間の、接続の試みの回数', en: 'Attempts to connect in the first minute after the cut' },
    },
    {
      id: 'as-declared',
      kind: 'yes-no',
      ask: { ja: '再接続の順と間隔は、申告のとおりでしたか', en: 'Did it reconnect in the declared order and pace?' },
    },
    {
      id: 'spreads',
      kind: 'yes-no',
      ask: {
        ja: '試みの間隔は、しだいに長くなるか、ばらついていましたか（多数の機器が同時に押し寄せないために）',
        en: 'Did the time between attempts grow or vary (so that many devices do not come at once)?',
      },
    },
  ],
  minutes: 20,
}
