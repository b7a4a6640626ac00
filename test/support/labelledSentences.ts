/** A sentence that a person labelled, and where it is from. */
export interface LabelledSentence {
  readonly text: string;
  readonly label: string;
  readonly outlet: string;
}

const topics: Readonly<Record<string, string>> = {
  sport: `
    The striker scored twice in the last ten minutes.
    Her serve was too fast for the young opponent.
    The goalkeeper saved a penalty just before half time.
    They lost the final after a long shoot-out.
    The coach praised his team for a patient defence.
    A record crowd watched the marathon in the rain.
    The swimmer broke her own national record again.
    Fans sang until the players left the pitch.
    The club signed a midfielder from Portugal.
    He was sent off for a second yellow card.
    The race was decided in the very last lap.
    An injured knee keeps her out of the tournament.
    The visitors equalised with a header from a corner.
    The champion defended his title in three sets.
    Two cyclists crashed on the wet descent.
    The referee blew his whistle and the game was over.
    The home side have not won a match since March.
    She trains twice a day for the relay.
    The rowers took silver behind New Zealand.
    Tickets for the cup match sold out within an hour.`,
  politics: `
    The senator voted against the new budget.
    Parliament will debate the reform next week.
    The prime minister announced an early election.
    Two ministers resigned over the pension law.
    The opposition called the treaty a mistake.
    Voters rejected the proposal in a referendum.
    The mayor promised cheaper buses for the city.
    A coalition of three parties will govern the country.
    The president signed the bill on Monday.
    Diplomats met in Geneva to discuss sanctions.
    The committee questioned the head of the central bank.
    Her party lost eleven seats in the regional election.
    The court stopped the government's asylum plan.
    Campaign posters went up in every village.
    The candidate refused to take part in the debate.
    Members of the council asked for a public inquiry.
    The government wants to raise taxes on fuel.
    An ambassador was called home after the speech.
    The law passed with a majority of two votes.
    Protesters demanded that the minister step down.`,
  food: `
    Stir the onions in butter until they are golden.
    The soup needs a little more salt and some lemon.
    She baked a cake with apples and cinnamon.
    Let the dough rest for an hour in a warm place.
    The restaurant serves fresh fish every Friday.
    Roast the potatoes with rosemary and garlic.
    We ate bread with olives and soft cheese.
    Whisk the eggs and fold in the flour.
    His grandmother's stew tasted of smoke and pepper.
    Add the tomatoes and simmer the sauce slowly.
    The coffee was bitter and far too hot.
    Chop the parsley and scatter it over the rice.
    They picked strawberries and made jam.
    A good curry begins with toasted spices.
    The chef recommends the grilled mushrooms.
    Pour the batter into a hot pan.
    The pastry is filled with almonds and honey.
    Serve the salad with oil and vinegar.
    The kitchen smelled of fried bacon.
    Marinate the chicken in yoghurt overnight.`,
};

const outlets = ['Herald', 'Courier', 'Gazette', 'Tribune', 'Echo', 'Mirror'];

/** Sixty sentences in English about three topics, twenty each, from six outlets. */
export const labelledSentences: readonly LabelledSentence[] = Object.entries(topics).flatMap(
  ([label, lines]) =>
    lines
      .trim()
      .split('\n')
      .map((line, index) => ({
        text: line.trim(),
        label,
        outlet: outlets[index % outlets.length] ?? '',
      })),
);

/** The sentences as a CSV file with the columns text, label and outlet, topics in turn. */
export function labelledCsv(): string {
  const rows = labelledSentences.map(
    ({ text, label, outlet }) => `"${text.replaceAll('"', '""')}",${label},${outlet}`,
  );
  return ['text,label,outlet', ...rows, ''].join('\r\n');
}

/** The sentences as lines of a document, `label: text`. */
export function labelledDocument(): string {
  return labelledSentences.map(({ text, label }) => `${label}: ${text}`).join('\n');
}
