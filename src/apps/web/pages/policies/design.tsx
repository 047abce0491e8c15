import { stringify } from 'yaml'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { lintProcurement } from '../../../../core/procurement/lint.ts'
import { versionKey } from '../../../../core/procurement/policy.ts'
import type { PinnedProfile } from '../../../../core/procurement/profile.ts'
import { one } from '../../form-fields.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { ErrorSummary, Hidden, type Problems } from '../../parts/form.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { en, ja } from './design.texts.ts'
import { DraftFields } from './design-fields.tsx'
import { DesignResult } from './design-result.tsx'
import {
  type DraftProfile,
  draftOf,
  emptyDraft,
  emptyRole,
  missingIn,
  mostRoles,
  profileOf,
  readDraft,
  readProfile,
} from './draft-profile.ts'
import { marketOf } from './market.ts'

type P = PageContext<typeof ja>

/** Where a profile is put together: role by role, looked at beside the register, and saved as a file. Nothing is kept. */
export const designPage = definePage({
  path: '/profiles/design',
  texts: { ja, en },
  handler: (p) => {
    const base = baseOf(p, p.query('from'))
    return show(p, { draft: base === undefined ? emptyDraft : draftOf(base), base })
  },
  post: async (p) => {
    const form = await p.form()
    const base = baseOf(p, one(form, 'from'))
    const act = one(form, 'do')
    const typed = readDraft(form)
    const removed = /^remove-(\d{1,2})$/.exec(act)?.[1]
    if (act === 'add' || removed !== undefined) {
      const roles =
        removed === undefined
          ? [...typed.roles, emptyRole].slice(0, mostRoles)
          : typed.roles.filter((_, i) => i + 1 !== Number(removed))
      return show(p, { draft: { ...typed, roles }, base })
    }
    const day = dateInJapan(p.now)
    const problems = problemsOf(p, typed)
    const read = Object.keys(problems).length === 0 ? readProfile(typed, day) : undefined
    if (read?.ok === false) return show(p, { draft: typed, base, problems: { id: p.t.idWrong } })
    if (read === undefined) return show(p, { draft: typed, base, problems })
    if (act !== 'yaml') return show(p, { draft: typed, base, profile: read.value })
    const name = `${versionKey(read.value)}.yaml`
    return p.c.body(`# profiles/${name}\n${stringify(profileOf(typed, day), { lineWidth: 130 })}`, 200, {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  },
})

const baseOf = (p: P, asked: string): PinnedProfile | undefined =>
  p.house.checks.profiles.find((one) => versionKey(one) === asked)

function problemsOf(p: P, draft: DraftProfile): Problems {
  const { t } = p
  const problems: Record<string, string> = {}
  if (draft.roles.length === 0) problems['add-role'] = t.noRoles
  for (const field of missingIn(draft)) {
    const [, role, name] = /^role-(\d+)-(\w+)$/.exec(field) ?? []
    const label = (key: string) => t[key as 'id' | 'nameJa'] as string
    problems[field] = role === undefined ? t.missing(label(field)) : t.missingOf(Number(role), label(name!))
  }
  if (draft.id !== '' && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(draft.id)) problems['id'] = t.idWrong
  return problems
}

interface Shown {
  readonly draft: DraftProfile
  readonly base: PinnedProfile | undefined
  readonly problems?: Problems
  readonly profile?: PinnedProfile
}

async function show(p: P, { draft, base, problems = {}, profile }: Shown): Promise<Response> {
  const { t } = p
  const wrong = Object.keys(problems).length
  const findings =
    profile === undefined
      ? []
      : lintProcurement({ policies: [], profiles: [profile], schemes: p.house.catalogue.schemes })
  return p.show(
    {
      title: wrong > 0 ? `${p.frame.errorPrefix}${t.title}` : t.title,
      description: t.description,
      current: '/check',
      back: { href: p.href('/profiles'), text: t.all },
    },
    <>
      {wrong > 0 && <ErrorSummary title={p.frame.problems(wrong)} problems={problems} />}
      <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead} />
      {profile !== undefined && (
        <DesignResult p={p} profile={profile} base={base} findings={findings} tally={await marketOf(p.house, p.now)} />
      )}
      <form method="post" action={p.href('/profiles/design')} novalidate class="policies-design" id="design">
        <Hidden name="from" value={base === undefined ? '' : versionKey(base)} />
        <Hidden name="count" value={draft.roles.length} />
        {/* The first button of a form is what the Enter key presses. */}
        <button class="vh" type="submit" name="do" value="look" tabindex={-1}>
          {t.look}
        </button>
        <DraftFields p={p} draft={draft} problems={problems} />
        <Section title={t.result}>
          <Acts>
            <Button name="do" value="look">
              {t.look}
            </Button>
            <Button look="second" name="do" value="yaml">
              {t.save}
            </Button>
          </Acts>
        </Section>
      </form>
    </>,
    wrong > 0 ? 422 : 200,
  )
}
