import { laboratoryBands, makerSizes } from '../../../../casework/statistics.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Choices, ErrorSummary, Form, Hidden, type Problems, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { type Application, applicationOf, at, productName } from './case-page.ts'
import { en, ja } from './feedback.texts.ts'
import { readCostForm } from './feedback-form.ts'
import { makerFrame } from './frame.ts'

/** Optional questions after submission: how satisfied, and what it cost. Two forms, so that the first stays without a case. */
export const feedbackPage = defineDeskPage({
  path: '/desk/applications/:id/feedback',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const application = await submitted(p)
    if (application === undefined) return p.notFound()
    const told = await p.house.statistics.costs(p.session.viewer, application.case.id)
    const values: FormData = {
      hours: told?.hours?.toString() ?? '',
      spend: told?.spend?.toString() ?? '',
      laboratory: told?.laboratory ?? '',
      size: told?.size ?? '',
    }
    return show(p, application, values, {})
  },
  post: async (p) => {
    const application = await submitted(p)
    if (application === undefined) return p.notFound()
    const { case: c } = application
    const form = await p.form()
    if (one(form, 'part') === 'satisfaction') {
      const answer = one(form, 'satisfaction')
      if (!/^[1-5]$/.test(answer)) return show(p, application, form, { satisfaction: p.t.satisfaction.missing })
      p.house.statistics.count('satisfaction', answer)
      return p.goTo(`${at(c, '/feedback')}?saved=1`)
    }
    const { answer, wrong } = readCostForm(form)
    const words = { hours: p.t.costs.hoursWrong, spend: p.t.costs.spendWrong }
    if (wrong.length > 0)
      return show(p, application, form, Object.fromEntries(wrong.map((name) => [name, words[name]])))
    await p.house.statistics.tellCosts(p.session.viewer, c.id, answer)
    return p.goTo(`${at(c, '/feedback')}?saved=1`)
  },
})

type Context = DeskContext<typeof ja>

/** The application, once it has been submitted. */
async function submitted(p: Context): Promise<Application | undefined> {
  const application = await applicationOf(p)
  return application?.case.declaration === undefined ? undefined : application
}

function show(p: Context, { case: c }: Application, values: FormData, problems: Problems): Response {
  const { t } = p
  const wrong = Object.keys(problems).length > 0
  const errorWord = p.frame.errorPrefix
  const field = (name: string) => ({ name, error: problems[name], errorWord })
  const none = { value: '', text: t.costs.none }
  return p.show(
    makerFrame(p, wrong ? `${errorWord}${t.title}` : t.title, '/desk/applications'),
    <>
      {wrong && <ErrorSummary title={t.problems} problems={problems} />}
      <Title eyebrow={productName(p, c)} title={t.title} lead={t.lead} />
      {!wrong && p.query('saved') !== '' && (
        <Notice>
          <p>{t.saved}</p>
        </Notice>
      )}
      <Section title={t.satisfaction.title} note={t.satisfaction.note}>
        <Form action={p.href(at(c, '/feedback'))} csrf={p.session.csrf} label={t.satisfaction.title}>
          <Hidden name="part" value="satisfaction" />
          <Choices
            {...field('satisfaction')}
            kind="one"
            label={t.satisfaction.question}
            options={t.satisfaction.choices.map((text, i) => ({ value: String(i + 1), text })).reverse()}
            chosen={[]}
          />
          <Acts>
            <Button look="second">{t.satisfaction.send}</Button>
          </Acts>
        </Form>
      </Section>
      <Section title={t.costs.title} note={t.costs.note}>
        <Form action={p.href(at(c, '/feedback'))} csrf={p.session.csrf} label={t.costs.title}>
          <Hidden name="part" value="costs" />
          <TextField
            {...field('hours')}
            label={t.costs.hours}
            hint={t.costs.hoursHint}
            value={one(values, 'hours')}
            width="short"
            inputmode="numeric"
            autocomplete="off"
          />
          <TextField
            {...field('spend')}
            label={t.costs.spend}
            hint={t.costs.spendHint}
            value={one(values, 'spend')}
            width="short"
            inputmode="numeric"
            autocomplete="off"
          />
          <Choices
            {...field('laboratory')}
            kind="one"
            label={t.costs.laboratory}
            options={[...laboratoryBands.map((value) => ({ value, text: t.costs.bands[value] })), none]}
            chosen={[one(values, 'laboratory')]}
          />
          <Choices
            {...field('size')}
            kind="one"
            label={t.costs.size}
            options={[...makerSizes.map((value) => ({ value, text: t.costs.sizes[value] })), none]}
            chosen={[one(values, 'size')]}
          />
          <Acts>
            <Button look="second">{t.costs.send}</Button>
          </Acts>
        </Form>
      </Section>
      <Acts>
        <ButtonLink look="second" href={p.href(at(c))}>
          {t.back}
        </ButtonLink>
      </Acts>
      <p>
        <a href={p.href('/statistics')}>{t.published}</a>
      </p>
    </>,
    wrong ? 422 : 200,
  )
}
