/** Figures to take along: as CSV, made here, and as a book for Excel, made by the server (STA-08). */
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { download } from "@/shared/net/http";
import { saveCsv, saveFile } from "@/shared/words/csv";
import { useSay } from "@/shared/words/say";
import { SPACE } from "./words";

interface Props {
  /** Without its ending. */
  name: string;
  disabled?: boolean;
  csv: () => string;
  /** Where the book is asked for, and with what. */
  path: string;
  wish: () => unknown;
}

export function Files({ name, disabled = false, csv, path, wish }: Props) {
  const { t } = useTranslation(SPACE);
  const excel = useMutation({
    mutationFn: () => download(path, wish()),
    onSuccess: (book) => saveFile(book, `${name}.xlsx`),
    onError: useSay(),
  });
  return (
    <div className="row figures-files">
      <Button disabled={disabled} loading={excel.isPending} onClick={() => excel.mutate()} variant="default">
        {t("excel")}
      </Button>
      <Button disabled={disabled} onClick={() => saveCsv(csv(), `${name}.csv`)} variant="default">
        {t("csv")}
      </Button>
    </div>
  );
}
