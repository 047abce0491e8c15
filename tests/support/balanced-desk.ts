import { schemesOf } from '../../src/adapters/catalogue-files.ts'
import { systemClock } from '../../src/adapters/clock.ts'
import type { Case } from '../../src/casework/case.ts'
import { dateInJapan } from '../../src/core/kernel/date.ts'
import { people } from './application.ts'
import type { BalancedServers } from './balanced-servers.ts'
import { wholeCatalogue } from './catalogue.ts'
import { nextStep, readCase, type Step } from './issue-driver.ts'
import type { Person, SharedInstallation } from './shared-installation.ts'

// What people do, sent to whichever server is next. Where a connection broke nobody knows whether the act was done; then
// the case is looked at, and either it goes on or the act is sent again: it is never done twice.

export interface BalancedDesk {
  /** A label from nothing, up to its issue. */
  issue(): Promise<Case>
  suspend(c: Case): Promise<Case>
  restore(c: Case): Promise<Case>
}

const today = () => dateInJapan(systemClock.now())

export function balancedDesk(shared: SharedInstallation, servers: BalancedServers): BalancedDesk {
  const rules = { schemes: schemesOf(wholeCatalogue, { 'jc-star': true }, today), clock: systemClock }
  const current = (id: string): Promise<Case> => readCase(shared, id)

  async function act(c: Case | undefined, { who, act: name, data }: Step): Promise<Case> {
    for (;;) {
      const path = `/api/v1/cases/${c?.id ?? 'new'}/acts/${name}`
      const body = { ...(c ? { seen_seq: c.seq } : {}), data }
      const token = shared.tokens[who.person as Person]
      const answer = await servers.once(path, { method: 'POST', body, token, as: 'act' })
      if (answer?.status === 200) return current(JSON.parse(answer.text).id)
      if (answer) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 500)}`)
      if (c === undefined) continue // a case that nobody heard of stays an empty draft
      const now = await current(c.id)
      if (now.seq > c.seq) return now
    }
  }

  const step = (person: Person, name: Step['act'], data: unknown): Step => ({ who: people[person], act: name, data })

  async function propose(c: Case, name: 'propose-suspend' | 'propose-restore', reasonCode: string): Promise<Case> {
    const publicText = { ja: '負荷試験の見本です。' }
    const proposed = await act(c, step('second', name, { reasonCode, publicText }))
    const open = proposed.proposals.find(({ outcome }) => outcome === undefined)
    return act(proposed, step('decider', 'confirm-proposal', { proposal: open!.id, label: proposed.label }))
  }

  return {
    issue: async () => {
      let c: Case | undefined
      while (c?.state !== 'issued') {
        const next: Step | undefined =
          c === undefined
            ? step('applicant', 'start', { scheme: 'jc-star', level: '1' })
            : nextStep(c, rules, shared.evidence)
        if (next === undefined) throw new Error(`${c?.id}: nothing to do in ${c?.state}`)
        c = await act(c, next)
      }
      return c
    },
    suspend: (c) => propose(c, 'propose-suspend', 'vulnerability-open'),
    restore: (c) => propose(c, 'propose-restore', 'cause-removed'),
  }
}
