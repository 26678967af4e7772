/** Text that may speak of accounts by their references: a link for people inside, and the reference alone for everybody. */
import { ACCOUNT_MENTION } from '../../../events/account-mentions.ts';
import { accountAddress } from '../../kernel/model/addresses.ts';
import { useFrame } from './frame.ts';

export function Spoken({ text }: { text: string }) {
  const { viewer } = useFrame();
  if (!viewer.isInternal) return <>{text}</>;
  let from = 0;
  const parts = [...text.matchAll(ACCOUNT_MENTION)].flatMap(({ 0: reference, 1: account = '', index }) => {
    const before = text.slice(from, index);
    from = index + reference.length;
    return [
      before,
      <a key={index} href={accountAddress(account)}>
        {reference}
      </a>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}
