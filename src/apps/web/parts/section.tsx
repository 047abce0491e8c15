import type { Child } from 'hono/jsx'

/** The head of a page: what it is about, its name, and one sentence. */
export const Title = ({
  eyebrow,
  title,
  lead,
  children,
}: {
  eyebrow?: Child
  title: Child
  lead?: Child
  children?: Child
}) => (
  <div class="title">
    {eyebrow !== undefined && <p class="eyebrow">{eyebrow}</p>}
    <h1>{title}</h1>
    {lead !== undefined && <p class="lead">{lead}</p>}
    {children}
  </div>
)

/** A section with a hanging heading: the layout's signature. One hairline above, the title left, the content right. */
export const Section = ({
  title,
  note,
  id,
  children,
}: {
  title: Child
  note?: Child
  id?: string
  children?: Child
}) => (
  <section class="sec" id={id}>
    <header>
      <h2>{title}</h2>
      {note !== undefined && <p>{note}</p>}
    </header>
    <div class="flow">{children}</div>
  </section>
)

/** Main column and a narrow one beside it (right) or before it (left, for filters). */
export const Split = ({ main, side, left }: { main: Child; side: Child; left?: boolean }) => (
  <div class={left ? 'split' : 'split rt'}>
    {left && <div class="side">{side}</div>}
    <div class="main">{main}</div>
    {!left && <aside class="side">{side}</aside>}
  </div>
)

/** The first thing to say in a side column. */
export const Aside = ({ title, children }: { title: Child; children?: Child }) => (
  <section class="aside flow">
    <h2>{title}</h2>
    {children}
  </section>
)
