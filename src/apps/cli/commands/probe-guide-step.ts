import { fill, type Text } from '../../../core/kernel/text.ts'
import type { Hands } from '../../../lab/guided/hands.ts'
import type { ProbeSaw, Said } from '../../../lab/guided/record.ts'
import { benchSaw, isClosed, key, sawKey } from '../../../lab/guided/session.ts'
import type { Answer, Move, Picture, Question, Round, StepState } from '../../../lab/guided/step.ts'
import { type WatchPhase, type WatchTimes, watchOutage } from '../../../lab/guided/watch-outage.ts'
import type { Attempt } from '../../../lab/instruments/logins/login.ts'
import { Interrupted, type Terminal } from '../command.ts'
import { askQuestion, goOn } from './probe-guide-ask.ts'

/** What carrying out a step needs besides a terminal. */
export interface StepHands {
  readonly hands?: Hands
  readonly times: WatchTimes
  readonly logins: readonly { readonly authentication: string; readonly user: string; readonly password: string }[]
  /** Random letters, for a password that nobody set. */
  nonsense(): string
  /** Takes a file in as a picture; undefined where it cannot be read. */
  attach(path: string): Promise<Omit<Picture, 'question'> | 'full' | undefined> // undefined: no file, or too large a one
  /** Notes what happened, at once. */
  note(said: Said): Promise<void>
}

const words = {
  next: { ja: '［Enter：次へ　q：中断］', en: '[Enter: go on   q: pause]' },
  watching: {
    ja: '{endpoint} を {seconds} 秒ごとに1回だけ確かめています。',
    en: 'Watching {endpoint}, once every {seconds} s.',
  },
  user: { ja: '利用者名：', en: 'User name:' },
  old: {
    ja: '今のパスワード（画面に出ます。記録には残りません）：',
    en: 'The password of now (it shows here; it is not kept):',
  },
  new: {
    ja: '新しいパスワード（画面に出ます。記録には残りません）：',
    en: 'The new password (it shows here; it is not kept):',
  },
  tried: { ja: 'ログインの試み（{which}）：{outcome}', en: 'Login ({which}): {outcome}' },
  notFile: { ja: 'ファイルを読み取れません（10 MBまで）。', en: 'The file cannot be read (10 MB at most).' },
  full: {
    ja: '写真は合わせて42 MBまでです。これ以上は添えられません。小さな写真で、あとから手順をやり直せます。',
    en: 'At most 42 MB of pictures go into a run; this one does not fit. The step can be taken up again with a smaller one.',
  },
} as const satisfies Record<string, Text>

const phaseText: Record<WatchPhase, Text> = {
  before: { ja: '開始', en: 'beginning' },
  'waiting-for-cut': { ja: '応答あり', en: 'answering' },
  away: { ja: '応答なし', en: 'away' },
  'waiting-for-return': { ja: '戻るのを待っています', en: 'waiting for it to come back' },
  steady: { ja: '応答あり。安定して動くかを見ています', en: 'answering; watching whether it stays so' },
  over: { ja: '終わり', en: 'over' },
}
const whichText: Record<Extract<Move, { move: 'login' }>['which'], Text> = {
  'old-before': { ja: '前のパスワード、変更前', en: 'old password, before' },
  'old-after': { ja: '前のパスワード、変更後', en: 'old password, after' },
  'new-after': { ja: '新しいパスワード', en: 'new password' },
  'random-after': { ja: 'でたらめなパスワード', en: 'random password' },
  'empty-before': { ja: '空のパスワード', en: 'empty password' },
}
const outcomeText = {
  accepted: { ja: '通りました', en: 'accepted' },
  refused: { ja: '拒まれました', en: 'refused' },
  throttled: { ja: '制限されています（試せていません）', en: 'limited (not tested)' },
  'no-answer': { ja: '答えがありません（試せていません）', en: 'no answer (not tested)' },
  'not-tried': { ja: '試せません。代わりにお尋ねします', en: 'cannot be tried; you will be asked instead' },
} as const satisfies Record<string, Text>

interface Sitting {
  readonly terminal: Terminal
  readonly state: StepState // as it stood when the sitting began
  readonly with: StepHands
  readonly saw: ProbeSaw[] // in this sitting
  readonly answers: Map<string, Answer> // so far
  readonly secrets: { user?: string; old?: string; fresh?: string } // never leave this function's hands
}

/** Walks a person through a step. What was answered before is not asked again. False: they stopped. */
export async function carryOut(terminal: Terminal, state: StepState, hands: StepHands): Promise<boolean> {
  const known = hands.logins.find((l) => l.authentication === state.about.id)
  const sitting: Sitting = {
    terminal,
    state,
    with: hands,
    saw: [...state.saw],
    answers: new Map(state.answers),
    secrets: known ? { user: known.user, old: known.password } : {},
  }
  return moves(sitting, state.step.moves)
}

async function moves(sitting: Sitting, all: readonly Move[], round?: Round): Promise<boolean> {
  for (const move of all) if (!(await make(sitting, move, round))) return false
  return true
}

async function make(sitting: Sitting, move: Move, round?: Round): Promise<boolean> {
  const { terminal, state } = sitting
  const lang = terminal.language
  switch (move.move) {
    case 'do':
      return goOn(
        terminal,
        round ? { ja: `${round.title.ja}：${move.text.ja}`, en: `${round.title.en}: ${move.text.en}` } : move.text,
        words.next,
      )
    case 'ask': {
      const question = state.step.questions.find((q) => q.id === move.question)!
      return ask(sitting, question, round)
    }
    case 'each':
      for (const each of state.step.rounds ?? []) {
        terminal.out(`  ── ${each.title[lang]}`)
        if (!(await moves(sitting, move.moves, each))) return false
      }
      return true
    case 'watch':
      return watch(sitting, move)
    case 'login':
      return logIn(sitting, move.which)
  }
}

async function ask(
  { terminal, state, with: hands, saw, answers }: Sitting,
  question: Question,
  round?: Round,
): Promise<boolean> {
  if (question.instead !== undefined && benchSaw({ saw }, question.instead)) return true
  if (isClosed({ step: state.step, answers }, question, round)) return true
  const answered =
    question.kind === 'picture'
      ? state.pictures.some((p) => p.question === question.id)
      : answers.has(key(question.id, round?.id))
  if (answered) return true
  for (let tries = 0; tries < 3; tries++) {
    const asked = await askQuestion(terminal, question, round)
    if (asked === 'stop') return false
    if (asked === 'later') return true
    if (question.kind !== 'picture') {
      answers.set(key(question.id, round?.id), asked.answer)
      await hands.note({
        what: 'answer',
        question: question.id,
        answer: asked.answer,
        ...(round && { round: round.id }),
      })
      return true
    }
    const picture = await hands.attach(String(asked.answer))
    if (picture === 'full') {
      terminal.out(words.full[terminal.language])
      return true
    }
    if (picture) {
      await hands.note({ what: 'picture', question: question.id, ...picture })
      return true
    }
    terminal.out(words.notFile[terminal.language])
  }
  return true
}

async function watch(
  { terminal, with: { hands, times, note }, saw }: Sitting,
  { what, cut, restore }: Extract<Move, { move: 'watch' }>,
): Promise<boolean> {
  const lang = terminal.language
  if (benchSaw({ saw }, `watch/${what}`)) return true
  if (hands?.watch === undefined) return (await goOn(terminal, cut, words.next)) && goOn(terminal, restore, words.next)
  terminal.out(`  ${fill(words.watching, { endpoint: hands.watch.endpoint, seconds: times.everySeconds })[lang]}`)
  let [phase, stopped] = ['before' as WatchPhase, false]
  const going = async (text: Text) => {
    // Ctrl-C is a pause, too; thrown while the device is watched, nobody would be there to catch it.
    try {
      if (!stopped && !(await goOn(terminal, text, words.next))) stopped = true
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      stopped = true
    }
  }
  const wasCut = going(cut)
  const wasRestored = wasCut.then(() => going(restore))
  const seen = await watchOutage(what, hands.watch, times, {
    cut: wasCut,
    restored: wasRestored,
    say: (now, seconds) => {
      if (now !== phase) terminal.out(`  ${phaseText[now][lang]} (${Math.round(seconds)} s)`)
      phase = now
    },
  })
  await wasRestored
  if (stopped) return false // half an outage shows nothing
  saw.push(seen)
  await note({ what: 'seen', saw: seen })
  return true
}

async function logIn(
  { terminal, state, with: given, saw, secrets }: Sitting,
  which: Extract<Move, { move: 'login' }>['which'],
): Promise<boolean> {
  const lang = terminal.language
  const { hands } = given
  if (
    hands === undefined ||
    saw.some((s) => sawKey(s) === `login/${which}` && s.kind === 'login' && s.outcome !== 'not-tried')
  )
    return true
  if (which === 'old-before') {
    secrets.user ??= await terminal.ask(`  ${words.user[lang]}`)
    secrets.old ??= await terminal.ask(`  ${words.old[lang]}`)
  }
  secrets.user ??= await terminal.ask(`  ${words.user[lang]}`)
  if (which === 'old-after') secrets.old ??= await terminal.ask(`  ${words.old[lang]}`)
  if (which === 'new-after') secrets.fresh ??= await terminal.ask(`  ${words.new[lang]}`)
  const attempt = attemptOf(which, secrets, given.nonsense())
  const outcome = attempt ? await hands.login(state.about.id, attempt) : 'not-tried'
  terminal.out(`  ${fill(words.tried, { which: whichText[which][lang], outcome: outcomeText[outcome][lang] })[lang]}`)
  const seen: ProbeSaw = { kind: 'login', which, outcome }
  saw.push(seen)
  await given.note({ what: 'seen', saw: seen })
  return true
}

function attemptOf(which: string, { user, old, fresh }: Sitting['secrets'], nonsense: string): Attempt | undefined {
  const password = {
    'old-before': old,
    'old-after': old,
    'new-after': fresh,
    'random-after': nonsense,
    'empty-before': '',
  }[which]
  return user === undefined || password === undefined ? undefined : { user, password }
}
