import type { CredentialPair } from '../../bench.ts'
import { DialError } from '../../wire/dial.ts'
import type { LoginAnswer } from '../logins/kinds.ts'
import { type Attempt, nonsense, nonsenseAttempt, type Tried } from '../logins/login.ts'
import { notTaken, type Pacing, type PacingGiven, pacing } from '../logins/pacing.ts'

export interface TryingGiven extends Omit<PacingGiven, 'known'> {
  readonly pairs: readonly CredentialPair[]
  readonly known?: Attempt
  readonly lanesAtMost: number
  readonly progress: (done: number) => void
}

/** What came of it; `trouble` is why it was not seen through, or why a refusal may not have been one. */
export interface TryingSeen {
  readonly known: 'not-given' | LoginAnswer
  readonly knownAfter: 'not-given' | LoginAnswer
  readonly control: 'not-tried' | LoginAnswer
  readonly tries: readonly TriedPair[]
  readonly found: readonly string[]
  readonly anyPassword: readonly string[]
  readonly untested: readonly string[]
  readonly lanes: number
  readonly waited: number
  readonly lockedAfter?: number
  readonly elapsed: number
  readonly trouble?: string
}
interface TriedPair {
  readonly pair: string
  readonly answer: LoginAnswer
  readonly ms: number
  readonly status?: string
  readonly again: number
}

const slowMs = 200 // a service that holds every refusal back this long is asked over several connections at once

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
      const halted = await tryAll({ ...given, pace, start, tries, outcome, lanes, works: found })
      trouble = halted ?? trouble
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

interface Start {
  readonly goOn: boolean
  readonly trouble?: string
  readonly slowest: number // ms a refusal took
  readonly closes: boolean // it refuses by closing the connection
}

/** A known login, then nonsense: whether the service is ready, needs a login at all, and how it refuses. */
async function begin(
  { door, login, known }: TryingGiven,
  pace: Pacing,
  seen: { known: TryingSeen['known']; control: TryingSeen['control'] },
): Promise<Start> {
  const stop = (trouble?: string): Start => ({ goOn: false, slowest: 0, closes: false, ...(trouble && { trouble }) })
  const tryKnown = async () => {
    if (!known) return 'not-given' as const
    const tried = await pace.take(() => login.try(known))
    if (tried.answer === 'accepted') pace.letIn()
    return tried.answer
  }
  // State from an earlier run shows here, before anything wrong was tried (lab.md §4.3).
  seen.known = await tryKnown()
  if (seen.known !== 'not-given' && notTaken({ answer: seen.known, ms: 0 })) return stop(beforeTheFirst(seen.known))
  const refusals: Tried[] = []
  for (let round = 0; round < (login.calibrate ? 2 : 1); round++) {
    if ((await pace.room()) === 0) return stop('held-by-lock-out')
    const wrong = nonsenseAttempt(door)
    const tried = await pace.take(() => (login.calibrate ? login.calibrate(wrong) : login.try(wrong)))
    seen.control = tried.answer
    if (notTaken(tried)) return stop(beforeTheFirst(tried.answer))
    if (tried.answer === 'unclear') return stop(tried.status === 'answers-vary' ? 'answers-vary' : 'control-unclear')
    if (tried.answer === 'accepted') {
      const again = await pace.take(() => login.try(nonsenseAttempt(door)))
      if (again.answer !== 'accepted') seen.control = 'unclear'
      return again.answer === 'accepted' ? stop() : stop('control-unclear')
    }
    pace.refused()
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
  return {
    goOn: true,
    slowest: Math.max(...refusals.map((r) => r.ms)),
    closes: refusals.some((r) => r.status === 'closed'),
    ...(doubt && { trouble: doubt }),
  }
}

/** Shut before anything wrong was tried: left over from earlier, or not there at all. */
const beforeTheFirst = (answer: LoginAnswer) => (answer === 'no-answer' ? 'no-answer' : 'refused-before-the-first-try')

/** A form that asks for the password once more has refused; one that does neither may have let in, or may have misread the form. */
const plainly = ({ asksAgain, status = '' }: Tried): boolean => {
  const last = Number(status.split('>').at(-1))
  return asksAgain === true && (last < 400 || last === 401 || last === 422)
}

interface Trying extends TryingGiven {
  readonly pace: Pacing
  readonly start: Start
  readonly tries: TriedPair[]
  readonly outcome: { readonly found: Set<string>; readonly anyPassword: Set<string>; readonly open: Set<string> }
  readonly lanes: number
  readonly works: { pair?: Attempt } // a default that was found sets a count back as well as a login that was given
}

/** Works through the pairs; gives why it stopped before the end. */
async function tryAll({ door, login, pairs, pace, start, tries, outcome, progress, works, ...given }: Trying) {
  let lanes = given.lanes
  let halted: string | undefined
  let missed = 0
  const refusedUsers = new Set<string>()
  const queue = [...pairs]
  const oddlyClosed = (tried: Tried) => tried.status === 'closed' && !start.closes
  const plain = (tried: Tried) => tried.answer === 'rejected' && !oddlyClosed(tried)

  const underWay = new Set<Promise<void>>()
  const suspects: { pair: CredentialPair; tried: Tried }[] = []
  for (;;) {
    if (suspects.length > 0) {
      if (underWay.size > 0) await Promise.race(underWay)
      else {
        const { pair, tried } = suspects.shift()!
        await weigh(pair, tried)
      }
      continue
    }
    if (pace.outOfTime()) halted ??= missed > 0 ? 'throttled' : 'out-of-time'
    const room = queue.length === 0 || halted !== undefined ? 0 : await pace.room(underWay.size)
    if (room > 0 && underWay.size < lanes) {
      const one = tryNext().finally(() => underWay.delete(one))
      underWay.add(one)
      continue
    }
    if (underWay.size > 0) await Promise.race(underWay)
    else if (queue.length > 0) {
      halted ??= 'held-by-lock-out'
      break
    } else break
  }
  return halted

  async function tryNext(): Promise<void> {
    const pair = queue.shift()!
    const together = lanes > 1
    const tried = await noted(pair, 0, together)
    if (notTaken(tried) && together) {
      lanes = 1 // several connections at once were too many
      queue.unshift(pair)
    } else {
      // Weighing takes further tries: below a threshold they are made when no other is under way.
      if (pace.guarded && !plain(tried)) suspects.push({ pair, tried })
      else await weigh(pair, tried)
    }
    progress(pairs.length - queue.length)
  }

  async function weigh(pair: CredentialPair, tried: Tried): Promise<void> {
    if (notTaken(tried)) {
      outcome.open.add(pair.id)
      if (++missed >= 2 || tried.answer === 'locked') halted ??= tried.answer
      return
    }
    missed = 0
    if (tried.answer === 'accepted') await confirm(pair)
    else if (tried.answer === 'unclear' || oddlyClosed(tried)) await clear(pair)
    else refusedUsers.add(pair.user)
  }

  /** Accepted counts when it happens twice, and another password of the same user is refused. */
  async function confirm(pair: CredentialPair): Promise<void> {
    const again = await noted(pair, 1)
    if (again.answer === 'rejected') return clear(pair)
    if (again.answer !== 'accepted') return void outcome.open.add(pair.id)
    // A form may answer otherwise by now because it shut the account: there only a wrong password shows what the answer means.
    if (refusedUsers.has(pair.user) && !login.calibrate) return find(pair)
    if ((await pace.room()) === 0) return void outcome.open.add(pair.id)
    const other = await pace.take(() => login.try({ user: pair.user, password: nonsense(door) }))
    pace.refused()
    if (other.answer === 'rejected') {
      find(pair)
      pace.refused() // it came after the right one
      return
    }
    if (other.answer !== 'accepted') return void outcome.open.add(pair.id)
    if (other.mayBeLocked || refusedUsers.has(pair.user)) return shut(pair)
    if (other.asksAgain && login.takeAsRefusal) {
      // A form that words its refusal otherwise for this user tells who has an account, and lets nobody in.
      if (login.takeAsRefusal(other, pair.user) === 'changed-meanwhile') return shut(pair)
      const last = await noted(pair, 2)
      if (last.answer === 'accepted') find(pair)
      else if (last.answer !== 'rejected') outcome.open.add(pair.id)
      return
    }
    const anybody = await pace.take(() => login.try(nonsenseAttempt(door)))
    pace.refused()
    if (anybody.answer === 'rejected') outcome.anyPassword.add(pair.id)
    else shut(pair) // everybody is answered so by now: the service changed, not the pair
  }

  function find(pair: CredentialPair): void {
    outcome.found.add(pair.id)
    works.pair ??= pair
    pace.letIn()
  }

  /** Neither yes nor no: if nonsense is answered so too by now, the service has shut; else it is this pair, once more. */
  async function clear(pair: CredentialPair): Promise<void> {
    if ((await pace.room()) === 0) return void outcome.open.add(pair.id)
    const anybody = await pace.take(() => login.try(nonsenseAttempt(door)))
    pace.refused()
    if (anybody.answer !== 'rejected' || oddlyClosed(anybody)) return shut(pair)
    const again = await noted(pair, 1)
    if (again.answer !== 'rejected' || oddlyClosed(again)) outcome.open.add(pair.id)
  }

  function shut(pair: CredentialPair): void {
    outcome.open.add(pair.id)
    halted ??= 'locked'
  }

  /** One try that is written down. What is not confirmed counts as wrong, so that a threshold is never misjudged. */
  async function noted(pair: CredentialPair, again: number, once = false): Promise<Tried> {
    let repeat = again
    const each = ({ answer, ms, status }: Tried) => {
      const said = status === undefined ? {} : { status: status.slice(0, 60) }
      tries.push({ pair: pair.id, answer, ms: Math.min(ms, 600_000), ...said, again: Math.min(20, repeat++) })
    }
    const attempt = () => login.try(pair)
    let tried: Tried
    if (once) {
      tried = await attempt()
      each(tried)
    } else tried = await pace.take(attempt, each)
    if (!notTaken(tried)) pace.refused()
    return tried
  }
}
