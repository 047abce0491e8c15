import type { Child } from 'hono/jsx'

/** Checkboxes under a heading, two abreast; several groups of one page may send the same name. */
export const CheckGroup = ({
  name,
  label,
  options,
  chosen,
}: {
  name: string
  label: Child
  options: readonly { readonly value: string; readonly text: Child; readonly hint?: Child }[]
  chosen: readonly string[]
}) => (
  <fieldset class="q">
    <legend>{label}</legend>
    <div class="boxed">
      {options.map(({ value, text, hint }) => (
        <label class="opt">
          <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
          <span>
            <b>{text}</b>
            {hint !== undefined && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
)
