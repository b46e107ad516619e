/** A place where files are dropped. */
import { type DragEvent, useState } from "react";

interface Place {
  "data-over": boolean;
  onDragLeave: () => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

/** over: files are held above it; place: goes to the element, which shows that by `data-over`. */
export function useDrop(onFiles: (files: readonly File[]) => void): { over: boolean; place: Place } {
  const [over, setOver] = useState(false);
  return {
    over,
    place: {
      "data-over": over,
      onDragLeave: () => setOver(false),
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
