import type { Child } from 'hono/jsx'

/** The search of the register: one field, one button, GET. */
export const SearchBox = ({
  action,
  label,
  hint,
  button,
  value,
  hideLabel,
  children,
}: {
  action: string
  label: string
  hint?: string
  button: string
  value?: string
  hideLabel?: boolean
  children?: Child
}) => (
  <search class="search">
    <form action={action}>
      <label class={hideLabel ? 'vh' : undefined} for="q">
        {label}
      </label>
      {hint !== undefined && (
        <p class="hint" id="q-hint">
          {hint}
        </p>
      )}
      <div class="find">
        <input
          id="q"
          type="search"
          name="q"
          value={value}
          maxlength={200}
          aria-describedby={hint === undefined ? undefined : 'q-hint'}
        />
        <button class="btn" type="submit">
          {button}
        </button>
      </div>
      {children}
    </form>
  </search>
)
