import type { Seen } from '../../observation.ts'
import { key } from '../session.ts'
import type { GuidedStep, Question, Round, StepState } from '../step.ts'

// ETSI TS 103 701, 5.11-1-2, 5.11-2-2, 5.11-3-1 and 5.11-4-1. Something is left behind on purpose before the deletion, and looked for
// afterwards: what was never there before cannot show that it was deleted.

const markersOnDevice: readonly Round[] = [
  {
    id: 'setting',
    title: { ja: '目印の設定（機器の名前など）', en: 'A marked setting (the name of the device, say)' },
  },
  { id: 'account', title: { ja: '目印の利用者とパスワード', en: 'A marked user with a password' }, optional: true },
  { id: 'network', title: { ja: '無線LANの接続先', en: 'The Wi-Fi network it joins' }, optional: true },
  {
    id: 'content',
    title: { ja: '個人情報（録画、履歴、連絡先など）', en: 'Personal data (recordings, history, contacts)' },
    optional: true,
  },
]
const markersAtService: readonly Round[] = [
  { id: 'profile', title: { ja: '目印の登録内容（名前など）', en: 'A marked profile (a name, say)' } },
  {
    id: 'content',
    title: { ja: 'サービスに送られた個人情報', en: 'Personal data sent to the service' },
    optional: true,
  },
]

const questions = (place: 'device' | 'service'): readonly Question[] => [
  {
    id: 'applies',
    kind: 'yes-no',
    gate: true,
    ask: { ja: 'この製品は、これを保存しますか', en: 'Does this product keep such a thing?' },
  },
  {
    id: 'before',
    kind: 'yes-no',
    ask: { ja: '消去の前に、目印が見えますか', en: 'Is the mark to be seen before the deletion?' },
  },
  {
    id: 'after',
    kind: 'yes-no',
    ask: { ja: '消去の後に、目印がまだ見えますか', en: 'Is the mark still to be seen after the deletion?' },
  },
  {
    id: 'as-declared',
    kind: 'yes-no',
    ask: {
      ja: '消去は、申告された操作で始められ、申告のとおりに進みましたか',
      en: 'Could the deletion be started, and did it go, as declared?',
    },
  },
  {
    id: 'simple',
    kind: 'yes-no',
    ask: {
      ja: '専門知識のない人にもできる、簡単な操作でしたか',
      en: 'Was it simple enough for somebody without technical knowledge?',
    },
  },
  {
    id: 'documented',
    kind: 'yes-no',
    ask: {
      ja: '利用者への案内は、申告された消去の機能をすべて説明していますか',
      en: 'Do the instructions for users explain all declared ways of deletion?',
    },
  },
  {
    id: 'instructions-work',
    kind: 'yes-no',
    ask: {
      ja: '案内のとおりに操作して、迷わずに消去できましたか',
      en: 'Did following the instructions lead to the deletion without guessing?',
    },
  },
  {
    id: 'confirmed',
    kind: 'yes-no',
    ask: {
      ja: `消去が終わったことが、${place === 'device' ? '機器やアプリ' : 'サービスやアプリ'}からはっきり伝わりましたか`,
      en: `Did ${place === 'device' ? 'the device or app' : 'the service or app'} clearly say that the data was deleted?`,
    },
  },
]

const moves: GuidedStep['moves'] = [
  {
    move: 'do',
    text: {
      ja: 'ふだんどおりに使い始め、下の目印を残します。あとで見分けられる名前（例：「消去試験0423」）にします。',
      en: 'Put it into use as a user would and leave the marks below, under names you will know again (“deletion test 0423”).',
    },
  },
  {
    move: 'each',
    moves: [
      { move: 'ask', question: 'applies' },
      { move: 'ask', question: 'before' },
    ],
  },
  {
    move: 'do',
    text: {
      ja: '利用者への案内だけを見て、消去を行います。終わるまで待ちます。',
      en: 'Carry out the deletion with the instructions for users alone, and wait until it is finished.',
    },
  },
  ...['as-declared', 'simple', 'documented', 'instructions-work', 'confirmed'].map((question) => ({
    move: 'ask' as const,
    question,
  })),
  {
    move: 'do',
    text: {
      ja: 'もう一度使い始めます（復元は選びません）。目印が残っていないか、画面、アプリ、記録媒体を探します。',
      en: 'Put it into use again (do not restore anything). Look for the marks on screens, in the app, on storage cards.',
    },
  },
  { move: 'each', moves: [{ move: 'ask', question: 'after' }] },
]

/** The data on the device. */
export const deletionOnDevice: GuidedStep = {
  id: 'deletion-device',
  title: { ja: '機器に残るデータの消去', en: 'Deletion of data on the device' },
  serves: ['5.11-1-2', '5.11-3-1', '5.11-4-1'],
  about: ({ deletions = [] }) => {
    const own = deletions.filter((d) => d.place === 'device')
    return own.length > 0 ? own.map(({ id }) => ({ id, name: id })) : [{ id: 'device', name: 'device' }]
  },
  ready: [{ ja: '利用者への、消去の案内', en: 'The instructions for users on deletion' }],
  caution: {
    ja: '機器のデータはすべて消えます。試験用の機器で行ってください。',
    en: 'Everything on the device will be lost. Use a sample for testing.',
  },
  rounds: markersOnDevice,
  moves,
  questions: questions('device'),
  minutes: 30,
  observe: (state) => markers(state, 'device'),
}

/** The data at associated services. */
export const deletionAtService: GuidedStep = {
  id: 'deletion-service',
  title: { ja: '関連サービスに残る個人情報の消去', en: 'Deletion of personal data at associated services' },
  serves: ['5.11-2-2', '5.11-3-1', '5.11-4-1'],
  about: ({ deletions = [] }) => deletions.filter((d) => d.place === 'service').map(({ id }) => ({ id, name: id })),
  ready: [
    {
      ja: '試験用に作った利用者登録と、消去の案内',
      en: 'An account made for the test, and the instructions on deletion',
    },
  ],
  rounds: markersAtService,
  moves,
  questions: questions('service'),
  minutes: 30,
  observe: (state) => markers(state, 'service'),
}

function markers(
  { step, about, answers }: StepState,
  place: 'device' | 'service',
): readonly { name: string; seen: Seen }[] {
  const seen = (marker: string, question: string) => {
    const answer = answers.get(key(question, marker))
    return typeof answer === 'boolean' ? (answer ? 'present' : 'absent') : 'not-seen'
  }
  const begun = answers.size > 0
  const rounds = (step.rounds ?? [])
    .filter(({ id, optional }) => !optional || answers.get(key('applies', id)) === true)
    .map(({ id }) => ({ marker: id, before: seen(id, 'before'), after: seen(id, 'after') }) as const)
  return !begun || rounds.length === 0
    ? []
    : [{ name: 'markers', seen: { kind: 'deletion', function: about.id, place, markers: rounds } }]
}
