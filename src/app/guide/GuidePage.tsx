import { Site } from '../site/Site.tsx';

export function GuidePage() {
  return <Site title="Field guide · Data Flows">…</Site>;
}
