import type { EvidenceFile } from '../../../../casework/case.ts'
import { shownBy } from '../../../../casework/completeness.ts'
import { currentRuns } from '../../../../casework/runs.ts'
import { reviewOutcomes } from '../../../../core/decision/decision.ts'
import { type Criterion, unitsOf } from '../../../../core/scheme/criterion.ts'
import type { EvidenceRef } from '../../../../core/selection/ics.ts'
import { type FormData, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeDay } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { EvidenceCard } from '../../parts/evidence-card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Choices, Form, Hidden, type Problems, TextArea } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { RunResults } from '../../parts/run-results.tsx'
import type { CaseContext } from './case-context.ts'
import { Changed } from './difference.tsx'
import { earlierAnswer } from './earlier-answer.ts'
import type { Opened } from './open-case.ts'
import { pendingQuestions } from './pending-questions.ts'
import { claimText, lookedAt, lookedLook, lookedText } from './review-look.ts'
import { WhyNot } from './why-not.tsx'

interface Props {
  readonly p: CaseContext
  readonly opened: Opened
  readonly criterion: Criterion
}

/** One criterion: what is demanded, what the applicant says and shows, and what the reviewer found. */
export const CriterionView = ({
  sent,
  problems,
  ...props
}: Props & { readonly sent: FormData; readonly problems: Problems }) => {
  const { p, opened, criterion } = props
  const { t } = p
  const { c, scheme, level } = opened
  const answer = c.answers[criterion.id]
  const shown = shownBy(c, scheme, criterion.id)
  const condition = criterion.notApplicable.conditions.find((one) => one.id === answer?.condition)
  return (
    <div id="criterion">
      <p class="eyebrow">
        <span class="mono">{criterion.id}</span>　{t.edition(level.symbol, c.edition)}
      </p>
      <h2>{p.say(criterion.title)}</h2>
      <p class="demand">{p.say(criterion.demand)}</p>
      <Facts
        items={[
          { term: t.answer, detail: <strong>{p.say(claimText[answer?.claim ?? 'unanswered'])}</strong> },
          { term: t.reason, detail: answer?.reason ? <span lang="ja">{answer.reason}</span> : t.noReason },
          condition && { term: t.condition, detail: p.say(condition.text) },
          shown.ok && { term: t.shown, detail: p.say(shown.value.reason) },
          earlier(props),
        ]}
      />
      <h3 class="small">{t.evidence}</h3>
      {(answer?.restsOn.length ?? 0) === 0 && <p class="mut">{t.noEvidence}</p>}
      {answer?.restsOn.map((ref) => (
        <Evidence p={p} opened={opened} reference={ref} />
      ))}
      <Tests {...props} />
      <Procedures {...props} />
      <ReviewForm {...props} sent={sent} problems={problems} />
    </div>
  )
}

function earlier({ p, opened, criterion }: Props) {
  const before = earlierAnswer(opened.events, criterion.id)
  if (before === undefined) return undefined
  const now = opened.c.answers[criterion.id]
  const [was, is] = [before.answer?.claim ?? 'unanswered', now?.claim ?? 'unanswered']
  return {
    term: p.t.earlier,
    detail: (
      <>
        {was !== is && (
          <p>
            <del>{p.say(claimText[was])}</del> → <ins>{p.say(claimText[is])}</ins>
          </p>
        )}
        <p lang="ja">
          <Changed before={before.answer?.reason ?? ''} after={now?.reason ?? ''} />
        </p>
        <p class="sm mut">{p.t.earlierAt(writeDay(before.at, p.lang))}</p>
      </>
    ),
  }
}

const Evidence = ({ p, opened: { c }, reference }: { p: CaseContext; opened: Opened; reference: EvidenceRef }) => {
  if (reference.kind === 'ixit')
    return <EvidenceCard name={p.t.ixit(reference.table, reference.entry)} facts={reference.field} />
  const file = c.files.find((one) => one.digest === reference.digest)
  return (
    <EvidenceCard
      name={reference.name}
      facts={
        file && (
          <>
            {fileFacts(p, file)}
            {'　'}
            <span class="mono">
              sha256 {file.digest.slice(7, 11)}…{file.digest.slice(-4)}
            </span>
          </>
        )
      }
    >
      {file && (
        <p class="evlink sm">
          <a href={p.href(`/desk/cases/${c.id}/files/${file.digest.slice(7)}`)} download={file.name}>
            {p.t.download}
            <span class="vh">（{file.name}）</span>
          </a>
        </p>
      )}
    </EvidenceCard>
  )
}

const fileFacts = (p: CaseContext, file: EvidenceFile): string =>
  [
    p.t.shows[file.shows],
    file.type,
    `${Math.max(1, Math.round(file.size / 1024)).toLocaleString('en')} KB`,
    writeDay(file.addedAt, p.lang),
    file.replaces !== undefined && p.t.replaced,
  ]
    .filter((part) => part !== false)
    .join('・')

/** What tests on the device found about this criterion; the page of the tests has the whole. */
const Tests = ({ p, opened: { c, scheme }, criterion }: Props) => {
  const shows = scheme.shows ?? []
  const own = new Set(unitsOf([criterion]).map(({ unit }) => unit.id))
  const runs = currentRuns(c)
  if (runs.length === 0 || !shows.some(({ unit }) => own.has(unit))) return null
  return (
    <>
      <h3 class="small">
        {p.t.tests} <a href={p.href(`/desk/cases/${c.id}/runs`)}>{p.t.toTests}</a>
      </h3>
      {runs.map((run) => (
        <RunResults
          run={{ units: run.units.filter((unit) => shows.some((s) => own.has(s.unit) && s.tests.includes(unit.unit))) }}
          criteria={[criterion]}
          shows={shows}
          lang={p.lang}
        />
      ))}
    </>
  )
}

const Procedures = ({ p, criterion }: Props) => (
  <Disclosure summary={p.t.procedures}>
    {criterion.procedures.map((procedure) => (
      <div>
        <p>
          <strong>{procedure.evaluator === undefined ? p.t.method[procedure.method] : p.t.byEvaluator}</strong>　
          {p.say(procedure.text)}
        </p>
        <ul class="list">
          {procedure.units.map((unit) => (
            <li>
              <span class="mono">{unit.id}</span> {p.say(unit.question)}
            </li>
          ))}
        </ul>
      </div>
    ))}
  </Disclosure>
)

const ReviewForm = ({
  p,
  opened,
  criterion,
  sent,
  problems,
}: Props & { readonly sent: FormData; readonly problems: Problems }) => {
  const { t } = p
  const { c, level, may, nameOf } = opened
  const review = c.reviews[criterion.id]
  const looked = lookedAt(c, criterion.id)
  const pending = pendingQuestions(c, level.criteria).length
  const signed = review && t.reviewedBy(nameOf(review.by), writeDay(review.at, p.lang))
  const questions = pending > 0 && may.ask.allowed && (
    <ButtonLink look="second" href={p.href(`/desk/cases/${c.id}/questions`)}>
      {t.ask(pending)}
    </ButtonLink>
  )
  if (!may.review.allowed)
    return (
      <section class="found flow">
        <h3>{t.review}</h3>
        <p>
          <Mark {...lookedLook[looked]}>{p.say(lookedText[looked])}</Mark> <span class="mut sm">{signed}</span>
        </p>
        {review?.note && <p lang="ja">{review.note}</p>}
        {c.state === 'in-review' && <WhyNot p={p} may={may.review} />}
        {questions}
      </section>
    )
  const mine = 'outcome' in sent ? one(sent, 'outcome') : (review?.outcome ?? '')
  return (
    <Form action={p.href(`/desk/cases/${c.id}?criterion=${criterion.id}`)} csrf={p.session.csrf} label={t.review}>
      <Hidden name="seq" value={c.seq} />
      <Hidden name="criterion" value={criterion.id} />
      <Choices
        kind="one"
        boxed
        large
        name="outcome"
        label={t.review}
        hint={signed ?? t.nobodyReviewed}
        options={reviewOutcomes.map((outcome) => ({
          value: outcome,
          text: p.say(lookedText[outcome]),
          hint: t.hints[outcome],
        }))}
        chosen={[mine]}
        error={problems.outcome}
        errorWord={p.frame.errorPrefix}
      />
      <TextArea
        name="note"
        label={t.note}
        hint={t.noteHint}
        rows={3}
        value={'note' in sent ? one(sent, 'note') : review?.note}
        error={problems.note}
        errorWord={p.frame.errorPrefix}
      />
      <Acts>
        <Button name="do" value="review">
          {t.save}
        </Button>
        {questions}
      </Acts>
    </Form>
  )
}
