import type { CredentialPair } from '../../bench.ts'
import { type Attempt, nonsense, nonsenseAttempt, type Tried } from '../logins/login.ts'
import { notTaken, type Pacing, shutOut } from '../logins/pacing.ts'
import type { Start, TriedPair, TryingGiven } from './trying.ts'

const longer = (a: Tried | undefined, b: Tried): Tried =>
  a !== undefined && (a.retryAfterSeconds ?? 0) > (b.retryAfterSeconds ?? 0) ? a : b

export interface Working extends TryingGiven {
  readonly pace: Pacing
  readonly start: Start
  readonly tries: TriedPair[]
  readonly outcome: { readonly found: Set<string>; readonly anyPassword: Set<string>; readonly open: Set<string> }
  readonly lanes: number
  readonly works: { pair?: Attempt } // a default that was found sets a count back as well as a login that was given
}

/** Tries one pair after the other, or several at once; gives why it stopped before the end. */
export async function workThrough({
  door,
  login,
  pairs,
  pace,
  start,
  tries,
  outcome,
  progress,
  works,
  ...given
}: Working) {
  let lanes = given.lanes
  let halted: string | undefined
  let missed = 0
  const refusedUsers = new Set<string>()
  const queue = [...pairs]
  const oddlyClosed = async (tried: Tried) => tried.status === 'closed' && !(await start.closes())
  const plain = async (tried: Tried) => tried.answer === 'rejected' && !(await oddlyClosed(tried))

  const underWay = new Set<Promise<void>>()
  const suspects: { pair: CredentialPair; tried: Tried }[] = []
  // A lock-out may be of one account: the others go on, and two accounts in a row are taken for everybody.
  const held = new Set<string>()
  const later: CredentialPair[] = []
  let lastShut: Tried | undefined
  let shutInARow = 0
  const satOut = new Set<string>()
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
    const waiting = queue.length === 0 || halted !== undefined || everybodyShut()
    const room = waiting ? 0 : await pace.room(underWay.size)
    if (room > 0 && underWay.size < lanes) {
      if (held.has(queue[0]!.user)) {
        later.push(queue.shift()!)
        continue
      }
      const one = tryNext().finally(() => underWay.delete(one))
      one.catch(() => {}) // it is awaited below, unless something else fails first
      underWay.add(one)
      continue
    }
    if (underWay.size > 0) await Promise.race(underWay)
    else if (later.length > 0 && (queue.length === 0 || everybodyShut()) && halted === undefined) {
      // Everything else is done: what was shut out is waited for once, however many accounts it is.
      if (!(await pace.sitOut(lastShut!, everybodyShut()))) halted = 'locked'
      queue.unshift(...later.splice(0))
      held.clear()
      shutInARow = 0
      lastShut = undefined
    } else if (queue.length > 0) {
      halted ??= 'held-by-lock-out'
      break
    } else break
  }
  return halted

  function everybodyShut(): boolean {
    return shutInARow >= 2
  }

  async function tryNext(): Promise<void> {
    const ready = queue.findIndex(({ user }) => login.readyFor?.(user) === true && !held.has(user))
    const [pair] = queue.splice(Math.max(0, ready), 1) as [CredentialPair]
    const together = lanes > 1
    const tried = await noted(pair, 0, together)
    if (shutOut(tried)) {
      if (satOut.has(pair.id)) await weigh(pair, tried)
      else {
        satOut.add(pair.id)
        held.add(pair.user)
        later.push(pair)
        lastShut = longer(lastShut, tried)
        shutInARow++
      }
    } else if (notTaken(tried) && together) {
      lanes = Math.max(1, Math.floor(lanes / 2)) // so many connections at once were too many
      queue.unshift(pair)
    } else {
      shutInARow = 0
      // Weighing takes further tries: below a threshold they are made when no other is under way.
      if (pace.guarded && !(await plain(tried))) suspects.push({ pair, tried })
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
    else if (tried.answer === 'unclear' || (await oddlyClosed(tried))) await clear(pair)
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
    if (anybody.answer !== 'rejected' || (await oddlyClosed(anybody))) return shut(pair)
    const again = await noted(pair, 1)
    if (again.answer !== 'rejected' || (await oddlyClosed(again))) outcome.open.add(pair.id)
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
    } else tried = await pace.take(attempt, { user: pair.user, each, lockOuts: again === 0 ? 'return' : 'sit-out' })
    if (!notTaken(tried)) pace.refused(pair.user)
    return tried
  }
}
