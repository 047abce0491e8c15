import type { Verdict } from '../../core/determination/verdict.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import type { Assessment } from '../assess.ts'
import { earlOf } from './earl.ts'
import type { RunRecord } from './run-record.ts'

// in-toto Statements (v1) over a run. Everything in them follows from the files they speak about, so that a verifier makes them
// anew and compares: a signature is never over something that the files do not say.

/**
 * Our predicate. in-toto asks for a URI that is versioned and collides with nobody's; it may lead nowhere. We own no host, and
 * one that somebody else could own one day would be worse than none: so the URN under which all our names stand.
 */
export const runPredicateType = 'urn:hoshirushi:device-test-run:v1'
export const testResultPredicateType = 'https://in-toto.io/attestation/test-result/v0.1'

interface ResourceDescriptor {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

/** A statement about the files of a run, its device and its firmware. */
export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly ResourceDescriptor[]
  readonly predicateType: string
  readonly predicate: unknown
}

/** What a statement is made from: the record, the verdicts, and the digest of every file. */
export interface Stated {
  readonly record: RunRecord
  readonly assessment: Assessment
  readonly files: readonly { readonly name: string; readonly digest: Digest }[]
}

const described = (name: string, digest: Digest): ResourceDescriptor => ({
  name,
  digest: { sha256: digest.slice('sha256:'.length) },
})

const statement = (stated: Stated, predicateType: string, predicate: unknown): Statement => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [
    ...stated.files.map(({ name, digest }) => described(name, digest)),
    described('device-identity', stated.record.digests.device),
    ...stated.record.devices.flatMap(({ sample, identity }) =>
      identity.firmware ? [described(`firmware-of-sample-${sample}`, identity.firmware)] : [],
    ),
  ],
  predicateType,
  predicate,
})

/** The whole result: what was tested with what, and the verdict of every test unit with its reasons. */
export function runStatement(stated: Stated, testResult: Digest): Statement {
  const { record, assessment, files } = stated
  const withResult = { ...stated, files: [...files, { name: 'test-result.dsse.json', digest: testResult }] }
  return statement(withResult, runPredicateType, {
    run: record.id,
    tool: record.tool,
    startedOn: record.began,
    finishedOn: record.ended,
    ending: record.ending,
    nonce: record.nonce,
    order: record.order,
    role: record.person.role,
    signedBy: record.signedBy,
    digests: record.digests,
    verdictsDigest: assessment.digest,
    units: assessment.units.map(({ unit, check, verdict, parts }) => ({
      unit,
      check,
      outcome: earlOf[verdict],
      verdict,
      parts: parts.map(({ about, verdict, reason }) => ({ about, verdict, code: reason.code })),
    })),
  })
}

/** The same for verifiers that know nothing of us. */
export function testResultStatement(stated: Stated): Statement {
  const { record, assessment } = stated
  const of = (...verdicts: readonly Verdict[]) =>
    assessment.units.filter(({ verdict }) => verdicts.includes(verdict)).map(({ unit }) => unit)
  const { plan, ixit, policy, corpus, checks } = record.digests
  const configuration = { plan, ixit, policy, corpus, ...(checks && { checks }) }
  return statement(stated, testResultPredicateType, {
    result: resultOf(stated),
    configuration: Object.entries(configuration).map(([name, digest]) => described(name, digest)),
    passedTests: of('pass'),
    warnedTests: [],
    failedTests: of('fail', 'inconclusive'),
  })
}

/**
 * A warning means "passed with warnings" in that predicate, and policies let it through. What could not be decided has therefore
 * failed; only what was left out altogether, beside units that did pass, is a warning.
 */
function resultOf({ record, assessment }: Stated): 'PASSED' | 'WARNED' | 'FAILED' {
  const verdicts = new Set(assessment.units.map(({ verdict }) => verdict))
  if (verdicts.has('fail') || verdicts.has('inconclusive') || !verdicts.has('pass')) return 'FAILED'
  return verdicts.has('not-evaluated') || record.ending !== 'finished' ? 'WARNED' : 'PASSED'
}
