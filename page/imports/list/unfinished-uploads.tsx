import { useState } from 'preact/compat';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ButtonLink } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { findUpload, rememberedUploads } from '../../upload/uploads.ts';

/** Uploads that this browser has begun and not finished. */
export default function UnfinishedUploads() {
  const [remembered] = useState(() => rememberedUploads.all().map(({ importId }) => importId));
  return remembered.length === 0 ? null : <StillWaiting remembered={remembered} />;
}

/** Without those that have expired, or belong to another tenant. */
function StillWaiting({ remembered }: { readonly remembered: readonly string[] }) {
  const { upload: texts } = useTexts();
  const client = useClient();
  const { data } = useLoaded('unfinished-uploads', () =>
    client.listImports({ status: 'AWAITING_UPLOAD', limit: 100 }),
  );
  const waiting = (data?.imports ?? []).filter(
    ({ id, upload }) => upload !== undefined && remembered.includes(id) && findUpload(id) === undefined,
  );
  return waiting.map(({ id, fileName }) => (
    <Notice
      key={id}
      tone="neutral"
      title={texts.unfinished.of(fileName)}
      actions={<ButtonLink to={{ name: 'import-detail', importId: id }}>{texts.unfinished.link}</ButtonLink>}
    />
  ));
}
