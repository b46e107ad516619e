/** The text of the route, always equal to the picture. Marks what is wrong, completes what is known. */
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Complaint, useSchema } from "@/designer/api";
import { type Editor, useEditor } from "@/designer/editor/context";
import { type Mistake, stepNamed } from "@/designer/route/model";
import { between } from "./between";
import { colours } from "./colours";
import { completeRoute } from "./complete";

/** Of changes that come from the picture, the forms or undo. */
const fromOutside = Annotation.define<boolean>();
const writable = new Compartment();

export default function TextPane({ line }: { line: number }) {
  const { t } = useTranslation("designer");
  const editor = useEditor();
  const schema = useSchema().data;
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const newest = useRef({ editor, schema });
  newest.current = { editor, schema };
  const label = t("text.label");

  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: stateOf(newest.current.editor, label, () => newest.current),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label]);

  const { text, may, complaints, route, cursor } = editor;
  const unreadable = t("problems.unreadable");
  useEffect(() => takeText(view.current, text), [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: writable.reconfigure(EditorState.readOnly.of(!may)) });
  }, [may]);
  useEffect(() => {
    if (view.current)
      view.current.dispatch(
        setDiagnostics(view.current.state, marksOf(view.current.state, complaints, route.mistakes, unreadable)),
      );
  }, [complaints, route.mistakes, unreadable]);
  useEffect(() => toLine(view.current, line, true), [line]);
  const shown = useRef("");
  useEffect(() => {
    const step = stepNamed(newest.current.editor.route, cursor.step);
    if (step && !view.current?.hasFocus && shown.current !== step.name) toLine(view.current, step.line, false);
    shown.current = cursor.step;
  }, [cursor.step]);
  return <div className="text-pane" ref={box} />;
}

type Now = () => { editor: Editor; schema: ReturnType<typeof useSchema>["data"] };

function stateOf(editor: Editor, label: string, now: Now): EditorState {
  return EditorState.create({
    doc: editor.text,
    extensions: [
      lineNumbers(),
      foldGutter(),
      lintGutter(),
      drawSelection(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      bracketMatching(),
      indentOnInput(),
      indentUnit.of("  "),
      highlightSelectionMatches(),
      search({ top: true }),
      yaml(),
      colours,
      autocompletion({ override: [(context) => completeRoute(context, now())] }),
      keymap.of([
        { key: "Escape", run: leave },
        ...completionKeymap,
        ...searchKeymap,
        ...foldKeymap,
        indentWithTab,
        ...defaultKeymap,
      ]),
      writable.of(EditorState.readOnly.of(!editor.may)),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside)))
          now().editor.typed(update.state.doc.toString());
        if (update.selectionSet && update.view.hasFocus) follow(update.state, now().editor);
      }),
    ],
  });
}

/** Tab indents in here, so Escape leads out. */
function leave(view: EditorView): boolean {
  view.contentDOM.blur();
  document.querySelector<HTMLElement>(".pane [role=tab][aria-selected=true]")?.focus();
  return true;
}

/** The picture goes to the step in whose lines the cursor stands. */
function follow(state: EditorState, { route, cursor, goTo }: Editor): void {
  const line = state.doc.lineAt(state.selection.main.head).number;
  const step = route.steps.findLast((one) => one.line <= line);
  if (step && line <= step.endLine && step.name !== cursor.step) goTo({ step: step.name, way: "" }, true);
}

/** Only what differs is put in, so that the cursor and the scrolling stay. */
function takeText(view: EditorView | null, text: string): void {
  const before = view?.state.doc.toString();
  if (!view || before === undefined || before === text) return;
  view.dispatch({ changes: between(before, text), annotations: fromOutside.of(true) });
}

function toLine(view: EditorView | null, line: number, focus: boolean): void {
  if (!view || line < 1 || line > view.state.doc.lines) return;
  const { from } = view.state.doc.line(line);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "start", yMargin: 60 }) });
  if (focus) view.focus();
}

/** unreadable: what to do about a mistake. */
function marksOf(
  { doc }: EditorState,
  complaints: readonly Complaint[],
  mistakes: readonly Mistake[],
  unreadable: string,
): Diagnostic[] {
  const all = complaints.length
    ? complaints
    : mistakes.map((one) => ({ ...one, severity: "error" as const, remedy: unreadable }));
  return all.map(({ line, column, severity, text, remedy }) => {
    const at = doc.line(Math.max(1, Math.min(doc.lines, line)));
    const from = Math.min(at.to, at.from + Math.max(0, column - 1));
    return { from, to: Math.max(from, at.to), severity, message: remedy ? `${text}\n${remedy}` : text };
  });
}
