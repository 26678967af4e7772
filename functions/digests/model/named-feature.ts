/** How a digest names a feature of a team. */
export interface NamedFeature {
  readonly feature: string;
  readonly title: string;
  readonly team: string;
}
