import { addDays, dateInJapan } from '../../../../../core/kernel/date.ts'
import type { Fault } from '../../../../../core/kernel/fault.ts'
import { openCheck } from '../../../../../core/procurement/check.ts'
import type { JobWish } from '../../../../../core/procurement/check-job.ts'
import { versionKey } from '../../../../../core/procurement/policy.ts'
import { readUpload } from '../../../../check-upload.ts'
import { faultSummary } from '../../../../faults.ts'
import { statusOf } from '../../../../status-of.ts'
import { definePage, one, type PageContext } from '../../../page.tsx'
import { Acts, Button } from '../../../parts/button.tsx'
import { DateField, ErrorSummary, FileField, type Problems } from '../../../parts/form.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { Section, Title } from '../../../parts/section.tsx'
import { Rich } from '../../../parts/text.tsx'
import { readAsked } from '../ask-check.ts'
import { en as checkEn, ja as checkJa } from '../check.texts.ts'
import { Policies } from '../check-form.tsx'
import { dayFields, notDays, readWish, type Wish } from '../wish.ts'
import { en, ja } from './job.texts.ts'

type Context = PageContext<typeof ja>

/** Where a list that is too long for a page is left; what is kept and for how long is said before it is sent. */
export const jobFormPage = definePage({
  path: '/check/job',
  texts: { ja, en },
  upload: true,
  handler: (p) => showForm(p, { wish: readWish(p.query) }),
  post: async (p) => {
    p.c.header('cache-control', 'private, no-store')
    const asker = p.c.get('address') as string
    const upload = await readUpload(p.c.req.raw, () => p.house.checks.jobs.open(asker))
    const wish = readWish((name) => (upload === undefined ? p.query(name) : one(upload.form, name)))
    if (upload === undefined) return showForm(p, { wish, problems: { file: p.t.breaksOff } })
    const { list } = upload
    const checkTexts = { ja: checkJa, en: checkEn }[p.lang]
    const problems: Record<string, string> = {}
    let fault: Fault | undefined
    const add = (field: string, found: Fault) => {
      const { what, why, next } = faultSummary(found, p.lang)
      problems[field] ??= [what, why, next].join(p.lang === 'ja' ? '' : ' ')
      fault ??= found
    }
    if (wish.policy === '') problems['policy'] = checkTexts.policy.missing
    for (const day of notDays(wish.days)) problems[day] = checkTexts.days.malformed(wish.days[day])
    if (list === undefined) problems['file'] = p.t.missing
    else if (!list.ok) add('file', list.fault)
    const job = problems['policy'] === undefined && notDays(wish.days).length === 0 ? await jobWish(p, wish) : undefined
    if (job !== undefined && 'code' in job)
      add(
        job.code.startsWith('delivery')
          ? 'delivery'
          : job.code.startsWith('contract')
            ? 'contract_end'
            : job.code.startsWith('policy')
              ? 'policy'
              : 'as_of',
        job,
      )
    if (Object.keys(problems).length > 0 || !list?.ok || job === undefined || 'code' in job) {
      if (list?.ok) await list.value.discard()
      return showForm(p, { wish, problems, ...(fault === undefined ? {} : { fault }) })
    }
    await list.value.keep(job)
    return p.goTo(`/check/job/${list.value.token}`)
  },
})

/** What was chosen, where a list can be judged by it. */
async function jobWish(p: Context, wish: Wish): Promise<JobWish | Fault> {
  const asked = readAsked(p.house, wish, p.now)
  if (!asked.ok) return asked.fault
  const { against, importance, asOf, delivery, contractEnd } = asked.value
  const { schemes, recognition } = p.house.catalogue
  const register = await p.house.checks.register()
  const opened = openCheck({ against, importance, asOf, delivery, contractEnd, schemes, recognition, register })
  if (!opened.ok) return opened.fault
  return {
    // A preset stands for its importance as well; a version that is judged by is named, whatever comes into force meanwhile.
    policy: wish.policy === against.id ? versionKey(against) : wish.policy,
    asOf,
    ...(delivery === undefined ? {} : { delivery }),
    ...(contractEnd === undefined ? {} : { contractEnd }),
    language: p.lang,
    madeAt: p.now,
  }
}

function showForm(
  p: Context,
  { wish, problems = {}, fault }: { wish: Wish; problems?: Problems; fault?: Fault },
): Response {
  const { t } = p
  const checkTexts = { ja: checkJa, en: checkEn }[p.lang]
  const wrong = Object.keys(problems).length
  const words = { errorWord: p.frame.errorPrefix }
  const today = dateInJapan(p.now)
  const status = wrong === 0 ? 200 : fault === undefined ? 422 : statusOf(fault)
  return p.show(
    { title: wrong > 0 ? `${p.frame.errorPrefix}${t.title}` : t.title, description: t.description, current: '/check' },
    <>
      {wrong > 0 && (
        <ErrorSummary title={p.frame.problems(wrong)} problems={problems}>
          {fault !== undefined && (
            <p class="sm mut">
              {t.code} <span class="mono">{fault.code}</span>
            </p>
          )}
        </ErrorSummary>
      )}
      <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead}>
        <p class="sm">
          {t.short} <a href={p.href('/check')}>{t.shortLink}</a>
        </p>
      </Title>
      <form method="post" action={p.href('/check/job')} enctype="multipart/form-data" novalidate class="check-form">
        <Section title={checkTexts.policy.title} note={checkTexts.policy.note}>
          <Policies p={p} chosen={wish.policy} error={problems['policy']} />
        </Section>
        <Section title={checkTexts.days.title} note={checkTexts.days.note}>
          <div class="three-days">
            {dayFields.map((name, i) => (
              <DateField
                name={name}
                label={checkTexts.days[name]}
                hint={checkTexts.days.hint([today, addDays(today, 120), addDays(today, 1_200)][i]!)}
                value={wish.days[name]}
                error={problems[name]}
                {...words}
              />
            ))}
          </div>
        </Section>
        <Section title={t.listTitle} note={t.listNote}>
          <Notice title={t.keptTitle}>
            <ul class="job-kept">
              {t.kept.map((line) => (
                <li>
                  <Rich text={line} />
                </li>
              ))}
            </ul>
          </Notice>
          <FileField
            name="file"
            label={t.file}
            hint={t.fileHint}
            accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain"
            error={problems['file']}
            {...words}
          />
          <Acts>
            <Button>{t.button}</Button>
          </Acts>
        </Section>
      </form>
    </>,
    status as 200,
  )
}
