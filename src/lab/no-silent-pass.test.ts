import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { file, good, guidedDeclared, guidedObservations, logins, watch } from '../../tests/support/guided-device.ts'
import { benchPolicy, nothingDeclared } from '../../tests/support/lab-bench.ts'
import { recordedDevices, recordedRun } from '../../tests/support/recorded-runs.ts'
import type { Verdict } from '../core/determination/verdict.ts'
import type { Ixit, IxitEntry } from '../core/selection/ixit.ts'
import { type AssessedUnit, assess } from './assess.ts'
import { checks } from './checks/all.ts'
import type { Declared } from './declared/declared.ts'
import { readIxit } from './declared/read-ixit.ts'
import type { Observation, Seen } from './observation.ts'

// No silent pass (lab.md §4), over all checks and runs on real services: whatever is missing, unfinished or silent, no unit becomes
// better by it. `not-applicable` counts like a pass here: a scheme takes it for one (catalogue/device-tests/shows.yaml).

interface World {
  readonly name: string
  readonly ixit?: Ixit
  readonly declared: Declared
  readonly observations: readonly Observation[]
}

const worlds: readonly World[] = [
  ...recordedDevices.map((name) => {
    const { ixit, observations } = recordedRun(name)
    return { name, ixit, declared: readIxit(ixit), observations }
  }),
  {
    name: 'guided steps',
    declared: guidedDeclared,
    observations: [...guidedObservations([...good, watch('network'), watch('power'), ...logins]), file],
  },
]

// security.txt and CSAF: a maker need not have them, and one that declares none has none to look at (checks of our own).
const mayBeUndeclared = new Set(['P-1a', 'P-1b'])
const isGood = (verdict: Verdict) => verdict === 'pass' || verdict === 'not-applicable'
const assessed = (declared: Declared, observations: readonly Observation[]): readonly AssessedUnit[] =>
  assess(checks, { declared, observations, policy: benchPolicy }).units
const verdictsOf = (units: readonly AssessedUnit[]) => new Map(units.map(({ unit, verdict }) => [unit, verdict]))
const why = ({ unit, parts }: AssessedUnit) =>
  `${unit}: ${parts.map(({ about, verdict, reason }) => `${about} ${verdict} ${reason.code}`).join('; ')}`

/** Units that were not good and are, in words. */
function better(before: ReadonlyMap<string, Verdict>, after: readonly AssessedUnit[]): readonly string[] {
  return after
    .filter(({ unit, verdict }) => isGood(verdict) && !isGood(before.get(unit)!) && !mayBeUndeclared.has(unit))
    .map((unit) => `${before.get(unit.unit)} became ${unit.verdict}: ${why(unit)}`)
}

const unfinished = (one: Observation, completeness: 'partial' | 'none'): Observation => ({
  ...one,
  completeness,
  trouble: 'timed-out',
})

type Logins = Extract<Seen, { kind: 'login-tries' }>
type Wrong = Extract<Seen, { kind: 'brute-force' }>
/** What an instrument writes when the same device keeps silent, or turns us away for now. Undefined: silence is no answer of its kind. */
function silenced({ seen, ...rest }: Observation, answer: 'no-answer' | 'throttled'): Observation | undefined {
  const instead = (other: Seen): Observation => ({ ...rest, seen: other })
  switch (seen.kind) {
    case 'udp-probe':
      return instead({ kind: 'udp-probe', probe: seen.probe, port: seen.port, answer: 'nothing' })
    case 'discovery':
      return instead({ ...seen, answer: 'nothing', services: [] })
    case 'service':
      return instead({ kind: 'service', protocol: 'unknown', tls: false })
    case 'access':
      return instead({ ...seen, without: 'silent', granted: [], places: [], logins: [] })
    case 'tls-offer':
      return instead({ ...seen, speaksTls: false, versions: [], notOffered: [], groups: [] })
    case 'ssh-offer':
      return instead({
        ...seen,
        banner: undefined,
        versions: [],
        keyExchange: [],
        hostKeys: [],
        encryption: [],
        integrity: [],
      })
    case 'tls-certificate':
      return instead({ ...seen, chain: [] })
    case 'web-page':
      return instead({ kind: 'web-page', secured: seen.secured, ways: [] })
    case 'open-paths':
      return instead({ ...seen, answered: 0, open: [] })
    case 'robustness':
      return instead({ ...seen, heldBefore: false, sent: [], away: [] })
    case 'login-tries': {
      const tries = seen.tries.map((one): Logins['tries'][number] => ({ ...one, answer }))
      return instead({ ...seen, known: answer, knownAfter: answer, control: answer, tries, found: [], anyPassword: [] })
    }
    case 'brute-force':
      return instead({ ...seen, tries: seen.tries.map((one): Wrong['tries'][number] => ({ ...one, answer })) })
    default:
      return undefined
  }
}

/** All of them, but of the questions over UDP that met silence one of each address: they are very many and all alike. */
function oneOfEach(observations: readonly Observation[]): readonly Observation[] {
  const silent = ({ seen }: Observation) => seen.kind === 'udp-probe' && seen.answer === 'nothing'
  return observations.filter((o) => !silent(o) || o === observations.find((p) => silent(p) && p.address === o.address))
}

/** Units that pass by something that rests on nothing, or on what was not finished. */
function unfounded(units: readonly AssessedUnit[], observations: readonly Observation[]): readonly string[] {
  const byId = new Map(observations.map((o) => [o.id, o]))
  return units
    .filter(({ verdict }) => verdict === 'pass')
    .flatMap(({ parts }) =>
      parts
        .filter(({ verdict, reason, restsOn }) => {
          // That a login turns somebody away is shown by the first try with random letters, whatever became of the others.
          const enough = (id: string) =>
            byId.get(id)?.completeness === 'complete' ||
            (onlyControl.has(reason.code) && byId.get(id)?.seen.kind === 'login-tries') ||
            seenIsEnough.has(reason.code)
          return verdict === 'pass' && (restsOn.length === 0 || !restsOn.every(enough))
        })
        .map(
          ({ unit, about, reason, restsOn }) =>
            `${unit} ${about} ${reason.code} rests on ${restsOn.filter((id) => byId.get(id)?.completeness !== 'complete').join(' ') || 'nothing'}`,
        ),
    )
}
// What was seen is there, however the rest of the look ended: an open port, a model that is named, TLS that is spoken, a remark. That
// nothing else is there is said by other parts of the same unit, and those rest on what was finished.
const seenIsEnough = new Set([
  ...['on-as-declared', 'declared', 'disclosure-declared', 'model-as-declared', 'over-tls', 'known-login-works'],
])
const onlyControl = new Set(['login-asked', 'page-before-login'])

for (const { name, ixit, declared, observations } of worlds)
  describe(name, () => {
    const units = assessed(declared, observations)
    const single = oneOfEach(observations)
    const before = verdictsOf(units)
    const gained = (after: readonly Observation[]) => better(before, assessed(declared, after))
    const told = (change: string, after: readonly Observation[]) => gained(after).map((gain) => `${change}: ${gain}`)

    test('leaving out any one observation makes nothing better', () => {
      const all = single.flatMap((one) =>
        told(
          `without ${one.id}`,
          observations.filter((o) => o !== one),
        ),
      )
      assert.deepEqual(all, [])
    })

    test('leaving out every observation of a kind makes nothing better', () => {
      const kinds = [...new Set(observations.map(({ seen }) => seen.kind))]
      const all = kinds.flatMap((kind) =>
        told(
          `without ${kind}`,
          observations.filter(({ seen }) => seen.kind !== kind),
        ),
      )
      assert.deepEqual(all, [])
    })

    test('any observation that was not finished makes nothing better', () => {
      const all = (['partial', 'none'] as const).flatMap((how) =>
        single.flatMap((one) =>
          told(
            `${how} ${one.id}`,
            observations.map((o) => (o === one ? unfinished(o, how) : o)),
          ),
        ),
      )
      assert.deepEqual(all, [])
    })

    test('silence in place of any one answer, or being turned away, makes nothing better', () => {
      const all = (['no-answer', 'throttled'] as const).flatMap((answer) =>
        single.flatMap((one) => {
          const quiet = silenced(one, answer)
          return quiet === undefined
            ? []
            : told(
                `${answer} ${one.id}`,
                observations.map((o) => (o === one ? quiet : o)),
              )
        }),
      )
      assert.deepEqual(all, [])
    })

    test('a run that is stopped at any moment says nothing better', () => {
      const all = single.flatMap((one) => {
        const until = observations.indexOf(one)
        return told(`the first ${until}`, observations.slice(0, until))
      })
      assert.deepEqual(all, [])
    })

    test('any set of observations left out, unfinished or silent makes nothing better', () => {
      const fates = fc.constantFrom('kept', 'kept', 'kept', 'left out', 'unfinished', 'silent')
      const run = fc.array(fates, { minLength: observations.length, maxLength: observations.length })
      fc.assert(
        fc.property(run, (fate) => {
          const after = observations.flatMap((one, n) => {
            if (fate[n] === 'left out') return []
            if (fate[n] === 'unfinished') return [unfinished(one, 'partial')]
            return [(fate[n] === 'silent' ? silenced(one, 'no-answer') : undefined) ?? one]
          })
          assert.deepEqual(gained(after), [])
        }),
        { numRuns: 40 },
      )
    })

    test('what passes rests on something that was seen, and everything it rests on was finished', () => {
      assert.deepEqual(unfounded(units, observations), [])
      const open = single.flatMap((one) => {
        const after = observations.map((o) => (o === one ? unfinished(o, 'partial') : o))
        return unfounded(assessed(declared, after), after)
      })
      assert.deepEqual(open, [])
    })

    test('the order of observations, and seeing one twice, change neither a verdict nor the digest', () => {
      const { digest } = assess(checks, { declared, observations, policy: benchPolicy })
      const shuffled = fc.shuffledSubarray([...observations, ...observations], {
        minLength: 2 * observations.length,
      })
      fc.assert(
        fc.property(shuffled, (again) => {
          assert.equal(assess(checks, { declared, observations: again, policy: benchPolicy }).digest, digest)
        }),
        { numRuns: 20 },
      )
    })

    test('where nothing was seen nothing passes', () => {
      const parts = assessed(declared, []).flatMap((unit) => unit.parts)
      assert.deepEqual(
        parts.filter(({ verdict }) => verdict === 'pass').map(({ unit, reason }) => `${unit} ${reason.code}`),
        [],
      )
    })

    // A version in a greeting is what somebody wrote there (lab.md §4.9); that it is told is judged, what it says is not.
    test('what a greeting claims to be decides nothing', () => {
      const claims = 'OpenSSH_3.1 lighttpd/1.3.0 BusyBox v1.0'
      const renamed = observations.map((one): Observation => {
        const { seen } = one
        if (seen.kind === 'service' && seen.banner !== undefined) return { ...one, seen: { ...seen, banner: claims } }
        if (seen.kind === 'disclosure' && seen.token === 'server-software')
          return { ...one, seen: { ...seen, said: claims } }
        return one
      })
      const digest = (all: readonly Observation[]) =>
        assess(checks, { declared, observations: all, policy: benchPolicy }).digest
      assert.equal(digest(renamed), digest(observations))
    })

    if (ixit === undefined) return
    test('a declaration that is open throughout shows nothing that rests on it, and hides nothing', () => {
      const open = readIxit(
        ixit.map((table) => ({ ...table, entries: table.entries.map((e) => gapped(e, () => true)) })),
      )
      const after = assessed(open, observations)
      assert.deepEqual(better(before, after), [])
      const passing = after.filter(({ verdict }) => verdict === 'pass').flatMap(({ parts }) => parts)
      assert.deepEqual(
        passing
          .filter(({ verdict, reason }) => verdict === 'pass' && !ofTheDeviceAlone.has(reason.code))
          .map(({ unit, about, reason }) => `${unit} ${about} ${reason.code}`),
        [],
      )
    })

    test('any set of fields that are open makes nothing better', () => {
      const places = ixit.flatMap(({ table, entries }) =>
        entries.flatMap(({ id, fields }) => Object.keys(fields).map((field) => `${table}/${id}/${field}`)),
      )
      fc.assert(
        fc.property(fc.subarray(places, { minLength: 1 }), (open) => {
          const without = ixit.map((table) => ({
            ...table,
            entries: table.entries.map((e) => gapped(e, (field) => open.includes(`${table.table}/${e.id}/${field}`))),
          }))
          assert.deepEqual(better(before, assessed(readIxit(without), observations)), [], open.join(' '))
        }),
        { numRuns: 50 },
      )
    })

    test('a table that is missing makes nothing better', () => {
      const all = ixit.flatMap(({ table }) =>
        better(before, assessed(readIxit(ixit.filter((t) => t.table !== table)), observations)).map(
          (gain) => `without ${table}: ${gain}`,
        ),
      )
      assert.deepEqual(all, [])
    })
  })

/** An entry in which some fields are left open by the maker. */
const gapped = (entry: IxitEntry, isOpen: (field: string) => boolean): IxitEntry => ({
  ...entry,
  fields: Object.fromEntries(
    Object.entries(entry.fields).map(([field, said]) => [field, isOpen(field) ? { ...said, gap: '?' } : said]),
  ),
})

// What these say of a device does not depend on what its maker says of it: nothing works without a login, a right one is let in, there
// is no login or none by password, no path is open, nothing breaks, a page is protected or leads to one that is.
const ofTheDeviceAlone = new Set([
  ...['login-asked', 'page-before-login', 'leads-elsewhere', 'known-login-works', 'no-login-found', 'keys-alone'],
  ...['paths-asked', 'messages-withstood', 'headers-sent', 'over-tls', 'leads-to-tls', 'cookies-protected'],
])

test('where nothing is declared and nothing was seen, nothing passes and nothing is left aside', () => {
  const units = assessed({ ...nothingDeclared, tables: [] }, [])
  assert.deepEqual(units.filter(({ unit, verdict }) => isGood(verdict) && !mayBeUndeclared.has(unit)).map(why), [])
})
