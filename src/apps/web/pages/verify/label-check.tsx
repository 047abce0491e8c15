import { readLabelId } from '../../../../core/kernel/label-id.ts'
import { definePage } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { ErrorSummary, TextField } from '../../parts/form.tsx'
import { Aside, Split, Title } from '../../parts/section.tsx'
import { en, ja } from './label-check.texts.ts'

/** A label number typed by hand. A mistake keeps what was typed; a number that fits leads to its page. */
export const labelCheckPage = definePage({
  path: '/label-check',
  texts: { ja, en },
  handler: (p) => {
    const { t, frame } = p
    const asked = p.c.req.query('id') !== undefined
    const typed = p.query('id').slice(0, 200)
    const read = readLabelId(typed)
    if (asked && read.ok) return p.c.redirect(`/l/${read.value}?lang=${p.lang}`, 303)
    const problem = !asked || read.ok ? undefined : typed === '' ? t.errors.empty : t.errors[read.fault.code]
    return p.show(
      { title: `${problem === undefined ? '' : frame.errorPrefix}${t.title}`, current: '/register' },
      <>
        {problem !== undefined && <ErrorSummary title={frame.problems(1)} problems={{ id: problem }} />}
        <Title title={t.title} lead={t.lead} />
        <Split
          main={
            <form action={p.href('/label-check')} class="form">
              <TextField
                name="id"
                label={t.label}
                hint={t.hint}
                value={typed}
                error={problem}
                errorWord={frame.errorPrefix}
                width="middle"
                autocomplete="off"
                spellcheck={false}
              />
              <Acts>
                <Button>{t.button}</Button>
              </Acts>
            </form>
          }
          side={
            <Aside title={t.aside.title}>
              <p>{t.aside.text}</p>
              <p>
                <a href={p.href('/register')}>{t.aside.link}</a>
              </p>
            </Aside>
          }
        />
      </>,
      problem === undefined ? 200 : 422,
    )
  },
})
