import { missing } from '../../../../casework/completeness.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { scopeAtLevel } from '../../../../core/selection/scope.ts'
import { type FormData, one } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { writeDay } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { DateField, Form, Hidden, type Problems, TextArea, TextField } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import type { CaseContext } from './case-context.ts'
import type { Opened } from './open-case.ts'
import { WhyNot } from './why-not.tsx'

interface Props {
  readonly p: CaseContext
  readonly opened: Opened
  readonly sent: FormData
  readonly problems: Problems
}

/** Before the application is accepted: is it complete, is the product covered, and who declared it. */
export const Intake = ({ p, opened, sent, problems }: Props) => {
  const t = p.t.intake
  const { c, scheme, level, may } = opened
  const lacking = missing(c, scheme)
  const scope = scopeAtLevel(scheme, level, c.product.facts ?? {})
  const { declaration } = c
  const fine = (yes: boolean, text: string) => (
    <Mark shape={yes ? 'disc' : 'diamond'} tone={yes ? 'ok' : 'wait'}>
      {text}
    </Mark>
  )
  const action = p.href(`/desk/cases/${c.id}`)
  return (
    <div class="flow">
      <p>{t.lead}</p>
      <h2>{t.list}</h2>
      <Facts
        items={[
          {
            term: t.complete,
            detail: fine(lacking.length === 0, lacking.length === 0 ? t.completeFine : t.completeLack(lacking.length)),
          },
          {
            term: t.scope,
            detail: (
              <>
                {fine(scope.verdict === 'in', scope.verdict === 'in' ? t.scopeIn : p.say(scope.reason))}
                {scope.verdict === 'in' && <p class="sm mut">{p.say(scope.reason)}</p>}
              </>
            ),
          },
          declaration && {
            term: t.declared,
            detail: t.declaredBy(declaration.name, declaration.position, writeDay(declaration.at, p.lang)),
          },
        ]}
      />
      <WhyNot p={p} may={may.accept} />
      {may.accept.allowed && (
        <>
          <section class="deed flow">
            <h3>{t.accept}</h3>
            <p>{t.acceptNote}</p>
            <Form action={action} csrf={p.session.csrf} label={t.accept}>
              <Hidden name="seq" value={c.seq} />
              <Button name="do" value="accept">
                {t.accept}
              </Button>
            </Form>
          </section>
          <section class="deed flow">
            <h3>{t.sendBack}</h3>
            <p>{t.sendBackNote}</p>
            <Form action={action} csrf={p.session.csrf} label={t.sendBack}>
              <Hidden name="seq" value={c.seq} />
              <TextArea
                name="reason"
                label={t.reason}
                hint={t.reasonHint}
                value={one(sent, 'reason')}
                error={problems.reason}
                errorWord={p.frame.errorPrefix}
              />
              <Button look="second" name="do" value="send-back">
                {t.sendBack}
              </Button>
            </Form>
          </section>
        </>
      )}
    </div>
  )
}

/** While the fee is awaited: what is due, and the form that says it arrived. */
export const Payment = ({ p, opened, sent, problems }: Props) => {
  const t = p.t.payment
  const { c, may } = opened
  return (
    <div class="flow">
      <h2>{t.title}</h2>
      <Facts
        items={[
          { term: t.number, detail: <span class="mono">{c.numbers.acceptance}</span> },
          {
            term: t.fee,
            detail: c.fee === undefined ? t.none : `${c.fee.amount.toLocaleString('en')} ${c.fee.currency}`,
            big: true,
          },
        ]}
      />
      <WhyNot p={p} may={may['confirm-payment']} />
      {may['confirm-payment'].allowed && (
        <Form action={p.href(`/desk/cases/${c.id}`)} csrf={p.session.csrf} label={t.title}>
          <Hidden name="seq" value={c.seq} />
          <DateField
            name="paidOn"
            label={t.paidOn}
            hint={t.paidHint}
            value={'paidOn' in sent ? one(sent, 'paidOn') : dateInJapan(p.now)}
            error={problems.paidOn}
            errorWord={p.frame.errorPrefix}
          />
          <TextField
            name="reference"
            label={t.reference}
            width="middle"
            value={one(sent, 'reference')}
            error={problems.reference}
            errorWord={p.frame.errorPrefix}
          />
          <Button name="do" value="confirm-payment">
            {t.confirm}
          </Button>
        </Form>
      )}
    </div>
  )
}
