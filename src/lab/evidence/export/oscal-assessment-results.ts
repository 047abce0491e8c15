import type { Verdict } from '../../../core/determination/verdict.ts'
import { type OscalProp, oscalVersion } from '../../../core/exchange/oscal.ts'
import { markupLineOf, markupOf } from '../../../core/exchange/oscal-markup.ts'
import { tokenOf } from '../../../core/exchange/oscal-token.ts'
import { maybe, ours, textProps } from '../../../core/exchange/oscal-words.ts'
import { present } from '../../../core/exchange/present.ts'
import { uuidOf } from '../../../core/exchange/uuid.ts'
import type { Digest } from '../../../core/kernel/digest.ts'
import type { AssessedUnit } from '../../assess.ts'
import type { Check } from '../../check.ts'
import { questionOf, reasonText } from '../../explain-verdict.ts'
import type { Observation } from '../../observation.ts'
import type { Evidence } from '../open-evidence.ts'

/** Evidence as an OSCAL 1.2.1 assessment-results document. Its ids follow from the run, so that the same evidence is the same file. */
export function toAssessmentResults(
  evidence: Evidence,
  { checks, digest }: { readonly checks: readonly Check[]; readonly digest: Digest },
): object {
  const { record, assessment, observations } = evidence
  const id = (...name: readonly string[]) => uuidOf('test-run', record.id, digest, ...name)
  const judged = assessment.units.filter(({ verdict }) => stateOf[verdict] !== undefined)
  const used = new Set(judged.flatMap(({ parts }) => parts.flatMap(({ restsOn }) => restsOn)))
  const product = [record.product.maker, record.product.name, record.product.model].filter(Boolean).join(' ')
  const line = (text: string) => markupLineOf(text) ?? '-'
  const tool = { type: 'tool', 'actor-uuid': id('tool') }
  return {
    'assessment-results': {
      uuid: id('document'),
      metadata: present({
        title: line(`Device test ${product}`),
        published: record.ended,
        'last-modified': record.ended,
        version: record.tool.version,
        'oscal-version': oscalVersion,
        props: [ours('run', record.id), ours('ending', record.ending), ours('nonce', record.nonce.value)],
        roles: [{ id: 'assessor', title: 'Assessor' }],
        parties: [
          ...(record.laboratory ? [organisation(id('laboratory'), record.laboratory.name)] : []),
          {
            uuid: id('person'),
            type: 'person',
            name: one(record.person.name),
            props: [ours('role', record.person.role)],
          },
        ],
        'responsible-parties': [
          { 'role-id': 'assessor', 'party-uuids': [id('person'), ...(record.laboratory ? [id('laboratory')] : [])] },
        ],
      }),
      'import-ap': {
        href: `#${id('plan')}`,
        remarks:
          'The plan of the run, as it was shown and consented to before anything was sent; in the evidence as plan.json.',
      },
      results: [
        present({
          uuid: id('result'),
          title: line(`Device test ${product}`),
          description:
            'The device was compared with what its maker declares in the IXIT, by the procedures of ETSI TS 103 701.',
          start: record.began,
          end: record.ended,
          props: [
            ...assessment.units.filter(({ verdict }) => stateOf[verdict] === undefined).map(left),
            ...maybe('verdicts-digest', assessment.digest),
            ...maybe('checks-digest', record.digests.checks),
          ],
          'local-definitions': {
            'inventory-items': record.devices.map((device) => ({
              uuid: id('sample', String(device.sample)),
              description: markupOf(`${product} – ${device.label}`),
              props: [
                ours('sample', String(device.sample)),
                ...maybe('serial', device.identity.serial),
                ...maybe('mac', device.identity.mac),
                ...maybe('firmware', device.identity.firmware),
              ],
            })),
            'assessment-assets': {
              components: [
                {
                  uuid: id('tool'),
                  type: 'software',
                  title: line(record.tool.name),
                  description: markupOf(`${record.tool.name} ${record.tool.version}`),
                  props: [{ name: 'version', value: one(record.tool.version) }],
                  status: { state: 'operational' },
                },
              ],
              'assessment-platforms': [
                {
                  uuid: id('bench'),
                  title: line(record.environment.os),
                  'uses-components': [{ 'component-uuid': id('tool') }],
                },
              ],
            },
          },
          'reviewed-controls': reviewed(checks, judged),
          observations: observations
            .filter((o) => used.has(o.id))
            .map((o) => observationOf(o, { id, began: record.began, checks, tool })),
          findings: judged.map((unit) => findingOf(unit, { id, checks, observations, tool })),
        }),
      ],
      'back-matter': { resources: resourcesOf(evidence, id) },
    },
  }
}

// OSCAL knows two states. What was not looked at or does not apply is no finding; it is named in a property of the result.
const stateOf: Partial<Record<Verdict, { readonly state: string; readonly reason: string }>> = {
  pass: { state: 'satisfied', reason: 'pass' },
  fail: { state: 'not-satisfied', reason: 'fail' },
  inconclusive: { state: 'not-satisfied', reason: 'other' },
}

const left = ({ unit, verdict }: AssessedUnit): OscalProp => ours(verdict, unit)

type Id = (...name: readonly string[]) => string
interface About {
  readonly id: Id
  readonly checks: readonly Check[]
  readonly tool: object
}

const one = (text: string): string => text.replace(/\s+/g, ' ').trim() || '-'
const organisation = (uuid: string, name: string) => ({ uuid, type: 'organization', name: one(name) })

function reviewed(checks: readonly Check[], judged: readonly AssessedUnit[]) {
  const cites = (check: string) => checks.find(({ id }) => id === check)?.cites ?? []
  const controls = [...new Set(judged.flatMap(({ check }) => cites(check)))].toSorted()
  return {
    'control-selections': [
      controls.length > 0
        ? {
            'include-controls': controls.map((cited) => ({
              'control-id': tokenOf(cited.slice(cited.indexOf(':') + 1)),
            })),
            props: controls.map((cited) => ours('cites', cited)),
          }
        : { 'include-all': {} },
    ],
    ...(judged.length > 0 && {
      'control-objective-selections': [
        { 'include-objectives': judged.map(({ unit }) => ({ 'objective-id': tokenOf(unit) })) },
      ],
    }),
  }
}

function observationOf(o: Observation, { id, began, tool }: About & { readonly began: string }) {
  const where = [`sample ${o.sample}`, o.address, o.endpoint].filter(Boolean).join(', ')
  return present({
    uuid: id('observation', String(o.sample), o.id),
    title: markupLineOf(`${o.seen.kind} (${where})`),
    description: markupOf(`${o.seen.kind}: ${o.completeness}${o.trouble ? ` (${o.trouble})` : ''}`),
    props: [ours('observation', o.id), ours('completeness', o.completeness), ...maybe('endpoint', o.endpoint)],
    methods: ['TEST'],
    types: ['finding'],
    origins: [{ actors: [tool] }],
    subjects: [{ 'subject-uuid': id('sample', String(o.sample)), type: 'inventory-item' }],
    'relevant-evidence': [
      {
        href: `#${id('observations.jsonl')}`,
        description: 'The line of observations.jsonl with this id.',
        props: [ours('observation', o.id)],
      },
    ],
    collected: new Date(Date.parse(began) + Math.round(o.began)).toISOString(),
  })
}

function findingOf(
  assessed: AssessedUnit,
  { id, checks, observations, tool }: About & { readonly observations: readonly Observation[] },
) {
  const { unit, check, verdict, parts } = assessed
  const question = questionOf(checks, assessed)
  const rests = new Set(parts.flatMap(({ restsOn }) => restsOn))
  const told = parts.map((part) => ({ part, text: reasonText(checks, assessed, part) }))
  return present({
    uuid: id('finding', unit, check),
    title: markupLineOf(`${unit}: ${question.en}`) ?? '-',
    description: markupOf(told.map(({ part, text }) => `${part.about}: ${text.en}`).join('\n') || '-'),
    props: [
      ours('verdict', verdict),
      ...textProps('question', question),
      ...told.flatMap(({ part, text }) => [
        ours('reason', part.reason.code, part.verdict),
        ours('told', text.ja, 'ja'),
      ]),
    ],
    origins: [{ actors: [tool] }],
    target: {
      type: 'objective-id',
      'target-id': tokenOf(unit),
      status: present({
        ...stateOf[verdict]!,
        remarks: verdict === 'inconclusive' ? 'Inconclusive: it could not be shown.' : undefined,
      }),
    },
    'related-observations': observations
      .filter((o) => rests.has(o.id))
      .map((o) => ({ 'observation-uuid': id('observation', String(o.sample), o.id) })),
  })
}

/** The files of the evidence that the document speaks of; `#uuid` leads here, and from here into evidence.zip. */
function resourcesOf({ record }: Evidence, id: Id) {
  const { plan, ixit, policy, observations, verdicts } = record.digests
  const files: readonly (readonly [string, string, string, Digest])[] = [
    ['plan', 'plan.json', 'application/json', plan],
    ['ixit.json', 'ixit.json', 'application/json', ixit],
    ['policy.json', 'policy.json', 'application/json', policy],
    ['observations.jsonl', 'observations.jsonl', 'application/jsonl', observations],
    ['verdicts.json', 'verdicts.json', 'application/json', verdicts],
  ]
  return files.map(([name, href, mediaType, digest]) => ({
    uuid: id(name),
    title: href,
    rlinks: [
      { href, 'media-type': mediaType, hashes: [{ algorithm: 'SHA-256', value: digest.slice('sha256:'.length) }] },
    ],
  }))
}
