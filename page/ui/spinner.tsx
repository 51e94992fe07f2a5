/** For the eye only: say in words what is going on. */
export function Spinner({ className = 'size-4' }: { readonly className?: string }) {
  return (
    <svg aria-hidden="true" className={`shrink-0 animate-spin ${className}`} viewBox="0 0 24 24" fill="none">
      <circle cx="12" cy="12" r="9" stroke="currentColor" strokeWidth="2.5" opacity="0.25" />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
