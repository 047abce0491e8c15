import assert from 'node:assert/strict'
import { test } from 'vitest'
import { judged, observed, service, wholeScan } from '../../../tests/support/lab-checks.ts'
import type { Observation } from '../observation.ts'
import { settingsAfterLogin } from './5.5-5-2.ts'

const declared = {
  services: [{ id: 'Info', enabled: true, endpoints: ['tcp/80'], authentication: [] }],
  interfaces: [{ id: 'I', enabled: true, endpoints: ['tcp/80'], discloses: [] }],
}
const openPage: readonly Observation[] = [
  wholeScan(80),
  service('tcp/80', 'http'),
  observed(
    {
      kind: 'access',
      protocol: 'http',
      tls: false,
      without: 'granted',
      granted: ['resource'],
      places: ['/'],
      logins: [],
    },
    { endpoint: 'tcp/80' },
  ),
]
const byHand = (changed: boolean, outcome: 'done' | 'unfinished' = 'done') =>
  observed(
    {
      kind: 'guided-step',
      step: 'settings-without-login',
      about: 'Info',
      outcome,
      answers: [
        { question: 'changed', answer: changed },
        { question: 'tried', answer: '/settings' },
      ],
      pictures: [],
      minutes: 5,
    },
    outcome === 'done' ? {} : { completeness: 'partial' },
  )
const verdictWith = (...more: readonly Observation[]) =>
  judged(settingsAfterLogin, [...openPage, ...more], declared).of('5.5-5-2a').verdict

test('where something is open and nobody tried, it stays open whether settings change', () => {
  assert.equal(verdictWith(), 'inconclusive')
})

test('what a person tried decides, and a change that worked fails even in a step that was not finished', () => {
  assert.equal(verdictWith(byHand(false)), 'pass')
  assert.equal(verdictWith(byHand(true)), 'fail')
  assert.equal(verdictWith(byHand(true, 'unfinished')), 'fail')
  assert.equal(verdictWith(byHand(false, 'unfinished')), 'inconclusive')
})
