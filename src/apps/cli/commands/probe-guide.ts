import { canonicalJson } from '../../../core/kernel/digest.ts'
import type { Text } from '../../../core/kernel/text.ts'
import { fill } from '../../../core/kernel/text.ts'
import type { Declared } from '../../../lab/declared/declared.ts'
import { mostGuidedCharacters } from '../../../lab/evidence/bundle.ts'
import { guidedFile } from '../../../lab/guided/guided-bundle.ts'
import { mergeRecords } from '../../../lab/guided/merge-records.ts'
import { mostRecords, type Said, type StepRecord } from '../../../lab/guided/record.ts'
import { type Session, sessionOf } from '../../../lab/guided/session.ts'
import type { GuidedStep, StepState } from '../../../lab/guided/step.ts'
import { steps as allSteps } from '../../../lab/guided/steps.ts'
import type { Terminal } from '../command.ts'
import { wrapped } from '../text-layout.ts'
import { yesOrNo } from './ask-yes-no.ts'
import { about, nameOf } from './probe-guide-list.ts'
import { carryOut, type StepHands } from './probe-guide-step.ts'

/** Where the records of a run are. Written whole or not at all, after every single thing that happens. */
export interface GuidePort {
  read(): Promise<readonly StepRecord[]>
  write(records: readonly StepRecord[]): Promise<void>
}

export interface GuideGiven {
  readonly declared: Declared
  readonly sample: number
  readonly person: string
  readonly port: GuidePort
  readonly with: Omit<StepHands, 'note'>
  now(): string // instant with milliseconds
  id(): string // UUID
  readonly steps?: readonly GuidedStep[]
  readonly only?: string // this step alone, done again if it was done
}

const words = {
  choose: {
    ja: '始めますか［Enter：始める　s：あとで　n：できない　q：終わる］',
    en: 'Begin? [Enter: begin   s: later   n: not possible   q: quit]',
  },
  notKnown: { ja: 'Enter、s、n、q のどれかを押してください。', en: 'Please press Enter, s, n or q.' },
  why: { ja: '  できない理由：', en: '  Why it is not possible:' },
  ready: { ja: '用意するもの：', en: 'To have ready:' },
  caution: { ja: '注意：', en: 'Caution: ' },
  minutes: { ja: '  かかった時間（分）', en: '  Minutes it took' },
  open: {
    ja: '  まだ答えていない項目が {count} 個あります。途中として残します。',
    en: '  {count} questions are still open; the step is kept as begun.',
  },
} as const satisfies Record<string, Text>

/** How everything stands by the records. */
export const sessionNow = async (given: GuideGiven): Promise<Session> =>
  sessionOf(mergeRecords(await given.port.read()).records, {
    steps: given.steps ?? allSteps,
    declared: given.declared,
    sample: given.sample,
  })

/**
 * Takes in records from elsewhere, a telephone say; how many were new, and how many contradict one that was known. Undefined where
 * there would be more than a run can hold: nothing is taken in then.
 */
export async function takeIn(
  port: GuidePort,
  brought: readonly StepRecord[],
): Promise<{ readonly added: number; readonly conflicts: number } | undefined> {
  const known = await port.read()
  const { records, conflicts } = mergeRecords(known, brought)
  if (records.length > mostRecords || canonicalJson(guidedFile(records)).length > mostGuidedCharacters) return undefined
  await port.write(records)
  return { added: records.length - new Set(known.map((r) => r.id)).size, conflicts: conflicts.length }
}

/** Walks a person through what is left. True when nothing is. It can be broken off at any point and gone on with. */
export async function guide(given: GuideGiven, terminal: Terminal): Promise<boolean> {
  const session = await sessionNow(given)
  const todo = given.only === undefined ? session.remaining : session.states.filter((s) => s.step.id === given.only)
  for (const [i, state] of todo.entries()) {
    const offered = await offer(given, terminal, state, `${i + 1}/${todo.length}`)
    if (offered === 'quit') break
    if (offered === 'begin' && !(await sit(given, terminal, state))) break
  }
  return (await sessionNow(given)).remaining.length === 0
}

async function offer(
  given: GuideGiven,
  terminal: Terminal,
  state: StepState,
  at: string,
): Promise<'begin' | 'later' | 'quit'> {
  const { language: lang, columns } = terminal
  const { step } = state
  const put = (head: string, text: string) => terminal.out(wrapped(head, text, columns).join('\n'))
  terminal.out('')
  terminal.out(`■ ${at}  ${nameOf(state, lang)}  (${about(step.minutes, lang)}, ${step.serves.join(', ')})`, 'strong')
  terminal.out(`  ${words.ready[lang]}`)
  for (const one of step.ready) put('   - ', one[lang])
  if (step.caution)
    for (const line of wrapped('  ', words.caution[lang] + step.caution[lang], columns)) terminal.out(line, 'wait')
  for (let tries = 0; tries < 5; tries++) {
    const said = (await terminal.ask(`  ${words.choose[lang]}`))?.normalize('NFKC')
    if ((said === undefined && !terminal.interactive) || /^q(uit)?$/i.test(said ?? '')) return 'quit'
    if (said === undefined || said === '' || yesOrNo(said) === true) return 'begin'
    if (/^s$/i.test(said)) return 'later'
    if (/^n$/i.test(said)) {
      const why = (await terminal.ask(words.why[lang])) ?? ''
      if (why.trim() !== '') await note(given, state, { what: 'not-possible', why: why.trim().slice(0, 500) })
      return 'later'
    }
    terminal.out(`  ${words.notKnown[lang]}`, 'wait')
  }
  return 'later'
}

/** One sitting at a step; the time is taken, and the person may correct it. False: they want to stop. */
async function sit(given: GuideGiven, terminal: Terminal, state: StepState): Promise<boolean> {
  const again = state.progress === 'done' || state.progress === 'not-possible'
  if (again) await note(given, state, { what: 'again' })
  const fresh = again ? await standing(given, state) : state
  const began = Date.parse(given.now())
  await note(given, state, { what: 'begun' })
  const through = await carryOut(terminal, fresh, { ...given.with, note: (said) => note(given, state, said) })
  const took = Math.round(Math.max(0, Date.parse(given.now()) - began) / 6_000) / 10
  const corrected = through
    ? Number((await terminal.ask(words.minutes[terminal.language], String(took))) ?? took)
    : took
  const minutes = Number.isFinite(corrected) && corrected >= 0 && corrected <= 10_000 ? corrected : took
  // Breaking off counts the time as well; the step stays open for what is missing.
  await note(given, state, { what: 'done', minutes })
  const { open } = await standing(given, state)
  if (open.length > 0) terminal.out(fill(words.open, { count: open.length })[terminal.language])
  return through
}

const standing = async (given: GuideGiven, { step, about, sample }: StepState): Promise<StepState> =>
  (await sessionNow(given)).states.find((s) => s.step === step && s.about.id === about.id && s.sample === sample)!

/** Records stand in the order of their times: what follows within the same millisecond is later by one. */
const laterThan = (last: string | undefined, now: string): string =>
  last === undefined || now > last ? now : new Date(Date.parse(last) + 1).toISOString()

/** Adds one record and writes the whole. */
async function note(given: GuideGiven, { step, about, sample }: StepState, said: Said): Promise<void> {
  const { port, person } = given
  const known = await port.read()
  const at = laterThan(known.at(-1)?.at, given.now())
  const record: StepRecord = { id: given.id(), at, person, sample, step: step.id, about: about.id, said }
  await port.write(mergeRecords(known, [record]).records)
}
