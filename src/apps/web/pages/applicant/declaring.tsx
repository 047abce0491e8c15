import { declarationDocument } from '../../../../casework/queries.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { type DeskContext, type FormData, one } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Hidden, type Problems, TextField } from '../../parts/form.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { type Application, at } from './case-page.ts'
import { en, ja } from './declare.texts.ts'
import { Summary } from './summary.tsx'
import { wordsOf } from './words.ts'

// What is declared and who declares it: for the first declaration, and again when an answer changed what had been declared.

/** Exactly the document that is declared, in full on demand, with its digest. */
export const Declared = ({
  p,
  application,
  open,
}: {
  p: DeskContext<unknown>
  application: Application
  open?: boolean
}) => {
  const t = { ja, en }[p.lang].what
  const { case: c, scheme, level } = application
  const { document, digest } = declarationDocument(c, scheme)
  return (
    <>
      <Section title={t.title}>
        <Facts
          items={[
            {
              term: t.scheme,
              detail: (
                <>
                  {p.say(scheme.name)}
                  <br />
                  <span class="sm mut">
                    <Code>{document.edition}</Code> {p.say(scheme.edition.title)}
                  </span>
                </>
              ),
            },
            { term: t.level, detail: wordsOf(p).level(level.code, level.symbol) },
            { term: t.on, detail: writeDate(dateInJapan(p.now), p.lang) },
            {
              term: t.digest,
              detail: (
                <>
                  <Code long>{digest}</Code>
                  <br />
                  <span class="sm mut">{t.digestNote}</span>
                </>
              ),
            },
          ]}
        />
        <ul class="ways">
          <li>
            <a href={p.href(`/desk/cases/${c.id}/declaration.pdf`)}>{t.paper}</a>
          </li>
          <li>
            <a href={p.href(at(c, '/declaration.json'))} download={`${digest.slice(7, 19)}.json`}>
              {t.file}
            </a>
          </li>
        </ul>
      </Section>
      <Disclosure summary={t.full} {...(open ? { open } : {})}>
        <Summary p={p} of={{ ...document, id: c.id }} scheme={scheme} level={level} change={false} />
      </Disclosure>
    </>
  )
}

export const declarationLabels = (p: DeskContext<unknown>) => ({ ja, en })[p.lang].labels

/** The data of the act, from the sent form. */
export const declaringData = (form: FormData) => ({
  name: one(form, 'name'),
  position: one(form, 'position'),
  digest: one(form, 'digest'),
  truthful: one(form, 'truthful') === 'yes',
  duty: one(form, 'duty') === 'yes',
})

export const declaringFields = { name: 'name', position: 'position', truthful: 'truthful', duty: 'duty' }

/** Name, position and the two boxes; nothing is ticked beforehand. */
export const DeclarerFields = ({
  p,
  digest,
  values,
  problems,
}: {
  p: DeskContext<unknown>
  digest: string
  values: FormData
  problems: Problems
}) => {
  const t = { ja, en }[p.lang]
  const errorWord = p.frame.errorPrefix
  return (
    <>
      <Hidden name="digest" value={digest} />
      <TextField
        name="name"
        label={t.labels.name}
        autocomplete="name"
        width="middle"
        value={one(values, 'name')}
        error={problems['name']}
        errorWord={errorWord}
      />
      <TextField
        name="position"
        label={t.labels.position}
        hint={t.positionHint}
        autocomplete="organization-title"
        value={one(values, 'position')}
        error={problems['position']}
        errorWord={errorWord}
      />
      <fieldset class={problems['truthful'] || problems['duty'] ? 'q bad' : 'q'}>
        <legend>{t.agree}</legend>
        <div class="opts">
          {(['truthful', 'duty'] as const).map((name) => (
            <>
              {problems[name] !== undefined && (
                <p class="err" id={`${name}-error`}>
                  <span class="vh">{errorWord}</span>
                  {problems[name]}
                </p>
              )}
              <label class="opt">
                <input
                  id={name}
                  type="checkbox"
                  name={name}
                  value="yes"
                  checked={one(values, name) === 'yes'}
                  aria-invalid={problems[name] === undefined ? undefined : 'true'}
                  aria-describedby={problems[name] === undefined ? undefined : `${name}-error`}
                />
                <span>{t.labels[name]}</span>
              </label>
            </>
          ))}
        </div>
      </fieldset>
    </>
  )
}
