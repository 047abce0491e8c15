/** The two characters on four solid capsules. It never shows a level: all four are always filled. */
export const Wordmark = ({ href, label, tagline }: { href: string; label: string; tagline: readonly string[] }) => (
  <a class="mark" href={href}>
    <svg viewBox="0 0 60 42" role="img" aria-label={label}>
      <text x="30" y="26" font-size="29" font-weight="700" text-anchor="middle" textLength="60" fill="currentColor">
        星印
      </text>
      <g class="bars">
        {[1, 16.2, 31.2, 46.4].map((x) => (
          <rect x={x} y="35" width="12.6" height="5.4" rx="2.7" />
        ))}
      </g>
    </svg>
    <span>
      {tagline.map((line, i) => (
        <>
          {i > 0 && <br />}
          {line}
        </>
      ))}
    </span>
  </a>
)
