import type { Seen } from '../../observation.ts'
import type { LoginOutcome } from '../seen.ts'
import type { GuidedStep, StepState } from '../step.ts'

/** ETSI TS 103 701, 5.1-4-2: whether a changed password is the only one that works. */
export const passwordChange: GuidedStep = {
  id: 'password-change',
  title: { ja: 'パスワードの変更', en: 'Changing a password' },
  serves: ['5.1-4-2'],
  about: ({ authentication }) =>
    authentication.filter((a) => a.factor === 'password' && a.changeable !== false).map(({ id }) => ({ id, name: id })),
  ready: [
    { ja: '今のパスワード（証拠には残りません）', en: 'The current password (it is not kept in the evidence)' },
    { ja: '利用者への、変更の案内', en: 'The instructions for users on changing it' },
  ],
  moves: [
    { move: 'login', which: 'old-before' },
    { move: 'ask', question: 'old-worked' },
    {
      move: 'do',
      text: {
        ja: '利用者への案内のとおりに、パスワードを新しいものに変え、ログアウトします。',
        en: 'Change the password as users are instructed to, and log out.',
      },
    },
    { move: 'ask', question: 'as-instructed' },
    { move: 'login', which: 'new-after' },
    { move: 'login', which: 'old-after' },
    { move: 'login', which: 'random-after' },
    ...['new-works', 'old-refused', 'random-refused'].map((question) => ({ move: 'ask' as const, question })),
  ],
  questions: [
    {
      id: 'old-worked',
      kind: 'yes-no',
      instead: 'login/old-before',
      ask: {
        ja: '変える前のパスワードで、ログインできましたか',
        en: 'Did the old password let you in before the change?',
      },
    },
    {
      id: 'as-instructed',
      kind: 'yes-no',
      ask: {
        ja: '案内のとおりの操作で、変えることができましたか',
        en: 'Could it be changed by following the instructions?',
      },
    },
    {
      id: 'new-works',
      kind: 'yes-no',
      instead: 'login/new-after',
      ask: { ja: '新しいパスワードで、ログインできますか', en: 'Does the new password let you in?' },
    },
    {
      id: 'old-refused',
      kind: 'yes-no',
      instead: 'login/old-after',
      ask: { ja: '前のパスワードは、拒まれますか', en: 'Is the old password refused?' },
    },
    {
      id: 'random-refused',
      kind: 'yes-no',
      instead: 'login/random-after',
      ask: { ja: 'でたらめなパスワードは、拒まれますか', en: 'Is a random password refused?' },
    },
  ],
  minutes: 10,
  observe: change,
}

function change({ about, saw, answers }: StepState): readonly { readonly name: string; readonly seen: Seen }[] {
  const tried = new Map(saw.flatMap((s) => (s.kind === 'login' ? [[s.which as string, s.outcome]] : [])))
  const byBench = [...tried.values()].some((o) => o !== 'not-tried')
  const told = (question: string, yes: LoginOutcome, no: LoginOutcome): LoginOutcome => {
    const answer = answers.get(question)
    return typeof answer === 'boolean' ? (answer ? yes : no) : 'not-tried'
  }
  const outcome = (which: string, question: string, yes: LoginOutcome, no: LoginOutcome): LoginOutcome => {
    const own = tried.get(which)
    return own && own !== 'not-tried' ? own : told(question, yes, no)
  }
  const seen = {
    kind: 'password-change' as const,
    authentication: about.id,
    by: byBench ? ('bench' as const) : ('person' as const),
    oldBefore: outcome('old-before', 'old-worked', 'accepted', 'refused'),
    newAfter: outcome('new-after', 'new-works', 'accepted', 'refused'),
    oldAfter: outcome('old-after', 'old-refused', 'refused', 'accepted'),
    randomAfter: outcome('random-after', 'random-refused', 'refused', 'accepted'),
  }
  const all = [seen.oldBefore, seen.newAfter, seen.oldAfter, seen.randomAfter]
  return all.every((o) => o === 'not-tried') ? [] : [{ name: 'change', seen }]
}

/** ETSI TS 103 701, 5.1-1-2 b: whether nothing can be used before the user has chosen a password. */
export const setOwnPassword: GuidedStep = {
  id: 'set-own-password',
  title: { ja: '使う前に、利用者がパスワードを決めるか', en: 'The user has to choose a password before use' },
  serves: ['5.1-1-2'],
  about: ({ authentication }) =>
    authentication.filter((a) => a.passwordSource === 'set-by-user').map(({ id }) => ({ id, name: id })),
  ready: [{ ja: '出荷時の状態に戻した機器', en: 'A device in its factory state' }],
  moves: [
    {
      move: 'do',
      text: {
        ja: '機器を出荷時の状態に戻して起動します。まだパスワードを決めません。',
        en: 'Reset the device and start it. Do not choose a password yet.',
      },
    },
    { move: 'login', which: 'empty-before' },
    { move: 'ask', question: 'usable-before' },
    {
      move: 'do',
      text: {
        ja: 'パスワードを決める画面で、空のまま進めるか、飛ばせるかを試します。',
        en: 'Where the password is chosen, try to go on with nothing entered, and to skip it.',
      },
    },
    { move: 'ask', question: 'can-skip' },
    { move: 'ask', question: 'empty-taken' },
    { move: 'ask', question: 'screen' },
  ],
  questions: [
    {
      id: 'usable-before',
      kind: 'yes-no',
      ask: {
        ja: 'パスワードを決める前に、機器の機能や設定を使えましたか',
        en: 'Could functions or settings of the device be used before a password was chosen?',
      },
    },
    {
      id: 'can-skip',
      kind: 'yes-no',
      ask: { ja: 'パスワードを決めずに、先へ進めましたか', en: 'Could choosing a password be skipped?' },
    },
    {
      id: 'empty-taken',
      kind: 'yes-no',
      ask: { ja: '空のパスワードは、受け付けられましたか', en: 'Was an empty password taken?' },
    },
    {
      id: 'screen',
      kind: 'picture',
      ask: { ja: 'パスワードを決める画面の写真', en: 'A picture of where the password is chosen' },
    },
  ],
  minutes: 15,
}
