import type { Child } from 'hono/jsx'

// Plain HTML forms: POST, then 422 with messages or 303. The label is above, the hint under it, the message above the field.

/** What is wrong, by field name; the order is that of the page. */
export type Problems = Readonly<Record<string, string>>

/** A form of the workspace. `csrf` is the session's token; a public form that stores nothing has none. */
export const Form = ({
  action,
  csrf,
  upload,
  label,
  children,
}: {
  action: string
  csrf?: string
  upload?: boolean // multipart: the token must come first, and does
  label?: string
  children?: Child
}) => (
  <form
    method="post"
    action={action}
    enctype={upload ? 'multipart/form-data' : undefined}
    aria-label={label}
    novalidate
    class="form"
  >
    {csrf !== undefined && <input type="hidden" name="csrf" value={csrf} />}
    {children}
  </form>
)

/** Carries a value along. */
export const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={String(value)} />
)

interface FieldProps {
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  readonly error?: string | undefined
  readonly errorWord: string // 'エラー：' / 'Error: '
  readonly large?: boolean // the label as the page's question
}

const describedBy = (p: FieldProps) =>
  [p.hint !== undefined && `${p.name}-hint`, p.error !== undefined && `${p.name}-error`].filter(Boolean).join(' ') ||
  undefined

const Around = ({ field, children, group }: { field: FieldProps; children?: Child; group?: boolean }) => {
  const about = (
    <>
      {field.hint !== undefined && (
        <p class="hint" id={`${field.name}-hint`}>
          {field.hint}
        </p>
      )}
      {field.error !== undefined && (
        <p class="err" id={`${field.name}-error`}>
          <span class="vh">{field.errorWord}</span>
          {field.error}
        </p>
      )}
    </>
  )
  const look = ['q', field.large && 'large', field.error !== undefined && 'bad'].filter(Boolean).join(' ')
  return group ? (
    <fieldset class={look} id={field.name} aria-describedby={describedBy(field)} tabindex={-1}>
      <legend>{field.label}</legend>
      {about}
      {children}
    </fieldset>
  ) : (
    <div class={look}>
      <label for={field.name}>{field.label}</label>
      {about}
      {children}
    </div>
  )
}

/** One line of text. `width` limits it to the length of what belongs in it. */
export const TextField = ({
  value,
  type = 'text',
  width,
  autocomplete,
  inputmode,
  spellcheck,
  ...field
}: FieldProps & {
  value?: string | undefined
  type?: 'text' | 'email' | 'search' | 'url' | 'tel'
  width?: 'short' | 'middle'
  autocomplete?: string
  inputmode?: 'numeric' | 'email' | 'url' | 'text'
  spellcheck?: boolean
}) => (
  <Around field={field}>
    <input
      id={field.name}
      name={field.name}
      type={type}
      value={value ?? ''}
      class={width}
      autocomplete={autocomplete}
      inputmode={inputmode}
      spellcheck={spellcheck}
      aria-invalid={field.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(field)}
    />
  </Around>
)

/** Several lines. */
export const TextArea = ({
  value,
  rows = 5,
  mono,
  ...field
}: FieldProps & { value?: string | undefined; rows?: number; mono?: boolean }) => (
  <Around field={field}>
    <textarea
      id={field.name}
      name={field.name}
      rows={rows}
      class={mono ? 'mono' : undefined}
      spellcheck={mono ? false : undefined}
      aria-invalid={field.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(field)}
    >
      {`\n${value ?? ''}`}
    </textarea>
  </Around>
)

export interface Choice {
  readonly value: string
  readonly text: Child
  readonly hint?: Child
}

/** Radios (`one`) or checkboxes (`many`). `boxed` sets each in a frame, two abreast. */
export const Choices = ({
  kind,
  options,
  chosen,
  boxed,
  ...field
}: FieldProps & {
  kind: 'one' | 'many'
  options: readonly Choice[]
  chosen: readonly string[]
  boxed?: boolean
}) => (
  <Around field={field} group>
    <div class={boxed ? 'boxed' : 'opts'}>
      {options.map((option) => (
        <label class="opt">
          <input
            type={kind === 'one' ? 'radio' : 'checkbox'}
            name={field.name}
            value={option.value}
            checked={chosen.includes(option.value)}
          />
          <span>
            {boxed ? <b>{option.text}</b> : option.text}
            {option.hint !== undefined && <span class="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  </Around>
)

/** A list to choose one from, where radios would be too many. */
export const Select = ({
  options,
  chosen,
  ...field
}: FieldProps & {
  options: readonly { readonly value: string; readonly text: string }[]
  chosen?: string | undefined
}) => (
  <Around field={field}>
    <select
      id={field.name}
      name={field.name}
      aria-invalid={field.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(field)}
    >
      {options.map((option) => (
        <option value={option.value} selected={option.value === chosen}>
          {option.text}
        </option>
      ))}
    </select>
  </Around>
)

/** A day, typed: `2026-11-24`. The hint shows an example; no calendar is needed. */
export const DateField = ({ value, ...field }: FieldProps & { value?: string | undefined }) => (
  <TextField {...field} value={value} width="short" inputmode="text" autocomplete="off" />
)

/** A file from the visitor's own disk. */
export const FileField = ({ accept, several, ...field }: FieldProps & { accept?: string; several?: boolean }) => (
  <Around field={field}>
    <input
      id={field.name}
      name={field.name}
      type="file"
      accept={accept}
      multiple={several}
      aria-invalid={field.error === undefined ? undefined : 'true'}
      aria-describedby={describedBy(field)}
    />
  </Around>
)

/** What is wrong with the form, first on the page and focused without a script; each line leads to its field. */
export const ErrorSummary = ({
  title,
  problems,
  children,
}: {
  title: string
  problems: Problems
  children?: Child
}) => (
  <div class="errs" tabindex={-1} autofocus role="alert" aria-labelledby="errors-title">
    <h2 id="errors-title">{title}</h2>
    <ul>
      {Object.entries(problems).map(([field, text]) => (
        <li>
          <a href={`#${field}`}>{text}</a>
        </li>
      ))}
    </ul>
    {children}
  </div>
)
