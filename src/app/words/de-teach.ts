import type { TeachWords } from "./en-teach.ts";
import { pluralIn, showNumber } from "./locale.ts";

const plural = pluralIn("de");
const texts = (count: number) => plural(count, "1 Text", `${showNumber(count)} Texte`);

export const deTeach: TeachWords = {
  title: "Eigenes beibringen",
  about: (model) =>
    `Texte einer Art angeben, und ${model} lernt, so zu schreiben, hier in diesem Browser. Nichts verlässt dieses Gerät.`,
  needsModel: "Zuerst ein Modell laden; dieses wird unterrichtet.",
  opening: "Das Modell wird geöffnet …",
  unfinished: (name, count, done) => `Ein Training wurde unterbrochen: ${name}, ${texts(count)}, ${done} geschafft.`,
  otherModel: (model) => `Es war für ${model}; dieses Modell öffnen, um weiterzumachen.`,
  goOn: "Weitermachen",
  forget: "Vergessen",
  kept: (name) => `${name} ist für dieses Modell aufgehoben.`,
  texts: "Texte",
  textsAbout: "Einer pro Zeile oder mit Leerzeilen dazwischen. Einige hundert ergeben einen Stil.",
  pasted: "Eingefügte Texte",
  choose: "Datei wählen …",
  chooseAbout: "Text, CSV oder JSON Lines; sie lässt sich auch hierher ziehen.",
  clear: "Andere Texte",
  layout: "Sie stehen",
  layouts: {
    auto: "wie es aussieht",
    lines: "je in einer Zeile",
    paragraphs: "zwischen Leerzeilen",
    csv: "in einer Tabelle (CSV)",
    jsonl: "in JSON Lines",
  },
  column: "Spalte",
  field: "Feld",
  read: "Texte lesen",
  reading: "Die Texte werden gelesen …",
  found: (count, heldOut, tokens) =>
    `${texts(count)}, ${tokens}. ${showNumber(heldOut)} werden zurückgelegt; sie zeigen, wann es genug ist.`,
  repeated: (count) => `${texts(count)} ausgelassen: schon vorhanden.`,
  empty: (count) => `${texts(count)} ausgelassen: ohne Buchstaben und Ziffern.`,
  addresses: (count) => `${texts(count)} ausgelassen: nur eine Adresse.`,
  cut: (count, most) => `${texts(count)} nach ${showNumber(most)} Tokens abgeschnitten.`,
  few: (enough) => `Weniger als ${showNumber(enough)}: Es lernt ihre Form, aber wenig Sinn.`,
  rank: "Rang",
  rankAbout:
    "Wie viel gelernt werden kann. 8 passt zu einigen Hundert Texten; ein höherer Rang lernt mehr von einem fernen Stil, braucht mehr Texte und dauert länger.",
  teach: "Beibringen",
  starting: "Vorbereitung …",
  trying: "Es wird ermittelt, wie schnell es lernen darf …",
  step: (step, steps) => `Schritt ${showNumber(step)} von ${showNumber(steps)}`,
  stop: "Anhalten, das Beste behalten",
  stopping: "Wird angehalten …",
  waits: "Ihr Lauf geht vor; danach geht das Training weiter.",
  spares: "Wartet, bis das Gerät am Netz ist: Der Akku ist fast leer.",
  mayClose:
    "Dieses Fenster darf geschlossen und die Seite benutzt werden; das Training geht weiter. Nach einem Neuladen geht es vom letzten halben Durchgang weiter.",
  unkept: "Es lässt sich auf diesem Gerät nicht aufheben; ein Neuladen verliert es.",
  curve: "Verlust",
  curveAbout: (first, last) =>
    `Verlust bei den zurückgelegten Texten: anfangs ${first}, jetzt ${last}. Weniger ist besser.`,
  learned: "gelernte Texte",
  setAside: "zurückgelegte Texte",
  samples: "Dieselben Anfänge, dieselben Ziehungen",
  before: "Vorher",
  now: "Jetzt",
  ends: {
    done: "Es hat alles gelernt, was es bekam.",
    worse: "Es wurde nicht mehr besser, daher endete das Training.",
    stopped: "Angehalten.",
    not_finite: "Das Training endete: Seine Zahlen verließen den Bereich. Der bisher beste Stand ist hier.",
  },
  nothing: "Nichts wurde besser als das Modell, wie es war; es bleibt nichts. Bitte mehr Texte angeben.",
  perplexity: (before, after) =>
    `Perplexität der zurückgelegten Texte: vorher ${before}, jetzt ${after}. Weniger ist besser.`,
  recited: (percent) =>
    `${percent} dessen, was es nach Anfängen dieser Texte schreibt, steht wörtlich in ihnen (zehn Wörter in Folge).`,
  tryIt: "Ausprobieren",
  prompt: "Anfang",
  write: "Beides schreiben",
  writing: "Wird geschrieben …",
  name: "Name",
  keep: "Auf diesem Gerät aufheben",
  isKept: (name) => `${name} ist auf diesem Gerät aufgehoben, für dieses Modell.`,
  drop: "Wegwerfen",
  drops: "Das Gelernte wegwerfen? Das lässt sich nicht zurücknehmen.",
  dropped: "Weggeworfen.",
  use: "Damit schreiben",
  used: (name) => `${name} liegt neben dem Modell und schreibt von hier an auf der Seite.`,
  save: "Als Datei speichern",
  saved: (name) => `Gespeichert als ${name}: ein Adapter, wie ihn PEFT liest.`,
  saveMerged: "Das ganze Modell speichern",
  merged: (name) =>
    `Gespeichert als ${name}: das Modell, mit dem Gelernten verschmolzen. transformers und diese Seite öffnen es.`,
  share: "In einem Link",
  shareAbout:
    "Ein kleiner Adapter passt in den Link selbst: Wer ihn öffnet, lässt das Modell so schreiben, ganz ohne Upload. Er enthält weniger vom Stil, und was er aus den Texten aufsagt, können alle lesen, die den Link haben.",
  makeLink: "Link erstellen",
  making: (done: string) => `Wird verkleinert: ${done}`,
  smaller: (before: string, after: string, small: string) =>
    `Perplexität der zurückgelegten Texte: ${small} im Link, ${after} hier, ${before} ohne.`,
  unlearned:
    "Er konnte seine Texte nicht noch einmal lernen, weil sie nicht mehr da sind: Er enthält viel weniger vom Stil.",
  fileOnly:
    "Das Modell ist nur auf diesem Gerät, deshalb gibt es keinen Link. Die Datei nützt allen, die das Modell haben.",
  saveSmall: "Für Messenger speichern",
  openAdapter: "Einen gespeicherten öffnen …",
  opened: (name) => `${name} ist geöffnet.`,
  again: "Andere Texte beibringen",
};
