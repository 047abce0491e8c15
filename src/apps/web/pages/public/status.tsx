import { definePage } from '../../page.tsx'
import { writeMoment, writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { en, ja } from './status.texts.ts'

const behindMs = 60_000 // what is decided is to be public within a minute

/** Whether the register answers and the log keeps up: measured now, not kept. */
export const statusPage = definePage({
  path: '/status',
  texts: { ja, en },
  handler: async (p) => {
    const { t } = p
    const health = await p.house.health()
    const late = health.oldestPendingMs > behindMs
    return p.show(
      { title: t.title },
      <>
        <Title title={t.title} lead={t.lead(writeMoment(p.now, p.lang))} />
        <Section title={t.register}>
          <p class="verdict">
            {!health.database ? (
              <Mark shape="cross" tone="stop">
                {t.away}
              </Mark>
            ) : late ? (
              <Mark shape="diamond" tone="wait">
                {t.behind}
              </Mark>
            ) : (
              <Mark shape="disc" tone="ok">
                {t.fine}
              </Mark>
            )}
          </p>
          <p>{t.offline}</p>
        </Section>
        <Section title={t.log}>
          <Facts
            items={[
              { term: t.register, detail: health.database ? t.reads : t.readsNot },
              {
                term: t.log,
                detail: (
                  <>
                    {t.size(writeNumber(health.logSize))}
                    <br />
                    {t.published(writeNumber(health.publishedSize))}
                  </>
                ),
              },
              {
                term: t.pending,
                detail:
                  health.oldestPendingMs > 0
                    ? t.seconds(writeNumber(Math.ceil(health.oldestPendingMs / 1000)))
                    : t.none,
              },
            ]}
          />
        </Section>
      </>,
      health.database ? 200 : 503,
    )
  },
})
