/** One route: the picture, and beside it the step, the text, the rehearsal, problems and versions. */
import "@/designer/words";
import "@/designer/ui/ui.css";
import "@/designer/form/form.css";
import "./editor.css";
import "./panes.css";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useRoute } from "@/designer/api";
import { usePartTitle } from "@/shared/title";
import { Empty } from "@/shared/ui/Empty";
import { EditorRoom } from "./EditorRoom";
import { firstText } from "./useDraft";

export default function EditorPage() {
  const { name = "" } = useParams();
  const { t } = useTranslation("designer");
  const { data: route, isError } = useRoute(name);
  usePartTitle(route?.title || name);
  if (isError)
    return (
      <Empty title={t("routes.nothingFound")}>
        <Link to="/routes">{t("editor.back")}</Link>
      </Empty>
    );
  if (!route || route.name !== name) return <div className="editor" />;
  return <EditorRoom first={firstText(route)} key={name} opened={route} />;
}
