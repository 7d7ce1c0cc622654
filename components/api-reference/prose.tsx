/** A technical text in English; what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  return (
    <span lang="en">
      {text.split('`').map((part, i) =>
        i % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never change places
          <code key={i} className="font-mono">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </span>
  )
}
