import { perform } from '../../../../casework/perform.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Choices, Form, Hidden, type Problems } from '../../parts/form.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { at } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { en as roleEn, ja as roleJa } from './organisation.texts.ts'
import { answerText, carried, isAnswered, questionsOf, readAnswers } from './questions.ts'
import { Refusal } from './saving.tsx'
import { en, ja } from './start.texts.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>
const roles = ['manufacturer', 'importer', 'proxy'] as const

/** What is to be begun, as the address or the sent form says it. */
function beginning(p: P, sent: (name: string) => string) {
  const scheme = p.house.ports.schemes.find(sent('scheme'))
  const level = scheme?.levels.find((l) => l.code === sent('level'))
  if (!scheme || !level) return undefined
  const questions = questionsOf(scheme, level, p.house.facts)
  return { scheme, level, questions, answers: readAnswers(questions, sent) }
}

const organisationName = (p: P) =>
  p.session.organisations.find((o) => o.id === p.session.viewer.organisation)?.name ?? ''

function show(
  p: P,
  sent: (name: string) => string,
  problems: Problems = {},
  fault?: Fault,
): Response | Promise<Response> {
  const { t } = p
  const begun = beginning(p, sent)
  if (!begun) return p.refuse({ code: 'scheme-not-found', scheme: sent('scheme').slice(0, 40) })
  const { scheme, level, questions, answers } = begun
  const fields = { scheme: scheme.id, level: level.code, ...carried(answers) }
  const roleTexts = { ja: roleJa, en: roleEn }[p.lang].roles
  const failed = fault !== undefined || Object.keys(problems).length > 0
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, '/desk/applications', {
      back: {
        href: p.href(`/apply/${scheme.id}/eligibility/result?${new URLSearchParams(fields)}`),
        text: t.back,
      },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title eyebrow={p.say(scheme.name)} title={t.title} lead={t.lead} />
      <Section title={t.answers}>
        <div class="long">
          <Facts
            items={[
              { term: t.organisation, detail: <span lang="ja">{organisationName(p)}</span> },
              { term: t.level, detail: wordsOf(p).level(level.code, level.symbol) },
              ...questions.map((q) =>
                isAnswered(answers, q.fact)
                  ? {
                      term: p.say(q.question),
                      detail: p.say(answerText(q, answers) ?? { ja: ja.unknown, en: en.unknown }),
                    }
                  : undefined,
              ),
            ]}
          />
        </div>
      </Section>
      <Section title={t.role}>
        <Form action={p.href('/desk/applications/new')} csrf={p.session.csrf} label={t.title}>
          {Object.entries(fields).map(([name, value]) => (
            <Hidden name={name} value={value} />
          ))}
          <Choices
            kind="one"
            name="role"
            label={<span class="vh">{t.role}</span>}
            hint={t.roleHint}
            options={[...roles.map((value) => ({ value, ...roleTexts[value] })), { value: 'unknown', text: t.unknown }]}
            chosen={[sent('role')]}
            error={problems['role']}
            errorWord={p.frame.errorPrefix}
          />
          <Acts>
            <Button>{t.button}</Button>
          </Acts>
        </Form>
      </Section>
    </>,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

/** After signing in: the answers become a draft, once its maker says so. */
export const startPage = defineDeskPage({
  path: '/desk/applications/new',
  texts: { ja, en },
  kind: 'maker',
  handler: (p) => show(p, p.query),
  post: async (p) => {
    const form = await p.form()
    const sent = (name: string) => one(form, name)
    const begun = beginning(p, sent)
    const role = sent('role')
    if (!begun || role === '') return show(p, sent, { role: p.t.roleMissing })
    const { ports } = p.house
    const { viewer } = p.session
    const name = organisationName(p)
    const started = await perform(ports, viewer, {
      act: 'start',
      data: { scheme: begun.scheme.id, level: begun.level.code, ...(name === '' ? {} : { makerName: name }) },
    })
    if (!started.ok) return show(p, sent, {}, started.fault)
    const { id } = started.value
    const facts = Object.fromEntries(begun.questions.map((q) => [q.fact, begun.answers.facts[q.fact] ?? null]))
    await perform(ports, viewer, { act: 'save-eligibility', caseId: id, data: { facts } })
    // A role nobody knew stays open: the task list asks for it.
    if (roles.some((r) => r === role) && name !== '')
      await perform(ports, viewer, { act: 'save-organisation', caseId: id, data: { name: { ja: name }, role } })
    return p.goTo(at(started.value))
  },
})
