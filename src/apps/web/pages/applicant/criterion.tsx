import { acceptanceFor } from '../../../../casework/assessment.ts'
import { shownBy } from '../../../../casework/completeness.ts'
import { type LibraryFile, library } from '../../../../casework/holder.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import type { Criterion } from '../../../../core/scheme/criterion.ts'
import { acceptedBy } from '../../../../core/selection/accepted.ts'
import { holds } from '../../../../core/selection/condition.ts'
import type { EvidenceRef } from '../../../../core/selection/ics.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one, several } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Choices, Form, type Problems, TextArea } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Split, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { type Application, applicationOf, at, editable, numberOf } from './case-page.ts'
import { en, ja } from './criterion.texts.ts'
import { CriterionSide } from './criterion-side.tsx'
import { EvidencePicker } from './evidence-picker.tsx'
import { makerFrame } from './frame.ts'
import { taskAddress } from './order.ts'
import { fingerprint, isStale, problemsOf, Refusal, Seen, seenSeq } from './saving.tsx'
import { showStale } from './stale.tsx'
import { Onward, onward, ownAction } from './task-page.tsx'
import { fileLimit, fileProblem, readUpload, roomIn, showsOf } from './upload.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

interface Asked extends Application {
  readonly criterion: Criterion
}

async function askedIn(p: P): Promise<Asked | undefined> {
  const application = await applicationOf(p)
  const criterion = application?.scheme.criteria.find((k) => k.id === p.param('criterion'))
  if (!application || !criterion || !application.level.criteria.includes(criterion.id)) return undefined
  return { ...application, criterion }
}

/** Whether nothing but an evaluator's tests shows it: then there is no evidence to choose here, it comes with the run. */
const byEvaluator = ({ procedures }: Criterion): boolean =>
  procedures.length > 0 && procedures.every(({ evaluator }) => evaluator !== undefined)

const savedIn = ({ case: c, criterion }: Asked): FormData => {
  const answer = c.answers[criterion.id]
  return {
    claim: answer?.claim ?? '',
    condition: answer?.condition ?? '',
    reason: answer?.reason ?? '',
    evidence: (answer?.restsOn ?? []).flatMap((ref) => (ref.kind === 'file' ? [ref.digest] : [])),
  }
}

/** The conditions under which "does not apply" may be answered, as far as the product's facts leave them open. */
const conditionsOf = ({ case: c, criterion }: Asked) =>
  criterion.notApplicable.conditions.filter(
    ({ when }) => when === undefined || holds(when, c.product.facts ?? {}) !== false,
  )

/** Files one may cite: the newest versions of the library, and whatever this case cites already. */
const citable = (files: readonly LibraryFile[], { case: c }: Asked) =>
  files.filter(({ file, replacedBy }) => replacedBy === undefined || c.files.some((f) => f.digest === file.digest))

const fieldNames = { claim: 'claim', condition: 'condition', reason: 'reason', restsOn: 'evidence' }
const faultFields: Readonly<Record<string, string>> = {
  'criterion-not-accepted-elsewhere': 'claim',
  'not-applicable-not-allowed': 'claim',
  'not-applicable-condition-missing': 'condition',
  'not-applicable-condition-unmet': 'condition',
  'not-applicable-reason-missing': 'reason',
}

/** A refusal of the answer beside the field it is about. */
function problemsIn(p: P, fault: Fault): Problems {
  const field = faultFields[fault.code]
  if (field === undefined) return problemsOf(p, fault, fieldNames)
  const { what, next } = faultSummary(fault, p.lang)
  return { [field]: p.lang === 'ja' ? `${what}${next}` : `${what} ${next}` }
}

const ClaimFields = ({ p, asked, values, problems }: { p: P; asked: Asked; values: FormData; problems: Problems }) => {
  const { t } = p
  const { criterion } = asked
  const conditions = conditionsOf(asked)
  const { allowed } = criterion.notApplicable
  const hint = !allowed
    ? t.never
    : conditions.length === 0
      ? t.denied
      : conditions.length === 1 && conditions[0]
        ? t.onlyWhen(p.say(conditions[0].text))
        : t.onlyWhenOne
  const offered = allowed && conditions.length > 0
  const chosen = one(values, 'claim')
  const acceptance = acceptanceFor(asked.case, asked.scheme, dateInJapan(p.now))
  const rule = acceptedBy(acceptance, criterion.id, asked.case.product.facts ?? {})
  const claims = [
    { value: 'fulfilled', text: t.claims.fulfilled },
    ...(rule
      ? [{ value: 'accepted', text: t.claims.accepted, hint: t.acceptedHint(p.say(rule.title)) }]
      : chosen === 'accepted'
        ? [{ value: 'accepted', text: t.claims.accepted }]
        : []),
    ...(offered ? [{ value: 'not-applicable', text: t.claims['not-applicable'], hint }] : []),
    ...(chosen === 'not-fulfilled' ? [{ value: 'not-fulfilled', text: t.claims['not-fulfilled'] }] : []),
    { value: 'unanswered', text: t.claims.unanswered, hint: t.unansweredHint },
  ]
  return (
    <>
      <Choices
        kind="one"
        name="claim"
        label={t.question}
        {...(offered ? {} : { hint })}
        options={claims}
        chosen={[chosen]}
        error={problems['claim']}
        errorWord={p.frame.errorPrefix}
      />
      {offered && conditions.length > 1 && (
        <Choices
          kind="one"
          name="condition"
          label={t.condition}
          options={conditions.map(({ id, text }) => ({ value: id, text: p.say(text) }))}
          chosen={[one(values, 'condition')]}
          error={problems['condition']}
          errorWord={p.frame.errorPrefix}
        />
      )}
    </>
  )
}

async function show(p: P, asked: Asked, values: FormData, problems: Problems = {}, fault?: Fault): Promise<Response> {
  const { t } = p
  const { case: c, scheme, level, criterion } = asked
  const words = wordsOf(p)
  const inTheme = level.criteria.filter((id) => scheme.criteria.find((k) => k.id === id)?.theme === criterion.theme)
  const theme = scheme.themes.find((x) => x.id === criterion.theme)
  const failed = fault !== undefined || Object.keys(problems).length > 0
  const files = citable(await library(p.house.ports, p.session.viewer), asked)
  const device = criterion.procedures.some((procedure) => procedure.method === 'real-device')
  const shown = shownBy(c, scheme, criterion.id, dateInJapan(p.now))
  const answered = c.answers[criterion.id]
  const lacking =
    !failed &&
    answered &&
    answered.claim !== 'unanswered' &&
    shown.ok &&
    !['pass', 'not-applicable'].includes(shown.value.verdict)
      ? shown.value.reason
      : undefined
  const path = taskAddress(c, `criterion:${criterion.id}`) ?? at(c)
  const left = 600 - [...one(values, 'reason')].length
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${p.say(criterion.title)}`, '/desk/applications', {
      back: { href: p.href(at(c)), text: words.backToTasks },
    }),
    <Split
      main={
        <>
          <Refusal p={p} fault={fault} problems={problems} />
          <Title
            eyebrow={`${theme ? p.say(theme.title) : ''}　${t.of(inTheme.indexOf(criterion.id) + 1, inTheme.length)}`}
            title={p.say(criterion.title)}
            lead={p.say(criterion.demand)}
          >
            <p class="sm mut">
              <Code>{criterion.id}</Code>　{words.application(numberOf(c))}　{p.say(stateText[c.state])}
            </p>
          </Title>
          {lacking && (
            <Notice tone="wait" title={t.noted}>
              <p>{p.say(lacking)}</p>
            </Notice>
          )}
          <Form action={p.href(ownAction(p, path))} csrf={p.session.csrf} label={p.say(criterion.title)} upload>
            <Seen seq={c.seq} values={savedIn(asked)} />
            {/* Enter in a field presses the first button of a form: that has to be the one that saves. */}
            <button type="submit" hidden />
            <ClaimFields p={p} asked={asked} values={values} problems={problems} />
            <TextArea
              name="reason"
              label={t.reason}
              hint={t.reasonHint}
              value={one(values, 'reason')}
              error={problems['reason']}
              errorWord={p.frame.errorPrefix}
            />
            <p class="hint">{t.left(left)}</p>
            {byEvaluator(criterion) ? (
              <Notice>
                <p>
                  {t.needsEvaluator} <a href={p.href(at(c, '/runs'))}>{t.toRuns}</a>
                </p>
              </Notice>
            ) : (
              device && (
                <Notice>
                  <p>{t.needsDevice}</p>
                </Notice>
              )
            )}
            <EvidencePicker p={p} files={files} chosen={several(values, 'evidence')} problems={problems} />
            <Acts>
              <Button look="second" small name="then" value="upload">
                {t.addFile}
              </Button>
            </Acts>
            <Onward p={p} />
          </Form>
        </>
      }
      side={<CriterionSide p={p} scheme={scheme} criterion={criterion} />}
    />,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

/** What keeps a "fulfilled" from being saved as such; an unfinished answer has its own choice. */
function unfinished(
  p: P,
  { criterion }: Asked,
  form: FormData,
  evidence: readonly string[],
  ixit: readonly EvidenceRef[],
): Problems {
  const { problems } = p.t
  const claim = one(form, 'claim')
  if (claim === '') return { claim: problems.claim }
  if (claim !== 'fulfilled' && claim !== 'accepted') return {}
  return {
    ...(claim === 'fulfilled' && one(form, 'reason') === '' ? { reason: problems.reason } : {}),
    ...(evidence.length + ixit.length === 0 && !byEvaluator(criterion) ? { evidence: problems.evidence } : {}),
  }
}

/** One criterion: the claim, why, and what shows it. A file can be chosen from the library or added in place. */
export const criterionPage = defineDeskPage({
  path: '/desk/applications/:id/criteria/:criterion',
  texts: { ja, en },
  kind: 'maker',
  upload: true,
  handler: async (p) => {
    const asked = await askedIn(p)
    if (asked === undefined) return p.notFound()
    if (!editable(asked.case)) return p.goTo(`${at(asked.case, '/check')}#criterion-${asked.criterion.id}`)
    return show(p, asked, savedIn(asked))
  },
  post: async (p) => {
    const asked = await askedIn(p)
    if (asked === undefined) return p.notFound()
    const { case: c, criterion } = asked
    const room = roomIn(c)
    const upload = await readUpload(p, Math.min(fileLimit, room))
    if (!upload.ok) return p.refuse({ code: upload.code, field: 'body', reason: '' })
    const { form, files } = upload
    const saved = savedIn(asked)
    const { ports } = p.house
    const { viewer } = p.session
    const evidence = [...several(form, 'evidence')]

    const refused = files.find((sent) => !sent.taken.ok)
    if (refused && !refused.taken.ok) {
      const full = refused.taken.fault.code === 'file-too-large' && room < fileLimit
      return show(p, asked, form, { file: full ? p.t.problems.full : fileProblem(p, refused.taken.fault) })
    }
    // Whoever changed another part of the application does not stand in the way; whoever changed this answer does.
    const untouched = seenSeq(form) === c.seq || fingerprint(saved) === one(form, 'seenValues')
    let seq = untouched ? c.seq : seenSeq(form)
    for (const { name, taken } of files) {
      if (!taken.ok) continue
      const data = { ...taken.value, name, shows: showsOf(one(form, 'shows')) }
      const added = await perform(ports, viewer, { act: 'add-evidence', caseId: c.id, data })
      if (!added.ok) return show(p, asked, form, {}, added.fault)
      if (untouched) seq = added.value.seq
      evidence.push(taken.value.digest)
    }
    const values = { ...form, evidence: [...new Set(evidence)] }
    const again = async (problems: Problems, fault?: Fault) =>
      show(p, (await askedIn(p)) ?? asked, values, problems, fault)
    if (one(form, 'then') === 'upload') return again(files.length === 0 ? { file: p.t.problems.evidence } : {})

    const ixit = (c.answers[criterion.id]?.restsOn ?? []).filter((ref) => ref.kind === 'ixit')
    const problems = unfinished(p, asked, form, values.evidence, ixit)
    if (Object.keys(problems).length > 0) return again(problems)
    const conditions = conditionsOf(asked)
    const condition = one(form, 'condition') || (conditions.length === 1 ? conditions[0]?.id : undefined)
    const done = await perform(ports, viewer, {
      act: 'answer',
      caseId: c.id,
      seenSeq: seq,
      data: {
        criterion: criterion.id,
        claim: one(form, 'claim'),
        reason: one(form, 'reason'),
        ...(condition === undefined ? {} : { condition }),
        restsOn: [...ixit, ...values.evidence.map((digest) => ({ kind: 'file', digest }))],
      },
    })
    if (done.ok) return onward(p, asked, `criterion:${criterion.id}`, form)
    if (!isStale(done.fault)) return again(problemsIn(p, done.fault), done.fault)
    const path = ownAction(p, taskAddress(c, `criterion:${criterion.id}`) ?? at(c))
    const names = new Map((await library(ports, viewer)).map(({ file }) => [file.digest as string, file.name]))
    const { t } = p
    return showStale(p, {
      fault: done.fault,
      mine: values,
      saved,
      labels: { claim: t.question, condition: t.condition, reason: t.reason, evidence: t.evidence },
      write: (field, value) =>
        field === 'claim'
          ? (t.claims[value as keyof typeof t.claims] ?? value)
          : field === 'evidence'
            ? (names.get(value) ?? value)
            : value,
      action: path,
      page: path,
      upload: true,
    })
  },
})
