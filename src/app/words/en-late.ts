import { describeParameter } from "../../contract/describe-parameter.ts";
import type { FinishReason } from "../../contract/generate-result.ts";
import type { ParameterName } from "../../contract/parameters.ts";
import { pluralIn, showNumber } from "./locale.ts";

const plural = pluralIn("en");

/** The English words of dialogs, folded details and questions: they come with the parts that show them. */
export const enLate = {
  printed: { model: "Model", from: (address: string) => `Written in the browser with ${address}` },
  keep: "Keep",
  tidy: "Tidy text",
  tokenHint: "Choose a token to see what else the model considered; arrow keys move between tokens.",
  tokenChance: (percent: string) => `${percent} likely`,
  unknownChance: "nothing stands before it",
  why: {
    about:
      "Colours show how likely the model thought each token. Choose one to see what else could have come; arrow keys move between tokens.",
    legend: "Probability",
    from: (percent: string) => `${percent} and more`,
    under: (percent: string) => `under ${percent}`,
    working: "Reading the text …",
    other: (name: string) => `${name} is loaded now and did not write this text: these are its probabilities.`,
    take: (token: string) => `Go on with “${token}”`,
    nothingBefore: "Nothing stands before it, so the model has no opinion.",
  },
  branches: {
    title: "Texts of this prompt",
    pin: "Pin this text",
    pinned: "pinned",
    compare: "Compare with",
    nothing: "nothing",
  },
  promptTokens: {
    list: "Tokens of the prompt",
    dropped: (count: number) =>
      `The context needs room for new tokens: the oldest ${showNumber(count)} are left out, struck through here.`,
    hidden: (count: number) => `The first ${showNumber(count)} are not shown.`,
  },
  tour: {
    needsModel: "The tour uses this page’s own model, so it begins when the model is here.",
    step: (number: number, count: number) => `Step ${showNumber(number)} of ${showNumber(count)}`,
    back: "Back",
    next: "Next",
    done: "Done",
    bars: "Next token",
    others: "all others",
    out: "out",
    tokens: {
      title: "Text becomes tokens",
      about:
        "A model reads and writes tokens: words, parts of words and marks, each with a number. ␣ is a space. Change the text to see how it is cut.",
    },
    chances: {
      title: "Every token gets a probability",
      about: (count: string) =>
        `The model knows ${count} tokens. For the place after the text it gives each of them a probability; these are the ten likeliest.`,
    },
    temperature: {
      title: "Temperature",
      about:
        "Drag: a low temperature favours the likely tokens, a high one gives the others a chance. 1 changes nothing.",
    },
    cutoffs: {
      title: "Top-k and top-p",
      about:
        "top_k keeps the k likeliest tokens, top_p the likeliest that together reach this probability. What is left shares the whole anew.",
      kept: (kept: string, all: string) => `${kept} of ${all} tokens are left.`,
    },
    draw: {
      title: "A draw decides",
      about:
        "One of the tokens that are left is drawn, likely ones more often. It joins the text, and the model goes on from there. The same seed draws the same tokens.",
      draw: "Draw a token",
      again: "Start over",
      other: "Another seed",
      seed: (seed: string) => `Seed ${seed}`,
      drawn: (token: string, percent: string) => `Drawn: “${token}”, ${percent} likely.`,
      ended: "The model ended the text.",
      enough: "The tour draws no more.",
    },
    beams: {
      title: "Beam search",
      about:
        "Without any draw: several texts, the beams, go on side by side, and those stay whose tokens are likeliest together. Taking the likeliest token each time can miss them.",
      beams: "Beams",
      longer: "One token more",
      beam: (number: string) => `Beam ${number}`,
      sum: "Sum of log-probabilities",
      chance: "Probability",
      best: "Best beam",
      greedy: "Likeliest each time",
      verdicts: {
        better: "The best beam is likelier than the text of the likeliest tokens.",
        same: "The best beam is just the text of the likeliest tokens.",
        worse: "The text of the likeliest tokens is likelier than every beam.",
      },
    },
    use: {
      about:
        "Write with what you found? Other rules of the form and the model, which the tour leaves out, still apply there.",
      drawing: "Draw with these settings",
      beams: (count: string) => `Search with ${count} beams`,
      done: "The form has these settings now.",
    },
  },
  surprise: {
    about: "Paste any text to see which words this model did not expect.",
    text: "Text",
    measure: "Measure",
    empty: "Enter a text first.",
    busy: "A text is being written. Measure when it is done.",
    tooLong: (length: number, most: number) =>
      `The text has ${showNumber(length)} characters; at most ${showNumber(most)} are measured here. The command line measures longer ones: hostless score.`,
    done: (tokens: string) => `Done: ${tokens}.`,
    windows: (context: number, least: number) =>
      `The text is longer than the model’s ${showNumber(context)} tokens, so it is read in overlapping windows: after the first, each token has at least ${showNumber(least)} before it.`,
    bitsPerByte: "Bits per byte",
    map: "Heat map",
    colour: "Colour",
    byToken: "by token",
    byWord: "by word",
    byDifference: (name: string) => `by difference from ${name}`,
    byWordAbout: "Each word has one colour: the geometric mean of its tokens’ probabilities.",
    byDifferenceAbout: "Each word has one colour: how many bits more or fewer it takes with this model.",
    wordChance: (percent: string) => `its word ${percent} per token`,
    more: (bits: string) => `its word ${bits} bits more`,
    fewer: (bits: string) => `its word ${bits} bits fewer`,
    differences: "Difference",
    step: (bits: number) => {
      if (bits === 0) return "about the same";
      const count = Math.abs(bits);
      return `${plural(count, "1 bit", `${showNumber(count)} bits`)} ${bits > 0 ? "more" : "fewer"}`;
    },
    previous: "Previous part",
    next: "Next part",
    part: (number: number, count: number) => `Part ${showNumber(number)} of ${showNumber(count)}`,
    most: "Most surprising words",
    bits: (count: string) => `${count} bits`,
    bitsAbout: "One bit is the surprise of a coin toss.",
    csv: "Download CSV",
    json: "Download JSON",
    keep: "Keep to compare",
    kept: (model: string, perplexity: string) => `Kept: ${model}, perplexity ${perplexity}.`,
    keptAbout:
      "Close this window, load another model or other weights, and measure the same text again: the difference can then be shown in colour.",
    keptOther: "The kept result is of another text. Measure the same text to compare.",
    forget: "Forget the kept result",
  },
  alternatives: (token: string) => `Instead of “${token}”`,
  reporting: {
    button: "Report this sentence",
    about: (to: string) => `This goes to ${to}, and only when you send it there yourself.`,
    prompt: "Prompt",
    text: "Sentence",
    seed: "Seed",
    model: "Model",
    link: "Link",
    shortened: "It was shortened: an address has no room for all of it.",
    open: "Open the form",
    mail: "Write the mail",
  },
  copyJson: "Copy JSON",
  downloadJson: "Download JSON",
  showJson: "Show JSON",
  download: "Download",
  copy: "Copy",
  copyThis: (title: string) => `Copy: ${title}`,

  bestOf: (count: number) => `the best of ${showNumber(count)}`,
  noRun: "Nothing has been written yet.",
  noModel: "No model is loaded.",
  seedAbout: "The same seed, prompt and parameters give the same text. Each run draws a new seed, unless you keep one.",
  keepSeed: "Keep this seed",
  facts: {
    total: "Total time",
    best: "Chosen",
    model: "Written by",
    first: "First token",
    length: "Tokens",
    ended: "Ended by",
  },
  finish: {
    eos: "the model",
    length: "length limit",
    stop_string: "stop string",
    time: "time limit",
    stopped: "you",
  } satisfies Record<FinishReason, string>,
  perToken: (milliseconds: string) => `${milliseconds} ms per token`,
  runOn: "Run on",
  automatic: "Automatic",
  notKept: "Not kept on this device.",
  weights: "Weights",

  consent: {
    foreign: "Load this model?",
    large: "Load this large model?",
    unfinished: "The last load did not finish",
    framed: "Load the model?",
    foreignText: "This model is not this site’s own. It is only loaded if you allow it.",
    largeText: "It is downloaded once and kept on this device.",
    unfinishedText: "The page ended while this model was loading, probably out of memory. Try smaller weights.",
    unseenText: (repo: string) =>
      `This page is embedded, and its link names ${repo} on the Hugging Face Hub. Nothing has been requested from there yet.`,
    lookUp: "Look it up",
    framedText: "This page is embedded, so the model loads only when you allow it. It runs on this device.",
    convert: "It is a training checkpoint; it will be converted on this device.",
    ownerCan: (size: string) => `The owner can make this download ${size}: how`,
    ownerHow:
      "Load it, press “Publish it” and propose the converted package as a pull request. Once the owner has accepted it, this link downloads the package alone. On this device it is kept converted in any case.",
    name: "Model",
    origin: "From",
    base: "Trained on",
    size: "Download",
    kept: "Kept on this device",
    revision: "Revision",
    license: "Licence",
    claimedLicense: "Licence, as its publisher says",
    unknown: "not specified",
    accept: "Load model",
    keep: (name: string) => `Keep ${name}`,
  },
  localModel: {
    about: "This model is on this device only: no link leads to it.",
    convertedFrom: (repo: string) =>
      `Converted here and kept. Everyone else who opens ${repo} downloads its checkpoint and converts it again: publish the package, or propose it to the owner.`,
    publish: "Publish it",
    opening: "Opening …",
  },
  sharing: {
    title: "Share",
    about: "The link holds model, prompt, parameters and seed after the #, which browsers never send to a server.",
    local:
      "This model exists only on this device. The link carries prompt and parameters, and opens this site’s own model.",
    withOutput: "With the text that was written",
    link: "Link",
    length: (characters: number) => `${showNumber(characters)} characters`,
    cut: (messengers: string) => `Some messengers cut links this long: ${messengers}.`,
    messengers: { discord: "Discord (2,000 characters)", slack: "Slack (about 4,000)" },
    withoutText: (characters: number) => `Leave the text out (${showNumber(characters)} characters)`,
    copy: "Copy link",
    copyQuote: "Copy text and link",
    send: "Send …",
    qr: "QR code of the link",
    elsewhere: "On other pages, and in code",
    elsewhereAbout: "On other sites nothing is downloaded before the visitor has clicked inside the frame.",
    tag: "Tag for any site",
    frame: "Frame for any site",
    sdk: "JavaScript on any site",
    fetch: "JavaScript on a page of this site",
    wrong: (names: string) => `There is no link while a parameter is wrong: ${names}.`,
    tooLong: "This is more than a link can hold. Leave the written text out, or shorten the prompt.",
    longQr: "The link is too long for a QR code that phones can read.",
    picture: "Make a picture …",
  },
  picture: {
    title: "Picture",
    text: "Text",
    size: "Size",
    sizes: { square: "Square", wide: "Wide", story: "Story" },
    style: "Style",
    styles: { quote: "Quote", poster: "Poster" },
    colours: "Colours",
    schemes: { light: "Light", dark: "Dark" },
    save: "Save picture",
    saved: (name: string) => `Saved as ${name}.`,
    copy: "Copy picture",
    copyAlt: "Copy alternative text",
    notCopied: "The browser did not allow the picture to be copied. Save it instead.",
    notSent: "The picture could not be sent. Save it instead.",
    qrForm: "The QR code opens prompt and parameters, without this text.",
    qrNone: "The picture has no QR code: the link is too long for phones to read.",
    refused: "This browser does not let pages save what they draw. Take a screenshot, or use another browser.",
  },
  history: {
    title: "History",
    about: "Your runs, kept on this device only.",
    notKept: "This browser does not allow storage: the history is lost when the page closes.",
    search: "Search",
    clear: "Clear all",
    clears: (count: number) =>
      `${plural(count, "The one run is", `All ${showNumber(count)} runs are`)} deleted from this device. This cannot be undone.`,
    export: "Export",
    import: "Import …",
    exported: (saved: number, total: number, name: string) =>
      saved === total
        ? `${plural(saved, "One run was", `${showNumber(saved)} runs were`)} saved as ${name}.`
        : `The newest ${showNumber(saved)} of ${showNumber(total)} runs were saved as ${name}. The others do not fit into one file.`,
    imported: (added: number, total: number) =>
      added === total
        ? `${plural(added, "One run was", `${showNumber(added)} runs were`)} added.`
        : `${showNumber(added)} of ${showNumber(total)} runs were added. The others are here already, or too old to be kept.`,
    empty: "Nothing here.",
  },
  rare: {
    replaced: "A text from outside this page replaced your prompt.",
    putBack: "Restore my prompt",
    update: "A new version of this page is ready.",
    updateNow: "Update",
  },
  voices: {
    title: "Writes with",
    base: "Base",
    missing: (name: string, digest: string) =>
      `The adapter ${name} (${digest}) is needed for this, and is not on this device. Drop its folder or zip here, or choose Base.`,
    idle: (names: string) => `Adapters are computed on the CPU, and this model runs elsewhere: ${names}.`,
    toCpu: "Run on the CPU",
    added: (name: string, model: string) => `${name} lies beside ${model} now, and writes from here on.`,
    addedUnnamed: (name: string, model: string) =>
      `${name} does not say which model it was trained on. It fits ${model}, and writes with it from here on.`,
    unkept: "There is no storage for it: it goes when the page is closed.",
    unnamed: "My adapter",
    linked: (name: string, size: string) => `This link holds a small adapter (${size}): ${name}`,
    linkedAbout: (model: string) =>
      `Whoever made the link calls it so, and says that it is for ${model}. The model writes with it, and stays as it is.`,
    linkedBase: (size: string) => `The model takes ${size}.`,
    linkedWaits: "As soon as the model is loaded.",
    linkedUse: "Use it",
    stored: "Adapters",
    of: (base: string) => `beside ${base}`,
    deletes: (name: string) => `Delete the adapter ${name} from this device?`,
  },
  storage: {
    title: "Storage",
    about: "Models kept on this device, so that they work offline.",
    empty: "No model is kept.",
    used: (date: string) => `last used ${date}`,
    incomplete: "not complete",
    open: "Open",
    verify: "Verify",
    export: "Export",
    delete: "Delete",
    deletes: (name: string) => `Delete ${name} from this device? It is downloaded again when it is needed.`,
    deletesMade: (name: string) =>
      `${name} was made from files on this device and cannot be downloaded again. Delete it?`,
    import: "Import a model …",
    working: "Working …",
    sound: (name: string) => `${name}: all files verified.`,
    damaged: (files: string) => `Damaged, downloaded again at the next load: ${files}`,
    saved: (name: string) => `Saved as ${name}.`,
    deleted: (name: string) => `${name} was deleted.`,
    imported: (name: string) => `${name} was imported.`,
  },
  opening: {
    title: "Open a model",
    repo: "From the Hugging Face Hub",
    repoAbout:
      "A GPT-2 as owner/name, gpt2, or its address on huggingface.co; @revision is optional. You see its size before anything is loaded.",
    look: "Look up",
    files: "From this device",
    filesAbout:
      "A folder, files or a zip of a checkpoint or an ONNX package. You can also drop them on the page. They stay here.",
    chooseFiles: "Choose files …",
    chooseFolder: "Choose folder …",
  },
  compared: {
    ofLink: {
      same: "This device wrote the same text as the link.",
      different: (after: string, theirs: string, ours: string) =>
        `After “${after}” the link continues with “${theirs}”, this device with “${ours}”.`,
      otherVersion: "The link was made with another version of this model.",
    },
    earlier: {
      same: "The same text as before.",
      different: (after: string, before: string, now: string) =>
        `After “${after}” the text continued with “${before}” before, and now with “${now}”.`,
    },
  },
  hubAccess: {
    title: "Private and gated models",
    about: (host: string) =>
      `Sign in with a ${host} token that has read access. It stays in the memory of this tab, goes to ${host} alone, and is forgotten when you sign out or close the tab.`,
    conditions: "Some models require you to accept their terms on their page.",
    page: "The model’s page",
    token: "Token",
    signIn: "Sign in",
    signInAt: (host: string) => `Sign in at ${host}`,
    tabAbout: "A new tab asks whether this page may read such models, and nothing else. This page stays as it is.",
    goOn: "Continue in the new tab.",
    noTab: "No new tab? Open it here.",
    tooOld: "This browser might show your access to other hosts. Update it to sign in.",
    tokenPage: "Make a token",
    signedIn: (name: string) => `Signed in as ${name}.`,
    signOut: "Sign out",
    ended: "Your token is no longer valid, so you were signed out.",
    filesStay: "Private files that were downloaded stay on this device when you sign out; Storage deletes them.",
    framed: "This page is embedded in another one. Open it in a tab of its own to sign in.",
    openInTab: "Open in its own tab",
  },
  siteModels: "Model",
  report: {
    about: "Perplexity against the full weights; lower is better.",
    claimed: "Perplexity against the full weights, as the model’s publisher states it; not measured here.",
    perplexity: "Perplexity",
    full: "Full weights",
    agreement: "Same top choice",
    save: "Save package",
    saving: "Writing the zip …",
    saved: (name: string) => `Saved as ${name}.`,
  },
  about: { title: "About this model", empty: "The model has no card." },

  presets: "Presets",
  presetNames: { tutorial: "Tutorial", greedy: "Greedy", creative: "Creative", beam: "Beam search" },
  reset: "Reset",
  groups: {
    choice: "Choosing tokens",
    length: "Length",
    repetition: "Repetition",
    stopping: "Stopping",
    tokens: "Single tokens",
    several: "Several texts and beams",
    record: "Seed and record",
  },
  forms: {
    texts: "One per line; \\n means a line break.",
    numbers: "Numbers with commas between them.",
    runs: "One per line, numbers with commas between them.",
    biases: "One per line: numbers with commas between them, =, and the bias.",
  },
  off: "off",
  random: "random",
  bounds: (min: number, max: number) => `From ${showNumber(min)} to ${showNumber(max)}.`,
  /** What a parameter does, as the API's description says it. */
  describe: (name: ParameterName) => describeParameter(name).text,
  /** What to enter instead of a value that cannot be, by how it is typed. */
  corrections: {
    number: (min: number, max: number) => `Enter a number from ${showNumber(min)} to ${showNumber(max)}.`,
    whole: (min: number, max: number) => `Enter a whole number from ${showNumber(min)} to ${showNumber(max)}.`,
    texts: (most: number, longest: number) =>
      `Enter at most ${showNumber(most)} texts of 1 to ${showNumber(longest)} characters.`,
    tokens: (most: number) => `Enter at most ${showNumber(most)} token IDs.`,
    runs: (most: number, longest: number) =>
      `Enter at most ${showNumber(most)} lines of 1 to ${showNumber(longest)} token IDs.`,
    biases: (most: number, longest: number) =>
      `Enter at most ${showNumber(most)} lines: 1 to ${showNumber(longest)} token IDs, =, and the bias.`,
    decay: "Enter two numbers: new tokens, from 0 on, and a factor above 0.",
    choice: "Choose one of the values that are offered.",
  },
};

export type LateWords = typeof enLate;
