/** Where a page is: what lies above it, the uppermost first. One without an address is only named. */
export const Breadcrumb = ({
  steps,
}: {
  steps: readonly { readonly label: string; readonly address?: string }[];
}) => (
  <nav aria-label="Breadcrumb">
    <ol>
      {steps.map(({ label, address }) => (
        <li key={label}>{address === undefined ? label : <a href={address}>{label}</a>}</li>
      ))}
    </ol>
  </nav>
);
