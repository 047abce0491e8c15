import type { OperatedLevel, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { scopeAtLevel } from '../../../../core/selection/scope.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Choices, ErrorSummary, Hidden } from '../../parts/form.tsx'
import { Section, Split, Title } from '../../parts/section.tsx'
import { feeToday, isOpen, writeAmount } from './apply.tsx'
import { en, ja } from './eligibility.texts.ts'
import {
  type Answers,
  answerText,
  carried,
  isAnswered,
  type Question,
  questionsOf,
  readAnswers,
  unknown,
} from './questions.ts'
import { wordsOf } from './words.ts'

type P = PageContext<typeof ja>

interface Asked {
  readonly scheme: OperatedScheme
  readonly level: OperatedLevel
  readonly questions: readonly Question[]
  readonly answers: Answers
}

/** Which scheme and level is asked about, and what was answered so far: all of it from the address. */
function askedIn(p: P): Asked | undefined {
  const scheme = p.house.ports.schemes.find(p.param('scheme'))
  const level = scheme?.levels.find((l) => l.code === p.query('level') && isOpen(l)) ?? scheme?.levels.find(isOpen)
  if (!scheme || !level) return undefined
  const questions = questionsOf(scheme, level, p.house.facts)
  return { scheme, level, questions, answers: readAnswers(questions, p.query) }
}

const address = ({ scheme, level, answers }: Asked, step: number | 'result', more: Record<string, string> = {}) =>
  `/apply/${scheme.id}/eligibility/${step}?${new URLSearchParams({ level: level.code, ...carried(answers), ...more })}`

const elsewhere = (p: P, path: string) => p.c.redirect(p.href(path), 302)

/** One question a page. The answers travel in the address: nothing is stored before somebody signs in. */
export const questionPage = definePage({
  path: '/apply/:scheme/eligibility/:step',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const asked = askedIn(p)
    if (!asked) return p.refuse({ code: 'scheme-not-found', scheme: p.param('scheme').slice(0, 40) })
    const { questions, answers, scheme, level } = asked
    if (p.param('step') === 'result') return showResult(p, asked)
    const n = Number(p.param('step'))
    const skipped = questions.findIndex((q, i) => i < n - 1 && !isAnswered(answers, q.fact))
    // An answer that already excludes the product ends the questions.
    if (
      skipped < 0 &&
      n > 1 &&
      p.query('change') === '' &&
      scopeAtLevel(scheme, level, answers.facts).verdict === 'out'
    )
      return elsewhere(p, address(asked, 'result'))
    if (skipped >= 0) return elsewhere(p, address(asked, skipped + 1, { missing: '1' }))
    if (n === questions.length + 1) return elsewhere(p, address(asked, 'result'))
    const question = questions[n - 1]
    if (question === undefined) return p.notFound()
    const { [question.fact]: own, ...others } = carried(answers)
    const missing = p.query('missing') === '1' && own === undefined
    const problem = missing ? t.missing : undefined
    return p.show(
      {
        title: `${missing ? p.frame.errorPrefix : ''}${p.say(question.question)}`,
        current: '/apply',
        noIndex: true,
        back:
          n === 1
            ? { href: p.href('/apply'), text: t.toStart }
            : { href: p.href(address(asked, n - 1, { change: '1' })), text: t.back },
      },
      <>
        {problem && <ErrorSummary title={p.frame.problems(1)} problems={{ [question.fact]: problem }} />}
        <p class="eyebrow gap">
          {t.check}　{t.step(n, questions.length)}
        </p>
        <form action={p.href(`/apply/${scheme.id}/eligibility/${n + 1}`)} class="form asking">
          <Hidden name="level" value={level.code} />
          {Object.entries(others).map(([name, value]) => (
            <Hidden name={name} value={value} />
          ))}
          <Choices
            kind="one"
            name={question.fact}
            label={<h1>{p.say(question.question)}</h1>}
            hint={question.help ? p.say(question.help) : question.decides === 'fee' ? t.feeOnly : undefined}
            options={[
              ...question.answers.map((a) => ({ value: String(a.value), text: p.say(a.text) })),
              { value: unknown, text: t.unknown },
            ]}
            chosen={own === undefined ? [] : [own]}
            error={problem}
            errorWord={p.frame.errorPrefix}
          />
          <Acts>
            <Button>{t.next}</Button>
          </Acts>
        </form>
      </>,
    )
  },
})

const Answered = ({ p, asked }: { p: P; asked: Asked }) => {
  const t = p.t.result
  return (
    <Section title={t.answers} note={t.changeOne}>
      <div class="long">
        <Facts
          items={asked.questions.map((q, i) =>
            isAnswered(asked.answers, q.fact)
              ? {
                  term: p.say(q.question),
                  detail: (
                    <span class="strong">
                      {p.say(answerText(q, asked.answers) ?? { ja: ja.unknown, en: en.unknown })}
                    </span>
                  ),
                  change: {
                    href: p.href(address(asked, i + 1, { change: '1' })),
                    text: t.change,
                    what: wordsOf(p).open(p.say(q.question)),
                  },
                }
              : undefined,
          )}
        />
      </div>
    </Section>
  )
}

/** In, out, or still open: a result in every case, with its reason, and never an error. */
function showResult(p: P, asked: Asked): Response {
  const t = p.t.result
  const { scheme, level, answers, questions } = asked
  const scope = scopeAtLevel(scheme, level, answers.facts)
  const open = questions.findIndex((q) => !isAnswered(answers, q.fact))
  if (scope.verdict !== 'out' && open >= 0) return elsewhere(p, address(asked, open + 1)) as Response
  const fee = feeToday(p, level, answers.facts)
  const begin = `/desk/applications/new?${new URLSearchParams({ scheme: scheme.id, level: level.code, ...carried(answers) })}`
  const feeUnsure = questions.some((q) => q.decides === 'fee' && answers.unknown.includes(q.fact))
  const { operator } = p.house
  return p.show(
    {
      title: t[scope.verdict].title,
      current: '/apply',
      noIndex: true,
      back: { href: p.href('/apply'), text: p.t.toStart },
    },
    <>
      <Title eyebrow={p.t.check} title={t[scope.verdict].title} lead={t[scope.verdict].lead} />
      <Split
        main={
          <>
            <Section title={t.reason}>
              <p>{p.say(scope.reason)}</p>
              {'clause' in scope && (
                <p class="sm mut">
                  {t.clause} <a href={scheme.officialUrl}>{scope.clause}</a>
                </p>
              )}
            </Section>
            <Section title={t.next}>
              {scope.verdict === 'in' && (
                <>
                  <Acts>
                    <ButtonLink href={p.href(begin)}>{t.start}</ButtonLink>
                  </Acts>
                  <p class="sm mut">{t.startNote}</p>
                </>
              )}
              {scope.verdict === 'unclear' && (
                <>
                  <p>{t.askFirst}</p>
                  <p>
                    {t.askScheme(p.say(scheme.operator))} <a href={scheme.officialUrl}>{t.official}</a>
                  </p>
                  <p>{t.startAnyway}</p>
                  <Acts>
                    <ButtonLink look="second" href={p.href(begin)}>
                      {t.start}
                    </ButtonLink>
                  </Acts>
                </>
              )}
              {scope.verdict === 'out' && (
                <>
                  <ul class="list">
                    {t.outNext.map((line) => (
                      <li>{line}</li>
                    ))}
                  </ul>
                  <p>
                    {t.outAsk} <a href={`mailto:${operator.helpMail}`}>{operator.helpMail}</a>
                  </p>
                </>
              )}
            </Section>
            <Answered p={p} asked={asked} />
          </>
        }
        side={
          scope.verdict === 'out' ? null : (
            <Facts
              stacked
              items={[
                { term: t.level, detail: wordsOf(p).level(level.code, level.symbol) },
                {
                  term: t.fee,
                  detail: fee ? (
                    <>
                      <span class="strong">{writeAmount(p, fee.amount, fee.currency)}</span>
                      <br />
                      <span class="sm mut">{feeUnsure ? t.feeOpen : p.say(fee.name)}</span>
                    </>
                  ) : (
                    t.feeOpen
                  ),
                },
                { term: t.validity, detail: t.months(level.validityMonths) },
              ]}
            />
          )
        }
      />
    </>,
  )
}
