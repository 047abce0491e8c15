import { one, several } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { Choices, TextField } from '../../parts/form.tsx'
import { en, ja } from './software.texts.ts'
import { defineTask } from './task-page.tsx'
import { wordsOf } from './words.ts'

const sboms = ['kept', 'published', 'none'] as const
const filled = (values: readonly string[]) => values.map((v) => v.trim()).filter((v) => v !== '')

const ServiceFields = ({
  label,
  hint,
  service,
  values,
  more,
  error,
}: {
  label: string
  hint: string
  service: (n: number) => string
  values: readonly string[]
  more: string
  error?: string | undefined
}) => (
  <fieldset class={error === undefined ? 'q' : 'q bad'} id="services" aria-describedby="services-hint" tabindex={-1}>
    <legend>{label}</legend>
    <p class="hint" id="services-hint">
      {hint}
    </p>
    {error !== undefined && <p class="err">{error}</p>}
    {values.map((value, i) => (
      <p class="one-of">
        <label for={`services-${i + 1}`}>{service(i + 1)}</label>
        <input id={`services-${i + 1}`} name="services" type="text" value={value} />
      </p>
    ))}
    <p class="one-of">
      <Button look="second" small name="add" value="service">
        {more}
      </Button>
    </p>
  </fieldset>
)

/** Which software, and which services, the declaration covers. */
export const softwareTask = defineTask({
  task: 'software',
  act: 'save-software',
  texts: { ja, en },
  saved: ({ case: c }) => ({
    minimum: c.product.software?.minimum ?? '',
    services: c.product.software?.services ?? [],
    sbom: c.product.sbom ?? '',
  }),
  data: (form) => ({
    minimum: one(form, 'minimum'),
    services: filled(several(form, 'services')),
    sbom: one(form, 'sbom') || undefined,
  }),
  fields: { minimum: 'minimum', services: 'services', sbom: 'sbom' },
  again: (form) =>
    one(form, 'add') === 'service' ? { ...form, services: [...several(form, 'services'), ''] } : undefined,
  write: (p) => (field, value) => (field === 'sbom' ? (p.t.sbom[value as (typeof sboms)[number]] ?? value) : value),
  body: (p, { values, problems }) => {
    const { labels, hints } = p.t
    const services = several(values, 'services')
    const errorWord = p.frame.errorPrefix
    return (
      <>
        {/* Enter in a field presses the first button of a form: that has to be the one that saves. */}
        <button type="submit" hidden />
        <TextField
          name="minimum"
          label={labels.minimum}
          hint={hints.minimum}
          width="short"
          spellcheck={false}
          value={one(values, 'minimum')}
          error={problems['minimum']}
          errorWord={errorWord}
        />
        <ServiceFields
          label={`${labels.services}${wordsOf(p).optional}`}
          hint={hints.services}
          service={p.t.service}
          values={services.length === 0 ? [''] : services}
          more={p.t.more}
          error={problems['services']}
        />
        <Choices
          kind="one"
          name="sbom"
          label={labels.sbom}
          hint={hints.sbom}
          options={sboms.map((value) => ({ value, text: p.t.sbom[value] }))}
          chosen={[one(values, 'sbom')]}
          error={problems['sbom']}
          errorWord={errorWord}
        />
      </>
    )
  },
})
