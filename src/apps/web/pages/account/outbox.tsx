import { definePage } from '../../page.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Title } from '../../parts/section.tsx'
import { en, ja } from './outbox.texts.ts'

/** A mail's lines; addresses of our own pages become links, others stay text. */
const MailText = ({ text, own }: { text: string; own: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph) => (
      <p>
        {paragraph.split('\n').map((line, i) => (
          <>
            {i > 0 && <br />}
            {line.startsWith(`${own}/`) && !/\s/.test(line) ? <a href={line}>{line}</a> : line}
          </>
        ))}
      </p>
    ))}
  </>
)

/** Demonstration only: the mails nobody gets, codes and invitations among them. In production there is no such page. */
export const outboxPage = definePage({
  path: '/outbox',
  texts: { ja, en },
  handler: async (p) => {
    if (p.house.operator.mode !== 'demonstration') return p.notFound()
    p.c.header('cache-control', 'private, no-store')
    const mails = await p.house.outbox(50)
    return p.show(
      { title: p.t.title, noIndex: true, back: { href: p.href('/account/sign-in'), text: p.t.back } },
      <>
        <Title title={p.t.title} lead={p.t.lead} />
        {mails.length === 0 && <p>{p.t.none}</p>}
        {mails.map((mail, i) => (
          <Disclosure open={i === 0} summary={`${writeMoment(mail.at, p.lang)}　${mail.subject}`}>
            <p class="mut">{p.t.to(mail.to)}</p>
            <MailText text={mail.text} own={p.house.operator.address} />
          </Disclosure>
        ))}
      </>,
    )
  },
})
