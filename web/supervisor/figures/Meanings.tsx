/** What figures mean, folded up below them. */
interface Props {
  title: string;
  figures: readonly { name: string; meaning: string }[];
}

export function Meanings({ title, figures }: Props) {
  return (
    <details className="card figures-box">
      <summary>{title}</summary>
      <dl className="figures-meanings">
        {figures.map(({ name, meaning }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="soft">{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
