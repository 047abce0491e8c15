import { addBusinessDays } from '../../../../casework/calendar.ts'
import { answerPeriod } from '../../../../casework/clock.ts'
import { write } from '../../../../casework/letters.ts'
import { longDate } from '../../../../casework/long-date.ts'
import { dateInJapan, isDate } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { DateField, ErrorSummary, Form, Hidden, type Problems, TextArea } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { act, noCase, type Opened, openCase } from './open-case.ts'
import { pendingQuestions } from './pending-questions.ts'
import { en, ja } from './questions.texts.ts'
import { problemsIn, Refusal } from './refusal.tsx'
import { WhyNot } from './why-not.tsx'

type P = DeskContext<typeof ja>

/** A question as it is being written. */
interface Draft {
  readonly criterion: string | null
  readonly field: string
  readonly text: string
}

const fieldOf = (criterion: string | null): string => (criterion === null ? 'general' : `question.${criterion}`)

/** What stands in the form: what was typed, else what reviewers noted down. */
function drafts({ c, level }: Opened, sent: FormData): readonly Draft[] {
  const noted = pendingQuestions(c, level.criteria).map((review) => ({
    criterion: review.criterion,
    text: review.note,
  }))
  return [...noted, { criterion: null, text: '' }].map(({ criterion, text }) => {
    const field = fieldOf(criterion)
    return { criterion, field, text: field in sent ? one(sent, field) : text }
  })
}

const written = (all: readonly Draft[]) => all.filter((draft) => draft.text !== '')

const dueIn = (p: P, sent: FormData): string =>
  'due' in sent ? one(sent, 'due') : addBusinessDays(dateInJapan(p.now), answerPeriod)

const titleOf = (p: P, { scheme }: Opened, criterion: string | null): string => {
  if (criterion === null) return p.t.whole
  const title = scheme.criteria.find((each) => each.id === criterion)?.title
  return p.t.include(criterion, title ? p.say(title) : '')
}

function problemsOf(p: P, opened: Opened, sent: FormData, fault: Fault | undefined): Problems {
  const all = drafts(opened, sent)
  const own: Record<string, string> = {}
  if ('do' in sent) {
    if (written(all).length === 0) own[all[0]?.field ?? 'general'] = p.t.nothing
    const due = dueIn(p, sent)
    const code = !isDate(due) ? 'not-a-date' : undefined
    if (code !== undefined)
      Object.assign(own, problemsIn(p, { code: 'input-invalid', fields: [{ path: 'due', code }] } as Fault))
    else if (due <= dateInJapan(p.now)) Object.assign(own, problemsIn(p, { code: 'due-date-past' }, duePast))
  }
  return { ...own, ...problemsIn(p, fault, duePast) }
}
const duePast = { 'due-date-past': 'due' }

async function show(p: P, opened: Opened, sent: FormData = {}, fault?: Fault): Promise<Response> {
  const { t } = p
  const problems = problemsOf(p, opened, sent, fault)
  const bad = fault !== undefined || Object.keys(problems).length > 0
  return p.show(
    await caseFrame(p, opened, t.title, bad),
    <>
      {fault ? (
        <Refusal p={p} fault={fault} problems={problems} events={opened.events} nameOf={opened.nameOf} />
      ) : (
        bad && <ErrorSummary title={p.frame.problems(Object.keys(problems).length)} problems={problems} />
      )}
      <CaseHead p={p} opened={opened} tab="/questions" />
      {opened.c.state === 'in-review' && <Compose p={p} opened={opened} sent={sent} problems={problems} />}
      <History p={p} opened={opened} />
    </>,
    fault ? (statusOf(fault) as 422) : bad ? 422 : 200,
  )
}

const Compose = ({ p, opened, sent, problems }: { p: P; opened: Opened; sent: FormData; problems: Problems }) => {
  const { t } = p
  const { c, may } = opened
  if (!may.ask.allowed)
    return (
      <Section title={t.compose}>
        <WhyNot p={p} may={may.ask} />
      </Section>
    )
  const all = drafts(opened, sent)
  const usual = addBusinessDays(dateInJapan(p.now), answerPeriod)
  return (
    <Section title={t.compose} note={t.lead}>
      {all.length === 1 && <p>{t.none}</p>}
      <Form action={p.href(`/desk/cases/${c.id}/questions`)} csrf={p.session.csrf} label={t.compose}>
        <Hidden name="seq" value={c.seq} />
        {all.map((draft) => (
          <TextArea
            name={draft.field}
            label={draft.criterion === null ? t.general : titleOf(p, opened, draft.criterion)}
            hint={draft.criterion === null ? undefined : t.includeHint}
            rows={3}
            value={draft.text}
            error={problems[draft.field]}
            errorWord={p.frame.errorPrefix}
          />
        ))}
        <DateField
          name="due"
          label={t.due}
          hint={t.dueHint(writeDate(usual, p.lang, { weekday: true }))}
          value={dueIn(p, sent)}
          error={problems.due}
          errorWord={p.frame.errorPrefix}
        />
        <Acts>
          <Button name="do" value="preview">
            {t.preview}
          </Button>
        </Acts>
      </Form>
    </Section>
  )
}

async function preview(p: P, opened: Opened, sent: FormData): Promise<Response> {
  const { t } = p
  const { c } = opened
  const questions = written(drafts(opened, sent))
  const due = dueIn(p, sent)
  const letter = write('asked', {
    number: c.numbers.application,
    product: c.product.name?.ja,
    count: questions.length,
    due: longDate(due),
  })
  return p.show(
    await caseFrame(p, opened, t.previewTitle),
    <>
      <CaseHead p={p} opened={opened} tab="/questions" />
      <Section title={t.previewTitle} note={t.previewLead}>
        <section class="sheet flow" aria-label={t.page}>
          <h3>{t.page}</h3>
          {(['ja', 'en'] as const).map((lang) => (
            <p lang={lang}>{{ ja, en }[lang].asSeen(writeDate(due, lang, { weekday: true }))}</p>
          ))}
          <ol class="asked">
            {questions.map((question) => (
              <li>
                <b>{titleOf(p, opened, question.criterion)}</b>
                <p class="verbatim" lang="ja">
                  {question.text}
                </p>
              </li>
            ))}
          </ol>
        </section>
        <section class="sheet flow" aria-label={t.mail}>
          <h3>{t.mail}</h3>
          <p>
            <span class="mut">{t.subject}</span>
            {'　'}
            {letter.subject}
          </p>
          <p class="verbatim" lang="ja">
            {letter.text}
          </p>
        </section>
        <Form action={p.href(`/desk/cases/${c.id}/questions`)} csrf={p.session.csrf} label={t.compose}>
          <Hidden name="seq" value={one(sent, 'seq')} />
          {drafts(opened, sent).map((draft) => (
            <Hidden name={draft.field} value={draft.text} />
          ))}
          <Hidden name="due" value={due} />
          <Acts>
            <Button name="do" value="send">
              {t.send}
            </Button>
            <Button look="second" name="do" value="edit">
              {t.edit}
            </Button>
          </Acts>
        </Form>
      </Section>
    </>,
  )
}

const History = ({ p, opened }: { p: P; opened: Opened }) => {
  const { t } = p
  const { c, nameOf } = opened
  const rounds = [...Map.groupBy(c.questions, (q) => q.round)].toReversed()
  if (rounds.length === 0)
    return (
      <Section title={t.history}>
        <p class="mut">{t.noneSent}</p>
      </Section>
    )
  return (
    <>
      {rounds.map(([round, questions]) => {
        const first = questions[0]!
        return (
          <Section
            title={t.sent(round)}
            note={t.sentNote(
              nameOf(first.askedBy),
              writeMoment(first.askedAt, p.lang),
              writeDate(first.due, p.lang, { weekday: true }),
            )}
          >
            {questions.map((question) => (
              <div class="msg">
                <p class="strong">{titleOf(p, opened, question.criterion)}</p>
                <p class="verbatim" lang="ja">
                  {question.text}
                </p>
                {question.answer === undefined ? (
                  <Mark shape="diamond" tone="wait">
                    {t.open}
                  </Mark>
                ) : (
                  <div class="reply">
                    <p class="mut">
                      {t.answer}　{nameOf(question.answer.by)}　{writeMoment(question.answer.at, p.lang)}
                    </p>
                    <p class="verbatim" lang="ja">
                      {question.answer.text}
                    </p>
                  </div>
                )}
              </div>
            ))}
          </Section>
        )
      })}
    </>
  )
}

/** All questions of a round in one message, seen first as the applicant will see it; and the rounds before. */
export const questionsPage = defineDeskPage({
  path: '/desk/cases/:id/questions',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    return opened ? show(p, opened) : noCase(p, p.param('id'))
  },
  post: async (p) => {
    const form = await p.form()
    const id = p.param('id')
    const opened = await openCase(p, id)
    if (opened === undefined) return noCase(p, id)
    const step = one(form, 'do')
    const { do: _, ...kept } = form
    if (step === 'edit') return show(p, opened, kept)
    if (Object.keys(problemsOf(p, opened, form, undefined)).length > 0) return show(p, opened, form)
    if (step === 'preview') return preview(p, opened, form)
    const questions = written(drafts(opened, form)).map(({ criterion, text }) => ({ criterion, text }))
    const done = await act(p, id, 'ask', form, { questions, due: one(form, 'due') })
    if (!done.ok) return show(p, (await openCase(p, id)) ?? opened, kept, done.fault)
    return p.goTo(`/desk/cases/${id}?done=ask`)
  },
})
