import type { PageContext } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { Choices, type Problems, Select, TextField } from '../../parts/form.tsx'
import { Section } from '../../parts/section.tsx'
import type { ja } from './design.texts.ts'
import { type DraftProfile, type DraftRole, mostRoles, roleField } from './draft-profile.ts'
import { offeredLevels } from './offered-levels.ts'
import { en as profilesEn, ja as profilesJa } from './profiles.texts.ts'

type P = PageContext<typeof ja>

/** The fields of a profile that is being made. */
export const DraftFields = ({ p, draft, problems }: { p: P; draft: DraftProfile; problems: Problems }) => {
  const { t } = p
  const field = (name: 'id' | 'titleJa' | 'titleEn' | 'ownerJa' | 'ownerEn') => ({
    name,
    label: t[name],
    value: draft[name],
    error: problems[name],
    errorWord: p.frame.errorPrefix,
  })
  return (
    <>
      <Section title={t.head.title} note={t.head.note}>
        <div class="policies-pair">
          <TextField {...field('titleJa')} />
          <TextField {...field('titleEn')} />
          <TextField {...field('ownerJa')} />
          <TextField {...field('ownerEn')} />
        </div>
        <TextField {...field('id')} hint={t.idHint} width="middle" spellcheck={false} autocomplete="off" />
        <Choices
          kind="one"
          name="recognition"
          label={t.recognition}
          errorWord={p.frame.errorPrefix}
          options={(['accepted', 'not-accepted'] as const).map((value) => ({ value, text: t.recognitions[value] }))}
          chosen={[draft.recognition]}
        />
      </Section>
      <Section title={t.roles.title} note={t.roles.note}>
        {draft.roles.map((role, i) => (
          <RoleFields p={p} role={role} index={i} problems={problems} />
        ))}
        {draft.roles.length < mostRoles && (
          <p id="add-role" tabindex={-1}>
            <Button look="second" name="do" value="add">
              {t.add}
            </Button>
          </p>
        )}
      </Section>
    </>
  )
}

const RoleFields = ({ p, role, index, problems }: { p: P; role: DraftRole; index: number; problems: Problems }) => {
  const { t } = p
  const presence = { ja: profilesJa, en: profilesEn }[p.lang].presence
  const field = (name: 'nameJa' | 'nameEn' | 'also' | 'reasonJa' | 'reasonEn') => ({
    name: roleField(index, name),
    label: t[name],
    value: role[name],
    error: problems[roleField(index, name)],
    errorWord: p.frame.errorPrefix,
  })
  const chosen = (name: 'category' | 'level' | 'presence') => ({
    name: roleField(index, name),
    label: t[name],
    chosen: role[name],
    error: problems[roleField(index, name)],
    errorWord: p.frame.errorPrefix,
  })
  return (
    <fieldset class="policies-role">
      <legend>{t.role(index + 1)}</legend>
      <div class="policies-pair">
        <TextField {...field('nameJa')} />
        <TextField {...field('nameEn')} />
        <Select
          {...chosen('level')}
          options={[
            { value: '', text: t.choose },
            ...offeredLevels(p).map(({ scheme, code, text }) => ({ value: `${scheme} ${code}`, text })),
          ]}
        />
        <Select
          {...chosen('presence')}
          options={(['optional', 'required'] as const).map((value) => ({ value, text: presence[value] }))}
        />
        <TextField {...field('reasonJa')} />
        <TextField {...field('reasonEn')} />
        <Select {...chosen('category')} options={[{ value: '', text: t.anyCategory }, ...categoriesIn(p)]} />
        <TextField {...field('also')} hint={t.alsoHint} />
      </div>
      <p>
        <Button look="second" small name="do" value={`remove-${index + 1}`}>
          {t.remove(index + 1)}
        </Button>
      </p>
    </fieldset>
  )
}

function categoriesIn(p: P) {
  const seen = new Set<string>()
  return p.house.catalogue.schemes
    .flatMap(({ operation }) => operation?.categories ?? [])
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map(({ id, name }) => ({ value: id, text: p.say(name) }))
}
