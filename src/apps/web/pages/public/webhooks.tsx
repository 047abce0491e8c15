import type { Child } from 'hono/jsx'
import {
  type NewWebhook,
  type Webhook,
  type WebhookEvent,
  type WebhookFault,
  webhookEvents,
  webhookEventText,
} from '../../../../core/register/webhook.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import { definePage, type FormData, one, type PageContext, several } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Choices, ErrorSummary, Form, Hidden, type Problems, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './webhooks.texts.ts'

type P = PageContext<typeof ja>

/** Being told of what happens to labels: subscribing, and looking after a subscription by its token. */
export const webhooksPage = definePage({
  path: '/developers/webhooks',
  texts: { ja, en },
  handler: (p) => show(p, {}),
  post: async (p) => {
    const form = await p.form()
    const token = one(form, 'token').trim()
    switch (one(form, 'act')) {
      case 'end': {
        const ended = await p.house.webhooks.end(token)
        return ended.ok ? show(p, { done: p.t.ended }) : show(p, { form, ...problem(p, ended.fault, 'token') })
      }
      case 'resume': {
        const resumed = await p.house.webhooks.resume(token)
        if (!resumed.ok) return show(p, { form, ...problem(p, resumed.fault, 'token') })
        return show(p, { done: p.t.resumed, seen: { webhook: resumed.value, token } })
      }
      case 'state': {
        const found = await p.house.webhooks.state(token)
        if (!found.ok) return show(p, { form, ...problem(p, found.fault, 'token') })
        return show(p, { seen: { webhook: found.value, token } })
      }
      default: {
        const asked = several(form, 'events')
        const events = webhookEvents.filter((event) => asked.includes(event))
        const made = await p.house.webhooks.subscribe(one(form, 'url').trim(), events)
        if (made.ok) return show(p, { made: made.value })
        return show(p, {
          form,
          ...problem(p, made.fault, made.fault.code === 'webhook-events-missing' ? 'events' : 'url'),
        })
      }
    }
  },
})

interface Shown {
  readonly form?: FormData
  readonly problems?: Problems
  readonly status?: number
  readonly done?: string
  readonly made?: NewWebhook
  readonly seen?: { readonly webhook: Webhook; readonly token: string }
}

function problem(p: P, fault: WebhookFault, field: string): Pick<Shown, 'problems' | 'status'> {
  const { what, why, next } = faultSummary(fault, p.lang)
  return { problems: { [field]: [what, why, next].join(p.lang === 'ja' ? '' : ' ') }, status: statusOf(fault) }
}

function show(p: P, { form = {}, problems = {}, status = 200, done, made, seen }: Shown): Response {
  const { t } = p
  if (made !== undefined || seen !== undefined) p.c.header('cache-control', 'no-store')
  return p.show(
    { title: `${status === 200 ? '' : p.frame.errorPrefix}${t.title}`, description: t.lead, current: '/data' },
    <>
      {Object.keys(problems).length > 0 && (
        <ErrorSummary title={p.frame.problems(Object.keys(problems).length)} problems={problems} />
      )}
      <Title title={t.title} lead={t.lead} />
      {done !== undefined && <Notice tone="done">{done}</Notice>}
      {made !== undefined && <Made p={p} made={made} />}
      {seen !== undefined && <Seen p={p} {...seen} />}
      {made === undefined && seen === undefined && <Subscribing p={p} form={form} problems={problems} />}
      <Looking p={p} problems={problems} value={one(form, 'token')} />
      <Section title={t.rules}>
        <ul class="list">
          {t.ruleList.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Section>
      <Section title={t.api}>
        <pre>
          <code>{`curl ${p.house.operator.address}/api/v1/webhooks -H 'content-type: application/json' \\\n  -d '{"url":"https://shop.example/hooks/labels","events":["label.suspended","label.withdrawn"]}'`}</code>
        </pre>
      </Section>
    </>,
    status as 200,
  )
}

const Subscribing = ({ p, form, problems }: { p: P; form: FormData; problems: Problems }) => (
  <Section title={p.t.make}>
    <Form action={p.href('/developers/webhooks')} label={p.t.make}>
      <TextField
        name="url"
        label={p.t.url}
        hint={p.t.urlHint}
        value={one(form, 'url')}
        inputmode="url"
        error={problems['url']}
        errorWord={p.frame.errorPrefix}
      />
      <Choices
        kind="many"
        name="events"
        label={p.t.events}
        options={webhookEvents.map((event) => ({ value: event, text: p.say(webhookEventText[event]), hint: event }))}
        chosen={several(form, 'events').length > 0 ? several(form, 'events') : usual}
        error={problems['events']}
        errorWord={p.frame.errorPrefix}
      />
      <Acts>
        <Button>{p.t.button}</Button>
      </Acts>
    </Form>
  </Section>
)

// What a shop has to act on.
const usual: readonly WebhookEvent[] = ['label.suspended', 'label.restored', 'label.withdrawn', 'label.ended']

const Looking = ({ p, problems, value }: { p: P; problems: Problems; value: string }) => (
  <Section title={p.t.look}>
    <Form action={p.href('/developers/webhooks')} label={p.t.look}>
      <Hidden name="act" value="state" />
      <TextField
        name="token"
        label={p.t.token}
        value={value}
        autocomplete="off"
        error={problems['token']}
        errorWord={p.frame.errorPrefix}
      />
      <Acts>
        <Button look="second">{p.t.lookButton}</Button>
      </Acts>
    </Form>
  </Section>
)

const Made = ({ p, made }: { p: P; made: NewWebhook }) => (
  <Section title={p.t.made}>
    <Notice tone="wait">{p.t.madeText}</Notice>
    <Facts
      items={[
        { term: p.t.url, detail: <Code long>{made.url}</Code> },
        { term: p.t.secret, detail: <Kept text={made.secret} hint={p.t.secretHint} /> },
        { term: p.t.token, detail: <Kept text={made.token} hint={p.t.tokenHint} /> },
      ]}
    />
  </Section>
)

const Kept = ({ text, hint }: { text: string; hint: string }) => (
  <>
    <Code long>{text}</Code>
    <span class="hint block">{hint}</span>
  </>
)

const Seen = ({ p, webhook, token }: { p: P; webhook: Webhook; token: string }) => {
  const { t } = p
  const act = (name: string, text: Child) => (
    <Form action={p.href('/developers/webhooks')} label={String(text)}>
      <Hidden name="token" value={token} />
      <Hidden name="act" value={name} />
      <Acts>
        <Button look="second">{text}</Button>
      </Acts>
    </Form>
  )
  const { lastError } = webhook
  return (
    <Section title={webhook.url}>
      <Facts
        items={[
          { term: t.state, detail: t.states[webhook.state], big: true },
          {
            term: t.events,
            detail: webhook.events.map((event) => p.say(webhookEventText[event])).join(p.lang === 'ja' ? '、' : ', '),
          },
          { term: t.delivered, detail: t.count(webhook.delivered) },
          { term: t.next, detail: String(webhook.next) },
          lastError !== null && {
            term: t.lastError,
            detail: t.errors[lastError] ?? t.status(lastError.replace('status-', '')),
          },
          lastError !== null && { term: t.attempts, detail: t.count(webhook.attempts) },
          webhook.failingSince !== null && { term: t.since, detail: writeMoment(webhook.failingSince, p.lang) },
          lastError !== null && {
            term: t.nextTry,
            detail: webhook.nextTryAt === null ? t.none : writeMoment(webhook.nextTryAt, p.lang),
          },
        ]}
      />
      {act('resume', t.again)}
      {act('end', t.end)}
    </Section>
  )
}
