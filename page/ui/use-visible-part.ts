import { useEffect, useState } from 'preact/compat';

export interface VisiblePart {
  readonly top: number;
  readonly height: number;
}

/** Steps of the share that is visible: the part is measured again at each. */
const STEPS = Array.from({ length: 41 }, (_, n) => n / 40);

/**
 * The part of a frame that the person sees: a frame that is as high as its content can be higher than the window, so that
 * the middle of the frame is out of sight. @returns undefined if the page has the window for itself
 */
export function useVisiblePart(): VisiblePart | undefined {
  const [part, setPart] = useState<VisiblePart>();
  useEffect(() => {
    if (window.parent === window) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const { top, height } = entries.at(-1)?.intersectionRect ?? { top: 0, height: 0 };
        if (height > 0) setPart({ top, height });
      },
      { threshold: STEPS },
    );
    observer.observe(document.documentElement);
    return () => observer.disconnect();
  }, []);
  return part;
}
