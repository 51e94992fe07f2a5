/** As high as what follows, so that nothing moves. */
export function FileSkeleton() {
  return <div aria-hidden="true" className="min-h-83 rounded-card border border-line bg-surface" />;
}
