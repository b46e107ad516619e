/** A window of its own that stays above all others (Document Picture-in-Picture), where the browser has it. */
import { listenIn } from "@/shared/ui/keys";

interface PictureInPicture {
  requestWindow: (size: { width: number; height: number }) => Promise<Window>;
}

function pictureInPicture(): PictureInPicture | undefined {
  return (window as Window & { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;
}

export function hasOwnWindow(): boolean {
  return pictureInPicture() !== undefined;
}

/** Opens it, with the look and the keys of this page; `closing` is called while its document is still there. */
export async function openOwnWindow(title: string, closing: () => void): Promise<Window | null> {
  const view = await pictureInPicture()?.requestWindow({ width: 344, height: 680 });
  if (!view) return null;
  view.document.title = title;
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style'))
    view.document.head.append(style.cloneNode(true));
  view.document.body.className = "own-window";
  const ends = [keepLook(view.document.documentElement), listenIn(view)];
  view.addEventListener(
    "pagehide",
    () => {
      closing();
      for (const end of ends) end();
    },
    { once: true },
  );
  return view;
}

/** Language, colours and contrast follow the page. */
function keepLook(root: HTMLElement): () => void {
  const copy = (): void => {
    for (const { name, value } of document.documentElement.attributes) root.setAttribute(name, value);
    if (!document.documentElement.dataset.contrast) delete root.dataset.contrast;
  };
  copy();
  const watch = new MutationObserver(copy);
  watch.observe(document.documentElement, { attributes: true });
  return () => watch.disconnect();
}
