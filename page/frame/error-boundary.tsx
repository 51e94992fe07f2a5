import { Component, type ReactNode } from 'preact/compat';
import { FailureNotice } from '../ui/failure-notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A bug in a screen leaves the navigation usable. */
export class ErrorBoundary extends Component<Props, { readonly error?: unknown }> {
  override readonly state: { readonly error?: unknown } = {};

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <FailureNotice error={this.state.error} onRetry={() => location.reload()} />;
  }
}
