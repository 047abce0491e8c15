import type { Child } from 'hono/jsx'

/** Names of the three fields of a date. */
export const dateParts = (name: string) => [`${name}-year`, `${name}-month`, `${name}-day`] as const

/** A day in three text inputs: year, month, day. No calendar is needed; the error summary leads to the year. */
export const DateFields = ({
  name,
  label,
  hint,
  error,
  errorWord,
  words,
  values,
}: {
  name: string
  label: Child
  hint?: Child
  error?: string | undefined
  errorWord: string
  words: readonly [string, string, string]
  values: readonly [string, string, string]
}) => {
  const [year] = dateParts(name)
  const about =
    [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean).join(' ') ||
    undefined
  return (
    <fieldset class={error === undefined ? 'q' : 'q bad'} aria-describedby={about}>
      <legend>{label}</legend>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="err" id={`${name}-error`}>
          <span class="vh">{errorWord}</span>
          {error}
        </p>
      )}
      <div class="day">
        {dateParts(name).map((part, i) => (
          <label>
            {words[i]}
            <input
              id={part === year ? name : part}
              name={part}
              type="text"
              inputmode="numeric"
              autocomplete="off"
              class={part === year ? 'year' : undefined}
              value={values[i]}
              aria-invalid={error === undefined ? undefined : 'true'}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
