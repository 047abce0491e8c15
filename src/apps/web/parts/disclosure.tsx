import type { Child } from 'hono/jsx'

/** Opens without a script; prints open. */
export const Disclosure = ({ summary, open, children }: { summary: Child; open?: boolean; children?: Child }) => (
  <details open={open}>
    <summary>{summary}</summary>
    <div class="flow">{children}</div>
  </details>
)
