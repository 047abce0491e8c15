import type { Case } from '../../../../casework/case.ts'
import { defaultPasswords, updateModes } from '../../../../core/selection/product.ts'
import { type DeskContext, type FormData, one } from '../../page.tsx'
import { DateFields } from '../../parts/date-fields.tsx'
import { Choices, type Problems, TextArea } from '../../parts/form.tsx'
import { dateTriple, dateValues, readDate } from './date-form.ts'
import { en, ja } from './updates.texts.ts'
import { wordsOf } from './words.ts'

// The fields about updates and safe use: filled in for the application, and again when a label changes.

const steps = ['setUp', 'daily', 'disposal'] as const

export const updateValues = ({ updates, use, defaultPassword }: Case['product']): FormData => ({
  mode: updates?.mode ?? '',
  howToTurnOff: updates?.howToTurnOff ?? '',
  howToSeeVersion: updates?.howToSeeVersion ?? '',
  ...dateValues('supportUntil', updates?.supportUntil),
  supportUntil: updates?.supportUntil ?? '', // as one value, to be compared
  noUpdates: updates?.supportUntil === null ? 'yes' : '',
  ...Object.fromEntries(steps.map((step) => [step, use?.[step] ?? ''])),
  defaultPassword: defaultPassword ?? '',
})

export const updateData = (form: FormData) => ({
  mode: one(form, 'mode') || undefined,
  howToTurnOff: one(form, 'howToTurnOff'),
  howToSeeVersion: one(form, 'howToSeeVersion'),
  supportUntil: one(form, 'noUpdates') === 'yes' ? null : readDate(form, 'supportUntil'),
  use: { setUp: one(form, 'setUp'), daily: one(form, 'daily'), disposal: one(form, 'disposal') },
  defaultPassword: one(form, 'defaultPassword') || undefined,
})

export const updateFieldNames = {
  supportUntil: 'supportUntil',
  mode: 'mode',
  howToTurnOff: 'howToTurnOff',
  howToSeeVersion: 'howToSeeVersion',
  defaultPassword: 'defaultPassword',
  'use.setUp': 'setUp',
  'use.daily': 'daily',
  'use.disposal': 'disposal',
}

/** A value as it is read, where the form holds a code. */
export const writeUpdate = (p: { readonly lang: 'ja' | 'en' }, field: string, value: string): string => {
  const t = { ja, en }[p.lang]
  const table: Readonly<Record<string, { readonly text: string }>> =
    field === 'mode' ? t.mode : field === 'defaultPassword' ? t.defaultPassword : {}
  return table[value]?.text ?? value
}

/** The fields themselves. */
export const UpdateFields = ({
  p,
  values,
  problems,
}: {
  p: DeskContext<unknown>
  values: FormData
  problems: Problems
}) => {
  const t = { ja, en }[p.lang]
  const { labels, hints } = t
  const { optional } = wordsOf(p)
  const errorWord = p.frame.errorPrefix
  const area = (name: 'howToTurnOff' | 'howToSeeVersion' | (typeof steps)[number], label: string = labels[name]) => (
    <TextArea
      name={name}
      label={label}
      hint={hints[name]}
      rows={2}
      value={one(values, name)}
      error={problems[name]}
      errorWord={errorWord}
    />
  )
  return (
    <>
      <DateFields
        name="supportUntil"
        label={labels.supportUntil}
        hint={hints.supportUntil}
        words={t.dateWords}
        values={dateTriple(values, 'supportUntil')}
        error={problems['supportUntil']}
        errorWord={errorWord}
      />
      <label class="opt">
        <input type="checkbox" name="noUpdates" value="yes" checked={one(values, 'noUpdates') === 'yes'} />
        <span>
          {t.noUpdates}
          <span class="hint">{t.noUpdatesHint}</span>
        </span>
      </label>
      <Choices
        kind="one"
        name="mode"
        label={labels.mode}
        hint={hints.mode}
        options={updateModes.map((value) => ({ value, ...t.mode[value] }))}
        chosen={[one(values, 'mode')]}
        error={problems['mode']}
        errorWord={errorWord}
      />
      {area('howToTurnOff', `${labels.howToTurnOff}${optional}`)}
      {area('howToSeeVersion')}
      <Choices
        kind="one"
        name="defaultPassword"
        label={labels.defaultPassword}
        hint={hints.defaultPassword}
        options={defaultPasswords.map((value) => ({ value, ...t.defaultPassword[value] }))}
        chosen={[one(values, 'defaultPassword')]}
        error={problems['defaultPassword']}
        errorWord={errorWord}
      />
      <h2 class="gap">{t.useTitle}</h2>
      {steps.map((step) => area(step))}
    </>
  )
}
