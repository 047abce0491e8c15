import { DialError } from '../../wire/dial.ts'
import type { LoginAnswer } from '../logins/kinds.ts'
import { type Attempt, nonsenseAttempt, type Tried } from '../logins/login.ts'
import { notTaken, type Pacing, pacing } from '../logins/pacing.ts'
import type { Start, TriedPair, TryingGiven, TryingSeen } from './trying.ts'
import { workThrough } from './work-through.ts'

const slowMs = 200 // a service that holds every refusal back this long is asked over several connections at once
const earlyMs = 250 // and one that has not answered nonsense by then is asked for pairs while it thinks

/** Tries pairs at one login, likeliest first: nonsense before anything else, and never over the threshold. */
export async function tryPairs(given: TryingGiven): Promise<TryingSeen> {
  const { door, login, pairs } = given
  const began = door.clock()
  const found: { pair?: Attempt } = {}
  const pace = pacing({ ...given, known: () => given.known ?? found.pair })
  const tries: TriedPair[] = []
  const opening = {
    known: 'not-given' as TryingSeen['known'],
    knownAfter: 'not-given' as TryingSeen['knownAfter'],
    control: 'not-tried' as TryingSeen['control'],
  }
  const outcome = { found: new Set<string>(), anyPassword: new Set<string>(), open: new Set<string>() }
  let lanes = 1
  let trouble: string | undefined
  try {
    const start = await begin(given, pace, opening)
    trouble = start.trouble
    if (start.goOn) {
      lanes = start.slowest >= slowMs ? Math.min(given.lanesAtMost, login.lanesAtMost ?? given.lanesAtMost) : 1
      const halted = await workThrough({ ...given, pace, start, tries, outcome, lanes, works: found })
      trouble = halted ?? trouble
      const late = start.pending && (await judgeControl(given, pace, await start.pending, opening))
      if (late && !late.refused) {
        // Without the nonsense being refused, nothing that was accepted means anything.
        for (const set of [outcome.found, outcome.anyPassword]) set.clear()
        tries.length = 0
        trouble = late.trouble
      }
      // Some devices lock without a word and go on saying "wrong": then the right password is refused as well.
      if (given.known && opening.known === 'accepted') {
        const tried = await login.try(given.known)
        opening.knownAfter = tried.answer
        if (tried.answer !== 'accepted')
          trouble ??= tried.answer === 'rejected' ? 'locked-without-a-word' : tried.answer
      }
    }
  } catch (error) {
    if (!(error instanceof DialError)) throw error
    trouble = error.trouble
  } finally {
    login.close()
  }
  const tested = new Set([...outcome.found, ...outcome.anyPassword])
  for (const { pair, answer } of tries) if (answer === 'rejected') tested.add(pair)
  const ids = pairs.map((p) => p.id)
  return {
    ...opening,
    tries: tries.slice(0, 200),
    found: ids.filter((id) => outcome.found.has(id)),
    anyPassword: ids.filter((id) => outcome.anyPassword.has(id)),
    untested: opening.control === 'accepted' ? [] : ids.filter((id) => outcome.open.has(id) || !tested.has(id)),
    lanes,
    waited: Math.round(pace.waited),
    ...(pace.lockedAfter !== undefined && { lockedAfter: pace.lockedAfter }),
    elapsed: Math.round(door.clock() - began),
    ...(trouble !== undefined && { trouble }),
  }
}

/** A known login, then nonsense: whether the service is ready, needs a login at all, and how it refuses. */
async function begin(
  given: TryingGiven,
  pace: Pacing,
  seen: { known: TryingSeen['known']; control: TryingSeen['control'] },
): Promise<Start> {
  const { door, login, known, lanesAtMost } = given
  const stop = (trouble?: string): Start => ({
    goOn: false,
    slowest: 0,
    closes: async () => false,
    ...(trouble && { trouble }),
  })
  const tryKnown = async () => {
    if (!known) return 'not-given' as const
    const tried = await pace.take(() => login.try(known))
    if (tried.answer === 'accepted') pace.letIn()
    return tried.answer
  }
  // State from an earlier run shows here, before anything wrong was tried (lab.md §4.3).
  seen.known = await tryKnown()
  pace.begin()
  if (seen.known !== 'not-given' && notTaken({ answer: seen.known, ms: 0 })) return stop(beforeTheFirst(seen.known))
  const doubtful = seen.known === 'rejected' && !login.calibrate ? 'known-login-refused' : undefined
  const refusals: Tried[] = []
  for (let round = 0; round < (login.calibrate ? 2 : 1); round++) {
    if ((await pace.room()) === 0) return stop('held-by-lock-out')
    const wrong = nonsenseAttempt(door)
    const control = pace.take(() => (login.calibrate ? login.calibrate(wrong) : login.try(wrong)))
    const tried = !login.calibrate && !pace.guarded && lanesAtMost > 1 ? await soon(control) : await control
    if (tried === 'later')
      return {
        goOn: true,
        slowest: slowMs,
        closes: async () => (await control).status === 'closed',
        pending: control,
        ...(doubtful && { trouble: doubtful }),
      }
    const { refused, trouble } = await judgeControl(given, pace, tried, seen)
    if (!refused) return stop(trouble)
    refusals.push(tried)
  }
  // A form has shown by now how it refuses; only now does its answer to the known login mean something.
  if (login.calibrate && known) seen.known = await tryKnown()
  const doubt =
    seen.known === 'rejected'
      ? 'known-login-refused'
      : login.calibrate && seen.known !== 'accepted' && !refusals.every(plainly)
        ? 'refusal-not-recognised'
        : undefined
  const slowest = Math.max(...refusals.map((r) => r.ms))
  // Below a threshold of a slow service as many go side by side as it leaves room for: nonsense is not to take one of the places.
  if (pace.guarded && seen.known === 'accepted' && slowest >= slowMs && given.pairs.length > 0 && !login.calibrate)
    await tryKnown()
  return {
    goOn: true,
    slowest,
    closes: async () => refusals.some((r) => r.status === 'closed'),
    ...(doubt && { trouble: doubt }),
  }
}

/** What the answer to nonsense means: refused, as it should be, or why nothing else can be told. */
async function judgeControl(
  { door, login }: TryingGiven,
  pace: Pacing,
  tried: Tried,
  seen: { control: TryingSeen['control'] },
): Promise<{ readonly refused: boolean; readonly trouble?: string }> {
  seen.control = tried.answer
  if (tried.answer === 'rejected') {
    pace.refused()
    return { refused: true }
  }
  if (notTaken(tried)) return { refused: false, trouble: beforeTheFirst(tried.answer) }
  if (tried.answer === 'unclear')
    return { refused: false, trouble: tried.status === 'answers-vary' ? 'answers-vary' : 'control-unclear' }
  const again = await pace.take(() => login.try(nonsenseAttempt(door)))
  if (again.answer === 'accepted') return { refused: false }
  seen.control = 'unclear'
  return { refused: false, trouble: 'control-unclear' }
}

/** The answer if it comes at once. */
const soon = (answer: Promise<Tried>): Promise<Tried | 'later'> => {
  let timer: NodeJS.Timeout | undefined
  answer.catch(() => {}) // it is awaited again later
  return Promise.race([
    answer,
    new Promise<'later'>((done) => {
      timer = setTimeout(() => done('later'), earlyMs)
    }),
  ]).finally(() => clearTimeout(timer))
}

/** Shut before anything wrong was tried: left over from earlier, or not there at all. */
const beforeTheFirst = (answer: LoginAnswer) => (answer === 'no-answer' ? 'no-answer' : 'refused-before-the-first-try')

/** A form that asks for the password once more has refused; one that does neither may have let in, or may have misread the form. */
const plainly = ({ asksAgain, status = '' }: Tried): boolean => {
  const last = Number(status.split('>').at(-1))
  return asksAgain === true && (last < 400 || last === 401 || last === 422)
}
