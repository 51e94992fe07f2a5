import { lazy, type ReactNode } from 'preact/compat';
import { UnknownScreen } from '../frame/unknown-screen.tsx';
import ImportScreen from '../import/import-screen.tsx';
import type { Route } from '../routing/routes.ts';

/** The first screen comes with the page; others are loaded when they are opened. */
const ImportsScreen = lazy(() => import('../imports/list/imports-screen.tsx'));
const TypesScreen = lazy(() => import('../types/types-screen.tsx'));
const TypeScreen = lazy(() => import('../types/type-screen.tsx'));
const SettingsScreen = lazy(() => import('../settings/settings-screen.tsx'));
const ImportDetailScreen = lazy(() => import('../imports/import-detail-screen.tsx'));

/** The screen of a route. To add one: its route in `routes.ts`, its component here. */
export function screenOf(route: Route): ReactNode {
  switch (route.name) {
    case 'import':
      return <ImportScreen step={route.step} />;
    case 'imports':
      return <ImportsScreen status={route.status} type={route.type} />;
    case 'import-detail':
      return <ImportDetailScreen key={route.importId} importId={route.importId} />;
    case 'types':
      return route.type === undefined ? <TypesScreen /> : <TypeScreen key={route.type} name={route.type} />;
    case 'settings':
      return <SettingsScreen section={route.section} />;
    default:
      return <UnknownScreen />;
  }
}
