/** Figures of queues or agents as a table; each head says what it means. */
import { useTranslation } from "react-i18next";
import type { FiguresOf } from "@/src/generated/api";
import { type Figure, told } from "./telling";
import { SPACE } from "./words";

interface Props {
  head: string;
  of: string;
  figures: readonly Figure[];
  parts: readonly FiguresOf[];
}

export function Sheet({ head, of, figures, parts }: Props) {
  const { t } = useTranslation(SPACE);
  if (parts.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={head} className="card figures-box figures-scroll" tabIndex={0}>
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {figures.map((figure) => (
              <th className="right" key={figure} scope="col" title={t(`meaning.${figure}`)}>
                {t(`figure.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, name, whole }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {figures.map((figure) => (
                <td className="num right" key={figure}>
                  {told(figure, whole[figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
